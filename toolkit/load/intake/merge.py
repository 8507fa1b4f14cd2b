"""Joins imported values with what an author wrote by hand: a three-way merge, field by field.

For each field there are three values: what the source says now, what it said at the last import
(`memory`), and what the record says. What the author changed stays; where the source changed as
well, that is a conflict, which is shown and, unless told otherwise, left to the author.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from toolkit.load.evidence import parse_field
from toolkit.load.intake.given import GivenRecord, GivenValue
from toolkit.load.intake.memory import Remembered
from toolkit.load.quantities import UnfitError
from toolkit.load.yaml_edit import Plain, YamlEdits, plain_node
from toolkit.load.yaml_nodes import MappingNode, ScalarNode, SequenceNode, is_null
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import Policy, Schema, SchemaField
from toolkit.model.frozen import frozen
from toolkit.model.source import Span

Part: TypeAlias = str | tuple[str, ...]


@frozen
class Conflict:
    """A field of which author and source say different things. Empty `before`: it was never imported."""

    record: str
    field: str
    yours: str
    theirs: str
    before: str
    source: str
    """Where the source says so."""
    span: Span


@dataclass(slots=True)
class Merged:
    """What an import does to an evidence file."""

    text: str = ""
    added: list[str] = field(default_factory=list)
    """Ids of new records."""
    deleted: list[str] = field(default_factory=list)
    """Ids of records that were imported before and that the author took out; they stay out."""
    filled: int = 0
    """Fields that were empty, and now hold the source's value."""
    updated: int = 0
    kept: int = 0
    """Fields in which the author's value stands against an older one of the source."""
    conflicts: list[Conflict] = field(default_factory=list)
    memory: dict[str, Remembered] = field(default_factory=dict)


@dataclass(slots=True)
class Merger:
    """Merges records into the text of an evidence file, read as `root`."""

    text: str
    root: MappingNode
    schema: Schema
    language: str
    """Primary language of texts that are typed without one."""
    memory: Mapping[str, Remembered]
    policy: Policy
    problems: list[Problem]

    def merge(self, given: tuple[GivenRecord, ...]) -> Merged:
        merged = Merged(memory={name: _copy(entry) for name, entry in self.memory.items()})
        edits = YamlEdits(self.text)
        rows = self.root.get("records")
        records = rows.items if isinstance(rows, SequenceNode) else []
        known = _Known.of([node for node in records if isinstance(node, MappingNode)], self.schema)
        new: list[GivenRecord] = []
        for record in self._one_each(given):
            node = known.find(record)
            if node is None and record.id in self.memory and self.policy != "take":
                merged.deleted.append(record.id)
            elif node is None:
                new.append(record)
            else:
                self._update(record, node, edits, merged)
        for record in new:
            values: dict[str, Plain] = {"id": record.id}
            values.update({name: value.value for name, value in record.fields.items()})
            if isinstance(rows, SequenceNode):
                edits.append(rows, values)
            merged.added.append(record.id)
            merged.memory[record.id] = Remembered(record.source, _values(record), record.read)
        merged.text = edits.result()
        return merged

    def _one_each(self, given: tuple[GivenRecord, ...]) -> Iterator[GivenRecord]:
        """The records, those of several sources joined by their id; sources that disagree are a problem."""
        joined: dict[str, GivenRecord] = {}
        for record in given:
            first = joined.setdefault(record.id, record)
            if first is record:
                continue
            self.problems.extend(
                _disagreement(record.id, name, first.fields[name], value)
                for name, value in record.fields.items()
                if name in first.fields and first.fields[name].value != value.value
            )
            joined[record.id] = replace(first, fields={**record.fields, **first.fields})
        yield from joined.values()

    def _update(self, record: GivenRecord, node: MappingNode, edits: YamlEdits, merged: Merged) -> None:
        name = _text(node, "id")
        # The author may have given the record another id.
        old = self.memory.get(name) or self.memory.get(record.id)
        known = dict(old.values) if old else {}
        for field_name, given in record.fields.items():
            entry = node.entries.get(field_name)
            if entry is not None and entry.value.start.index < entry.key.end.index:
                self.problems.append(
                    Problem(
                        f"The field {field_name} of record {name} repeats another value (*), so it cannot be "
                        "changed alone.",
                        entry.key.span,
                        "Write the value out, then import again.",
                    )
                )
                continue
            mine = None if entry is None or is_null(entry.value) else plain_node(entry.value)
            field = _Field(self, self.schema.fields[field_name], name, given, node, merged)
            changed, base = field.merge(mine, known.get(field_name))
            if entry is not None and isinstance(entry.value, MappingNode) and "" not in changed:
                for language, part in changed.items():
                    edits.set(entry.value, language, part)
            elif changed:
                edits.set(node, field_name, _whole(changed))
            if base:
                known[field_name] = _whole(base)
        merged.memory.pop(record.id, None)
        merged.memory[name] = Remembered(record.source, known, record.read)


class _Known(NamedTuple):
    """The records that a file has, by id and by registry number."""

    by_id: Mapping[str, MappingNode]
    by_number: Mapping[str, MappingNode]

    @classmethod
    def of(cls, nodes: list[MappingNode], schema: Schema) -> _Known:
        fields = [name for name, described in schema.fields.items() if described.type == "registry"]
        numbers: dict[str, MappingNode] = {}
        for node in nodes:
            for name in fields:
                numbers.setdefault(_text(node, name).casefold(), node)
        return cls({_text(node, "id"): node for node in reversed(nodes)}, numbers)

    def find(self, record: GivenRecord) -> MappingNode | None:
        """The record with this id, or with one of these registry numbers."""
        if record.id in self.by_id:
            return self.by_id[record.id]
        numbers = (number.casefold() for number in (record.registry, *record.aliases) if number)
        return next((self.by_number[number] for number in numbers if number in self.by_number), None)


@dataclass(slots=True)
class _Field:
    """The merge of one field of one record."""

    merger: Merger
    described: SchemaField
    record: str
    given: GivenValue
    node: MappingNode
    merged: Merged

    def merge(self, mine: Plain | None, base: Plain | None) -> tuple[dict[str, Part], dict[str, Part]]:
        """What the record shall say now, if it is to change, and what to remember, both by language.

        A value without a language stands under nothing.
        """
        ours, before = _parts(mine), _parts(base)
        changed: dict[str, Part] = {}
        remembered = dict(before)
        for key, theirs in _parts(self.given.value).items():
            own = self._own_key(key, ours)
            if own is None:
                continue
            known = before.get(key, before.get("" if key else self.merger.language))
            write, remember = self._decide(own, ours.get(own), known, theirs)
            if write:
                changed[own] = theirs
            if remember:
                remembered[key] = theirs
        return changed, remembered

    def _own_key(self, key: str, ours: Mapping[str, Part]) -> str | None:
        """Where the record has what the source has under `key`; None if the two do not compare."""
        if key and "" in ours:
            # What is typed without a language is in the main one, and stands for all the others.
            return "" if key == self.merger.language else None
        return self.merger.language if not key and ours and "" not in ours else key

    def _decide(self, key: str, mine: Part | None, base: Part | None, theirs: Part) -> tuple[bool, bool]:
        """Whether the source's value is written, and whether it is remembered as imported."""
        merged = self.merged
        if mine is not None and self._same(mine, theirs):
            return False, True
        if mine is None and base is None:
            merged.filled += 1
            return True, True
        if mine is not None and base is not None and self._same(mine, base):
            merged.updated += 1
            return True, True
        if base is not None and self._same(base, theirs):
            merged.kept += 1
            return False, False
        if self.merger.policy == "take":
            merged.updated += 1
            return True, True
        if self.merger.policy == "keep":
            merged.kept += 1
            return False, True
        name = f"{self.described.name}.{key}" if key else self.described.name
        entry = self.node.entries.get(self.described.name)
        merged.conflicts.append(
            Conflict(
                self.record,
                name,
                _shown(mine),
                _shown(theirs),
                _shown(base),
                self.given.place,
                entry.value.span if entry is not None else self.node.span,
            )
        )
        return False, False

    def _same(self, one: Part, other: Part) -> bool:
        """Whether two values say the same: `1,200` and `1200`, `已完成` and `completed`."""
        return [self._content(text) for text in _list(one)] == [self._content(text) for text in _list(other)]

    def _content(self, text: str) -> object:
        plain = " ".join(text.split())
        if self.described.type == "citation":
            return plain.strip("[]").removeprefix("@")
        try:
            return parse_field(plain, self.described)
        except UnfitError:
            return plain


def _parts(value: Plain | None) -> dict[str, Part]:
    """A value by language, under nothing if it has none."""
    if value is None:
        return {}
    return dict(value) if isinstance(value, Mapping) else {"": value}


def _list(value: Part) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _whole(parts: Mapping[str, Part]) -> Plain:
    """The value that `_parts` took apart."""
    if "" in parts:
        return parts[""]
    return {key: value if isinstance(value, str) else "; ".join(value) for key, value in parts.items()}


def _disagreement(record: str, name: str, one: GivenValue, other: GivenValue) -> Problem:
    return Problem(
        f"The sources disagree on the field {name} of record {record}: “{_said(one.value)}” ({one.place}) "
        f"and “{_said(other.value)}” ({other.place}).",
        other.span,
        "Import the sources one after the other, so that each can be compared with the record.",
    )


def _said(value: Plain) -> str:
    return "; ".join(_shown(part) for part in _parts(value).values())


def _shown(value: Part | None) -> str:
    return "" if value is None else "; ".join(_list(value))


def _text(node: MappingNode, key: str) -> str:
    value = node.get(key)
    return value.text if isinstance(value, ScalarNode) else ""


def _values(record: GivenRecord) -> dict[str, Plain]:
    return {name: value.value for name, value in record.fields.items()}


def _copy(entry: Remembered) -> Remembered:
    return Remembered(entry.source, dict(entry.values), entry.read)
