"""Evidence: schemas that name what is recorded of a study, and the records themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering
from typing import Literal, TypeAlias

from toolkit.model.frozen import frozen
from toolkit.model.inline import CiteItem, Localized
from toolkit.model.source import Span
from toolkit.model.units import Measured

FieldType: TypeAlias = Literal[
    "text",
    "number",
    "quantity",
    "range",
    "mean-sd",
    "median-iqr",
    "proportion",
    "date",
    "choice",
    "boolean",
    "registry",
    "citation",
]
"""`range`, `mean-sd` and `median-iqr` are quantities that must be of that form; `proportion` is n/N."""

Policy: TypeAlias = Literal["show", "keep", "take"]
"""Conflicts of an import are shown each time, or the author's values kept for good, or the source's taken."""


@frozen
class SchemaField:
    """One field of a schema. `labels` and `choices` are keyed by language, then text."""

    name: str
    type: FieldType
    labels: Mapping[str, str]
    required: bool = False
    multiple: bool = False
    """The field holds a list."""
    unit: str = ""
    """The unit of a number or quantity when the author typed none."""
    measures: Measured = ""
    """What every unit of a quantity has to measure."""
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Choice code → language → text."""
    decimals: int = 1
    """Decimal places of the percentage that is computed for a proportion."""


@frozen
class Schema:
    id: str
    labels: Mapping[str, str]
    fields: Mapping[str, SchemaField]


@frozen
class Quantity:
    """A measured value with its unit: one number, a range, mean ± SD, or median (IQR).

    `low == high` for one number; for `mean-sd`, `low` is the mean and `spread` the SD; for
    `median-iqr`, `low` is the median and `quartiles` the first and third quartile.
    """

    kind: Literal["value", "range", "mean-sd", "median-iqr"]
    low: Decimal
    high: Decimal
    spread: Decimal | None = None
    unit: str = ""
    approximate: bool = False
    bound: str = ""
    """`<`, `>`, `≤` or `≥` before the number, or nothing."""
    quartiles: tuple[Decimal, Decimal] | None = None

    @property
    def centre(self) -> Decimal:
        """What the quantity sorts and computes by."""
        return self.low if self.low == self.high else (self.low + self.high) / 2


@total_ordering
@frozen
class Proportion:
    """`part` of `whole`, both counts, 0 ≤ part ≤ whole and whole > 0; in order by their ratio."""

    part: int
    whole: int
    decimals: int = 1
    """Decimal places of `percent`."""

    @property
    def percent(self) -> Decimal:
        """The percentage, rounded half up."""
        exact = Decimal(100 * self.part) / self.whole
        return exact.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Proportion):
            return NotImplemented
        return self.part * other.whole < other.part * self.whole


@frozen
class RegistryId:
    """An identifier in a trial registry. `registry` and `url` are empty if no pattern fits."""

    id: str
    registry: str
    url: str


@frozen
class Choice:
    code: str
    labels: Mapping[str, str]


@frozen
class DateValue:
    """A date of any precision: (year,), (year, month) or (year, month, day)."""

    parts: tuple[int, ...]


Typed: TypeAlias = (
    Localized | Decimal | Quantity | Proportion | DateValue | Choice | bool | RegistryId | CiteItem
)


@frozen
class FieldValue:
    """The value of one field of one record, typed or as it stood.

    `items` has one value, or several if the field is a list. If the value does not fit
    its type, `items` is empty, `raw` is what the author wrote and `problem` says why.
    """

    items: tuple[Typed, ...]
    raw: str
    span: Span
    problem: str = ""


@frozen
class Record:
    """One study, product or trial. A field that was not given is missing from `values`."""

    id: str
    values: Mapping[str, FieldValue]
    span: Span
    unknown: Mapping[str, Span] = field(default_factory=dict)
    """Fields that the schema does not name."""


@frozen
class RecordSet:
    """The records of one evidence file; `name` is the file's name without its ending."""

    name: str
    schema: Schema
    records: Mapping[str, Record]
    span: Span
