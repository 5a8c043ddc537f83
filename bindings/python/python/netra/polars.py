"""Data frames of polars: `netra.polars.score(frame)`, and verdicts as an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ._frames import FIELDS, classifier_of, columns_of, wanted_columns
from ._netra import _empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from ._netra import Classifier
    from ._types import Offsets

    Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

__all__ = ["score", "verdict"]


def verdict(
    posts: pl.Expr | str,
    *,
    fields: Mapping[str, str] | None = None,
    columns: Sequence[str] | None = None,
    classifier: Classifier | None = None,
    threads: int | None = None,
    offsets: Offsets | None = None,
    **options: Any,
) -> pl.Expr:
    """An expression whose values are verdicts: a struct with the fields of the record.

    posts: an expression of texts, or of structs whose fields bear the names of the input record
    (`pl.struct("text", "time")`); a name means the column.

    >>> import polars as pl, netra.polars
    >>> frame = pl.DataFrame({"text": ["Semoga Anies-Muhaimin menang!", "Selamat pagi"]})
    >>> frame.select(netra.polars.verdict("text").struct.field("flagged")).to_series().to_list()
    [True, False]
    """
    import polars as pl

    judge = classifier_of(classifier, options)
    wanted = wanted_columns(columns)
    as_read = dict(fields or {}) or None
    dtype = pl.Series(_empty(wanted)).dtype

    def judged(series: pl.Series) -> pl.Series:
        stream = judge.classify_arrow(
            series, fields=as_read, columns=wanted, threads=threads, offsets=offsets, numbered=False
        )
        return pl.Series(series.name, stream.drawn())

    expression = pl.col(posts) if isinstance(posts, str) else posts
    # Row by row, so that polars may cut the column where it likes.
    return expression.map_batches(judged, return_dtype=dtype, is_elementwise=True)


def score(
    frame: Frame,
    text: str = "text",
    *,
    fields: Mapping[str, str] | None = None,
    columns: Sequence[str] | None = None,
    prefix: str = "netra_",
    classifier: Classifier | None = None,
    threads: int | None = None,
    offsets: Offsets | None = None,
    **options: Any,
) -> Frame:
    """The frame, lazy or not, with its verdicts beside it: `netra_flagged`, `netra_score`, `netra_findings`, …

    text, fields: which columns hold which fields of a post; columns that bear the names of fields (`time`, `region`,
    `author_status`, …) are read without being named.
    columns: which fields of the record to add; all but the id unless said. A row without a text has the reason in
    `netra_reject` and nulls in the others.
    options: what `Classifier` takes, unless a `classifier` is given.
    """
    import polars as pl

    named = columns_of(text, fields)
    wanted = wanted_columns(columns)
    there = frame.collect_schema().names()
    for column in named.values():
        if column not in there:
            raise pl.exceptions.ColumnNotFoundError(f"no column {column!r}; there are: {', '.join(there)}")
    mapped = set(named.values())
    read = [pl.col(name) for name in there if name in FIELDS or name in mapped]
    judged = verdict(
        pl.struct(read),
        fields=named,
        columns=wanted,
        classifier=classifier,
        threads=threads,
        offsets=offsets,
        **options,
    )
    whole = "\0netra"
    names = [field.name for field in pl.Series(_empty(wanted)).dtype.fields]
    parts = [pl.col(whole).struct.field(name).alias(prefix + name) for name in names]
    return frame.with_columns(judged.alias(whole)).with_columns(parts).drop(whole)
