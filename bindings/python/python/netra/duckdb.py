"""DuckDB: verdicts as a function of SQL, `netra.duckdb.register(connection)`.

A whole query is judged as fast without a function: `classify_arrow` takes a relation and gives a stream that DuckDB can read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _arrow
from ._frames import classifier_of, wanted_columns
from ._netra import _empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from ._netra import Classifier
    from ._types import Offsets

__all__ = ["register"]


def register(
    connection: duckdb.DuckDBPyConnection,
    name: str = "netra",
    *,
    columns: Sequence[str] | None = None,
    classifier: Classifier | None = None,
    threads: int | None = None,
    offsets: Offsets | None = None,
    **options: Any,
) -> None:
    """Makes a function of SQL: from a text to the verdict's record, a struct.

    options: what `Classifier` takes, unless a `classifier` is given.

    >>> import duckdb, netra.duckdb
    >>> connection = duckdb.connect()
    >>> netra.duckdb.register(connection)
    >>> connection.sql("select netra('Semoga Anies-Muhaimin menang!').flagged").fetchall()
    [(True,)]
    """
    pa = _arrow.pyarrow("netra.duckdb")
    judge = classifier_of(classifier, options)
    wanted = wanted_columns(columns)
    empty = pa.table({"verdict": pa.array(_empty(wanted))})
    dtype = connection.from_arrow(empty).types[0]

    def judged(texts: Any) -> Any:
        verdicts = judge.classify_arrow(texts, columns=wanted, threads=threads, offsets=offsets, numbered=False)
        made = pa.array(verdicts) if hasattr(verdicts, "__arrow_c_array__") else pa.chunked_array(verdicts)
        return made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made

    connection.create_function(
        name,
        judged,
        ["VARCHAR"],
        dtype,
        type="arrow",
        null_handling="special",
        side_effects=False,
    )
