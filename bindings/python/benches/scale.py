"""What a cluster would need, simulated from measured rates: tasks on cores, one after the other, some slow, some lost.

    python bindings/python/benches/scale.py --rate 20000 --start 30

`--rate` is posts a second on one core, measured with Spark around it (`spark_million.py`); `--start` the seconds until executors work. Each task takes its
posts' time, times a factor that varies as on busy machines (log-normal, median 1), plus what Spark needs for a task. A lost executor loses the task
that each of its cores is at; they run again. Everything else (reading from a store that keeps up, no shuffle) is as measured, so the table says what the
arithmetic says and not what a cluster did.
"""

from __future__ import annotations

import argparse
import heapq
import random


def run(posts: int, cores: int, rate: float, start: float, per_task: int, loss: float, draw: random.Random) -> tuple[float, int, int]:
    """Seconds, tasks that ran, tasks that ran again."""
    tasks = -(-posts // per_task)
    waiting, again, ran = tasks, 0, 0
    free = [start] * cores
    end = start
    while waiting:
        at = heapq.heappop(free)
        seconds = 0.1 + per_task / rate * draw.lognormvariate(0.0, 0.25)
        waiting -= 1
        ran += 1
        if draw.random() < loss:
            # Lost on the way: what it had done is gone, and its core is back half a minute later.
            waiting += 1
            again += 1
            heapq.heappush(free, at + seconds * draw.random() + 30)
            continue
        end = max(end, at + seconds)
        heapq.heappush(free, at + seconds)
    return end, ran, again


def spell(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--start", type=float, default=30)
    parser.add_argument("--per-task", type=int, default=250_000)
    parser.add_argument("--loss", type=float, default=0.002, help="share of tasks that are lost and run again")
    asked = parser.parse_args()
    draw = random.Random(2026)
    print("| posts | cores | time | core hours | tasks | run again | share of the time that cores judge |\n|---|---|---|---|---|---|---|")
    for posts in (1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000):
        for cores in (2, 16, 64, 256):
            # More cores than tasks only wait, and a week is no plan.
            if not asked.per_task * cores // 2 <= posts <= asked.rate * cores * 86_400 * 2:
                continue
            seconds, ran, again = run(posts, cores, asked.rate, asked.start, asked.per_task, asked.loss, draw)
            used = posts / asked.rate / (seconds * cores)
            print(f"| {posts:,} | {cores} | {spell(seconds)} | {seconds * cores / 3600:,.1f} | {ran:,} | {again:,} | {used:.0%} |")


if __name__ == "__main__":
    main()
