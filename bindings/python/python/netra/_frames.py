"""What all data frames share: which column holds what, and which classifier judges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _shipped
from ._netra import Classifier, _columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OBJECTS = {"target": ("account", "name", "text", "kind"), "author": ("account", "name", "bio", "status")}

#: Columns that hold a field of a post under its own name.
FIELDS = frozenset(
    ["id", "text", "action", "time", "region", "media_text", "target", "author"]
    + [f"{whole}{dot}{part}" for whole, parts in _OBJECTS.items() for part in parts for dot in "_."]
)


#: The fields of a row's verdict, in order.
RECORD = tuple(_columns())


def classifier_of(classifier: Classifier | None, options: Mapping[str, Any]) -> Classifier:
    """The classifier that was given, or one with these options."""
    if classifier is None:
        return Classifier(**options) if options else _shipped()
    if options:
        raise TypeError(f"give a classifier or options ({', '.join(options)}), not both")
    return classifier


def columns_of(text: str, fields: Mapping[str, str] | None) -> dict[str, str]:
    """Fields of a post and the columns that hold them."""
    return {**(fields or {}), "text": text}


def wanted_columns(columns: Sequence[str] | None) -> list[str] | None:
    """The columns of the record to be added. The frame has its own ids."""
    if columns is not None:
        return [columns] if isinstance(columns, str) else list(columns)
    return [name for name in RECORD if name != "id"]
