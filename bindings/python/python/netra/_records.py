"""The parts of a verdict, as they stand in its record; `in`, which Python keeps for itself, is `field` here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._netra import Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """A hit that speaks for a finding: `text` stands in `field` from `start` to `end`, and gives so many `points`."""

    field: str
    start: int
    end: int
    text: str
    signal: str
    term: str
    points: int
    read_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mitigating:
    """What speaks for the author. Within a finding's ledger it has points, which are negative."""

    guard: str
    field: str
    start: int
    end: int
    text: str
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The points of a finding; `total` is exactly their sum."""

    total: int
    evidence: tuple[Evidence, ...]
    mitigating: tuple[Mitigating, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A legal basis, and how well it is known: `verified`, `from-memory` or `disputed`."""

    instrument: str
    article: str
    status: str


@dataclass(frozen=True, slots=True)
class Sanction:
    """The class of sanction that the rules name, empty where they name none, and others that may apply."""

    class_: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A ban that a post shows."""

    ban: str
    title: str
    flagged: bool
    score: float
    stance: str
    contestant: str | None
    period: str | None
    sanction: Sanction
    binds: str
    citations: tuple[Citation, ...]
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that the guard `by` took away."""

    ban: str
    by: str


@dataclass(frozen=True, slots=True)
class Contestant:
    """A contestant whom the post names, and where first."""

    id: str
    name: str
    reading: str
    certainty: str
    start: int
    end: int
    field: str = "text"
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the post names and who runs in no contest then."""

    name: str
    start: int
    end: int
    field: str = "text"


def _named(record: dict[str, Any]) -> dict[str, Any]:
    """The record under names that Python allows, lists as tuples.."""
    names = {"in": "field", "class": "class_"}
    return {
        names.get(name, name): tuple(value) if isinstance(value, list) else value for name, value in record.items()
    }


def _finding(record: dict[str, Any]) -> Finding:
    ledger = record["ledger"]
    return Finding(
        **{
            **_named(record),
            "sanction": Sanction(**_named(record["sanction"])),
            "citations": tuple(Citation(**basis) for basis in record["citations"]),
            "ledger": Ledger(
                total=ledger["total"],
                evidence=tuple(Evidence(**_named(hit)) for hit in ledger["evidence"]),
                mitigating=tuple(Mitigating(**_named(guard)) for guard in ledger["mitigating"]),
            ),
        }
    )


def findings(verdict: Verdict) -> list[Finding]:
    return [_finding(record) for record in verdict.to_dict()["findings"]]


def mitigating(verdict: Verdict) -> list[Mitigating]:
    return [Mitigating(**_named(guard)) for guard in verdict.to_dict()["mitigating"]]


def suppressed(verdict: Verdict) -> list[Suppressed]:
    return [Suppressed(**record) for record in verdict.to_dict()["suppressed"]]


def contestants(verdict: Verdict) -> list[Contestant]:
    return [Contestant(**_named(named)) for named in verdict.to_dict()["contestants"]]


def people(verdict: Verdict) -> list[Person]:
    return [Person(**_named(known)) for known in verdict.to_dict().get("people", [])]
