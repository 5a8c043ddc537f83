"""A million posts in Spark: what Spark costs by itself, netra on Arrow batches, netra row by row, Python alone.

    python bindings/python/benches/spark_million.py --tool target/release/netra --posts 1000000 [--master 'local-cluster[2,1,2048]']

Each way runs over the same Parquet file, twice; the second run counts (`first` is the first: processes start, the lexicon is loaded). The verdicts
are counted by ban, and the counts compared with those of the tool; at last an executor is killed midway and the rows are counted.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from feeds import posts
from words import cues, names, pattern

import netra.spark


def counted(scored: Any) -> dict[str, int]:
    """Flagged posts in all and by ban, from a column `netra`."""
    from pyspark.sql import functions as f

    bans = f.array_distinct(f.transform(f.filter("netra.findings", lambda one: one["flagged"]), lambda one: one["ban"]))
    rows = scored.select(f.explode(f.concat(f.array(f.lit("posts")), f.when(f.col("netra.flagged"), f.concat(f.array(f.lit("flagged")), bans)).otherwise(f.array()))).alias("what"))
    return {row["what"]: row["count"] for row in rows.groupBy("what").count().collect()}


def saboteur(marker: str) -> Callable[[Any], Any]:
    """Passes batches on; the first task that has passed ten kills the executor that it runs in, once."""

    def passed_on(batches: Any) -> Any:
        import os
        import signal

        for number, batch in enumerate(batches):
            yield batch
            if number == 10 and not os.path.exists(marker):
                with open(f"/proc/{os.getppid()}/stat") as stat:
                    executor = int(stat.read().rsplit(")", 1)[1].split()[1])
                with open(marker, "w") as mark:
                    mark.write(str(executor))
                os.kill(executor, signal.SIGKILL)

    return passed_on


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", type=Path, required=True)
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--slow-posts", type=int, default=20_000, help="posts for Python alone")
    parser.add_argument("--master", default="local-cluster[2,1,2048]")
    asked = parser.parse_args()
    from pyspark.sql import SparkSession, functions as f
    from pyspark.sql.types import BooleanType, LongType

    os.environ["PYSPARK_PYTHON"] = sys.executable
    # Executors look for `words` and `feeds` beside this file.
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = folder / "posts.parquet"
        ids, texts = zip(*posts(asked.posts))
        pq.write_table(pa.table({"id": ids, "text": texts}), given, row_group_size=62_500)
        del ids, texts
        begin = time.perf_counter()
        spark = (
            SparkSession.builder.master(asked.master)
            .config("spark.ui.enabled", "false")
            .config("spark.executor.memory", "1536m")
            .config("spark.local.dir", str(folder / "spark"))
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.files.maxPartitionBytes", str(8 << 20))
            .getOrCreate()
        )
        spark.sparkContext.setLogLevel("ERROR")
        print(f"session: {time.perf_counter() - begin:.1f} s, Spark {spark.version}, {asked.master}", file=sys.stderr)
        frame = spark.read.parquet(str(given))
        print(f"partitions: {frame.rdd.getNumPartitions()}", file=sys.stderr)

        def passed_on(batches: Any) -> Any:
            yield from batches

        def row_by_row(text: str) -> bool:
            return netra.classify(text).flagged

        def python_alone() -> Any:
            by_name, by_cue = pattern(names()), pattern(cues())

            def found(text: str) -> bool:
                text = text.lower()
                return bool(by_name.search(text)) and bool(by_cue.search(text))

            return f.udf(found, BooleanType())

        def through(scored: Any) -> int:
            return scored.agg(f.sum(f.length("text")), f.count("*")).collect()[0][1]

        whole = netra.spark.score(frame)
        narrow = netra.spark.score(frame, columns=["flagged", "score", "stance", "scores"])
        ways: dict[str, tuple[int, Callable[[], Any]]] = {
            "Spark alone: reads and counts": (asked.posts, lambda: through(frame)),
            "`mapInArrow` that passes rows on": (asked.posts, lambda: through(frame.mapInArrow(passed_on, frame.schema))),
            "`netra.spark.score`, all columns": (asked.posts, lambda: counted(whole)),
            "`netra.spark.score`, four columns": (
                asked.posts,
                lambda: narrow.agg(f.sum(f.col("netra.flagged").cast(LongType()))).collect()[0][0],
            ),
            "row `udf` that calls `netra.classify`": (
                asked.posts,
                lambda: frame.agg(f.sum(f.udf(row_by_row, BooleanType())("text").cast(LongType()))).collect()[0][0],
            ),
            "row `udf`, Python alone (two regular expressions)": (
                asked.slow_posts,
                lambda: frame.limit(asked.slow_posts).repartition(2).agg(f.sum(python_alone()("text").cast(LongType()))).collect()[0][0],
            ),
        }
        made: dict[str, Any] = {}
        print("| way | posts | first, s | second, s | posts a second |\n|---|---|---|---|---|", flush=True)
        for way, (count, run) in ways.items():
            seconds = []
            for _ in range(1 if "Python alone" in way else 2):
                begin = time.perf_counter()
                made[way] = run()
                seconds.append(time.perf_counter() - begin)
            print(f"| {way} | {count:,} | {seconds[0]:.1f} | {seconds[-1]:.1f} | {count / seconds[-1]:,.0f} |", flush=True)

        by_spark = made["`netra.spark.score`, all columns"]
        summary = folder / "summary.json"
        begin = time.perf_counter()
        subprocess.run(
            [asked.tool, "score", "--isolated", "--quiet", given, "-o", folder / "verdicts.jsonl", "--summary", summary], check=True
        )
        seconds = time.perf_counter() - begin
        print(f"| `netra score`, Parquet to JSON Lines | {asked.posts:,} | | {seconds:.1f} | {asked.posts / seconds:,.0f} |")
        told = json.loads(summary.read_text())
        told = told.get("counts", told)
        by_tool = {"posts": told["posts"], "flagged": told["flagged"], **told["by_ban"]}
        print(f"\ncounts by Spark and by the tool equal: {by_spark == by_tool}; {by_tool['posts']:,} posts, {by_tool['flagged']:,} flagged")

        marker = folder / "killed"
        scored = netra.spark.score(frame.mapInArrow(saboteur(str(marker)), frame.schema), columns=["flagged"])
        begin = time.perf_counter()
        scored.select("id", "netra.flagged").write.parquet(str(folder / "out"))
        again = spark.read.parquet(str(folder / "out"))
        row = again.agg(f.count("*"), f.countDistinct("id"), f.sum(f.col("flagged").cast(LongType()))).collect()[0]
        print(
            f"an executor (process {marker.read_text()}) was killed: {row[0]:,} rows, {row[1]:,} different ids, {row[2]:,} flagged, "
            f"{time.perf_counter() - begin:.1f} s"
        )
        spark.stop()
        return 0 if by_spark == by_tool and row[0] == row[1] == asked.posts else 1


if __name__ == "__main__":
    sys.exit(main())
