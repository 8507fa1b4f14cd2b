"""From records and a table specification to one finished table.

The cells still hold citations as source nodes: they get their numbers with those of the
text, at the table's anchor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cmp_to_key
from itertools import count
from typing import Any

from toolkit.model.evidence import FieldValue, Quantity, Record, RecordSet, SchemaField
from toolkit.model.inline import Citation, CiteItem, Inline, Inlines, Style, Styled, Text, primary
from toolkit.model.review import LoadedReview, Unresolved
from toolkit.model.source import Span
from toolkit.model.table import Align, Cell, Note, Row, Table
from toolkit.model.tablespec import ColumnSpec, TableSpec
from toolkit.resolve.abbreviations import abbreviation_note, abbreviations_in
from toolkit.resolve.cells import parentheses, print_unit, print_value
from toolkit.resolve.columns import columns, needs, orientation
from toolkit.resolve.expressions import compile_expression
from toolkit.resolve.filters import MISSING, ExpressionError, RecordView, display, group_key, view
from toolkit.resolve.forms import joined


@dataclass
class TableMaker:
    """Makes the tables of one review in one language and collects what could not be resolved."""

    review: LoadedReview
    language: str
    unresolved: list[Unresolved] = field(default_factory=list)

    def make(self, spec: TableSpec) -> Table:
        """The finished table of a specification; without its record set it has a head only."""
        records = self.review.evidence.get(spec.records)
        if records is None:
            self._miss(
                "record-set", spec.records, _unknown(spec.records, self.review.evidence), spec, "records"
            )
            return self._table(spec, (), None)
        rows = [(record, view(records, record, self.language)) for record in records.records.values()]
        rows = self._filtered(spec, rows)
        rows = self._sorted(spec, records, rows)
        return self._table(spec, tuple(rows), records)

    # --- which records, in which order ---------------------------------------

    def _filtered(self, spec: TableSpec, rows: list[_Row]) -> list[_Row]:
        if not spec.where:
            return rows
        try:
            test = compile_expression(spec.where)
            return [row for row in rows if test(row[1].fields)]
        except ExpressionError as error:
            self._miss("expression", spec.where, str(error), spec, "where")
            return rows

    def _sorted(self, spec: TableSpec, records: RecordSet, rows: list[_Row]) -> list[_Row]:
        """Stable sort by the fields given; `-field` descends; a missing value comes last either way."""
        keys = [(key.lstrip("-"), key.startswith("-")) for key in spec.sort]
        for name, descending in reversed(keys):
            if name not in records.schema.fields and name != "id":
                self._miss("field", name, _unknown(name, records.schema.fields), spec, "sort")
                continue
            given = [row for row in rows if row[1].fields.get(name, MISSING) is not MISSING]
            missing = [row for row in rows if row[1].fields.get(name, MISSING) is MISSING]
            order = _order(records.schema.fields.get(name))
            try:
                given.sort(key=lambda row, n=name: order(row[1].fields[n]), reverse=descending)  # type: ignore[misc]
            except ExpressionError as error:
                self._miss("expression", name, str(error), spec, "sort")
                continue
            rows = given + missing
        return _grouped(rows, spec.rows.group_by) if spec.rows.group_by else rows

    # --- the table ------------------------------------------------------------

    def _table(self, spec: TableSpec, rows: tuple[_Row, ...], records: RecordSet | None) -> Table:
        leaves = [leaf for column in spec.columns for leaf in _leaves(column)]
        marks = _Marks.of(spec, self.review.journal.tables.marks)
        body: list[Row] = []
        group: Any = None
        for record, fields in rows:
            value = group_key(fields, spec.rows.group_by) if spec.rows.group_by else None
            if spec.rows.group_by and spec.rows.heading and (not body or value != group):
                body.append(self._group_row(spec, record, len(leaves)))
                group = value
            body.append(self._row(spec, leaves, record, fields, records, marks))
        head = self._head(spec, records, marks)
        wanted = needs(leaves, head, body)
        table = Table(
            id=spec.id,
            columns=columns(leaves, wanted, body),
            head=head,
            body=tuple(body),
            notes=marks.notes(self.language),
            orientation=orientation(spec, sum(wanted)),
            span=spec.span,
        )
        return replace(table, notes=self._notes(spec, table))

    def _head(self, spec: TableSpec, records: RecordSet | None, marks: _Marks) -> tuple[Row, ...]:
        depth = max((_depth(column) for column in spec.columns), default=1)
        tiers: list[list[Cell]] = [[] for _ in range(depth)]

        def place(column: ColumnSpec, tier: int) -> None:
            leaves = sum(1 for _ in _leaves(column))
            label = (*self._label(spec, column, records), *marks.on_head(column.field))
            rowspan = 1 if column.columns else depth - tier
            tiers[tier].append(
                Cell(
                    label,
                    colspan=leaves,
                    rowspan=rowspan,
                    align="center",
                    field=column.field,
                    span=column.span,
                )
            )
            for child in column.columns:
                place(child, tier + 1)

        for column in spec.columns:
            place(column, 0)
        return tuple(Row(tuple(cells), "head") for cells in tiers)

    def _label(self, spec: TableSpec, column: ColumnSpec, records: RecordSet | None) -> Inlines:
        """The label given, else the schema's; with the unit where the header carries it."""
        label = column.label.best(self.language)
        schema = records.schema.fields.get(column.field) if records else None
        if column.field and records and schema is None and column.field != "id":
            self._miss(
                "field", column.field, _unknown(column.field, records.schema.fields), spec, "", column.span
            )
        if not label and schema is not None:
            label = (Text(schema.labels.get(primary(self.language)) or column.field),)
        if not label and not column.columns and (column.cite or column.field):
            label = (
                Text(
                    {"zh": "文献", "en": "Ref."}.get(primary(self.language), "Ref.")
                    if column.cite
                    else column.field
                ),
            )
        if column.unit:
            left, right = parentheses(self.language, self.review.journal)
            gap = "" if primary(self.language) == "zh" else " "
            label = (*label, Text(gap + left), *print_unit(column.unit, self.language), Text(right))
        return label

    def _group_row(self, spec: TableSpec, record: Record, width: int) -> Row:
        content = self._value(record, spec.rows.group_by) or (Text(self._missing(spec)),)
        return Row((Cell(content, colspan=width, field=spec.rows.group_by),), "group")

    def _row(
        self,
        spec: TableSpec,
        leaves: list[ColumnSpec],
        record: Record,
        fields: RecordView,
        records: RecordSet | None,
        marks: _Marks,
    ) -> Row:
        cells = []
        for column in leaves:
            if column.cite:
                content = self._citation(record)
            elif column.value:
                content = self._computed(spec, column, fields)
            else:
                content = self._value(record, column.field, column.unit)
            value = record.values.get(column.field)
            cells.append(
                Cell(
                    (*(content or (Text(self._missing(spec)),)), *marks.on_cell(record.id, column.field)),
                    align=column.align or _align(column, records),
                    record=fields.name,
                    field=column.field,
                    span=value.span if value else record.span,
                )
            )
        return Row(tuple(cells))

    def _value(self, record: Record, name: str, unit: str = "") -> Inlines:
        value = record.values.get(name)
        if value is None and name == "id":
            return (Text(record.id),)
        if value is None:
            return ()
        if unit:
            value = _without_unit(value, unit)
        return print_value(value, self.language, self.review.journal)

    def _computed(self, spec: TableSpec, column: ColumnSpec, fields: RecordView) -> Inlines:
        try:
            value = compile_expression(column.value)(fields.fields)
            return () if value is MISSING or value is None else (Text(display(value)),)
        except ExpressionError as error:
            self._miss("expression", column.value, str(error), spec, "", column.span)
            return ()

    def _citation(self, record: Record) -> Inlines:
        """The works of a record: `[21,22]`, or `Cui 等 [21]、Lu 等 [22]`."""
        value = record.values.get("cite")
        items = tuple(item for item in value.items if isinstance(item, CiteItem)) if value else ()
        if not items:
            return ()
        style = self.review.journal.tables
        if style.citation == "number":
            return (Citation(items, span=items[0].span),)
        named = [(Citation((item,), narrative=True, span=item.span),) for item in items]
        return joined(named, style.list_joiner.get(primary(self.language), ", "))

    def _missing(self, spec: TableSpec) -> str:
        return spec.missing or self.review.journal.tables.missing

    def _notes(self, spec: TableSpec, table: Table) -> tuple[Note, ...]:
        """All notes; the first one without a mark, or all of them together, behind the journal's label."""
        style, key = self.review.journal.tables, primary(self.language)
        label = style.note_label.get(key, "")
        abbreviations = self._abbreviations(spec, table)
        marked = [note for note in table.notes if note.mark]
        plain_notes = [note for note in table.notes if not note.mark]
        if style.notes == "joined" and plain_notes:
            texts = [note.content for note in (*abbreviations, *plain_notes)]
            kind = abbreviations[0].kind if abbreviations else "general"
            joiner = style.abbreviation_joiner.get(key, "; ")
            return (*marked, Note("", joined(texts, joiner), label, kind))
        notes = (*table.notes, *abbreviations)
        first = next((number for number, note in enumerate(notes) if not note.mark), None)
        return tuple(
            replace(note, label=label) if number == first else note for number, note in enumerate(notes)
        )

    def _abbreviations(self, spec: TableSpec, table: Table) -> tuple[Note, ...]:
        if spec.abbreviations == "none":
            return ()
        texts = [cell.content for row in (*table.head, *table.body) for cell in row.cells]
        found = abbreviations_in(
            [spec.caption.best(self.language), *texts], self.review.metadata.abbreviations
        )
        if not found:
            return ()
        note = abbreviation_note(found, self.language, self.review.journal.tables)
        return (Note("", note, kind="abbreviations"),)

    def _miss(
        self, kind: str, name: str, reason: str, spec: TableSpec, key: str, span: Span | None = None
    ) -> None:
        item = Unresolved(kind, name, reason, span or spec.spans.get(key) or spec.span)
        if item not in self.unresolved:
            self.unresolved.append(item)


_Row = tuple[Record, RecordView]


# --- notes with marks -----------------------------------------------------------


@dataclass(frozen=True)
class _Marks:
    """Notes of a table and where their marks stand. Marks not given are the journal's, in order."""

    spec: TableSpec
    marks: tuple[str, ...]

    @classmethod
    def of(cls, spec: TableSpec, kind: str) -> _Marks:
        given = {note.mark for note in spec.notes}
        free = (mark for mark in _all_marks(kind) if mark not in given)
        return cls(spec, tuple(note.mark or (next(free) if note.on else "") for note in spec.notes))

    def on_head(self, name: str) -> Inlines:
        return self._mark(name) if name else ()

    def on_cell(self, record: str, name: str) -> Inlines:
        return self._mark(f"{record}.{name}") if name else ()

    def _mark(self, place: str) -> Inlines:
        marks = [
            mark for note, mark in zip(self.spec.notes, self.marks, strict=True) if place in note.on and mark
        ]
        return (Styled(Style.SUPER, (Text(",".join(marks)),)),) if marks else ()

    def notes(self, language: str) -> tuple[Note, ...]:
        return tuple(
            Note(mark, note.text.best(language), kind="marked" if mark else "general")
            for note, mark in zip(self.spec.notes, self.marks, strict=True)
        )


def _all_marks(kind: str) -> Iterator[str]:
    """a, b, … z, aa, bb, …; 1, 2, 3, …; *, †, ‡, §, ‖, ¶, **, …"""
    if kind == "numbers":
        yield from map(str, count(1))
    signs = "*†‡§‖¶" if kind == "symbols" else "abcdefghijklmnopqrstuvwxyz"
    for times in count(1):
        yield from (sign * times for sign in signs)


# --- order ------------------------------------------------------------------------


def _grouped(rows: list[_Row], name: str) -> list[_Row]:
    """Rows with equal values together, the groups in order of first appearance."""
    groups: dict[Any, list[_Row]] = {}
    for row in rows:
        groups.setdefault(group_key(row[1], name), []).append(row)
    return [row for group in groups.values() for row in group]


def _order(schema: SchemaField | None) -> Callable[[Any], Any]:
    """The sort key of a field: choices in the schema's order, numbers by size, texts by their letters."""
    if schema is not None and schema.choices:
        ranks = {code: rank for rank, code in enumerate(schema.choices)}
        return lambda value: ranks.get(value, len(ranks))
    return cmp_to_key(_compare)


def _compare(left: Any, right: Any) -> int:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return (left > right) - (left < right)
    a, b = str(left).casefold(), str(right).casefold()
    return (a > b) - (a < b)


# --- columns ------------------------------------------------------------------------


def _leaves(column: ColumnSpec) -> Iterable[ColumnSpec]:
    if not column.columns:
        yield column
    for child in column.columns:
        yield from _leaves(child)


def _depth(column: ColumnSpec) -> int:
    return 1 + max((_depth(child) for child in column.columns), default=0)


def _without_unit(value: FieldValue, unit: str) -> FieldValue:
    """The value without the unit that the header carries; another unit stays."""
    items = tuple(
        replace(item, unit="") if isinstance(item, Quantity) and item.unit == unit else item
        for item in value.items
    )
    return replace(value, items=items)


def _align(column: ColumnSpec, records: RecordSet | None) -> Align:
    schema = records.schema.fields.get(column.field) if records else None
    return (
        "center" if column.cite or (schema is not None and schema.type in {"number", "boolean"}) else "left"
    )


def _unknown(name: str, known: Iterable[str]) -> str:
    """`there is no 'hydrogel'; the nearest is 'hydrogels'`."""
    from rapidfuzz import process

    names = list(known)
    match = process.extractOne(name, names, score_cutoff=60) if names else None
    nearest = (
        f"; the nearest is '{match[0]}'" if match else f"; there are {', '.join(names)}" if names else ""
    )
    return f"there is no '{name}'{nearest}"


def inline_nodes(table: Table) -> Iterable[Inline]:
    """Every top-level inline node of the finished table in reading order."""
    for row in (*table.head, *table.body):
        for cell in row.cells:
            yield from cell.content
    for note in table.notes:
        yield from note.content


def rewrite_table(table: Table, rewriter: Callable[[Inlines], Inlines]) -> Table:
    """The same table with every run of text passed through `rewriter`."""

    def rows(part: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(
            replace(row, cells=tuple(replace(cell, content=rewriter(cell.content)) for cell in row.cells))
            for row in part
        )

    return replace(
        table,
        head=rows(table.head),
        body=rows(table.body),
        notes=tuple(replace(note, content=rewriter(note.content)) for note in table.notes),
    )
