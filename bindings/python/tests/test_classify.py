"""One post, many posts."""

from __future__ import annotations

import datetime
import json
import pickle
import subprocess
import threading

import pytest

import netra

from conftest import AWAN_BIRU, ROOT

CHEER = "Semoga Anies-Muhaimin menang, dukung terus!"


def test_a_string_is_judged():
    verdict = netra.classify(CHEER)
    assert verdict.flagged and verdict.stance == ["favour"]
    assert "social-post" in verdict.bans
    assert verdict.score >= verdict.findings[0].score == verdict.scores[verdict.findings[0].ban]
    assert not netra.classify("Semoga timnas menang, dukung terus!").flagged
    assert netra.classify("").findings == []


def test_a_ledger_adds_up_and_spans_cut_what_they_say(made_up):
    text = "😀é Astaga, T1rt4-Lar4s itu tukang bohong, rakyat cuma dikibuli 😡!"
    verdict = made_up.classify({"text": text, "region": "9999", "time": "2031-11-03"})
    assert verdict.flagged and verdict.stance == ["against"]
    for finding in verdict.findings:
        ledger = finding.ledger
        assert ledger.total == sum(hit.points for hit in ledger.evidence) + sum(g.points for g in ledger.mitigating)
        assert ledger.evidence
        for hit in ledger.evidence:
            assert text[hit.start : hit.end] == hit.text
    named = verdict.contestants[0]
    assert named.id == "pilkada-awan-biru-2031/9999/2" and text[named.start :].startswith("T1rt4")


@pytest.mark.parametrize("offsets, code, width", [("byte", "utf-8", 1), ("utf16", "utf-16-le", 2)])
def test_spans_in_other_units(offsets, code, width):
    text = "😀😀 é " + CHEER
    verdict = netra.classify(text, offsets=offsets)
    units = text.encode(code)
    assert verdict.offsets == offsets and verdict.findings
    for hit in verdict.findings[0].ledger.evidence:
        assert units[hit.start * width : hit.end * width].decode(code) == hit.text


def test_what_is_known_about_a_post_narrows_the_verdict(made_up):
    base = {"text": "Saya mendukung penuh pasangan Wayan-Sekar untuk Bupati Awan Biru.", "region": 9999}
    bound = made_up.classify({**base, "time": datetime.date(2031, 10, 5), "author": {"status": "pns"}})
    assert bound.findings[0].binds == "yes" and bound.findings[0].period == "campaign"
    flat = made_up.classify({**base, "time": "2031-10-05", "author_status": "pns"})
    assert flat == bound and hash(flat) == hash(bound)
    private = made_up.classify({**base, "time": "2031-10-05", "author_status": "private"})
    assert not private.flagged
    seconds = made_up.classify({**base, "time": 1949095296, "author_status": "pns"})
    assert seconds.findings[0].period == "campaign", "seconds since 1970 are read as the tool reads them"


def test_nonsense_in_an_optional_field_is_noted():
    verdict = netra.classify({"text": CHEER, "time": object(), "action": 3.5, "region": float("nan"), "more": print})
    assert verdict.flagged
    assert any("time" in note for note in verdict.notes), verdict.notes


@pytest.mark.parametrize("wrong", [None, 7, b"bytes", {"id": 1}, {"text": None}, {"text": 3}, ["a"]])
def test_what_is_no_post_is_refused(wrong):
    with pytest.raises(TypeError, match="text|post"):
        netra.classify(wrong)


def test_half_a_surrogate_pair_costs_no_post_and_no_position():
    text = "\ud83d " + CHEER
    verdict = netra.classify(text)
    assert verdict.flagged and "text-repaired" in verdict.notes
    hit = verdict.findings[0].ledger.evidence[0]
    assert text[hit.start : hit.end] == hit.text


def test_ids_come_back_as_they_are():
    big = 2**70
    verdicts = list(netra.classify_many([{"id": big, "text": "a"}, "b", {"id": "x", "text": "c"}, {"id": None, "text": "d"}]))
    assert [verdict.id for verdict in verdicts] == [big, 2, "x", 4]
    assert json.loads(verdicts[0].to_json())["id"] == big
    assert netra.classify("a").id is None


def test_many_posts_on_any_number_of_threads_are_the_same(made_up, posts):
    one_by_one = [made_up.classify(post) for post in posts]
    assert sum(verdict.flagged for verdict in one_by_one) > 30
    for threads in (1, 2, 5):
        for batch in (1, 50, 4096):
            many = list(made_up.classify_many(iter(posts), threads=threads, batch=batch))
            assert many == one_by_one


def test_an_endless_source_is_drawn_batch_by_batch():
    drawn = 0

    def endless():
        nonlocal drawn
        while True:
            drawn += 1
            yield CHEER

    verdicts = netra.classify_many(endless(), batch=100)
    assert [next(verdicts).flagged for _ in range(250)] == [True] * 250
    assert drawn == 300


def test_a_source_that_fails_fails_in_its_turn():
    def source():
        yield CHEER
        raise OSError("the feed broke off")

    verdicts = netra.classify_many(source())
    assert next(verdicts).flagged
    with pytest.raises(OSError, match="broke off"):
        next(verdicts)
    assert list(verdicts) == []


def test_what_is_no_post_has_its_turn_too():
    given = [CHEER, None, {"id": 3, "text": 4}, "Selamat pagi"]
    made = list(netra.classify_many(given, on_error="reject"))
    assert [type(one) for one in made] == [netra.Verdict, netra.Reject, netra.Reject, netra.Verdict]
    assert made[1].number == 2 and "neither a string" in made[1].reason and made[1].post is None
    assert made[2].post is given[2]
    strict = netra.classify_many(given)
    assert next(strict).flagged
    with pytest.raises(TypeError, match="post 2"):
        next(strict)


def test_other_threads_of_python_go_on_meanwhile(posts):
    """Python's lock is free while posts are judged: a thread that only counts gets on."""
    counted = 0
    done = threading.Event()

    def count():
        nonlocal counted
        while not done.is_set():
            counted += 1
            done.wait(0.0005)

    counter = threading.Thread(target=count)
    counter.start()
    before = counted
    texts = [str(post["text"]) for post in posts] * 150
    verdicts = netra.classify_many(texts, threads=1, batch=len(texts))
    next(verdicts)
    during = counted - before
    done.set()
    counter.join()
    assert during > 20


def test_a_generator_that_draws_from_itself_is_an_error():
    def loop():
        yield next(verdicts)

    verdicts = netra.classify_many(loop())
    with pytest.raises(netra.NetraError, match="at the same time"):
        next(verdicts)


def test_verdicts_can_be_stored_and_compared(made_up):
    post = {"id": "a", "text": "Ayo coblos nomor 3, Bayu-Intan, tanggal 27 November!", "region": "9999", "time": "2031-11-01"}
    verdict = made_up.classify(post)
    again = pickle.loads(pickle.dumps(verdict))
    assert again == verdict and again.post == post and again.to_json() == verdict.to_json()
    assert verdict != made_up.classify({**post, "id": "b"})
    assert verdict.to_dict()["id"] == "a" and verdict.to_dict()["findings"][0]["ban"] == verdict.findings[0].ban


def test_a_wrong_lexicon_file_is_shown_with_file_and_line(tmp_path):
    (tmp_path / "signals").mkdir()
    wrong = tmp_path / "signals" / "mine.toml"
    wrong.write_text('signal = "support"\n\n[[group]]\nid = "mine"\npoints = 900\nterms = ["maju terus <c>"]\n', encoding="utf-8")
    with pytest.raises(netra.LexiconError) as raised:
        netra.Classifier(lexicon=tmp_path)
    assert raised.value.file == "signals/mine.toml" and raised.value.line and raised.value.column
    assert "^" in str(raised.value) and f"signals/mine.toml:{raised.value.line}:" in str(raised.value)


@pytest.mark.parametrize(
    "options, words",
    [
        ({"policy": "nowhere-2024"}, "nowhere-2024"),
        ({"elections": "pilpres-1900"}, "choose from"),
        ({"profile": "lenient"}, "strict, balanced, wide"),
        ({"author": "me"}, "known-bound"),
        ({"offsets": "words"}, "char, byte, utf16"),
        ({"pack": b"no pack"}, "pack"),
        ({"region": "Atlantis"}, "Atlantis"),
    ],
)
def test_a_word_that_names_nothing_is_an_error_with_advice(options, words):
    with pytest.raises(netra.NetraError, match=words):
        netra.Classifier(**options)


def test_a_missing_folder_and_a_missing_pack_say_so(tmp_path):
    with pytest.raises(netra.NetraError, match="nowhere"):
        netra.Classifier(lexicon=tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        netra.Classifier(pack=tmp_path / "none.netra")


def test_a_pack_judges_like_what_it_was_made_of(made_up, posts, tmp_path):
    pack = made_up.to_pack()
    file = tmp_path / "awan-biru.netra"
    file.write_bytes(pack)
    for again in (netra.Classifier(pack=pack), netra.Classifier(pack=file)):
        assert again.pack_version == made_up.pack_version
        assert list(again.classify_many(posts)) == list(made_up.classify_many(posts))


def test_a_pack_may_hold_an_election_that_is_left_out_elsewhere():
    text = "Coblos caleg nomor 2 PKB dapil Aceh I ya!"
    whole = netra.Classifier(elections="all,pileg-2024")
    again = netra.Classifier(pack=whole.to_pack(), elections="all,pileg-2024")
    assert again.classify(text) == whole.classify(text) != netra.classify(text)
    with pytest.raises(netra.NetraError, match="pileg-2024"):
        netra.Classifier(pack=netra.Classifier().to_pack(), elections="pileg-2024")


def test_options_reach_the_judge():
    text = "Mari kita dukung Prabowo-Gibran"
    assert len(netra.Classifier(policy="+lebong-2024").classify(text).policy) == 2
    known_bound = netra.Classifier(author="known-bound")
    assert not known_bound.classify(CHEER).flagged
    assert known_bound.classify({"text": CHEER, "author_status": "pns"}).flagged
    assert netra.Classifier(elections=["pilpres-2019"]).classify("Dukung Anies-Muhaimin!").contestants == []
    scores = [netra.Classifier(profile=p).classify(CHEER).score for p in ("strict", "wide")]
    assert scores[0] == scores[1]


def test_notebooks_show_the_marked_post_and_nothing_else_of_it(made_up):
    text = "<script>alert(1)</script> Tirta-Laras itu tukang bohong,\nrakyat cuma dikibuli & diam"
    verdict = made_up.classify({"text": text, "region": "9999", "time": "2031-11-03"})
    html = verdict._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html and "&amp; diam" in html
    assert "tukang bohong</mark>" in html or "bohong</mark>" in html
    assert "bukan putusan" in html and verdict.findings[0].title.split()[0] in html
    assert "https://" not in html and "src=" not in html
    comment = made_up.classify(
        {"text": "", "action": "share", "target": {"text": "😀 Coblos nomor 2, Tirta-Laras!"}, "region": "9999",
         "time": "2031-11-03"}, offsets="byte",
    )
    assert "target.text" in comment._repr_html_() and "😀 <mark" in comment._repr_html_()
    assert repr(comment).startswith("<Verdict flagged score=0.")
    assert "'a'" in repr(netra.classify({"id": "a", "text": ""}))


def test_the_tool_writes_the_same_records(tool, posts, tmp_path):
    """CLI = wheel, byte for byte, on the project's own posts."""
    for folders in ([], [AWAN_BIRU]):
        options = [f"--lexicon={folder}" for folder in folders]
        run = subprocess.run(
            [tool, "score", "--isolated", "--quiet", ROOT / "examples" / "posts.jsonl", *options], capture_output=True, check=True
        )
        written = run.stdout.decode().splitlines()
        classifier = netra.Classifier(lexicon=folders, offsets="byte")
        assert [verdict.to_json() for verdict in classifier.classify_many(posts)] == written
