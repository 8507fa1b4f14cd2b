"""A finished table: what every renderer draws, whatever it was made from."""

from __future__ import annotations

from typing import Literal, TypeAlias

from toolkit.model.frozen import frozen
from toolkit.model.inline import Inlines
from toolkit.model.source import Span

Align: TypeAlias = Literal["left", "center", "right", "decimal"]
Orientation: TypeAlias = Literal["portrait", "landscape"]


@frozen
class Cell:
    """One cell. A cell covered by a span of another one is not listed."""

    content: Inlines
    colspan: int = 1
    rowspan: int = 1
    align: Align = "left"
    record: str = ""
    """`set:record` that the cell came from; empty for a typed cell."""
    field: str = ""
    """The field that it shows, or the id of a computed column."""
    numeric: bool = False
    """A spreadsheet keeps it as a number, however it is aligned."""
    span: Span | None = None


@frozen
class Row:
    """A row; `kind` is `group` for a heading row over a group of records, `total` for a row of totals."""

    cells: tuple[Cell, ...]
    kind: Literal["head", "body", "group", "total"] = "body"


@frozen
class Column:
    """A column of the body. `width` is its share of the table's width; all shares sum to 1."""

    key: str
    align: Align
    width: float


@frozen
class Note:
    """A note under the table; `mark` is empty for a general note, `label` is text such as `注：`."""

    mark: str
    content: Inlines
    label: str = ""
    kind: Literal["general", "marked", "abbreviations"] = "general"


@frozen
class Table:
    """Rows of cells over columns, with header tiers and notes. Captions and number are added on placing."""

    id: str
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    orientation: Orientation = "portrait"
    parts: tuple[tuple[int, ...], ...] = ()
    """Columns of each part, from 0, where a wide table is printed in parts one below the other."""
    span: Span | None = None

    @property
    def width(self) -> int:
        return len(self.columns)
