"""A table of a spreadsheet as it stands: the least that is needed to print one as a journal does.

No schema, no folder, no review: each row is a record, each column a field whose label is its header. What
a column holds is told from its values: numbers, trial registry numbers, citations, else text. A header cell
`外泌体表征 | 尺寸` stands under a spanning header, as deep as there are bars.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from toolkit.load.intake.sheets import Sheet, SheetCell, read_csv, read_xlsx
from toolkit.load.markdown import parse_inline
from toolkit.load.quantities import UnfitError, parse_number
from toolkit.load.values import MISSING_TEXTS
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import FieldType, FieldValue, Record, RecordSet, Schema, SchemaField, Typed
from toolkit.model.inline import Citation, CiteItem, Inlines, Localized, Text, plain_text, primary
from toolkit.model.registry_id import recognise
from toolkit.model.source import Span
from toolkit.model.tablespec import ColumnSpec, TableSpec

SHEETS: Final = (".csv", ".xlsx", ".xlsm")
_DEEPER: Final = "|"
_MOST_BARS: Final = 9
"""Bars of a header cell that part headers; further ones are text."""


def read_sheet(path: Path, problems: list[Problem], sheet: str = "") -> Sheet | None:
    """The rows of a CSV file or workbook; None, and a problem, if they cannot be had."""
    if path.suffix.lower() == ".csv":
        return read_csv(path, problems)
    return read_xlsx(path, problems, sheet)


def texts_of(sheet: Sheet) -> Iterable[str]:
    """Everything that is written in it."""
    return (cell.text for row in (sheet.header, *sheet.rows) for cell in row)


def sheet_table(
    sheet: Sheet, path: Path, language: str, problems: list[Problem]
) -> tuple[RecordSet, TableSpec]:
    """The rows as records, and the table of all their columns in their order."""
    return _SheetReader(sheet, path, primary(language), problems).read()


_Parse: TypeAlias = Callable[[SheetCell], tuple[Typed, ...]]


class _Leaf(NamedTuple):
    """A column with the words of its header from the top: those over several columns, then its own."""

    field: SchemaField
    labels: tuple[Inlines, ...]


@dataclass(eq=False)
class _SheetReader:
    sheet: Sheet
    path: Path
    language: str
    problems: list[Problem]

    def read(self) -> tuple[RecordSet, TableSpec]:
        leaves: list[_Leaf] = []
        values: list[dict[str, FieldValue]] = [{} for _ in self.sheet.rows]
        for at, head in enumerate(self.sheet.header):
            cells = [row[at] if at < len(row) else None for row in self.sheet.rows]
            kind, found = self._values(cells)
            is_cite = kind == "citation" and all(leaf.field.name != "cite" for leaf in leaves)
            name = "cite" if is_cite else f"column_{at + 1}"
            field = SchemaField(name, kind, {self.language: head.text.strip()}, multiple=kind == "citation")
            labels = tuple(self._rich(part, head.span) for part in head.text.split(_DEEPER, _MOST_BARS))
            leaves.append(_Leaf(field, labels))
            for record, value in zip(values, found, strict=True):
                if value is not None:
                    record[name] = value
        return self._made(leaves, values)

    def _made(
        self, leaves: Sequence[_Leaf], values: Sequence[dict[str, FieldValue]]
    ) -> tuple[RecordSet, TableSpec]:
        name, span = self.path.stem, Span.at(self.path)
        schema = Schema(name, {}, {leaf.field.name: leaf.field for leaf in leaves})
        records = {}
        for row, given in zip(self.sheet.rows, values, strict=True):
            identifier = f"row-{row[0].span.line}"
            records[identifier] = Record(identifier, given, row[0].span)
        spec = TableSpec(
            name, self._text((Text(name),)), name, self._tree(leaves, Span.at(self.path)), span=span
        )
        return RecordSet(name, schema, records, span), spec

    def _tree(self, leaves: Sequence[_Leaf], span: Span) -> tuple[ColumnSpec, ...]:
        """The columns, neighbours with the same words before their bar under one header."""
        out: list[ColumnSpec] = []
        for (_, deep), group in groupby(leaves, key=_over):
            inside = tuple(group)
            if deep:
                below = [_Leaf(leaf.field, leaf.labels[1:]) for leaf in inside]
                label = self._text(inside[0].labels[0])
                out.append(ColumnSpec(label=label, columns=self._tree(below, span), span=span))
                continue
            for leaf in inside:
                cite = leaf.field.name == "cite"
                field = "" if cite else leaf.field.name
                out.append(ColumnSpec(field, cite, label=self._text(leaf.labels[0]), span=span))
        return tuple(out)

    # --- values ---------------------------------------------------------------------

    def _values(self, cells: Sequence[SheetCell | None]) -> tuple[FieldType, list[FieldValue | None]]:
        """The values of a column and their type: the narrowest that all of them have."""
        given = [cell if cell and cell.text.strip() not in MISSING_TEXTS else None for cell in cells]
        kinds: tuple[tuple[FieldType, _Parse], ...] = (
            ("number", _number),
            ("registry", _registry),
            ("citation", self._citations),
        )
        for kind, parse in kinds if any(given) else ():
            try:
                return kind, [_value(cell, parse) for cell in given]
            except UnfitError:
                continue
        return "text", [_value(cell, self._rich_text) for cell in given]

    def _rich_text(self, cell: SheetCell) -> tuple[Typed, ...]:
        return (self._text(self._rich(cell.text, cell.span)),)

    def _citations(self, cell: SheetCell) -> tuple[CiteItem, ...]:
        nodes = parse_inline(cell.text.strip(), cell.span, [], sources=True) if "@" in cell.text else ()
        items = tuple(item for node in nodes if isinstance(node, Citation) for item in node.items)
        rest = "".join(node.text if isinstance(node, Text) else "" for node in nodes)
        others = any(not isinstance(node, Citation | Text) for node in nodes)
        if not items or others or rest.strip(" ;,；，、"):
            raise UnfitError("there is more than citations")
        return items

    def _rich(self, text: str, span: Span) -> Inlines:
        return parse_inline(" ".join(text.split()), span, self.problems, sources=True)

    def _text(self, content: Inlines) -> Localized:
        return Localized({self.language: content})


def _value(cell: SheetCell | None, parse: _Parse) -> FieldValue | None:
    return None if cell is None else FieldValue(parse(cell), cell.text, cell.span)


def _over(leaf: _Leaf) -> tuple[str, bool]:
    """What stands over a column, if anything does."""
    return (plain_text(leaf.labels[0]), True) if len(leaf.labels) > 1 else ("", False)


def _number(cell: SheetCell) -> tuple[Typed, ...]:
    text = cell.text.strip()
    if text[:1] == "0" and text[1:2].isdigit():
        raise UnfitError("007 is a code")
    return (parse_number(text),)


def _registry(cell: SheetCell) -> tuple[Typed, ...]:
    found = recognise(cell.text)
    if not found.registry:
        raise UnfitError("there is no such registry")
    return (found,)
