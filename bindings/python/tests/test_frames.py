"""pandas, polars, DuckDB: the same verdicts as single posts."""

from __future__ import annotations

import json

import pytest

import netra

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")

TEXTS = ["Semoga Anies-Muhaimin menang!", None, "Selamat pagi", "😀 Dukung terus Ganjar-Mahfud ya, gaskeun!"]
FLAGGED = [True, None, False, True]


@pytest.fixture(scope="module")
def flat(posts):
    """The example posts as rows of a table: flat, some fields missing, numbers among the texts."""
    rows = []
    for post in posts:
        row = {name: post.get(name) for name in ("id", "text", "action", "time", "region", "media_text")}
        for whole in ("target", "author"):
            row.update({f"{whole}_{part}": value for part, value in (post.get(whole) or {}).items()})
        rows.append(row)
    return rows


@pytest.fixture(scope="module")
def alone(made_up, posts):
    return [verdict.to_dict() for verdict in made_up.classify_many(posts)]


def listed(values):
    return [None if value is None or value is pd.NA else value for value in values]


@pytest.mark.parametrize("dtype", ["object", "string[python]", "string[pyarrow]", "str", "category"])
def test_pandas_reads_every_kind_of_string(dtype):
    from netra.pandas import score

    try:
        frame = pd.Series(TEXTS, index=[9, 8, 7, 6], dtype=dtype).to_frame("text")
    except TypeError:
        pytest.skip(f"this pandas has no {dtype}")
    if dtype == "str" and not str(frame["text"].dtype) == "str":
        pytest.skip("pandas before 3 has no str")
    scored = score(frame)
    assert listed(scored["netra_flagged"]) == FLAGGED
    assert list(scored.index) == [9, 8, 7, 6] and list(frame.columns) == ["text"], "the frame that was given stays"
    assert "null" in scored["netra_reject"].iloc[1] and "netra_id" not in scored
    assert scored[scored["netra_flagged"].fillna(False)].index.tolist() == [9, 6]


def test_pandas_gives_what_single_posts_give(made_up, flat, alone):
    from netra.pandas import score

    frame = pd.DataFrame(flat)
    scored = score(frame, classifier=made_up)
    assert listed(scored["netra_flagged"]) == [record["flagged"] for record in alone]
    assert listed(scored["netra_score"]) == [record["score"] for record in alone]
    for made, record in zip(scored["netra_findings"], alone):
        assert [finding["ban"] for finding in made] == [finding["ban"] for finding in record["findings"]]
        assert [f["ledger"]["total"] for f in made] == [f["ledger"]["total"] for f in record["findings"]]
    renamed = frame.rename(columns={"text": "isi", "time": "waktu"})
    again = score(renamed, "isi", fields={"time": "waktu"}, classifier=made_up, columns=["score"], prefix="n_")
    assert listed(again["n_score"]) == [record["score"] for record in alone]
    assert "n_flagged" not in again


def test_pandas_takes_what_is_no_string_for_no_post():
    from netra.pandas import score

    scored = score(pd.DataFrame({"text": ["Semoga Anies-Muhaimin menang!", 3.5, ["x"]]}))
    assert listed(scored["netra_flagged"]) == [True, None, None]
    with pytest.raises(KeyError, match="no column 'isi'; there are: text"):
        score(pd.DataFrame({"text": []}), "isi")
    assert len(score(pd.DataFrame({"text": pd.Series([], dtype=object)}))) == 0


def test_a_series_of_any_pandas_is_a_column():
    judged = netra.classify_arrow(pd.Series(TEXTS, dtype=object)).to_pyarrow().to_pylist()
    assert [row["flagged"] for row in judged] == FLAGGED


def test_options_or_a_classifier_but_not_both():
    from netra.pandas import score

    frame = pd.DataFrame({"text": TEXTS})
    assert listed(score(frame, profile="wide")["netra_flagged"])[0] is True
    with pytest.raises(TypeError, match="not both"):
        score(frame, classifier=netra.Classifier(), profile="wide")
    with pytest.raises(netra.NetraError, match="lenient"):
        score(frame, profile="lenient")


def test_polars_gives_what_single_posts_give(made_up, flat, alone):
    pl = pytest.importorskip("polars")
    from netra.polars import score

    rows = [{**row, "id": str(row["id"]), "region": row["region"] and str(row["region"])} for row in flat]
    frame = pl.DataFrame(rows, infer_schema_length=None, strict=False)
    expected = [record["score"] for record in alone]
    for given in (frame, frame.lazy(), pl.concat([frame[:50], frame[50:]], rechunk=False)):
        scored = score(given, classifier=made_up)
        scored = scored.collect() if isinstance(scored, pl.LazyFrame) else scored
        assert scored["netra_score"].to_list() == expected
        assert scored["netra_findings"].list.len().to_list() == [len(record["findings"]) for record in alone]
        assert scored.columns[: len(frame.columns)] == frame.columns
    renamed = frame.rename({"text": "isi", "time": "waktu"})
    again = score(renamed, "isi", fields={"time": "waktu"}, classifier=made_up, columns=["score"])
    assert again["netra_score"].to_list() == expected
    with pytest.raises(pl.exceptions.ColumnNotFoundError, match="no column 'isi'"):
        score(frame, "isi")


def test_polars_as_an_expression():
    pl = pytest.importorskip("polars")
    from netra.polars import verdict

    frame = pl.DataFrame({"text": TEXTS, "group": [1, 1, 2, 2]})
    judged = frame.with_columns(verdict("text").alias("v")).unnest("v")
    assert judged["flagged"].to_list() == FLAGGED
    lazy = frame.lazy().filter(verdict(pl.struct("text"), columns=["flagged"]).struct.field("flagged"))
    assert lazy.collect()["group"].to_list() == [1, 2]
    categories = frame.with_columns(pl.col("text").cast(pl.Categorical))
    assert categories.select(verdict("text", columns=["flagged"]))["text"].struct.field("flagged").to_list() == FLAGGED


def test_duckdb_as_a_function_and_as_a_stream(made_up, posts, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    import netra.duckdb

    connection = duckdb.connect()
    netra.duckdb.register(connection)
    netra.duckdb.register(connection, "wide", profile="wide", columns=["flagged", "scores"])
    posts_table = pa.table({"text": TEXTS})
    rows = connection.sql("select v.flagged, v.findings[1].ban, v.reject from (select netra(text) as v from posts_table)")
    assert [row[0] for row in rows.fetchall()] == FLAGGED
    ((score,),) = connection.sql("select wide(text).scores['social-post'] from posts_table limit 1").fetchall()
    assert score > 0.5
    lines = tmp_path / "posts.jsonl"
    lines.write_text("".join(json.dumps({"id": str(p["id"]), "text": p["text"], "time": p.get("time")}) + "\n" for p in posts))
    # A cursor of its own: a connection draws one result at a time.
    relation = connection.cursor().sql(f"select id, text, time::varchar as time from read_json('{lines}', columns={{id: 'varchar', text: 'varchar', time: 'varchar'}})")
    verdicts = made_up.classify_arrow(relation).to_reader()
    counted = connection.sql("select count(*), count(*) filter (flagged) from verdicts").fetchall()
    alone = made_up.classify_many({"text": p["text"], "time": p.get("time")} for p in posts)
    assert counted == [(len(posts), sum(verdict.flagged for verdict in alone))]
