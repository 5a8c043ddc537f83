#!/usr/bin/env python3
"""End to end: how fast `netra score` turns a large file of JSON Lines into verdicts, and what that is measured against.

    run.py NETRA FILE [ROUNDS] [--with PYTHON]

NETRA is the built tool, FILE plain JSON Lines. Judged with one thread and with two; parsed and copied by the same
reader without judging (`--only-copy`); `jq -c .` where there is a jq; and, with a PYTHON that has pandas, the script
pandas_regex.py beside this one, over the first tenth of FILE. The rounds are interleaved, so that other work on the
machine falls on all alike. Prints medians of wall and processor time and the highest memory.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def measured(command, out):
    """Wall seconds, processor seconds, peak memory in MiB."""
    with open(out, "wb") as sink:
        begun = time.monotonic()
        child = subprocess.Popen(command, stdout=sink, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - begun
    if status != 0:
        sys.exit(f"{command}: ended with {status}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    arguments = sys.argv[1:]
    python = None
    if "--with" in arguments:
        at = arguments.index("--with")
        python = arguments[at + 1]
        del arguments[at:at + 2]
    netra, file = arguments[:2]
    rounds = int(arguments[2]) if len(arguments) > 2 else 5
    size = os.path.getsize(file)
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(file))) as folder:
        out = os.path.join(folder, "out")
        few, few_size = os.path.join(folder, "few.jsonl"), 0
        if python:
            with open(file, "rb") as whole, open(few, "wb") as part:
                for line in whole:
                    part.write(line)
                    few_size += len(line)
                    if few_size > size / 10:
                        break
        score = [netra, "score", "-q", file, "-o", out]
        runs = {
            "judge, 1 thread": (score + ["--threads", "1"], size),
            "judge, 2 threads": (score + ["--threads", "2"], size),
            "copy, 1 thread": (score + ["--threads", "1", "--only-copy"], size),
            "copy, 2 threads": (score + ["--threads", "2", "--only-copy"], size),
        }
        if shutil.which("jq"):
            runs["jq -c ."] = (["jq", "-c", ".", file], size)
        if python:
            runs["pandas and re"] = ([python, str(HERE / "pandas_regex.py"), few], few_size)
        results = {name: [] for name in runs}
        sizes = {}
        for _ in range(rounds):
            for name, (command, _) in runs.items():
                # What is not netra's writes to standard output.
                into = os.devnull if command[0] == netra else out
                results[name].append(measured(command, into))
                sizes[name] = os.path.getsize(out)
                os.remove(out)
        wall = {}
        print(f"{size / 1e6:.0f} MB, {rounds} rounds, medians; load {os.getloadavg()[0]:.1f}")
        print(f"{'what':18} {'wall s':>8} {'cpu s':>8} {'MB/s':>8} {'MB out':>8} {'MiB peak':>9}")
        for name, (_, bytes_in) in runs.items():
            seconds = statistics.median(run[0] for run in results[name])
            cpu = statistics.median(run[1] for run in results[name])
            peak = max(run[2] for run in results[name])
            wall[name] = seconds
            print(f"{name:18} {seconds:8.2f} {cpu:8.2f} {bytes_in / 1e6 / seconds:8.1f} {sizes[name] / 1e6:8.0f} {peak:9.0f}")

        # Ratios within a round, where both met the same machine.
        def ratio(one, other, which=0):
            return statistics.median(a[which] / b[which] for a, b in zip(results[one], results[other]))

        for threads in ("1 thread", "2 threads"):
            share = ratio(f"copy, {threads}", f"judge, {threads}")
            cpu = ratio(f"copy, {threads}", f"judge, {threads}", 1)
            print(f"judging runs at {share:.2f} of the speed of copying with {threads} (by processor time {cpu:.2f})")
        print(f"2 threads judge {ratio('judge, 1 thread', 'judge, 2 threads'):.2f} times as fast as 1")


if __name__ == "__main__":
    main()
