"""Small tables for tests of one thing at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.render.sample import sample_review
from tests.render.sample_nodes import text
from tests.render.sample_tables import caption
from toolkit.model.block import NumberedTable, TableBlock
from toolkit.model.inline import Inline
from toolkit.model.review import ResolvedReview
from toolkit.model.table import Align, Cell, Column, Row, Table


def numbered(table: Table) -> NumberedTable:
    return NumberedTable(1, TableBlock(table.id), table, (caption("zh", "表", 1, text("甲")),))


def table_of(
    *rows: Sequence[str | Inline], align: Align = "left", head: tuple[Row, ...] | None = None
) -> NumberedTable:
    """A table of these cells under the headings A, B, C, …"""
    width = len(rows[0]) if rows else 1
    names = "ABCDEFGH"[:width]
    columns = tuple(Column(name, align, 1 / width) for name in names)
    heading = head if head is not None else (Row(tuple(Cell(text(name)) for name in names), "head"),)
    body = tuple(Row(tuple(Cell(text(content), align=align) for content in row)) for row in rows)
    return numbered(Table("t", columns, heading, body))


def review_with(*tables: NumberedTable) -> ResolvedReview:
    return replace(sample_review(), tables={table.source.id: table for table in tables})
