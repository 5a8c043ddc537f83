"""Scores posts in Parquet with Spark: one row in, one row out, and a summary by ban, region and day.

    spark-submit score_parquet.py POSTS OUT [--text COLUMN] [--lexicon FOLDER] [--profile strict|balanced|wide]

OUT/verdicts is partitioned by the day of the post (`day=unknown` where it has none that can be read) and holds the verdicts beside
the posts' ids, region and time; OUT/summary counts flagged posts; OUT/rejects holds the rows that are no posts, with the reason. A
partition that is there already is written anew, so that a day can be scored again.
"""

from __future__ import annotations

import argparse

from pyspark.sql import DataFrame, SparkSession, functions as f

import netra.spark


def with_day(posts: DataFrame) -> DataFrame:
    """The posts with the day at the start of their time."""
    if "time" not in posts.columns:
        return posts.withColumn("day", f.lit("unknown"))
    day = f.regexp_extract(f.col("time").cast("string"), r"^\d{4}-\d{2}-\d{2}", 0)
    return posts.withColumn("day", f.when(f.length(day) > 0, day).otherwise(f.lit("unknown")))


def summary(verdicts: DataFrame) -> DataFrame:
    """Flagged posts by ban, region and day; a post counts once for each of its flagged bans."""
    flagged = f.array_distinct(f.transform(f.filter("netra.findings", lambda one: one["flagged"]), lambda one: one["ban"]))
    return (
        verdicts.where("netra.flagged")
        .select("day", "region", f.explode(flagged).alias("ban"))
        .groupBy("ban", "region", "day")
        .agg(f.count("*").alias("posts"))
    )


def run(spark: SparkSession, posts: str, out: str, text: str = "text", **options: object) -> None:
    """Reads, scores, writes."""
    read = with_day(spark.read.parquet(posts))
    if "region" not in read.columns:
        read = read.withColumn("region", f.lit(None).cast("string"))
    scored = netra.spark.score(read, text, **options)
    # The texts stay where they are: verdicts carry what they need of them.
    kept = [name for name in ("id", "region", "time") if name in read.columns]
    scored.select(*kept, "netra", "day").write.mode("overwrite").option("partitionOverwriteMode", "dynamic").partitionBy(
        "day"
    ).parquet(f"{out}/verdicts")
    written = spark.read.schema(scored.select(*kept, "netra", "day").schema).parquet(f"{out}/verdicts")
    summary(written).coalesce(1).write.mode("overwrite").parquet(f"{out}/summary")
    rejects = written.where("netra.reject is not null")
    rejects.select(*kept, f.col("netra.reject").alias("reason")).write.mode("overwrite").parquet(f"{out}/rejects")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("posts")
    parser.add_argument("out")
    parser.add_argument("--text", default="text", help="the column of texts")
    parser.add_argument("--lexicon", help="a folder laid over the built-in lexicon, on the driver")
    parser.add_argument("--profile", default="balanced", choices=["strict", "balanced", "wide"])
    asked = parser.parse_args()
    options = {"lexicon": asked.lexicon} if asked.lexicon else {}
    spark = SparkSession.builder.appName("netra").getOrCreate()
    run(spark, asked.posts, asked.out, asked.text, profile=asked.profile, **options)
    spark.stop()


if __name__ == "__main__":
    main()
