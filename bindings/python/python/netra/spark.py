"""Spark (3.5 and 4): `netra.spark.score(df)` adds a column of verdicts to a data frame.

Rows go through as Arrow batches, without a shuffle; a row that is no post is a row with a reason, never a failed job; a task that
runs again gives the same rows. A lexicon of one's own is compiled once, on the driver, and sent to each executor once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import __version__
from ._arrow import pyarrow
from ._frames import FIELDS, RECORD, columns_of
from ._netra import Classifier, _empty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import DataType, StructType

    from ._types import Offsets

__all__ = ["Scorer", "score", "verdict_type", "verdict_udf"]

#: What the verdict's column has unless said otherwise: all of the record but the id, which the row has itself.
COLUMNS = tuple(name for name in RECORD if name != "id")

#: So many rows of a batch are judged at a time: what a task holds at once beside the batch itself.
ROWS = 4096


def verdict_type(columns: Sequence[str] = COLUMNS) -> StructType:
    """The type of the column of verdicts."""
    from pyspark.sql.types import StructType

    made = _spark_type(pyarrow("netra.spark").array(_empty(list(columns))).type)
    assert isinstance(made, StructType)
    return made


def _spark_type(arrow: Any) -> DataType:
    """A type of the record as a type of Spark."""
    from pyspark.sql import types as spark

    from . import _arrow

    is_a = _arrow.pyarrow("netra.spark").types
    if is_a.is_struct(arrow):
        return spark.StructType([spark.StructField(field.name, _spark_type(field.type), True) for field in arrow])
    if is_a.is_map(arrow):
        return spark.MapType(_spark_type(arrow.key_type), _spark_type(arrow.item_type), True)
    if is_a.is_list(arrow):
        return spark.ArrayType(_spark_type(arrow.value_type), True)
    if is_a.is_boolean(arrow):
        return spark.BooleanType()
    if is_a.is_int64(arrow):
        return spark.LongType()
    if is_a.is_float64(arrow):
        return spark.DoubleType()
    assert is_a.is_string(arrow), arrow
    return spark.StringType()


#: Classifiers of this process by what they were made of, so that its tasks share them.
_made: dict[object, Classifier] = {}


class Scorer:
    """What executors are sent: which columns are read, how posts are judged. The lexicon goes by broadcast."""

    def __init__(
        self,
        session: SparkSession,
        *,
        fields: Mapping[str, str],
        columns: Sequence[str] = COLUMNS,
        column: str = "netra",
        offsets: Offsets | None = None,
        longest: int | None = None,
        **options: Any,
    ) -> None:
        # Made here too, so that a wrong word or a wrong file is said before anything runs.
        judge = Classifier(**options)
        self._fields = dict(fields)
        self._columns = list(columns)
        self._column = column
        self._offsets = offsets
        self._longest = longest
        self._version = __version__
        self._pack_version = judge.pack_version
        self._pack = None
        self._options = options
        if any(options.get(name) for name in ("lexicon", "pack")):
            self._pack = session.sparkContext.broadcast(judge.to_pack())
            self._options = {name: value for name, value in options.items() if name not in ("lexicon", "pack", "allow_shrink")}

    def classifier(self) -> Classifier:
        """The classifier of this process: the same for all its tasks."""
        if self._version != __version__:
            raise RuntimeError(f"the driver has netra {self._version}, this executor {__version__}: install the same")
        key = (self._pack_version, repr(sorted(self._options.items())))
        made = _made.get(key)
        if made is None:
            pack = {} if self._pack is None else {"pack": self._pack.value}
            made = Classifier(**self._options, **pack)
            if made.pack_version != self._pack_version:
                raise RuntimeError(
                    f"the driver has the lexicon {self._pack_version}, this executor {made.pack_version}: install the same"
                )
            _made[key] = made
        return made

    def judged(self, batch: Any) -> Any:
        """The verdicts of a batch of records, as one array."""
        pa = pyarrow("netra.spark")
        verdicts = self.classifier().classify_arrow(
            batch,
            fields=self._fields,
            columns=self._columns,
            # A task has one core; its neighbours have the others.
            threads=1,
            offsets=self._offsets,
            longest=self._longest,
            numbered=False,
        )
        return pa.array(verdicts)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """Adds the column of verdicts to batches of rows, for `mapInArrow`."""
        pa = pyarrow("netra.spark")
        for batch in batches:
            read = [name for name in batch.schema.names if name in FIELDS or name in self._fields.values()]
            for start in range(0, batch.num_rows, ROWS):
                rows = batch.slice(start, ROWS)
                verdicts = self.judged(rows.select(read))
                yield pa.RecordBatch.from_arrays([*rows.columns, verdicts], [*rows.schema.names, self._column])


def score(
    df: DataFrame,
    text: str = "text",
    *,
    fields: Mapping[str, str] | None = None,
    columns: Sequence[str] = COLUMNS,
    column: str = "netra",
    offsets: Offsets | None = None,
    longest: int | None = None,
    **options: Any,
) -> DataFrame:
    """The data frame with one more column, `netra`: a struct with the fields of the verdict's record (`verdict_type()`).

    text, fields: which columns hold which fields of a post; columns that bear the names of fields (`time`, `region`,
    `author_status`, …) are read without being named.
    columns: which fields of the record are wanted; fewer travel faster. A row without a text has the reason in `netra.reject` and
    nulls beside it, as has one whose text is longer than `longest` bytes.
    options: what `Classifier` takes. A lexicon or pack is read on the driver and sent to the executors.

    >>> netra.spark.score(df).where("netra.flagged").select("id", "netra.score", "netra.findings")  # doctest: +SKIP
    """
    from pyspark.sql.types import StructField, StructType

    named = columns_of(text, fields)
    for name in named.values():
        if name not in df.columns:
            raise ValueError(f"no column {name!r}; there are: {', '.join(df.columns)}")
    if column in df.columns:
        raise ValueError(f"there is a column {column!r} already: choose another name with column=")
    scorer = Scorer(
        df.sparkSession,
        fields=named,
        columns=columns,
        column=column,
        offsets=offsets,
        longest=longest,
        **options,
    )
    schema = StructType([*df.schema.fields, StructField(column, verdict_type(columns), True)])
    return df.mapInArrow(scorer, schema)


def verdict_udf(
    session: SparkSession,
    *,
    columns: Sequence[str] = COLUMNS,
    offsets: Offsets | None = None,
    longest: int | None = None,
    **options: Any,
) -> Any:
    """A function of a column of texts, for expressions and SQL (`session.udf.register`). Needs Spark 4.1, whose functions take Arrow
    columns; before, use `score`."""
    try:
        from pyspark.sql.functions import arrow_udf
    except ImportError as error:
        raise NotImplementedError("verdict_udf needs Spark 4.1 or newer (arrow_udf): use netra.spark.score") from error
    pa = pyarrow("netra.spark")
    scorer = Scorer(session, fields={}, columns=columns, offsets=offsets, longest=longest, **options)

    def verdict(texts: Any) -> Any:
        return scorer.judged(texts)

    # Spark reads from the types themselves that this takes columns, and words will not do.
    verdict.__annotations__ = {"texts": pa.Array, "return": pa.Array}
    return arrow_udf(verdict, returnType=verdict_type(columns))
