"""The same posts by every way there is: counts and a digest of all verdicts, which must be one.

    python bindings/python/benches/equal.py --tool target/release/netra --posts 100000 [--spark 'local-cluster[2,1,2048]']

The digest is SHA-256 over the records in the order of the posts, positions in bytes, keys sorted, what is null left out (columns must say null where
a line of JSON says nothing). Ends with an error where two ways differ.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from feeds import posts

import netra

COLUMNS = [
    "flagged", "score", "stance", "findings", "mitigating", "suppressed", "contestants", "people", "notes", "pack", "engine", "policy",
]  # fmt: skip


def there(value: Any) -> Any:
    """A value without the nulls in it."""
    if isinstance(value, dict):
        return {name: there(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [there(inner) for inner in value]
    return value


def digest(records: Iterable[dict[str, Any]]) -> tuple[int, int, str]:
    """How many records, how many of them flagged, and the digest of all."""
    count = flagged = 0
    sum_of_all = hashlib.sha256()
    for record in records:
        count += 1
        flagged += record["flagged"]
        sum_of_all.update(json.dumps(there(record), sort_keys=True, ensure_ascii=False).encode())
        sum_of_all.update(b"\n")
    return count, flagged, sum_of_all.hexdigest()


def rows(table: pa.Table, prefix: str = "") -> Iterator[dict[str, Any]]:
    """Records of a table with an id and columns of verdicts."""
    for batch in table.select(["id", *(prefix + name for name in COLUMNS)]).to_batches(max_chunksize=5000):
        for row in batch.to_pylist():
            yield {name.removeprefix(prefix): value for name, value in row.items()}


def by_tool(tool: Path, given: Path, folder: Path) -> Iterator[dict[str, Any]]:
    out = folder / "verdicts.jsonl"
    subprocess.run([tool, "score", "--isolated", "--quiet", given, "-o", out], check=True)
    with open(out, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def by_tool_in_columns(tool: Path, given: Path, folder: Path) -> Iterator[dict[str, Any]]:
    out = folder / "verdicts.parquet"
    subprocess.run([tool, "score", "--isolated", "--quiet", given, "-o", out], check=True)
    return rows(pq.read_table(out))


def by_wheel(table: pa.Table) -> Iterator[dict[str, Any]]:
    given = table.to_pylist()
    return (verdict.to_dict() for verdict in netra.classify_many(given, offsets="byte"))


def by_arrow(table: pa.Table) -> Iterator[dict[str, Any]]:
    return rows(pa.table(netra.classify_arrow(table, offsets="byte")))


def by_pandas(table: pa.Table) -> Iterator[dict[str, Any]]:
    import netra.pandas

    scored = netra.pandas.score(table.to_pandas(), offsets="byte")
    return rows(pa.Table.from_pandas(scored, preserve_index=False), "netra_")


def by_polars(table: pa.Table) -> Iterator[dict[str, Any]]:
    import polars as pl

    import netra.polars

    return rows(netra.polars.score(pl.from_arrow(table), offsets="byte").to_arrow(), "netra_")


def by_duckdb(table: pa.Table) -> Iterator[dict[str, Any]]:
    import duckdb

    import netra.duckdb

    connection = duckdb.connect()
    connection.register("given", table)
    netra.duckdb.register(connection, offsets="byte")
    made = connection.sql("select id, netra(text) as v from given")
    scored = made.to_arrow_table() if hasattr(made, "to_arrow_table") else made.arrow()
    flat = pa.Table.from_batches(pa.Table.from_batches([batch]).flatten().to_batches()[0] for batch in scored.to_batches() if batch.num_rows)
    return rows(flat.rename_columns([name.removeprefix("v.") for name in flat.column_names]))


def by_spark(given: Path, folder: Path, master: str) -> Iterator[dict[str, Any]]:
    from pyspark.sql import SparkSession, functions as f

    import netra.spark

    os.environ["PYSPARK_PYTHON"] = sys.executable

    spark = (
        SparkSession.builder.master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "1536m")
        .config("spark.local.dir", str(folder / "spark"))
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    out = folder / "by-spark.parquet"
    scored = netra.spark.score(spark.read.parquet(str(given)).repartition(4), offsets="byte")
    scored.select("id", "netra.*").orderBy(f.expr("int(substr(id, 2))")).write.parquet(str(out))
    spark.stop()
    return rows(pq.read_table(out))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", type=Path, required=True)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--spark", metavar="MASTER", help="also by Spark, on this master")
    parser.add_argument("--only", metavar="WORD", action="append", help="only ways whose names have this word")
    asked = parser.parse_args()
    ids, texts = zip(*posts(asked.posts))
    table = pa.table({"id": ids, "text": texts})
    digests = set()
    print("| way | records | flagged | SHA-256 of the verdicts |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines, columns = folder / "posts.jsonl", folder / "posts.parquet"
        with open(lines, "w", encoding="utf-8") as out:
            out.writelines(json.dumps({"id": i, "text": t}, ensure_ascii=False) + "\n" for i, t in zip(ids, texts))
        pq.write_table(table, columns)
        ways = {
            "`netra score`, JSON Lines to JSON Lines": lambda: by_tool(asked.tool, lines, folder),
            "`netra score`, Parquet to Parquet": lambda: by_tool_in_columns(asked.tool, columns, folder),
            "`netra.classify_many`": lambda: by_wheel(table),
            "`netra.classify_arrow` on a table": lambda: by_arrow(table),
            "`netra.pandas.score`": lambda: by_pandas(table),
            "`netra.polars.score`": lambda: by_polars(table),
            "DuckDB, `netra(text)`": lambda: by_duckdb(table),
        }
        if asked.spark:
            ways[f"`netra.spark.score`, `{asked.spark}`"] = lambda: by_spark(columns, folder, asked.spark)
        for way, run in ways.items():
            if asked.only and not any(word in way for word in asked.only):
                continue
            begin = time.perf_counter()
            count, flagged, made = digest(run())
            digests.add((count, flagged, made))
            print(f"| {way} | {count:,} | {flagged:,} | `{made[:16]}…` |", flush=True)
            print(f"{way}: {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    if len(digests) > 1:
        print("the ways differ", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
