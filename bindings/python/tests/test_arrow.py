"""Columns: every type of string, records, streams, nulls."""

from __future__ import annotations

import datetime
import json

import pytest

import netra

pa = pytest.importorskip("pyarrow")

TEXTS = ["Semoga Anies-Muhaimin menang!", None, "Selamat pagi", "", "😀 Dukung terus Ganjar-Mahfud ya, gaskeun!"]
STRINGS = [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()]


def rows(verdicts):
    return [row for row in verdicts.to_pyarrow().to_pylist()]


def as_record(verdict):
    """A verdict as a row of columns has it: all fields there, lists that the record leaves out as null."""
    record = verdict.to_dict()
    record["id"] = str(record["id"])
    return record


def same(row, record):
    """Whether a row says what the record says; what the record leaves out is null in the row."""
    if isinstance(record, dict):
        return all(same(value, record.get(name)) for name, value in row.items()) and not record.keys() - row.keys()
    if isinstance(record, list):
        return len(row) == len(record) and all(map(same, row, record))
    return row == record


@pytest.mark.parametrize("kind", STRINGS, ids=str)
def test_every_type_of_string_is_read(kind):
    judged = rows(netra.classify_arrow(pa.array(TEXTS, type=kind)))
    assert [row["flagged"] for row in judged] == [True, None, False, False, True]
    assert [row["reject"] is None for row in judged] == [True, False, True, True, True]
    assert judged[1]["findings"] is None and "null" in judged[1]["reject"]
    assert [row["id"] for row in judged] == ["1", "2", "3", "4", "5"]
    hit = judged[4]["findings"][0]["ledger"]["evidence"][0]
    assert TEXTS[4][hit["start"] : hit["end"]] == hit["text"]
    assert dict(judged[0]["scores"]) == {f["ban"]: f["score"] for f in judged[0]["findings"]}


def test_slices_categories_and_columns_of_nothing():
    array = pa.array(["x", *TEXTS, "x"])
    judged = rows(netra.classify_arrow(array.slice(1, 5)))
    assert judged == rows(netra.classify_arrow(pa.array(TEXTS)))
    categories = pa.array(TEXTS).dictionary_encode()
    assert rows(netra.classify_arrow(categories)) == judged
    assert [row["reject"] is not None for row in rows(netra.classify_arrow(pa.nulls(3)))] == [True] * 3
    assert len(netra.classify_arrow(pa.array([], type=pa.string()))) == 0


def test_bytes_that_are_no_characters_are_replaced_and_noted():
    broken = pa.array([b"\xff\xfe Semoga Anies-Muhaimin menang!"], type=pa.binary())
    for array in (broken, broken.view(pa.string())):
        (row,) = rows(netra.classify_arrow(array))
        assert row["flagged"] and "text-repaired" in row["notes"]


def records(posts):
    """The example posts as columns, nested where they nest."""
    return pa.Table.from_pylist(
        [{**post, **{name: str(post[name]) for name in ("id", "region", "time") if name in post}} for post in posts],
        schema=pa.schema(
            [
                ("id", pa.string()),
                ("text", pa.string()),
                ("action", pa.string()),
                ("time", pa.string()),
                ("region", pa.string()),
                ("media_text", pa.string()),
                ("target", pa.struct([(name, pa.string()) for name in ("account", "name", "text", "kind")])),
                ("author", pa.struct([(name, pa.string()) for name in ("account", "name", "bio", "status")])),
                ("platform", pa.string()),
            ]
        ),
    )


@pytest.mark.parametrize("offsets", ["char", "byte"])
def test_records_give_what_single_posts_give(made_up, posts, offsets):
    alone = [as_record(verdict) for verdict in made_up.classify_many(posts, offsets=offsets)]
    table = records(posts)
    for data in (table, table.to_batches()[0], table.to_reader(), pa.concat_tables([table.slice(0, 50), table.slice(50)])):
        judged = rows(made_up.classify_arrow(data, offsets=offsets))
        assert len(judged) == len(alone)
        for row, record in zip(judged, alone):
            scores, reject = row.pop("scores"), row.pop("reject")
            assert reject is None and same(row, record), (row, record)
            assert dict(scores) == {finding["ban"]: finding["score"] for finding in record["findings"]}


def test_flat_columns_and_mapped_columns(made_up, posts):
    nested = rows(made_up.classify_arrow(records(posts)))
    table = records(posts).flatten()
    assert "target.account" in table.column_names
    assert rows(made_up.classify_arrow(table)) == nested
    renamed = table.rename_columns(
        ["created_at" if name == "time" else "full_text" if name == "text" else name.replace(".", "_") for name in table.column_names]
    )
    assert rows(made_up.classify_arrow(renamed, "full_text", fields={"time": "created_at"})) == nested
    with pytest.raises(netra.NetraError, match="no column `text`; there are: id, full_text"):
        made_up.classify_arrow(renamed)
    with pytest.raises(netra.NetraError, match="no column `when`"):
        made_up.classify_arrow(renamed, "full_text", fields={"time": "when"})


def test_times_numbers_and_odd_columns(made_up):
    moment = datetime.datetime(2031, 10, 5, 7, 15, tzinfo=datetime.timezone.utc)
    base = {"text": ["Saya mendukung penuh pasangan Wayan-Sekar untuk Bupati Awan Biru."], "region": [9999], "author_status": ["pns"]}
    for time in (
        pa.array([moment], type=pa.timestamp("us", tz="UTC")),
        pa.array([moment.replace(tzinfo=None)], type=pa.timestamp("ms")),
        pa.array([moment.date()], type=pa.date32()),
        pa.array(["2031-10-05"]),
        pa.array([1949098500]),
    ):
        (row,) = rows(made_up.classify_arrow(pa.table({**base, "time": time})))
        assert row["findings"][0]["period"] == "campaign" and row["findings"][0]["binds"] == "yes", time.type
    (row,) = rows(made_up.classify_arrow(pa.table({**base, "time": pa.array([[1]]), "action": [True]})))
    assert row["reject"] is None and {"action-unreadable", "time-unreadable"} <= set(row["notes"])
    (row,) = rows(made_up.classify_arrow(pa.table({**base, "id": [2**63 - 1]})))
    assert row["id"] == str(2**63 - 1)


def test_a_column_of_no_texts_is_refused():
    with pytest.raises(netra.NetraError, match="Int64 and not strings"):
        netra.classify_arrow(pa.array([1, 2]))
    with pytest.raises(netra.NetraError, match="Int64 and not strings"):
        netra.classify_arrow(pa.table({"text": [1, 2]}))
    with pytest.raises(TypeError, match="use classify for one post"):
        netra.classify_arrow("Selamat pagi")


def test_lists_are_columns_too():
    assert [row["flagged"] for row in rows(netra.classify_arrow(TEXTS))] == [True, None, False, False, True]


def test_any_number_of_threads_gives_the_same_rows(posts):
    texts = pa.array([str(post["text"]) for post in posts] * 100)
    one = netra.classify_arrow(texts, threads=1).to_pyarrow()
    assert len(one) == len(texts)
    for threads in (2, 7):
        assert netra.classify_arrow(texts, threads=threads).to_pyarrow().equals(one)
        stream = netra.classify_arrow(pa.chunked_array([texts.slice(0, 777), texts.slice(777)]), threads=threads)
        drawn = stream.to_pyarrow()
        assert drawn.num_chunks > 2 and pa.concat_arrays(drawn.chunks).equals(one)


def test_a_stream_is_judged_as_it_is_drawn():
    drawn = 0

    def batches():
        nonlocal drawn
        for _ in range(1000):
            drawn += 1
            yield pa.record_batch({"text": TEXTS})

    source = pa.RecordBatchReader.from_batches(pa.schema([("text", pa.string())]), batches())
    reader = netra.classify_arrow(source).to_reader()
    assert drawn == 0
    first = reader.read_next_batch()
    assert first.num_rows == 5 and drawn == 1
    assert first.column_names[:3] == ["id", "flagged", "score"]
    second = reader.read_next_batch()
    assert second.column("id").to_pylist() == ["6", "7", "8", "9", "10"]


def test_a_stream_can_be_drawn_once_and_passes_on_its_source_s_failure():
    stream = netra.classify_arrow(pa.chunked_array([TEXTS]))
    stream.to_pyarrow()
    with pytest.raises(RuntimeError, match="drawn already"):
        stream.to_pyarrow()

    def batches():
        yield pa.record_batch({"text": TEXTS})
        raise OSError("the disk is gone")

    source = pa.RecordBatchReader.from_batches(pa.schema([("text", pa.string())]), batches())
    reader = netra.classify_arrow(source).to_reader()
    reader.read_next_batch()
    with pytest.raises(Exception, match="the disk is gone"):
        reader.read_next_batch()


def test_chosen_columns_only():
    judged = netra.classify_arrow(pa.array(TEXTS), columns=["stance", "flagged", "reject"]).to_pyarrow()
    assert [field.name for field in judged.type] == ["flagged", "stance", "reject"]
    with pytest.raises(netra.NetraError, match="no column `bans`; choose from: id, flagged"):
        netra.classify_arrow(pa.array(TEXTS), columns=["bans"])


def test_an_overlong_text_is_rejected_with_its_length():
    (short, long) = rows(netra.classify_arrow(pa.array(["Selamat pagi", "Selamat pagi " * 100]), longest=100))
    assert short["reject"] is None and "1300 bytes, more than the 100" in long["reject"]


def test_the_schema_is_the_schema_of_the_tool_s_parquet(tool, tmp_path):
    import subprocess

    import pyarrow.parquet as pq

    from conftest import ROOT

    file = tmp_path / "verdicts.parquet"
    posts = ROOT / "examples" / "posts.jsonl"
    subprocess.run([tool, "score", "--isolated", "--quiet", posts, "-o", file], check=True)
    written = pq.read_table(file)
    with open(posts, encoding="utf-8") as lines:
        table = records([json.loads(line) for line in lines])
    judged = pa.table(netra.classify_arrow(table, offsets="byte")).drop_columns(["scores", "reject"])
    assert judged.schema.equals(written.schema)
    assert judged.equals(written)
