"""Which field each column of a table holds: by its header, or as a mapping file says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from pathlib import Path
from typing import Final, NamedTuple

from toolkit.load.intake.given import GivenRecord, GivenValue, given_value
from toolkit.load.intake.sheets import Sheet, SheetCell
from toolkit.load.languages import is_language, meant_language
from toolkit.load.reader import Shape, read_shape
from toolkit.load.sources import Sources
from toolkit.load.values import MISSING_TEXTS
from toolkit.load.yaml_edit import Plain
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import Schema, SchemaField
from toolkit.model.inline import primary
from toolkit.model.registry_id import recognise
from toolkit.model.source import Span
from toolkit.nearest import did_you_mean

_ID_HEADERS: Final = frozenset({"id", "recordid", "编号", "记录", "记录编号"})
_QUALIFIED: Final = re.compile(
    r"(?P<name>.+?)(?:\.(?P<tag>[A-Za-z-]{2,10})|\s*[(（\[](?P<note>[^()（）\[\]]+)[)）\]])"
)
_SEPARATORS: Final = re.compile(r"[;；、\n]")


@dataclass(eq=False, repr=False)
class MappingFile(Shape):
    """A mapping file: which columns of a table are which fields of a schema."""

    columns: Mapping[str, str] = default(default_factory=dict)
    """Header of a column: name of a field, or `title.en` for its text in one language."""
    id: str = ""
    """The column that names each record."""
    sheet: str = ""
    """The sheet of a workbook."""
    ignore: str | tuple[str, ...] = ()
    """Columns that are left out; `*` for all that are no field."""
    values: Mapping[str, Mapping[str, str]] = default(default_factory=dict)
    """For a field: what the table says, and what the record shall say."""


NO_MAPPING: Final = MappingFile()


def read_mapping(path: Path, sources: Sources) -> MappingFile:
    """A mapping file; what is wrong with it is added to the problems."""
    node = sources.yaml(path)
    return read_shape(node, MappingFile, sources.problems, path.name) or NO_MAPPING


class _Target(NamedTuple):
    """What a column holds: a field, perhaps in one language, in a unit that the header names."""

    field: SchemaField
    language: str = ""
    unit: str = ""


def sheet_records(
    sheet: Sheet, path: Path, schema: Schema, mapping: MappingFile, problems: list[Problem]
) -> tuple[GivenRecord, ...]:
    """The rows of a table as records; every column and value that does not fit is a problem."""
    reader = _Columns(sheet, path, schema, mapping, problems)
    return reader.records()


@dataclass(eq=False)
class _Columns:
    sheet: Sheet
    path: Path
    schema: Schema
    mapping: MappingFile
    problems: list[Problem]

    def records(self) -> tuple[GivenRecord, ...]:
        targets, key = self._targets()
        found: dict[str, GivenRecord] = {}
        for row in self.sheet.rows:
            record = self._record(row, targets, key)
            if record is None:
                continue
            first = found.setdefault(record.id, record)
            if first is not record:
                self._problem(
                    f"{self.sheet.name}: the record “{record.id}” is given twice, in rows {first.span.line} "
                    f"and {record.span.line}.",
                    record.span,
                    "Each row must have an id of its own.",
                )
        return tuple(found.values())

    def _problem(self, message: str, span: Span, remedy: str) -> None:
        self.problems.append(Problem(message, span, remedy))

    # --- columns ----------------------------------------------------------------

    def _targets(self) -> tuple[dict[int, _Target], int | None]:
        """What each column holds, by its place, and the column of the records' ids."""
        targets: dict[int, _Target] = {}
        key: int | None = None
        taken: dict[tuple[str, str], str] = {}
        for number, cell in enumerate(self.sheet.header):
            header = " ".join(cell.text.split())
            if self._is_id(header):
                key = number
                continue
            target = self._target(header)
            if target is None:
                self._unknown(cell, header)
                continue
            other = taken.setdefault((target.field.name, target.language), header)
            if other != header:
                self._problem(
                    f"{self.sheet.name}: the columns “{other}” and “{header}” are both the field "
                    f"{target.field.name}.",
                    cell.span,
                    "Say in a mapping file which of them is meant, and ignore the other (--map).",
                )
                continue
            targets[number] = target
        for name in self.mapping.columns:
            if not any(name == " ".join(cell.text.split()) for cell in self.sheet.header):
                self._problem(
                    f"{self.sheet.name} has no column “{name}”."
                    + did_you_mean(name, [cell.text for cell in self.sheet.header]),
                    self.mapping.node.span_of("columns"),
                    "Write the header as it stands in the table.",
                )
        return targets, key

    def _is_id(self, header: str) -> bool:
        if self.mapping.id:
            return header == self.mapping.id
        return header not in self.mapping.columns and _folded(header) in _ID_HEADERS

    def _target(self, header: str) -> _Target | None:
        mapped = self.mapping.columns.get(header)
        wanted = header if mapped is None else mapped
        field = self._field(wanted)
        if field is not None:
            return _Target(field)
        qualified = _QUALIFIED.fullmatch(wanted)
        field = self._field(qualified["name"]) if qualified else None
        if qualified is None or field is None:
            return None
        note = qualified["tag"] or qualified["note"]
        language = note if is_language(note) else meant_language(note)
        if language and field.type == "text":
            return _Target(field, primary(language))
        return None if qualified["tag"] else _Target(field, unit=note.strip())

    def _field(self, name: str) -> SchemaField | None:
        """The field of this name, or of this label in any language."""
        if name in self.schema.fields:
            return self.schema.fields[name]
        wanted = _folded(name)
        return next(
            (
                field
                for field in self.schema.fields.values()
                if wanted in {_folded(field.name), *map(_folded, field.labels.values())}
            ),
            None,
        )

    def _unknown(self, cell: SheetCell, header: str) -> None:
        ignored = (self.mapping.ignore,) if isinstance(self.mapping.ignore, str) else self.mapping.ignore
        if not header and not any(self._cell(row, cell) for row in self.sheet.rows):
            return
        if "*" in ignored or header in ignored:
            return
        known = [
            *self.schema.fields,
            *(label for field in self.schema.fields.values() for label in field.labels.values()),
        ]
        self._problem(
            f"{self.sheet.name}, {cell.place}: the column “{header}” is no field of the schema "
            f"{self.schema.id}." + did_you_mean(self.mapping.columns.get(header, header), known),
            cell.span,
            "Map it or ignore it in a mapping file (--map), or leave out all such columns with "
            f"--skip-unknown. The fields are {', '.join(self.schema.fields)}.",
        )

    def _cell(self, row: tuple[SheetCell, ...], header: SheetCell) -> str:
        number = self.sheet.header.index(header)
        return row[number].text.strip() if number < len(row) else ""

    # --- rows -------------------------------------------------------------------

    def _record(
        self, row: tuple[SheetCell, ...], targets: Mapping[int, _Target], key: int | None
    ) -> GivenRecord | None:
        filled = [(target, row[number]) for number, target in targets.items() if number < len(row)]
        registry = next(
            (
                cell.text.strip()
                for target, cell in filled
                if target.field.type == "registry" and recognise(cell.text).registry
            ),
            "",
        )
        name = row[key].text.strip() if key is not None and key < len(row) else registry
        span = Span.at(self.path, row[0].span.line, 1)
        if not name:
            self._problem(
                f"{self.sheet.name}, row {span.line}: the record has no id.",
                span,
                "Add a column `id`, or name the column that tells the records apart in a mapping file "
                "(`id: …`); without one a registry number serves.",
            )
            return None
        values: dict[str, GivenValue] = {}
        for target, cell in filled:
            value = self._value(target, cell, name)
            if value is not None:
                values[target.field.name] = _joined(values.get(target.field.name), value)
        return GivenRecord(name, values, self.path.name, span, registry)

    def _value(self, target: _Target, cell: SheetCell, record: str) -> GivenValue | None:
        text = cell.text.strip()
        said = self.mapping.values.get(target.field.name, {}).get(text, text)
        if target.unit and said not in MISSING_TEXTS and not re.search(r"[^\W\d_]|[%‰℃]", said):
            said = f"{said} {target.unit}"
        value: Plain = said
        if target.language:
            value = {target.language: said}
        elif target.field.multiple:
            value = tuple(part.strip() for part in _SEPARATORS.split(said) if part.strip())
        place = f"{self.sheet.name}, {cell.place}"
        return given_value(value, target.field, place, cell.span, record, self.problems)


def _joined(known: GivenValue | None, value: GivenValue) -> GivenValue:
    """The texts of one field in several languages, from several columns."""
    if known is None or not isinstance(known.value, Mapping) or not isinstance(value.value, Mapping):
        return value
    return GivenValue({**known.value, **value.value}, known.place, known.span)


def _folded(text: str) -> str:
    return re.sub(r"[\s_\-]+", "", text).casefold()
