"""From records and a table specification to one finished table.

The cells still hold citations as source nodes: they get their numbers with those of the
text, at the table's anchor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import partial

from toolkit.model.evidence import RecordSet
from toolkit.model.frozen import mutable
from toolkit.model.grid import table_parts
from toolkit.model.inline import Inline, Inlines, Text, primary
from toolkit.model.review import LoadedReview, Unresolved
from toolkit.model.source import Span
from toolkit.model.table import Align, Cell, Note, Row, Table
from toolkit.model.tablespec import ColumnSpec, TableSpec, TotalSpec
from toolkit.resolve.abbreviations import abbreviation_note, abbreviations_in
from toolkit.resolve.cells import parentheses, print_unit
from toolkit.resolve.columns import laid_out
from toolkit.resolve.filters import ExpressionError
from toolkit.resolve.forms import joined
from toolkit.resolve.record_cells import RecordCells, alignments
from toolkit.resolve.table_layout import merged_down, transposed
from toolkit.resolve.table_notes import with_notes
from toolkit.resolve.table_rows import Miss, TableRow, group_names, row_group, table_rows, unknown
from toolkit.resolve.totals import LABELS, print_total


@mutable
class TableMaker:
    """Makes the tables of one review in one language and collects what could not be resolved."""

    review: LoadedReview
    language: str
    unresolved: list[Unresolved] = field(default_factory=list)

    def make(self, spec: TableSpec) -> Table:
        """The finished table of a specification; without its record set it has a head only."""
        records = self.review.evidence.get(spec.records)
        if records is None:
            reason = unknown(spec.records, self.review.evidence)
            self._miss(spec, "record-set", spec.records, reason, spec.spans.get("records"))
        making = _Making(self.review, self.language, spec, records, partial(self._miss, spec))
        return replace(making.table(), span=spec.span)

    def _miss(self, spec: TableSpec, kind: str, name: str, reason: str, span: Span | None) -> None:
        item = Unresolved(kind, name, reason, span or spec.span)
        if item not in self.unresolved:
            self.unresolved.append(item)


class _Making:
    """One table in the making."""

    def __init__(
        self, review: LoadedReview, language: str, spec: TableSpec, records: RecordSet | None, miss: Miss
    ) -> None:
        self.review = review
        self.journal = review.journal
        self.language = language
        self.spec = spec
        self.records = records
        self.miss = miss
        self.leaves = [leaf for column in spec.columns for leaf in leaves_of(column)]
        missing = spec.missing or self.journal.tables.missing
        self.cells = RecordCells(self.language, self.journal, (Text(missing),))

    def table(self) -> Table:
        rows: list[TableRow] = []
        if self.records is not None:
            rows = table_rows(self.spec, self.leaves, self.records, self.language, self.miss)
        aligns = alignments(self.leaves, rows, self.records)
        head = self._head()
        body = self._body(rows, aligns)
        names = [leaf.name or f"column-{at}" for at, leaf in enumerate(self.leaves, 1)]
        widths = [leaf.width for leaf in self.leaves]
        keys = [at for at, leaf in enumerate(self.leaves) if leaf.key] or [0]
        if self.spec.transpose and self.leaves:
            ungrouped = sum("all" in total.over for total in self.spec.totals) if self.records else 0
            head, body, names = transposed(head, body, len(self.leaves), ungrouped)
            widths = [None] * len(names)
            keys = [at for at, name in enumerate(names) if name.startswith("label") and at < len(names)]
            keys = keys[: max(map(depth_of, self.spec.columns))]
        else:
            body = merged_down(
                body, [at for at, leaf in enumerate(self.leaves) if leaf.merge], self._apart(body)
            )
        table = laid_out(
            Table(self.spec.id, (), head, tuple(body)), names, widths, keys, self.spec, self.miss
        )
        table, strays = with_notes(table, self.spec.notes, self.journal.tables.marks, self.language)
        for note, place in strays:
            self.miss("note", place, f"no header or cell of the table is '{place}'", note.span)
        return replace(table, notes=self._notes(table))

    # --- head -------------------------------------------------------------------

    def _head(self) -> tuple[Row, ...]:
        depth = max(map(depth_of, self.spec.columns), default=1)
        tiers: list[list[Cell]] = [[] for _ in range(depth)]

        def place(column: ColumnSpec, tier: int) -> None:
            cell = Cell(
                self._label(column),
                colspan=sum(1 for _ in leaves_of(column)),
                rowspan=1 if column.columns else depth - tier,
                align="center",
                field=column.name,
                span=column.span,
            )
            tiers[tier].append(cell)
            for child in column.columns:
                place(child, tier + 1)

        for column in self.spec.columns:
            place(column, 0)
        return tuple(Row(tuple(cells), "head") for cells in tiers)

    def _label(self, column: ColumnSpec) -> Inlines:
        """The label given, else the schema's; with the unit where the header carries it."""
        label = column.label.best(self.language)
        fields = self.records.schema.fields if self.records else {}
        schema = fields.get(column.field)
        if column.field and self.records and schema is None and column.field != "id":
            self.miss("field", column.field, unknown(column.field, [*fields, "id"]), column.span)
        language = primary(self.language)
        if not label and schema is not None:
            label = (Text(schema.labels.get(language) or column.field),)
        elif not label and column.cite:
            label = (Text({"zh": "文献", "en": "Ref."}.get(language, "Ref.")),)
        elif not label and not column.columns and column.name:
            label = (Text(column.name),)
        if column.unit:
            left, right = parentheses(self.language, self.journal)
            gap = "" if language == "zh" else " "
            label = (*label, Text(gap + left), *print_unit(column.unit, self.language), Text(right))
        return label

    # --- body -------------------------------------------------------------------

    def _body(self, rows: Sequence[TableRow], aligns: Sequence[Align]) -> list[Row]:
        """Records, with a row over each group and rows of totals under groups and under all."""
        if self.records is None:
            return []
        names = group_names(self.spec, self.records)
        self._check_totals(names)
        body: list[Row] = []
        opened: tuple[object, ...] = ()
        begun = [0] * len(names)
        for at, row in enumerate(rows):
            key = row_group(row, names)
            same = next((n for n, (a, b) in enumerate(zip(opened, key, strict=False)) if a != b), len(opened))
            if at and same < len(names):
                body += self._group_totals(names, same, rows, begun, at, aligns)
            for level in range(same if at else 0, len(names)):
                begun[level] = at
                if self.spec.rows.heading:
                    body.append(self._heading(row, names[level]))
            opened = key
            body.append(self.cells.row(self.leaves, aligns, row))
        if rows:
            body += self._group_totals(names, 0, rows, begun, len(rows), aligns)
        return body + [
            self._total(total, "all", rows, aligns) for total in self.spec.totals if "all" in total.over
        ]

    def _group_totals(
        self,
        names: Sequence[str],
        level: int,
        rows: Sequence[TableRow],
        begun: Sequence[int],
        end: int,
        aligns: Sequence[Align],
    ) -> list[Row]:
        """The totals of the groups from this level down that end before row `end`, the innermost first."""
        return [
            self._total(total, "group", rows[begun[at] : end], aligns)
            for at in range(len(names) - 1, level - 1, -1)
            for total in self.spec.totals
            if names[at] in total.over
        ]

    def _heading(self, row: TableRow, name: str) -> Row:
        content = self.cells.value(row.record, name) or self.cells.missing
        return Row((Cell(content, colspan=max(len(self.leaves), 1), field=name),), "group")

    def _check_totals(self, groups: Sequence[str]) -> None:
        known = [leaf.name for leaf in self.leaves if leaf.name and not leaf.cite]
        for total in self.spec.totals:
            for name in total.show:
                if name not in known:
                    place = total.spans.get(f"show.{name}", total.span)
                    self.miss("column", name, unknown(name, known), place)
                elif self.leaves and name == self.leaves[0].name:
                    reason = "the first column holds what the row of totals is called"
                    self.miss("total", total.show[name], reason, total.spans.get(f"show.{name}", total.span))
            for name in total.over:
                if name != "all" and name not in groups:
                    reason = unknown(name, ["all", *groups])
                    self.miss("group", name, reason, total.spans.get("over", total.span))

    def _total(self, total: TotalSpec, over: str, rows: Sequence[TableRow], aligns: Sequence[Align]) -> Row:
        """Under the first columns that have no total stands what the row is called."""
        language = primary(self.language)
        kind = "mean" if set(total.show.values()) == {"mean"} else over
        label = total.label.best(self.language) or (Text(LABELS[kind].get(language, LABELS[kind]["en"])),)
        shown = [leaf.name in total.show and bool(leaf.name) for leaf in self.leaves]
        first = max(next((at for at, here in enumerate(shown) if here), len(shown)), 1)
        cells = [Cell(label, colspan=min(first, len(shown)))]
        for at in range(first, len(self.leaves)):
            content, numeric = self._total_cell(total, self.leaves[at], rows) if shown[at] else ((), False)
            cells.append(Cell(content, align=aligns[at], numeric=numeric))
        return Row(tuple(cells), "total")

    def _total_cell(
        self, total: TotalSpec, column: ColumnSpec, rows: Sequence[TableRow]
    ) -> tuple[Inlines, bool]:
        show = total.show[column.name]
        if self.records is None:
            return (), False
        try:
            return print_total(
                show,
                column.name,
                [row.view for row in rows],
                self.records,
                column.unit,
                self.language,
                self.journal,
            )
        except ExpressionError as error:
            place = total.spans.get(f"show.{column.name}", total.span)
            self.miss("total", show, str(error), place)
            return (), False

    def _apart(self, body: Sequence[Row]) -> Iterator[Cell]:
        """Cells that are never merged with others: those with nothing to say, or with a note of their own."""
        noted = {place for note in self.spec.notes for place in note.on}
        for row in body:
            for cell in row.cells:
                own = f"{cell.record.partition(':')[2]}.{cell.field}"
                if cell.content == self.cells.missing or own in noted:
                    yield cell

    # --- notes ------------------------------------------------------------------

    def _notes(self, table: Table) -> tuple[Note, ...]:
        """All notes; the first one without a mark, or all of them together, behind the journal's label."""
        style, key = self.journal.tables, primary(self.language)
        label = style.note_label.get(key, "")
        abbreviations = self._abbreviations(table)
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

    def _abbreviations(self, table: Table) -> tuple[Note, ...]:
        if self.spec.abbreviations == "none":
            return ()
        texts = [cell.content for row in (*table.head, *table.body) for cell in row.cells]
        found = abbreviations_in(
            [self.spec.caption.best(self.language), *texts], self.review.metadata.abbreviations
        )
        if not found:
            return ()
        note = abbreviation_note(found, self.language, self.journal.tables)
        return (Note("", note, kind="abbreviations"),)


# --- columns ------------------------------------------------------------------------


def leaves_of(column: ColumnSpec) -> Iterable[ColumnSpec]:
    if not column.columns:
        yield column
    for child in column.columns:
        yield from leaves_of(child)


def depth_of(column: ColumnSpec) -> int:
    return 1 + max(map(depth_of, column.columns), default=0)


# --- finished tables ------------------------------------------------------------------


def inline_nodes(table: Table) -> Iterable[Inline]:
    """Every top-level inline node of the finished table in reading order, part by part."""
    for part in table_parts(table):
        for row in (*part.head, *part.body):
            for cell in row.cells:
                yield from cell.content
    for note in table.notes:
        yield from note.content


def rewrite_table(table: Table, rewriter: Callable[[Inlines], Inlines]) -> Table:
    """The same table with every run of text passed through `rewriter`."""

    def rewritten(cell: Cell) -> Cell:
        # A long table is mostly plain text, which stays as it is.
        if len(cell.content) == 1 and isinstance(cell.content[0], Text):
            return cell
        return replace(cell, content=rewriter(cell.content))

    def rows(part: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(replace(row, cells=tuple(map(rewritten, row.cells))) for row in part)

    return replace(
        table,
        head=rows(table.head),
        body=rows(table.body),
        notes=tuple(replace(note, content=rewriter(note.content)) for note in table.notes),
    )
