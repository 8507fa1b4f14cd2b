"""A table specification: how records become a table (`tables/*.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field as default
from typing import Literal

from toolkit.model.frozen import frozen
from toolkit.model.inline import Localized
from toolkit.model.source import Span
from toolkit.model.table import Align


@frozen
class ColumnSpec:
    """A column, or a spanning header over `columns`.

    A column shows a record's `field`, its citation (`cite`), or an expression (`value`).
    """

    field: str = ""
    cite: bool = False
    value: str = ""
    label: Localized = default(default_factory=Localized)
    columns: tuple[ColumnSpec, ...] = ()
    id: str = ""
    """What expressions, totals, notes and `split` call the column by, if not by its field."""
    width: float | None = None
    """Share of the table's width, 0 to 1."""
    align: Align | None = None
    unit: str = ""
    """Put the unit into the header and leave it out of the cells."""
    merge: bool = False
    """Equal cells below each other become one."""
    key: bool = False
    """Repeated in every part of a split table."""
    citation: Literal["", "number", "narrative"] = ""
    """Form of the citations of a `cite` column; empty: the journal's."""
    span: Span | None = None

    @property
    def name(self) -> str:
        """What the column is called by; empty for a computed column without an id."""
        return self.id or self.field or ("cite" if self.cite else "")


@frozen
class NoteSpec:
    """A note; with `on` its mark stands in the header of those columns or the cells of `record.column`."""

    text: Localized
    mark: str = ""
    on: tuple[str, ...] = ()
    span: Span | None = None


@frozen
class RowsSpec:
    """`group_by` brings equal values together, field by field; `heading` prints a row over each group."""

    group_by: tuple[str, ...] = ()
    heading: bool = True


@frozen
class TotalSpec:
    """A row of totals under each group of `over`, or under the whole table (`all`)."""

    show: Mapping[str, str]
    """Name of a column → what stands under it: a function such as `sum`, or an expression over `records`."""
    over: tuple[str, ...] = ("all",)
    """`all`, and fields of `group_by`."""
    label: Localized = default(default_factory=Localized)
    span: Span | None = None
    spans: Mapping[str, Span] = default(default_factory=dict)
    """Place of each key that was given: `over`, `show.participants`."""


@frozen
class TableSpec:
    id: str
    caption: Localized
    records: str
    columns: tuple[ColumnSpec, ...]
    where: str = ""
    sort: tuple[str, ...] = ()
    rows: RowsSpec = RowsSpec()
    totals: tuple[TotalSpec, ...] = ()
    transpose: bool = False
    """Records are columns, fields are rows."""
    split: tuple[str, ...] = ()
    """Columns that each begin a further part of the table, or `auto`: where the page ends."""
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
