"""A table specification: how records become a table (`tables/*.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from typing import Literal

from toolkit.model.inline import Localized
from toolkit.model.source import Span
from toolkit.model.table import Align


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column, or a spanning header over `columns`.

    A column shows a record's `field`, its citation (`cite`), or an expression (`value`).
    """

    field: str = ""
    cite: bool = False
    value: str = ""
    label: Localized = default(default_factory=Localized)
    columns: tuple[ColumnSpec, ...] = ()
    width: float | None = None
    """Share of the table's width, 0 to 1."""
    align: Align | None = None
    unit: str = ""
    """Put the unit into the header and leave it out of the cells."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class NoteSpec:
    """A note; with `on` its mark stands in the header of those fields or the cells of `record.field`."""

    text: Localized
    mark: str = ""
    on: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class RowsSpec:
    """`group_by` sorts equal values together; `heading` prints a heading row over each group."""

    group_by: str = ""
    heading: bool = True


@dataclass(frozen=True, slots=True)
class TableSpec:
    id: str
    caption: Localized
    records: str
    columns: tuple[ColumnSpec, ...]
    where: str = ""
    sort: tuple[str, ...] = ()
    rows: RowsSpec = RowsSpec()
    notes: tuple[NoteSpec, ...] = ()
    abbreviations: Literal["auto", "none"] = "auto"
    missing: str = ""
    """What an empty cell prints."""
    page: Literal["auto", "portrait", "landscape"] = "auto"
    anchor: str = ""
    """Where its citations are numbered: `first-mention`, `placed`, `section-end`, or the id of a section or
    heading; empty: as the journal says."""
    span: Span | None = None
    spans: Mapping[str, Span] = default(default_factory=dict)
    """Place of each key that was given (`where`, `sort`, `anchor`, …)."""
