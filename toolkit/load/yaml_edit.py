"""Edits of a YAML text by places: what is not touched keeps its comments, order and formatting.

Edits are collected against one reading of the text and applied together. A new value is written
plain where the reader would read it back as that text, else in quotation marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from toolkit.model.diagnostic import Problem

Plain: TypeAlias = str | tuple[str, ...] | Mapping[str, str]
"""A value as text, list of texts, or text by key (language)."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_SAFE = re.compile(r"[^\W_][\w ./%+()-]*")
"""Texts that need no trial reading: they are plain scalars everywhere."""
_BLANKS = re.compile(r"[ \t\r\n\x85\u2028\u2029]+")


class YamlEdits:
    """Edits of one text, whose nodes came from `parse_yaml` of the same text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._edits: list[tuple[int, int, str]] = []
        """Start, end and what stands there in place of that; in the order of asking."""

    def set(self, mapping: MappingNode, key: str, value: Plain) -> None:
        """Give a key this value; a key that is not there comes after the last one."""
        entry = mapping.entries.get(key)
        if entry is None:
            self._add(mapping, key, value)
            return
        start = entry.key.end.index
        start = self.text.index(":", start) + 1
        self._edits.append((start, max(start, _end(entry.value)), f" {written(value)}"))

    def append(self, sequence: SequenceNode, entries: Mapping[str, Plain]) -> None:
        """Add a mapping at the end of a list, in the form that the list has."""
        if self._is_flow(sequence):
            self._append_flow(sequence, entries)
            return
        column = sequence.start.column
        last = sequence.items[-1]
        lines = [f"{name}: {written(value)}" for name, value in entries.items()]
        gap = "\n" if self._has_gaps(sequence) else ""
        text = f"\n{gap}{' ' * column}- " + f"\n{' ' * (column + 2)}".join(lines)
        end = self._end_of_line(_end(last))
        self._edits.append((end, end, text))

    def result(self) -> str:
        """The text with all edits; those at one place stand in the order of asking."""
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            parts += self.text[done:start], new
            done = max(done, end)
        text = "".join((*parts, self.text[done:]))
        return text if text.endswith("\n") else text + "\n"

    # --- where and how ----------------------------------------------------------

    def _add(self, mapping: MappingNode, key: str, value: Plain) -> None:
        if not mapping.entries:
            start = mapping.start.index + 1
            self._edits.append((start, start, f"{key}: {written(value)}"))
            return
        last = max(_end(entry.value, entry.key) for entry in mapping)
        if self._is_flow(mapping):
            self._edits.append((last, last, f", {key}: {written(value)}"))
        else:
            end = self._end_of_line(last)
            self._edits.append((end, end, f"\n{' ' * mapping.start.column}{key}: {written(value)}"))

    def _append_flow(self, sequence: SequenceNode, entries: Mapping[str, Plain]) -> None:
        if sequence.items:
            last = _end(sequence.items[-1])
            inner = ", ".join(f"{name}: {written(value)}" for name, value in entries.items())
            self._edits.append((last, last, f", {{{inner}}}"))
            return
        # `records: []` becomes a list in lines. Of several records all are added to the same place.
        start, end = sequence.start.index, sequence.end.index
        lines = [f"{name}: {written(value)}" for name, value in entries.items()]
        text = "\n  - " + "\n    ".join(lines)
        if any(edit[1] == end for edit in self._edits):
            self._edits.append((end, end, f"\n{text}"))
        else:
            self._edits.append((len(self.text[:start].rstrip(" ")), end, text))

    def _is_flow(self, node: MappingNode | SequenceNode) -> bool:
        return self.text[node.start.index] in "{["

    def _end_of_line(self, index: int) -> int:
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found

    def _has_gaps(self, sequence: SequenceNode) -> bool:
        """Whether blank lines stand between the items; a single item is taken to begin such a list."""
        if len(sequence.items) < 2:
            return True
        first, second = sequence.items[:2]
        return "\n\n" in self.text[_end(first) : second.start.index].replace(" ", "")


def _end(node: Node, key: ScalarNode | None = None) -> int:
    """Where a node ends: a block with its last value, not at the next token, which stands behind comments."""
    if isinstance(node, ScalarNode):
        if key is not None and node.is_null and not node.source:
            return node.file.text.index(":", key.end.index) + 1
        return node.start.index + len(node.source.rstrip("\n"))
    flow = node.source[:1] in {"{", "["}
    if flow:
        return node.end.index
    if isinstance(node, SequenceNode):
        return max((_end(item) for item in node.items), default=node.end.index)
    return max((_end(entry.value, entry.key) for entry in node), default=node.end.index)


# --- values as text -------------------------------------------------------------


def written(value: Plain) -> str:
    """A value as YAML on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {scalar(text)}" for key, text in value.items()) + "}"
    return "[" + ", ".join(map(scalar, value)) + "]"


def scalar(text: str) -> str:
    """A text as a YAML scalar that reads back as that text, wherever it stands."""
    clean = _BLANKS.sub(" ", _CONTROL.sub("", text)).strip()
    if _SAFE.fullmatch(clean) and clean.lower() != "null":
        return clean
    problems: list[Problem] = []
    node = parse_yaml(f"[{clean}]", Path("value"), problems) if clean else None
    if not problems and isinstance(node, SequenceNode) and len(node.items) == 1:
        [item] = node.items
        if isinstance(item, ScalarNode) and _is_text(item, clean):
            return clean
    return json.dumps(clean, ensure_ascii=False)


def _is_text(node: ScalarNode, text: str) -> bool:
    """Whether a node reads as this text, and not as nothing."""
    # A lone “=” at the head means something to other YAML readers.
    return node.style == "plain" and node.text == text and not node.is_null and not text.startswith("=")


def plain_node(node: Node) -> Plain | None:
    """What a node says, as text, list or texts by key; None for nothing."""
    if isinstance(node, ScalarNode):
        return None if node.is_null else node.text
    if isinstance(node, SequenceNode):
        return tuple(item.text if isinstance(item, ScalarNode) else item.source for item in node.items)
    return {
        entry.key.text: entry.value.text if isinstance(entry.value, ScalarNode) else entry.value.source
        for entry in node
    }
