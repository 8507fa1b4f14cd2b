"""Evidence: schemas, built-in or the author's own, and the records that follow them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Final

from toolkit import resources
from toolkit.load.languages import languages_of
from toolkit.load.paths import is_file, project_path
from toolkit.load.quantities import UnfitError, parse_number, parse_quantity
from toolkit.load.reader import TEXT, read_shape
from toolkit.load.rich import RichText
from toolkit.load.shapes import EvidenceFile, FieldEntry, SchemaFile
from toolkit.load.sources import COMPOSED, Sources
from toolkit.load.values import MISSING_TEXTS, parse_boolean, parse_choice, parse_date, parse_proportion
from toolkit.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, describe, is_null
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import FieldValue, Record, RecordSet, Schema, SchemaField, Typed
from toolkit.model.frozen import mutable
from toolkit.model.inline import Citation, CiteItem, Localized, Text
from toolkit.model.registry_id import recognise
from toolkit.model.source import Span
from toolkit.nearest import did_you_mean

CITE: Final = SchemaField("cite", "citation", {"zh": "文献", "en": "Ref."}, multiple=True)
"""Every record may say where it was published, whether its schema names the field or not."""
_HEARD_EVERY = 250
"""Records between two words on how much is done."""
_ID = re.compile(r"\w[\w-]*")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = frozenset({"id", "and", "or", "not", "in", "is", "if", "else", "true", "false", "none"})


@mutable
class EvidenceReader:
    """Reads the evidence files of one review."""

    root: Path
    sources: Sources
    rich: RichText
    schemas: dict[Path, Schema | None] = field(default_factory=dict)

    def read(self, path: Path, sets: dict[str, RecordSet]) -> None:
        """Add the records of a file to `sets`; files that differ only in their ending are one set."""
        node = self.sources.yaml(path)
        file = read_shape(node, EvidenceFile, self._problems, path.name)
        if file is None:
            return
        schema = self._schema(file, path)
        if schema is None:
            return
        name = path.stem
        known = sets.get(name)
        if known is not None and known.schema.id != schema.id:
            self._problem(
                f"The records “{name}” follow the schema {known.schema.id} in {known.span.path.name}, "
                f"and {schema.id} here.",
                file.node.span_of("schema"),
                "Give one of the two files another name.",
            )
            return
        records = dict(known.records) if known is not None else {}
        for number, record in enumerate(file.records, 1):
            self._add(self._record(record, number, schema), records)
            if self.sources.heard is not None and number % _HEARD_EVERY == 0:
                self.sources.heard(COMPOSED + (1 - COMPOSED) * number / len(file.records))
        sets[name] = RecordSet(name, schema, records, known.span if known is not None else Span.at(path))

    @property
    def _problems(self) -> list[Problem]:
        return self.sources.problems

    def _problem(self, message: str, span: Span, help: str = "") -> None:
        self._problems.append(Problem(message, span, help))

    # --- schemas --------------------------------------------------------------

    def _schema(self, file: EvidenceFile, path: Path) -> Schema | None:
        if not file.schema:
            return None
        span = file.node.span_of("schema")
        found = self._schema_path(file.schema, path.parent, span)
        return self.schema_at(found) if found is not None else None

    def schema_at(self, path: Path) -> Schema | None:
        """The schema in a file; None, and a problem, if there is none."""
        if path not in self.schemas:
            shape = read_shape(self.sources.yaml(path), SchemaFile, self._problems, path.name)
            self.schemas[path] = self._made(shape) if shape is not None else None
        return self.schemas[path]

    def _schema_path(self, name: str, folder: Path, span: Span) -> Path | None:
        """A built-in schema, or a file of the review: named from its folder or from that of the evidence."""
        built_in = resources.templates() / "evidence" / f"{name}.yaml"
        if _ID.fullmatch(name) and is_file(built_in):
            return built_in
        if "/" in name or "\\" in name or name.endswith((".yaml", ".yml")):
            own = project_path(name, self.root, span, self._problems)
            if own is None:
                return None
            near = folder / name
            candidates = [own, near]
        else:
            candidates = [base / "schemas" / f"{name}.yaml" for base in (folder, self.root)]
        found = next((path for path in candidates if is_file(path)), None)
        if found is None:
            self._problem(
                f"There is no schema “{name}”." + did_you_mean(name, schema_ids()),
                span,
                f"Built in are {', '.join(schema_ids())}; name a schema of your own by its path, such as "
                "./schemas/mine.yaml.",
            )
        return found

    def _made(self, shape: SchemaFile) -> Schema:
        fields: dict[str, SchemaField] = {}
        places = shape.node.get("fields")
        for name, entry in shape.fields.items():
            span = places.entries[name].key.span if isinstance(places, MappingNode) else shape.node.span
            if not _NAME.fullmatch(name) or name.lower() in _RESERVED:
                self._problem(
                    f"“{name}” cannot be the name of a field.",
                    span,
                    "A name has letters, digits and underscores, such as follow_up; "
                    f"{', '.join(sorted(_RESERVED))} mean something else.",
                )
                continue
            fields[name] = self._field(name, entry, span)
        fields.setdefault(CITE.name, CITE)
        return Schema(shape.id, self.rich.plain(shape.label), fields)

    def _field(self, name: str, entry: FieldEntry, span: Span) -> SchemaField:
        choices: Mapping[str, Mapping[str, str]]
        if isinstance(entry.choices, tuple):
            choices = {code: {} for code in entry.choices}
        else:
            choices = {code: self.rich.plain(prose) for code, prose in entry.choices.items()}
        if (entry.type == "choice") != bool(choices):
            self._problem(
                f"The field “{name}” is a choice without choices."
                if not choices
                else f"The field “{name}” has choices, but its type is {entry.type}.",
                span,
                "Write `type: choice` and `choices: {code: {zh: …, en: …}}`.",
            )
        return SchemaField(
            name,
            entry.type,
            self.rich.plain(entry.label),
            entry.required,
            entry.multiple,
            entry.unit,
            entry.measures,
            choices,
            entry.decimals,
        )

    # --- records --------------------------------------------------------------

    def _add(self, record: Record | None, records: dict[str, Record]) -> None:
        if record is None:
            return
        first = records.setdefault(record.id, record)
        if first is not record:
            place = first.span
            self._problem(
                f"The record “{record.id}” is given twice, first in {place.path.name}, line {place.line}; "
                "the first counts.",
                record.span,
                "Give one of the two another id, or join them.",
            )

    def _record(self, node: MappingNode, number: int, schema: Schema) -> Record | None:
        key = node.get("id")
        if not isinstance(key, ScalarNode) or is_null(key):
            start = Span.at(node.file.path, node.span.line, node.span.column)
            self._problem(f"Record {number} has no id.", start, "Begin it with a line `id: …`.")
            return None
        values: dict[str, FieldValue] = {}
        unknown: dict[str, Span] = {}
        for entry in node:
            name = entry.key.text
            if name == "id":
                continue
            described = schema.fields.get(name)
            if described is None:
                unknown[name] = entry.key.span
                continue
            value = self._value(entry.value, described)
            if value is not None:
                values[name] = value
        return Record(key.text, values, node.span, unknown)

    def _value(self, node: Node, described: SchemaField) -> FieldValue | None:
        """The value of a field, typed or as it stood; None if there is nothing to say."""
        if isinstance(node, SequenceNode) and described.multiple:
            parts = [part for part in node.items if not _is_missing(part, described)]
        else:
            parts = [] if _is_missing(node, described) else [node]
        if not parts:
            return None
        raw = node.text if isinstance(node, ScalarNode) else node.source
        try:
            items = tuple(item for part in parts for item in self._items(part, described))
        except UnfitError as error:
            return FieldValue((), raw, node.span, str(error))
        if len(items) > 1 and not described.multiple:
            return FieldValue((), raw, node.span, "there are several values where there may be one")
        return FieldValue(items, raw, node.span)

    def _items(self, node: Node, described: SchemaField) -> Iterator[Typed]:
        if described.type == "text":
            yield self._text(node)
        elif not isinstance(node, ScalarNode):
            raise UnfitError(f"here stands {describe(node)}")
        elif described.type == "citation":
            yield from self._citations(node)
        else:
            yield _PARSERS[described.type](node.text, described)

    def _text(self, node: Node) -> Localized:
        if isinstance(node, ScalarNode):
            return self.rich.localized_text(node, sources=True)
        if isinstance(node, MappingNode):
            texts = {}
            for language, value in languages_of(node, self._problems):
                if isinstance(value, ScalarNode):
                    texts[language] = self.rich.inlines(value, sources=True)
                else:
                    self._problems.append(TEXT.refusal(value, f"“{language}”"))
            return Localized(texts)
        raise UnfitError("here stands a list, and the field holds one text")

    def _citations(self, node: ScalarNode) -> Iterator[CiteItem]:
        content = self.rich.inlines(node, sources=True)
        for part in content:
            if isinstance(part, Citation):
                yield from part.items
            elif not (isinstance(part, Text) and not part.text.strip(" ;,；，、")):
                raise UnfitError(
                    f'“{node.text}” is no citation; write "@key", with the key of the bibliography'
                )


def schema_ids() -> tuple[str, ...]:
    """The built-in schemas, by name."""
    return tuple(sorted(path.stem for path in (resources.templates() / "evidence").glob("*.yaml")))


def parse_field(text: str, described: SchemaField) -> Typed | str:
    """A text as a value of the field's type; texts and citations stay what they are. Raises `UnfitError`."""
    parse = _PARSERS.get(described.type)
    return parse(text, described) if parse else text


def _is_missing(node: Node, described: SchemaField) -> bool:
    if isinstance(node, SequenceNode):
        return all(_is_missing(item, described) for item in node.items)
    if not isinstance(node, ScalarNode):
        return False
    return node.is_null or (node.text.strip() in MISSING_TEXTS and node.text not in described.choices)


_PARSERS: Final[Mapping[str, Callable[[str, SchemaField], Typed]]] = {
    "number": lambda text, described: parse_number(text),
    "quantity": lambda text, described: parse_quantity(text, described.unit),
    "range": lambda text, described: parse_quantity(text, described.unit, "range"),
    "mean-sd": lambda text, described: parse_quantity(text, described.unit, "mean-sd"),
    "median-iqr": lambda text, described: parse_quantity(text, described.unit, "median-iqr"),
    "proportion": lambda text, described: parse_proportion(text, described.decimals),
    "date": lambda text, described: parse_date(text),
    "choice": lambda text, described: parse_choice(text, described.choices),
    "boolean": lambda text, described: parse_boolean(text),
    "registry": lambda text, described: recognise(text),
}
