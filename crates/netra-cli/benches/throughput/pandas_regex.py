#!/usr/bin/env python3
"""What netra is measured against: flags by regular expressions over a data frame, as notebooks do it.

    pandas_regex.py POSTS.jsonl > flags.jsonl

Half a dozen patterns instead of a lexicon, no readings, no guards, no evidence, no law: much less than a verdict.
"""
import re
import sys

import pandas as pd

NAMES = r"(?:prabowo|gibran|anies|muhaimin|cak imin|ganjar|mahfud|jokowi|ma'?ruf amin|sandi(?:aga)?|ahok|djarot|agus|sylvi)"
PATTERNS = {
    "social-post": rf"\b(?:dukung|pilih|coblos|menangkan|semoga|hidup|gas)\w*\b.{{0,40}}\b{NAMES}\b",
    "social-campaign": rf"\b{NAMES}\b.{{0,60}}\b(?:program|visi|misi|prestasi|nomor|no\.?)\b",
    "partisan-activity": rf"\b(?:ayo|mari|yuk)\b.{{0,40}}\b(?:pilih|coblos|dukung|menangkan)\w*\b",
    "negative-campaign": rf"\b{NAMES}\b.{{0,40}}\b(?:bohong|gagal|curang|bodoh|korup\w*)\b",
    "partisan-symbol-gesture": r"(?:salam\s+(?:\d|satu|dua|tiga)\s+jari|[☝✌🤟👆])",
    "partisan-attribute": r"\b(?:kaos|kaus|stiker|spanduk|baliho|bendera)\b.{0,40}\b(?:paslon|capres|calon|partai)\b",
}


def main():
    for frame in pd.read_json(sys.argv[1], lines=True, chunksize=20_000, dtype=False):
        text = frame["text"].fillna("").str.lower()
        for ban, pattern in PATTERNS.items():
            frame[ban] = text.str.contains(pattern, flags=re.IGNORECASE | re.DOTALL)
        frame["flagged"] = frame[list(PATTERNS)].any(axis=1)
        sys.stdout.write(frame[["id", "flagged", *PATTERNS]].to_json(orient="records", lines=True, force_ascii=False))


if __name__ == "__main__":
    main()
