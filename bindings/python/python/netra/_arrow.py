"""What does not speak Arrow by itself, as Arrow: by way of pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def pyarrow(needed_by: str) -> Any:
    """The module pyarrow, or an error that says how to get it."""
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError(f"{needed_by} needs pyarrow: pip install 'netra-asn[arrow]'") from error
    return pyarrow


def array_of(data: Any) -> pa.Array:
    """Texts from a list, a numpy array or a Series that has no capsules of its own (pandas before 3)."""
    if isinstance(data, (str, bytes, dict)):
        raise TypeError(f"classify_arrow takes a column or a table, not {type(data).__name__}: use classify for one post")
    pa = pyarrow(f"a {type(data).__name__} without Arrow capsules")
    if hasattr(data, "to_frame") or hasattr(data, "dtype"):
        # Missing values of pandas are nulls, whatever stands for them.
        made = pa.array(data, type=pa.large_string(), from_pandas=True)
    else:
        made = pa.array(data, type=pa.large_string())
    return made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made


def table_of(frame: Any, names: list[str]) -> pa.Table:
    """Columns of a pandas frame by their names."""
    pa = pyarrow("netra.pandas")
    return pa.Table.from_pandas(frame[names], preserve_index=False)
