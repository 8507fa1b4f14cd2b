"""Evidence: schemas that name what is recorded of a study, and the records themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from toolkit.model.inline import CiteItem, Localized
from toolkit.model.source import Span

FieldType: TypeAlias = Literal[
    "text", "number", "quantity", "date", "choice", "boolean", "registry", "citation"
]


@dataclass(frozen=True, slots=True)
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
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Choice code → language → text."""
    width: float = 1.0
    """Relative width that the field's column usually needs."""


@dataclass(frozen=True, slots=True)
class Schema:
    id: str
    labels: Mapping[str, str]
    fields: Mapping[str, SchemaField]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured value with its unit: one number, a range, or mean ± SD.

    `low == high` for one number; for `mean-sd`, `low` is the mean and `spread` the SD.
    """

    kind: Literal["value", "range", "mean-sd"]
    low: Decimal
    high: Decimal
    spread: Decimal | None = None
    unit: str = ""
    approximate: bool = False
    bound: str = ""
    """`<`, `>`, `≤` or `≥` before the number, or nothing."""

    @property
    def centre(self) -> Decimal:
        """What the quantity sorts and computes by."""
        return self.low if self.kind == "mean-sd" else (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class RegistryId:
    """An identifier in a trial registry. `registry` and `url` are empty if no pattern fits."""

    id: str
    registry: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date of any precision: (year,), (year, month) or (year, month, day)."""

    parts: tuple[int, ...]


Typed: TypeAlias = Localized | Decimal | Quantity | DateValue | Choice | bool | RegistryId | CiteItem


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The value of one field of one record, typed or as it stood.

    `items` has one value, or several if the field is a list. If the value does not fit
    its type, `items` is empty, `raw` is what the author wrote and `problem` says why.
    """

    items: tuple[Typed, ...]
    raw: str
    span: Span
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One study, product or trial. A field that was not given is missing from `values`."""

    id: str
    values: Mapping[str, FieldValue]
    span: Span
    unknown: Mapping[str, Span] = field(default_factory=dict)
    """Fields that the schema does not name."""


@dataclass(frozen=True, slots=True)
class RecordSet:
    """The records of one evidence file; `name` is the file's name without its ending."""

    name: str
    schema: Schema
    records: Mapping[str, Record]
    span: Span
