"""The user's way without netra: the contestants' names and the cue words of the lexicon as plain phrases."""

from __future__ import annotations

import csv
import re

from feeds import ROOT

NAMES = ("head", "deputy", "head_short", "deputy_short", "couple", "handles", "tags")


def names() -> list[str]:
    """The ways to write contestants that the shipped tables list."""
    found: set[str] = set()
    for table in sorted((ROOT / "lexicon" / "contestants").glob("*.csv")):
        with open(table, encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                for column in NAMES:
                    found.update(name.strip().lower() for name in (row.get(column) or "").split("|"))
    return sorted((name for name in found if len(name) > 2), key=len, reverse=True)


def cues() -> list[str]:
    """The phrases of the signals, without the places of names and without marks of forms."""
    try:
        import tomllib
    except ImportError:
        import tomli as tomllib  # type: ignore[no-redef]
    found: set[str] = set()
    for file in sorted((ROOT / "lexicon" / "signals").glob("*.toml")):
        for group in tomllib.loads(file.read_text(encoding="utf-8")).get("group", []):
            for term in group.get("terms", []):
                phrase = term if isinstance(term, str) else term.get("term", "")
                phrase = re.sub(r"<[a-z]+>|[~{}*]", " ", phrase)
                for choice in phrase.split("|"):
                    plain = " ".join(choice.split()).lower()
                    if len(plain) > 3:
                        found.add(plain)
    return sorted(found, key=len, reverse=True)


def pattern(phrases: list[str]) -> re.Pattern[str]:
    """One regular expression of all phrases at word borders, the longest first."""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)")
