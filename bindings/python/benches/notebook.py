"""From a notebook to a result: real political posts through pandas and polars, beside what people do without netra.

    python bindings/python/benches/notebook.py --tool target/release/netra [--regex-posts 2000]

Prints a table in Markdown. Every way reads the texts from memory; the tool reads its file and writes another.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from feeds import CORPUS, feed
from words import cues, names, pattern

import netra
import netra.pandas


def timed(run: Callable[[], object], rounds: int = 3) -> tuple[float, object]:
    """The best of some rounds: what else the machine did is not what is asked."""
    best, result = float("inf"), None
    for _ in range(rounds):
        begin = time.perf_counter()
        result = run()
        best = min(best, time.perf_counter() - begin)
    return best, result


def line(what: str, count: int, seconds: float, flagged: object) -> None:
    print(f"| {what} | {count:,} | {seconds:.2f} | {count / seconds:,.0f} | {flagged} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", type=Path, required=True)
    parser.add_argument("--regex-posts", type=int, default=2000, help="posts for the slow ways")
    asked = parser.parse_args()

    texts = feed("political")
    count = len(texts)
    print("| way | posts | seconds | posts a second | flagged |\n|---|---|---|---|---|")

    begin = time.perf_counter()
    netra.classify("Selamat pagi")
    print(f"| first verdict after the import: the lexicon is loaded | 1 | {time.perf_counter() - begin:.2f} | | |")

    frame = pd.DataFrame({"text": texts})
    for threads in (2, 1):
        seconds, scored = timed(lambda: netra.pandas.score(frame, threads=threads))
        line(f"`netra.pandas.score`, all columns, {threads} threads", count, seconds, int(scored["netra_flagged"].sum()))
    wanted = ["flagged", "score", "stance"]
    seconds, scored = timed(lambda: netra.pandas.score(frame, columns=wanted, threads=2))
    line("`netra.pandas.score`, three columns, 2 threads", count, seconds, int(scored["netra_flagged"].sum()))
    try:
        import polars as pl
        from netra.polars import score as score_polars

        table = pl.DataFrame({"text": texts})
        seconds, scored = timed(lambda: score_polars(table, threads=2))
        line("`netra.polars.score`, all columns, 2 threads", count, seconds, int(scored["netra_flagged"].sum()))
    except ImportError:
        print("| polars is not installed | | | | |")
    seconds, flagged = timed(lambda: sum(verdict.flagged for verdict in netra.classify_many(texts, threads=2)))
    line("`netra.classify_many`, 2 threads", count, seconds, flagged)
    one = netra.Classifier()
    seconds, flagged = timed(lambda: int(frame["text"].map(lambda text: one.classify(text).flagged).sum()))
    line("pandas `map` of `Classifier.classify`", count, seconds, flagged)

    with tempfile.TemporaryDirectory() as folder:
        posts, out = Path(folder) / "posts.jsonl", Path(folder) / "verdicts.jsonl"
        with gzip.open(CORPUS / "political.jsonl.gz") as packed:
            posts.write_bytes(packed.read())
        command = [asked.tool, "score", "--isolated", "--quiet", "--threads", "2", posts, "-o", out]
        seconds, _ = timed(lambda: subprocess.run(command, check=True))
        with open(out, encoding="utf-8") as verdicts:
            flagged = sum(json.loads(verdict)["flagged"] for verdict in verdicts)
        line("`netra score`, file to file, 2 threads", count, seconds, flagged)

    some = texts[: asked.regex_posts]
    who, says = names(), cues()
    by_name, by_cue = pattern(who), pattern(says)

    def by_regex(text: str) -> bool:
        text = text.lower()
        return bool(by_name.search(text)) and bool(by_cue.search(text))

    seconds, found = timed(lambda: pd.Series(some).apply(by_regex), rounds=1)
    line(f"pandas `apply` of two regular expressions ({len(who):,} names, {len(says):,} cues)", len(some), seconds, int(found.sum()))

    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        print("| spaCy is not installed | | | | |")
        return
    blank = spacy.blank("id")
    matcher = PhraseMatcher(blank.vocab, attr="LOWER")
    matcher.add("NAME", list(blank.pipe(who)))
    matcher.add("CUE", list(blank.pipe(says)))

    def by_spacy() -> int:
        return sum(len({match for match, _, _ in matcher(doc)}) == 2 for doc in blank.pipe(texts))

    seconds, flagged = timed(by_spacy, rounds=1)
    line("spaCy `PhraseMatcher`, the same names and cues", count, seconds, flagged)


if __name__ == "__main__":
    main()
