from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import Any, overload

import pyarrow as pa

from ._records import Contestant, Evidence, Finding, Mitigating, Person, Suppressed
from ._types import ArrowArray, ArrowStream, AuthorFilter, Offsets, OnError, PostLike, Profile

VERSION: str

class NetraError(ValueError):
    """An option that names something unknown, a pack that cannot be read, a file that is not there."""

    file: str | None
    line: int | None
    column: int | None

class LexiconError(NetraError):
    """A lexicon file is wrong. `file`, `line`, `column` say where; the message shows the line and what to do."""

class Classifier:
    """Judges posts. Made once and used often, from any number of threads; making one with a lexicon of one's own takes about a
    second, without it some hundredths.

    policy: legal profiles: `"lebong-2024"` is exactly that one, `"+lebong-2024"` adds it to the national rules.
    elections: whose contestants are looked for; `"all"` is all of the lexicon, `"all,pileg-2024"` more.
    lexicon: folders laid over the built-in lexicon, the later over the earlier.
    pack: a compiled lexicon in place of the built-in one, as bytes or a file (`to_pack`, `netra pack build`).
    profile: `"strict"` (few false alarms), `"balanced"`, `"wide"` (few misses).
    region, as_of: for posts that say none.
    author: `"known-bound"` flags only posts of authors who are known to be bound.
    offsets: what positions count: characters as Python does, `"byte"` or `"utf16"`.
    allow_shrink: let a folder take away more contestants than it adds.

    Raises NetraError for a word that names nothing, LexiconError for a wrong file, with file and line.
    """

    def __new__(
        cls,
        *,
        policy: str | Sequence[str] | None = None,
        elections: str | Sequence[str] | None = None,
        lexicon: str | PathLike[str] | Sequence[str | PathLike[str]] | None = None,
        pack: bytes | str | PathLike[str] | None = None,
        profile: Profile = "balanced",
        region: str | None = None,
        as_of: str | None = None,
        author: AuthorFilter = "any",
        offsets: Offsets = "char",
        allow_shrink: bool = False,
    ) -> Classifier: ...
    @property
    def pack_version(self) -> str:
        """Version and digest of the lexicon, as verdicts name it."""

    def to_pack(self) -> bytes:
        """The compiled lexicon. What was chosen beside it (policy, profile, …) is no part of it."""

    def classify(self, post: PostLike, *, offsets: Offsets | None = None) -> Verdict:
        """Judges one post: a string, or a mapping with the fields of the input record, of which only `text` is required.

        Raises TypeError where there is no text; what an optional field holds is at most noted.
        """

    def classify_many(
        self,
        posts: Iterable[PostLike],
        *,
        threads: int | None = None,
        offsets: Offsets | None = None,
        on_error: OnError = "raise",
        batch: int = 4096,
    ) -> Verdicts:
        """Judges many posts, on all cores unless `threads` says otherwise, without holding Python's lock.

        Verdicts come in the order of the posts, and a batch is drawn at a time, so `posts` may be endless. A post without an id
        gets its number, from 1. What is no post raises TypeError when its turn comes, or with `on_error="reject"` gives a
        `Reject` in its place.
        """

    @overload
    def classify_arrow(
        self,
        data: ArrowArray,
        text: str | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        threads: int | None = None,
        offsets: Offsets | None = None,
        columns: str | Sequence[str] | None = None,
        longest: int | None = None,
        numbered: bool = True,
    ) -> VerdictArray: ...
    @overload
    def classify_arrow(
        self,
        data: ArrowStream,
        text: str | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        threads: int | None = None,
        offsets: Offsets | None = None,
        columns: str | Sequence[str] | None = None,
        longest: int | None = None,
        numbered: bool = True,
    ) -> VerdictStream: ...
    @overload
    def classify_arrow(
        self,
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
        """Judges columns, without a copy of the texts and without holding Python's lock.

        data: texts, or records whose columns have the names of the input record (`id`, `text`, `time`, `author_status`, …;
        other columns mean nothing): anything with Arrow capsules. An array or record batch gives a `VerdictArray`, a stream
        (a table, a polars frame, a DuckDB relation) a `VerdictStream`, judged as it is drawn.
        text: the column of texts, `"text"` unless said. fields: columns of other fields, `{"time": "created_at"}`.
        columns: only these columns of the record, in its order; all unless said.
        longest: texts of more bytes are rejected (16 MiB). numbered: rows without an id get their number, from 1.

        The result has one struct per row: the fields of the verdict's record, `scores` (score by ban) and `reject`: why a row
        could not be judged, then with nulls beside it.
        """

class Verdict:
    """What one post shows: a lead for a person to check, never a sentence."""

    @property
    def id(self) -> Any:
        """The id that was given, as it was given."""
    @property
    def post(self) -> Any:
        """The post that was judged, as it was given."""
    @property
    def offsets(self) -> Offsets:
        """What positions count here."""
    @property
    def flagged(self) -> bool:
        """Whether some finding is flagged under the chosen profile."""
    @property
    def score(self) -> float:
        """Probability that at least one ban is breached, as far as the calibration was measured."""
    @property
    def stance(self) -> list[str]:
        """The sides taken in flagged findings: `favour`, `against`."""
    @property
    def bans(self) -> list[str]:
        """The bans of the flagged findings."""
    @property
    def scores(self) -> dict[str, float]:
        """The score of every finding by its ban, also of those that are not flagged."""
    @property
    def findings(self) -> list[Finding]:
        """Every finding at or above the `wide` threshold, the highest score first."""
    @property
    def mitigating(self) -> list[Mitigating]:
        """What spoke for the author."""
    @property
    def suppressed(self) -> list[Suppressed]:
        """Findings that a guard took away."""
    @property
    def contestants(self) -> list[Contestant]:
        """Whom the post names."""
    @property
    def people(self) -> list[Person]:
        """Whom the post names that runs in no contest then."""
    @property
    def notes(self) -> list[str]:
        """What is unknown or was replaced."""
    @property
    def pack(self) -> str:
        """Version and digest of the lexicon."""
    @property
    def engine(self) -> str:
        """Version of the engine."""
    @property
    def policy(self) -> list[str]:
        """The policies that were applied."""
    def to_dict(self) -> dict[str, Any]:
        """The record, as `netra score` writes it."""
    def to_json(self) -> str:
        """The record as a line of JSON, the very bytes of `netra score` where positions count the same."""
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class Reject:
    """Something that is no post, in the place of a verdict."""

    number: int
    """Its number among the posts that were given, from 1."""
    reason: str
    """Why it is none."""
    post: Any
    """What was given."""

class Verdicts(Iterator[Any]):
    """Verdicts of an iterable of posts, in its order."""

    def __iter__(self) -> Verdicts: ...
    def __next__(self) -> Any: ...

class VerdictArray:
    """Verdicts of an array, row for row; an Arrow array of structs."""

    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...
    def to_pyarrow(self) -> pa.StructArray:
        """As `pyarrow.StructArray`, without a copy."""

class VerdictStream:
    """Verdicts of a stream, judged as they are drawn; it can be drawn once."""

    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def to_pyarrow(self) -> pa.ChunkedArray:
        """All of it, as `pyarrow.ChunkedArray` of structs."""
    def drawn(self) -> VerdictStream:
        """All of it judged now, without holding Python's lock: for readers that hold it while they draw."""
    def to_reader(self) -> pa.RecordBatchReader:
        """Batch by batch, one column for each field of the record."""

def _columns() -> list[str]: ...
def _empty(columns: list[str] | None = None) -> VerdictArray: ...
def _restore(record: str, id: Any, post: Any, offsets: str) -> Verdict: ...
