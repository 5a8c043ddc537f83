"""netra reads Indonesian social-media posts and says which bans of civil-servant (ASN) election neutrality each one
would breach, on what evidence, and what speaks for the author.

A verdict is a lead ("dugaan") for a person to check, never a sentence.

>>> import netra
>>> netra.classify("Semoga Anies-Muhaimin menang, dukung terus!").stance
['favour']
>>> netra.classify("Semoga timnas menang, dukung terus!").flagged
False

Tables: `netra.pandas`, `netra.polars`, `netra.duckdb`, `netra.spark`, and `Classifier.classify_arrow` for everything
else that speaks Arrow.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ._netra import (
    VERSION as __version__,
    Classifier,
    LexiconError,
    NetraError,
    Reject,
    Verdict,
    VerdictArray,
    Verdicts,
    VerdictStream,
)
from ._records import (
    Citation,
    Contestant,
    Evidence,
    Finding,
    Ledger,
    Mitigating,
    Person,
    Sanction,
    Suppressed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ._types import ArrowArray, ArrowStream, Offsets, OnError, PostLike

__all__ = [
    "Citation",
    "Classifier",
    "Contestant",
    "Evidence",
    "Finding",
    "Ledger",
    "LexiconError",
    "Mitigating",
    "NetraError",
    "Person",
    "Reject",
    "Sanction",
    "Suppressed",
    "Verdict",
    "VerdictArray",
    "VerdictStream",
    "Verdicts",
    "__version__",
    "classify",
    "classify_arrow",
    "classify_many",
]


@cache
def _shipped() -> Classifier:
    """The classifier with nothing chosen, made when it is first needed."""
    return Classifier()


def classify(post: PostLike, *, offsets: Offsets | None = None) -> Verdict:
    """Judges one post, a string or a mapping with the fields of the input record, with the shipped lexicon."""
    return _shipped().classify(post, offsets=offsets)


def classify_many(
    posts: Iterable[PostLike],
    *,
    threads: int | None = None,
    offsets: Offsets | None = None,
    on_error: OnError = "raise",
    batch: int = 4096,
) -> Verdicts:
    """Judges many posts with the shipped lexicon; see `Classifier.classify_many`."""
    return _shipped().classify_many(posts, threads=threads, offsets=offsets, on_error=on_error, batch=batch)


def classify_arrow(
    data: ArrowArray | ArrowStream | Sequence[str | None],
    text: str | None = None,
    *,
    fields: Mapping[str, str] | None = None,
    threads: int | None = None,
    offsets: Offsets | None = None,
    columns: str | Sequence[str] | None = None,
    longest: int | None = None,
    numbered: bool = True,
) -> VerdictArray | VerdictStream:
    """Judges columns with the shipped lexicon; see `Classifier.classify_arrow`."""
    return _shipped().classify_arrow(
        data,
        text,
        fields=fields,
        threads=threads,
        offsets=offsets,
        columns=columns,
        longest=longest,
        numbered=numbered,
    )
