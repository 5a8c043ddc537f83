"""Words that types are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol, TypedDict, Union

Offsets = Literal["char", "byte", "utf16"]
OnError = Literal["raise", "reject"]
Profile = Literal["strict", "balanced", "wide"]
AuthorFilter = Literal["any", "known-bound"]


class _Post(TypedDict):
    text: str


class Post(_Post, total=False):
    """A post with what is known about it. Only `text` is required; a field that makes no sense is noted, never an error."""

    id: Any
    action: str
    target: Mapping[str, Any]
    author: Mapping[str, Any]
    time: Any
    region: Any
    media_text: str


PostLike = Union[str, Mapping[str, Any]]


class ArrowArray(Protocol):
    """Anything with Arrow's capsule of an array: `pyarrow.Array`, `pyarrow.RecordBatch`, …"""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...


class ArrowStream(Protocol):
    """Anything with Arrow's capsule of a stream: `pyarrow.Table`, `polars.DataFrame`, `polars.Series`, a DuckDB relation, …"""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class Options(TypedDict, total=False):
    """What a `Classifier` is made with."""

    policy: Any
    elections: Any
    lexicon: Any
    pack: Any
    profile: Profile
    region: str | None
    as_of: str | None
    author: AuthorFilter
    allow_shrink: bool
