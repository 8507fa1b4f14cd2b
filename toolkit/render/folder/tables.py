"""A table of a manuscript → records with a specification, or a pipe table in the text.

Three forms are tried, from the richest to the plainest: records of a built-in schema, if every
header is the label of one of its fields; records of a schema of the table's own, whose fields are
texts; a Markdown table. `Draft.forms` says how many of them a table has already failed in: a form
fails where the table, built again, would not print the same cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from toolkit.model.block import NumberedTable
from toolkit.model.evidence import Schema, SchemaField
from toolkit.model.frozen import frozen, mutable
from toolkit.model.grid import Placed, cell_rows, full_width
from toolkit.model.inline import (
    Inlines,
    LineBreak,
    ResolvedFootnote,
    Style,
    Styled,
    Text,
    plain_text,
    primary,
    walk,
)
from toolkit.model.registry_id import recognise
from toolkit.model.table import Table
from toolkit.render.folder.draft import Draft
from toolkit.render.folder.escaping import block_escaped
from toolkit.render.folder.pipes import pipe_table
from toolkit.render.folder.table_words import CITES, MISSING, cited_in, field_of, folded, mark_of
from toolkit.render.folder.words import BODY, TITLE, VALUE, Place, Words
from toolkit.render.folder.yaml_text import flow_list, prose, scalar

FORMS = 3
_SEPARATORS = re.compile(r"[;；、]")


@frozen
class _Column:
    """A leaf of the header."""

    name: str
    """The field."""
    described: SchemaField | None
    cite: str = ""
    """For a column of citations: `true` or `narrative`."""


@mutable
class _Marked:
    """A note with a mark, and where the mark stands."""

    mark: str
    content: Inlines
    on: list[str] = field(default_factory=list)


class TableWriter:
    """Writes the tables of one manuscript; `files` holds what stands outside of the sections."""

    def __init__(self, draft: Draft, words: Words) -> None:
        self.files: dict[str, str] = {}
        self._draft = draft
        self._words = words
        self._language = primary(draft.review.language)

    def write(self, table: NumberedTable) -> str:
        """What stands for the table in its section."""
        for caption in table.captions:
            self._words.see_all(caption.content)
        for note in table.table.notes:
            self._words.see_all(note.content)
        for form in range(self._draft.forms.get(table.source.id, 0), FORMS - 1):
            built_in = form == 0
            made = _Records(table, self._draft, self._words, self._language, built_in=built_in).files()
            if made is not None:
                self.files.update(made)
                return f"::: table {table.source.id}\n:::"
        return self._pipe(table)

    def _pipe(self, table: NumberedTable) -> str:
        """The table in the text. It has one caption, and its notes are paragraphs below it."""
        words = self._words
        text = pipe_table(table.table, words)
        own = next((each for each in table.captions if each.language == self._language), None)
        own = own or next(iter(table.captions), None)
        caption = ""
        if own is not None:
            # Without words there would be no caption, and nothing that bears the id.
            words_of = words.write(own.content, BODY, label=True) or "&#160;"
            caption = f": {words_of} {{#tbl:{table.source.id}}}\n\n"
        for other in table.captions:
            if other is not own:
                line = table.source.span.line if table.source.span is not None else 0
                words.lose("caption", line, f"{other.label} {plain_text(other.content)}")
        notes = [
            block_escaped(words.write((Text(note.label), *note.content), BODY)) for note in table.table.notes
        ]
        return "\n\n".join([caption + text, *notes])


class _Records:
    """One attempt to write a table as records."""

    def __init__(
        self, table: NumberedTable, draft: Draft, words: Words, language: str, *, built_in: bool
    ) -> None:
        self._source = table
        self._table: Table = table.table
        self._draft = draft
        self._words = words
        self._language = language
        self._built_in = built_in
        self._width = full_width(table.table)
        self._head = cell_rows(table.table.head, self._width)
        self._body = cell_rows(table.table.body, self._width)
        self._marked = [_Marked(*found) for note in table.table.notes if (found := mark_of(note))]
        self._missing: set[str] = set()
        self._schema_name = ""
        """The built-in schema that the headers fit."""

    def files(self) -> dict[str, str] | None:
        """Evidence, schema and specification by path; None if the table does not have that form."""
        if not self._source.captions or not self._table.head or not self._fits():
            return None
        columns = self._columns()
        if columns is None:
            return None
        before = len(self._words.losses)
        records = self._records(columns)
        if records is None or len(self._missing) > 1:
            del self._words.losses[before:]
            return None
        name = self._source.source.id
        schema = self._schema_name or f"./schemas/{name}.yaml"
        found = {
            f"evidence/{name}.yaml": f"schema: {schema}\nrecords:\n" + "\n".join(records),
            f"tables/{name}.yaml": self._specification(columns),
        }
        if not self._schema_name:
            found[f"evidence/schemas/{name}.yaml"] = self._schema(columns)
        return found

    def _fits(self) -> bool:
        """Whether each row is a record: no cell over several columns but headings over groups."""
        cells = [cell for row in (*self._table.head, *self._table.body) for cell in row.cells]
        if any(isinstance(node, ResolvedFootnote) for cell in cells for node in walk(cell.content)):
            return False
        if any(None in line for line in (*self._head, *self._body)):
            return False
        rows = [row for row in self._table.body if row.kind == "body"]
        groups = [row for row in self._table.body if row.kind == "group"]
        if groups and self._table.body[0].kind != "group":
            return False
        return bool(rows) and all(cell.colspan == 1 for row in rows for cell in row.cells)

    # --- columns ----------------------------------------------------------------------

    def _columns(self) -> list[_Column] | None:
        leaves = [cell for cell in self._head[-1] if cell is not None]
        labels = [plain_text(cell.cell.content).strip() for cell in leaves]
        if self._built_in:
            if self._groups:
                return None
            for name, schema in self._draft.schemas.items():
                fields = [
                    field_of(label, schema) or self._registry_of(at, schema)
                    for at, label in enumerate(labels)
                ]
                names = [each.name for each in fields if each is not None]
                required = {each.name for each in schema.fields.values() if each.required}
                if None not in fields and len(set(names)) == len(labels) and required <= set(names):
                    self._schema_name = name
                    return [
                        self._cite(at) if each.name == "cite" else _Column(each.name, each)
                        for at, each in enumerate(fields)
                        if each is not None
                    ]
            return None
        return [
            self._cite(at) if folded(label) in CITES and self._cites(at) else _Column(f"column{at + 1}", None)
            for at, label in enumerate(labels)
        ]

    def _registry_of(self, at: int, schema: Schema) -> SchemaField | None:
        """The field of registry numbers, for a column that holds nothing else, whatever it is called."""
        texts = [plain_text(cell.cell.content).strip() for cell in self._cells(at)]
        if not all(text in MISSING or recognise(text).registry for text in texts):
            return None
        return next((each for each in schema.fields.values() if each.type == "registry"), None)

    def _cells(self, at: int) -> list[Placed]:
        return [
            cell
            for row, line in zip(self._table.body, self._body, strict=True)
            if row.kind != "group" and (cell := line[at]) is not None
        ]

    def _cites(self, at: int) -> bool:
        """Whether the cells of a column are citations and nothing else but names before them."""
        found = [cited_in(cell.cell.content) for cell in self._cells(at)]
        return all(each is not None for each in found) and any(each for each in found)

    def _cite(self, at: int) -> _Column:
        texts = [plain_text(cell.cell.content).strip() for cell in self._cells(at)]
        narrative = any(re.match(r"[^\W\d]", text) and text not in MISSING for text in texts)
        return _Column("cite", None, "narrative" if narrative else "true")

    # --- records ----------------------------------------------------------------------

    def _records(self, columns: Sequence[_Column]) -> list[str] | None:
        made: list[str] = []
        group = ""
        names: set[str] = set()
        for row, line in zip(self._table.body, self._body, strict=True):
            if row.kind == "group":
                group = self._words.write(row.cells[0].content, VALUE, label=True)
                continue
            cells = [cell for cell in line if cell is not None]
            name = self._record_name(cells, columns, len(made) + 1, names)
            names.add(name)
            lines = [f"  - id: {scalar(name)}"]
            if group:
                lines.append(f"    group: {scalar(group)}")
            for column, cell in zip(columns, cells, strict=True):
                value = self._value(column, cell, name)
                if value is None:
                    return None
                if value:
                    lines.append(f"    {column.name}: {value}")
            made.append("\n".join(lines) + "\n")
        return made

    def _record_name(
        self, cells: Sequence[Placed], columns: Sequence[_Column], number: int, names: set[str]
    ) -> str:
        for column, cell in zip(columns, cells, strict=True):
            if column.described is not None and column.described.type == "registry":
                text = plain_text(cell.cell.content).strip()
                if re.fullmatch(r"[A-Za-z]+[\w-]*\d", text) and text not in names:
                    return text
        return f"row{number}"

    def _value(self, column: _Column, cell: Placed, record: str) -> str | None:
        """A cell as a value of YAML; empty if there is nothing to say, None if it does not fit."""
        content = self._without_mark(cell.cell.content, f"{record}.{column.name}")
        text = plain_text(content).strip()
        if not text:
            return None  # An empty cell would print what the journal prints where a value is missing.
        if text in MISSING:
            self._missing.add(text)
            self._words.see_all(content)
            return ""
        if column.cite:
            keys = cited_in(content)
            known = [self._draft.keys[key] for key in keys or () if key in self._draft.keys]
            if not keys or len(known) != len(keys):
                return None
            self._words.see_all(content)
            return flow_list([f"@{key}" for key in known])
        if any(isinstance(node, LineBreak) for node in content) and self._built_in:
            return None
        described = column.described
        if described is not None and described.type not in {"text", "quantity"}:
            self._words.see_all(content)
            return scalar(text)
        written = self._words.write(content, VALUE)
        if described is not None and described.multiple:
            return flow_list([part.strip() for part in _SEPARATORS.split(written) if part.strip()])
        return scalar(written)

    def _without_mark(self, content: Inlines, place: str) -> Inlines:
        """The content without the mark of a note at its end; the note learns where its mark stood."""
        last = content[-1] if content else None
        if not isinstance(last, Styled) or last.style is not Style.SUPER:
            return content
        mark = plain_text((last,)).strip()
        note = next((each for each in self._marked if each.mark == mark), None)
        if note is None:
            return content
        note.on.append(place)
        self._words.see(last.span)
        return content[:-1]

    # --- files ------------------------------------------------------------------------

    def _schema(self, columns: Sequence[_Column]) -> str:
        name = self._source.source.id
        lines = [f"id: {name}", f"label: {prose(self._captions(TITLE), self._language)}", "fields:"]
        if self._groups:
            lines += ["  group:", "    type: text"]
        for column, cell in zip(columns, self._head[-1], strict=True):
            if column.cite or cell is None:
                continue
            label = scalar(plain_text(cell.cell.content).strip() or column.name)
            lines += [f"  {column.name}:", "    type: text", f"    label: {label}"]
        return "\n".join(lines) + "\n"

    @property
    def _groups(self) -> bool:
        return any(row.kind == "group" for row in self._table.body)

    def _captions(self, place: Place) -> dict[str, str]:
        return {
            each.language: self._words.write(each.content, place, label=True)
            for each in self._source.captions
        }

    def _specification(self, columns: Sequence[_Column]) -> str:
        name = self._source.source.id
        lines = [
            f"id: {name}",
            f"caption: {prose(self._captions(VALUE), self._language)}",
            f"records: {name}",
        ]
        if self._groups:
            lines.append("rows: {group_by: group}")
        lines += ["columns:", *self._headers(columns, 0, 0, self._width, "  ")]
        notes = self._notes()
        if notes:
            lines += ["notes:", *notes]
        lines.append("abbreviations: none")
        if self._missing:
            lines.append(f"missing: {scalar(next(iter(self._missing)))}")
        return "\n".join(lines) + "\n"

    def _headers(self, columns: Sequence[_Column], tier: int, start: int, end: int, indent: str) -> list[str]:
        """The columns from `start` to `end` below one tier of the header."""
        lines: list[str] = []
        at = start
        while at < end:
            cell = self._head[tier][at]
            reach = at + 1
            while reach < end and cell is not None and self._head[tier][reach] is cell:
                reach += 1
            below = next(
                (row for row in range(tier, len(self._head)) if self._head[row][at] is not cell), None
            )
            if below is None or cell is None:
                lines += [self._leaf(columns, each, indent) for each in range(at, reach)]
            else:
                label = self._words.write(cell.cell.content, VALUE, label=True)
                lines.append(f"{indent}- label: {scalar(label)}")
                lines.append(f"{indent}  columns:")
                lines += self._headers(columns, below, at, reach, f"{indent}    ")
            at = reach
        return lines

    def _leaf(self, columns: Sequence[_Column], at: int, indent: str) -> str:
        column, cell = columns[at], self._head[-1][at]
        content = self._without_mark(cell.cell.content, column.name) if cell is not None else ()
        what = f"cite: {column.cite}" if column.cite else f"field: {column.name}"
        label = scalar(self._words.write(content, VALUE, label=True))
        merge = ", merge: true" if any(each.rowspan > 1 for each in self._cells(at)) else ""
        return f"{indent}- {{{what}, label: {label}{merge}}}"

    def _notes(self) -> list[str]:
        """The notes; one whose mark stands nowhere keeps it as raised text."""
        lines: list[str] = []
        marked = iter(self._marked)
        for note in self._table.notes:
            if mark_of(note) is not None:
                own = next(marked)
                if own.on:
                    text = scalar(self._words.write(own.content, VALUE))
                    lines += [
                        f"  - on: {flow_list(own.on)}",
                        f"    mark: {scalar(own.mark)}",
                        f"    text: {text}",
                    ]
                    continue
            lines.append(f"  - {scalar(self._words.write(note.content, VALUE))}")
        return lines
