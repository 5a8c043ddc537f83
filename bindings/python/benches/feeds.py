"""Posts to measure on: real ones, which lie beside the project and are no part of it, repeated until there are enough."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
FEEDS = ("political", "everyday", "governing", "news")


def feed(name: str) -> list[str]:
    """The texts of one feed."""
    with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def posts(count: int) -> Iterator[tuple[str, str]]:
    """So many posts of all feeds, one feed after the other and again, with ids that are all different."""
    texts = [text for name in FEEDS for text in feed(name)]
    return ((f"p{number}", text) for number, text in enumerate(islice(cycle(texts), count)))
