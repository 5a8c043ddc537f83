"""Data frames of pandas: `netra.pandas.score(frame)`.

Every column that is added has an Arrow type, so that lists and findings stay what they are and missing values stay missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _arrow
from ._frames import FIELDS, classifier_of, columns_of, wanted_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from ._netra import Classifier
    from ._types import Offsets

__all__ = ["score"]


def score(
    frame: pd.DataFrame,
    text: str = "text",
    *,
    fields: Mapping[str, str] | None = None,
    columns: Sequence[str] | None = None,
    prefix: str = "netra_",
    classifier: Classifier | None = None,
    threads: int | None = None,
    offsets: Offsets | None = None,
    **options: Any,
) -> pd.DataFrame:
    """The frame with its verdicts beside it: `netra_flagged`, `netra_score`, `netra_stance`, `netra_findings`, …

    text, fields: which columns hold which fields of a post; columns that bear the names of fields (`time`, `region`,
    `author_status`, …) are read without being named.
    columns: which fields of the record to add; all but the id unless said. A row without a text has the reason in
    `netra_reject` and nothing in the others.
    options: what `Classifier` takes, unless a `classifier` is given.

    >>> import pandas as pd, netra.pandas
    >>> frame = pd.DataFrame({"text": ["Semoga Anies-Muhaimin menang!", "Selamat pagi", None]})
    >>> netra.pandas.score(frame)["netra_flagged"].tolist()
    [True, False, <NA>]
    """
    import pandas as pd

    pa = _arrow.pyarrow("netra.pandas")
    judge = classifier_of(classifier, options)
    named = columns_of(text, fields)
    wanted = wanted_columns(columns)
    for column in named.values():
        if column not in frame.columns:
            raise KeyError(f"no column {column!r}; there are: {', '.join(map(str, frame.columns))}")
    read = [name for name in frame.columns if name in FIELDS or name in named.values()]
    arrays = {name: _column(pa, frame[name], name in (named["text"],)) for name in read}
    records = pa.table(arrays)
    verdicts = judge.classify_arrow(records, fields=named, columns=wanted, threads=threads, offsets=offsets)
    judged = pa.table(verdicts)
    scored = frame.copy(deep=False)
    for name in judged.column_names:
        values = pd.arrays.ArrowExtensionArray(judged.column(name))
        scored[prefix + name] = pd.Series(values, index=frame.index)
    return scored


def _column(pa: Any, series: pd.Series[Any], is_text: bool) -> Any:
    """A column of a frame as Arrow. A column of mixed objects is read as what its values say they are."""
    try:
        return pa.array(series, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        if is_text:
            # What is no string in a column of texts is no post.
            return pa.array([value if isinstance(value, str) else None for value in series], type=pa.large_string())
        return pa.array([None if value is None or value != value else str(value) for value in series])
