"""What a record prints in the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from toolkit.model.evidence import FieldValue, Quantity, Record, RecordSet
from toolkit.model.frozen import frozen
from toolkit.model.inline import Citation, CiteItem, Inlines, Text, primary
from toolkit.model.journal import Journal
from toolkit.model.table import Align, Cell, Row
from toolkit.model.tablespec import ColumnSpec
from toolkit.resolve.cells import as_counted, print_number, print_value
from toolkit.resolve.filters import MISSING, display
from toolkit.resolve.forms import joined
from toolkit.resolve.table_rows import TableRow
from toolkit.resolve.values import print_computed

_ROUNDED = re.compile(r"\|\s*round\b")
_CENTRED = frozenset({"number", "boolean"})


@frozen
class RecordCells:
    """Prints records in one language for one journal."""

    language: str
    journal: Journal
    missing: Inlines
    """What a cell with nothing to say prints."""

    def row(self, leaves: Sequence[ColumnSpec], aligns: Sequence[Align], row: TableRow) -> Row:
        return Row(
            tuple(
                self._cell(column, align, row, at)
                for at, (column, align) in enumerate(zip(leaves, aligns, strict=True))
            )
        )

    def _cell(self, column: ColumnSpec, align: Align, row: TableRow, at: int) -> Cell:
        numeric = False
        if column.cite:
            content = self.citation(row.record, column.citation)
        elif column.value:
            content, numeric = self._computed(row, at, rounded=_ROUNDED.search(column.value) is not None)
        else:
            content = self.value(row.record, column.field, column.unit)
            numeric = _is_number(row.record.values.get(column.field), column.unit)
        value = row.record.values.get(column.field)
        return Cell(
            content or self.missing,
            align=align,
            record=row.view.name,
            field=column.name,
            numeric=numeric,
            span=value.span if value else row.record.span,
        )

    def value(self, record: Record, name: str, unit: str = "") -> Inlines:
        """The value of a field, without the unit that its column's header carries."""
        value = record.values.get(name)
        if value is None:
            return (Text(record.id),) if name == "id" else ()
        return print_value(_without_unit(value, unit) if unit else value, self.language, self.journal)

    def _computed(self, row: TableRow, at: int, *, rounded: bool) -> tuple[Inlines, bool]:
        """A computed value, and whether it is a number.

        A number has no needless zeros, unless its author rounded it.
        """
        value = row.computed.get(at, MISSING)
        if value is MISSING or value is None:
            return (), False
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            number = Decimal(value)
            return print_number(as_counted(number if rounded else Decimal(display(number)))), True
        return print_computed(value, self.language, self.journal), False

    def citation(self, record: Record, form: str = "") -> Inlines:
        """The works of a record: `[21,22]`, or `Cui 等 [21]、Lu 等 [22]`."""
        value = record.values.get("cite")
        items = tuple(item for item in value.items if isinstance(item, CiteItem)) if value else ()
        if not items:
            return ()
        style = self.journal.tables
        if (form or style.citation) == "number":
            return (Citation(items, span=items[0].span),)
        named = [(Citation((item,), narrative=True, span=item.span),) for item in items]
        return joined(named, style.list_joiner.get(primary(self.language), ", "))


def alignments(
    leaves: Sequence[ColumnSpec], rows: Sequence[TableRow], records: RecordSet | None
) -> list[Align]:
    """How each column is set: as its author says, numbers and citations centred, text flush left."""
    return [column.align or _align(at, column, rows, records) for at, column in enumerate(leaves)]


def _align(at: int, column: ColumnSpec, rows: Sequence[TableRow], records: RecordSet | None) -> Align:
    if column.value:
        values = (row.computed.get(at) for row in rows)
        return "center" if any(isinstance(value, (int, Decimal)) for value in values) else "left"
    schema = records.schema.fields.get(column.field) if records else None
    return "center" if column.cite or (schema is not None and schema.type in _CENTRED) else "left"


def _without_unit(value: FieldValue, unit: str) -> FieldValue:
    """The value without the unit that the header carries; another unit stays."""
    items = tuple(
        replace(item, unit="") if isinstance(item, Quantity) and item.unit == unit else item
        for item in value.items
    )
    return replace(value, items=items)


def _is_number(value: FieldValue | None, unit: str) -> bool:
    """Whether a cell shows one number and nothing else."""
    items = value.items if value is not None else ()
    if len(items) != 1:
        return False
    match items[0]:
        case Quantity(kind="value", approximate=False, bound="", unit=own):
            return own in ("", unit)
        case Decimal():
            return True
        case _:
            return False
