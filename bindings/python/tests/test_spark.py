"""Spark in several processes: the same rows, whatever fails on the way.

One session for all tests: a `local-cluster` of two executors, which are processes of their own, as in a real cluster. `NETRA_SPARK_MASTER` names
another master.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

import netra
import netra.spark

pyspark = pytest.importorskip("pyspark")
pa = pytest.importorskip("pyarrow")

from conftest import AWAN_BIRU, ROOT

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="no Java here"),
]


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    folder = tmp_path_factory.mktemp("spark")
    session = (
        SparkSession.builder.master(os.environ.get("NETRA_SPARK_MASTER", "local-cluster[2,1,1024]"))
        .appName("netra tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.executor.memory", "1g")
        .config("spark.local.dir", str(folder))
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "Asia/Jakarta")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def flat(posts):
    names = ("id", "text", "action", "time", "region", "media_text")
    for post in posts:
        row = [None if post.get(name) is None else str(post[name]) for name in names]
        target, author = post.get("target") or {}, post.get("author") or {}
        yield (*row, target.get("account"), target.get("name"), target.get("text"), target.get("kind"), author.get("status"))


SCHEMA = (
    "id string, text string, action string, time string, region string, media_text string, target_account string, "
    "target_name string, target_text string, target_kind string, author_status string"
)


def test_spark_gives_what_single_posts_give(spark, posts):
    """Also with a lexicon of one's own, which only the driver has as files."""
    rows = list(flat(posts))
    frame = spark.createDataFrame(rows, SCHEMA).repartition(3)
    made_up = netra.Classifier(lexicon=AWAN_BIRU)
    names = SCHEMA.replace(" string", "").split(", ")
    given = [dict(zip(names, row)) for row in rows]
    alone = {verdict.id: verdict for verdict in made_up.classify_many(given)}
    scored = netra.spark.score(frame, lexicon=str(AWAN_BIRU)).collect()
    assert len(scored) == len(posts)
    for row in scored:
        verdict, made = alone[row["id"]], row["netra"]
        assert (made["flagged"], made["score"], made["scores"]) == (verdict.flagged, verdict.score, verdict.scores)
        assert made["pack"] == made_up.pack_version and made["reject"] is None
        for finding, there in zip(made["findings"], verdict.findings, strict=True):
            assert finding["ledger"]["total"] == there.ledger.total
            spans = [(hit["start"], hit["end"], hit["text"]) for hit in finding["ledger"]["evidence"]]
            assert spans == [(hit.start, hit.end, hit.text) for hit in there.ledger.evidence]
    assert any(row["netra"]["flagged"] for row in scored)


def test_bad_rows_are_rejects_and_huge_rows_survive(spark):
    """Null, empty, overlong and very unequal rows: every row that came in goes out."""
    huge = "Selamat pagi semua, kopi dulu. " * 70_000
    rows = [(1, "Semoga Anies-Muhaimin menang!"), (2, None), (3, ""), (4, huge), (5, huge * 2)]
    rows += [(6 + at, "Selamat pagi") for at in range(2_000)]
    frame = spark.createDataFrame(rows, "number long, text string").repartition(1)
    scored = netra.spark.score(frame, columns=["flagged", "reject"], longest=3_000_000)
    made = {row["number"]: row["netra"] for row in scored.select("number", "netra").collect()}
    assert len(made) == len(rows)
    assert made[1]["flagged"] is True and made[3]["flagged"] is False and made[4]["flagged"] is False
    assert made[2]["flagged"] is None and "null" in made[2]["reject"]
    assert "more than the 3000000" in made[5]["reject"]


def test_a_wrong_option_fails_on_the_driver(spark, tmp_path):
    frame = spark.createDataFrame([("Selamat pagi",)], "isi string")
    with pytest.raises(ValueError, match="no column 'text'; there are: isi"):
        netra.spark.score(frame)
    with pytest.raises(netra.NetraError, match="nowhere-2024"):
        netra.spark.score(frame, "isi", policy="nowhere-2024")
    with pytest.raises(ValueError, match="already"):
        netra.spark.score(frame, "isi", column="isi")
    (tmp_path / "signals").mkdir()
    (tmp_path / "signals" / "mine.toml").write_text('signal = "support"\npoints = x\n', encoding="utf-8")
    with pytest.raises(netra.LexiconError, match="mine.toml:2"):
        netra.spark.score(frame, "isi", lexicon=str(tmp_path))


def test_a_function_for_expressions_where_spark_has_them(spark):
    frame = spark.createDataFrame([("Semoga Anies-Muhaimin menang!",), (None,), ("Selamat pagi",)], "text string").coalesce(1)
    try:
        verdict = netra.spark.verdict_udf(spark, columns=["flagged", "reject"])
    except NotImplementedError as error:
        assert not hasattr(pyspark.sql.functions, "arrow_udf")
        assert "score" in str(error)
        return
    made = [row["v"]["flagged"] for row in frame.select(verdict("text").alias("v")).collect()]
    assert made == [True, None, False]


def saboteur(marker: str, partition: int):
    """Passes batches on, but the first time that a certain partition has passed some, kills the executor that it runs in."""

    def passed_on(batches):
        import os
        import signal

        from pyspark import TaskContext

        for number, batch in enumerate(batches):
            yield batch
            if number == 2 and TaskContext.get().partitionId() == partition:
                try:
                    os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    continue
                # This process is a child of Spark's daemon, which is a child of the executor.
                with open(f"/proc/{os.getppid()}/stat") as stat:
                    executor = int(stat.read().rsplit(")", 1)[1].split()[1])
                with open(marker, "w") as mark:
                    mark.write(str(executor))
                os.kill(executor, signal.SIGKILL)

    return passed_on


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds the executor by way of /proc")
def test_an_executor_that_is_killed_loses_and_doubles_nothing(spark, tmp_path):
    texts = ["Semoga Anies-Muhaimin menang!", "Selamat pagi", None, "Dukung terus Ganjar-Mahfud ya!"]
    count = 40_000
    frame = spark.range(count, numPartitions=4).selectExpr(
        "id", f"element_at(array({', '.join('null' if t is None else repr(t) for t in texts)}), int(id % 4) + 1) as text"
    )
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
    marker = tmp_path / "killed"
    try:
        broken = frame.mapInArrow(saboteur(str(marker), 1), frame.schema)
        scored = netra.spark.score(broken, columns=["flagged", "score", "reject"])
        out = tmp_path / "out"
        scored.write.parquet(str(out))
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    killed = int(marker.read_text())
    assert not Path(f"/proc/{killed}").exists(), "the executor was to be killed, or nothing was tried"
    again = spark.read.parquet(str(out))
    assert again.count() == count == again.select("id").distinct().count()
    assert again.where("netra.flagged").count() == count // 2
    assert again.where("netra.reject is not null").count() == count // 4


def test_the_example_job_runs(spark, posts, tmp_path):
    """Reads Parquet, scores, writes partitioned Parquet and a summary by ban, region and day."""
    sys.path.insert(0, str(ROOT / "examples" / "spark"))
    try:
        import score_parquet
    finally:
        sys.path.pop(0)
    spark.createDataFrame(list(flat(posts)), SCHEMA).write.parquet(str(tmp_path / "posts"))
    score_parquet.run(spark, str(tmp_path / "posts"), str(tmp_path / "out"), lexicon=str(AWAN_BIRU))
    verdicts = spark.read.parquet(str(tmp_path / "out" / "verdicts"))
    assert verdicts.count() == len(posts)
    assert (tmp_path / "out" / "verdicts" / "day=2031-10-05").is_dir()
    summary = spark.read.parquet(str(tmp_path / "out" / "summary")).collect()
    by_ban = {}
    for row in summary:
        by_ban[row["ban"]] = by_ban.get(row["ban"], 0) + row["posts"]
    made_up = netra.Classifier(lexicon=AWAN_BIRU)
    expected = {}
    for verdict in made_up.classify_many(dict(zip(SCHEMA.replace(" string", "").split(", "), row)) for row in flat(posts)):
        for ban in verdict.bans:
            expected[ban] = expected.get(ban, 0) + 1
    assert by_ban == expected
