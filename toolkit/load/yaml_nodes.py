"""The nodes of a YAML file, each with its place, and what a plain scalar means.

Plain scalars follow the core schema of YAML 1.2 (section 10.3.2), narrowed to what an author
means by it: only `true`, `false`, `null`, decimal integers and floats are anything but text. So
`yes`, `no`, `I`, `2026-03-06`, `12:30` and `082` stay text. Whether a field takes text or a number
is decided by the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from toolkit.model.frozen import mutable
from toolkit.model.source import Span

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_TRUE: Final = frozenset({"true", "True", "TRUE"})
_FALSE: Final = frozenset({"false", "False", "FALSE"})
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})

ScalarStyle = Literal["plain", "single", "double", "literal", "folded"]


class Mark(Protocol):
    """A place in the parsed text, all counted from 0 in code points."""

    index: int
    line: int
    column: int


@mutable
class YamlText:
    """The text that nodes point into; `first_line` is the line of the file it starts on."""

    path: Path
    text: str
    first_line: int = 1
    damaged: bool = False
    """Lines were left out because they could not be read: what seems to be missing may stand there."""

    _lines: list[int] | None = None

    @property
    def lines(self) -> list[int]:
        """The index in `text` of the start of each line."""
        if self._lines is None:
            self._lines = line_starts(self.text)
        return self._lines

    def span(self, start: Mark, end: Mark) -> Span:
        first = self.first_line
        return Span(self.path, first + start.line, start.column + 1, first + end.line, end.column + 1)


@mutable
class _Place:
    """What all nodes have: where they stand."""

    file: YamlText
    start: Mark
    end: Mark

    @property
    def span(self) -> Span:
        return self.file.span(self.start, self.end)

    @property
    def source(self) -> str:
        """What the author typed, quotes and brackets included."""
        return self.file.text[self.start.index : self.end.index]


@mutable
class ScalarNode(_Place):
    """One value. `text` is its content, quotes, escapes and folded lines undone."""

    text: str
    style: ScalarStyle

    @property
    def is_null(self) -> bool:
        return self.style == "plain" and self.text in _NULL

    @property
    def boolean(self) -> bool | None:
        if self.style != "plain":
            return None
        return True if self.text in _TRUE else False if self.text in _FALSE else None

    @property
    def integer(self) -> int | None:
        return int(self.text) if self.style == "plain" and _INTEGER.fullmatch(self.text) else None

    @property
    def number(self) -> Decimal | None:
        return Decimal(self.text) if self.style == "plain" and _NUMBER.fullmatch(self.text) else None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any) -> Any:
        """In a JSON Schema, a scalar that is kept with its place is a text."""
        return handler.generate_schema(str)


@mutable
class SequenceNode(_Place):
    items: list[Node]


@mutable
class Entry:
    """One `key: value`."""

    key: ScalarNode
    value: Node


@mutable
class MappingNode(_Place):
    """Entries by key, in the order of the file."""

    entries: dict[str, Entry]

    def get(self, key: str) -> Node | None:
        entry = self.entries.get(key)
        return entry.value if entry else None

    def span_of(self, key: str) -> Span:
        """The place of a key's value; of the whole mapping if the key was not given."""
        entry = self.entries.get(key)
        return entry.value.span if entry else self.span

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any) -> Any:
        return handler.generate_schema(dict[str, Any])


Node = ScalarNode | SequenceNode | MappingNode


def line_starts(text: str) -> list[int]:
    """The index of the start of each line of a text."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


def is_null(node: Node | None) -> bool:
    return node is None or (isinstance(node, ScalarNode) and node.is_null)


def key_places(node: Node, prefix: str = "") -> Iterator[tuple[str, Span]]:
    """Each key that has a value, and the value's place; nested keys with dots: `abstract.zh`."""
    if isinstance(node, MappingNode):
        for entry in node:
            if not is_null(entry.value):
                name = f"{prefix}{entry.key.text}"
                yield name, entry.value.span
                yield from key_places(entry.value, f"{name}.")


def describe(node: Node) -> str:
    """What stands here, in plain words: `the text “abc”`, `a list`."""
    match node:
        case SequenceNode():
            return "a list"
        case MappingNode():
            return "a mapping (keys with values)"
        case ScalarNode() if node.is_null:
            return "nothing"
        case ScalarNode() if node.boolean is not None:
            return node.text
        case ScalarNode() if node.number is not None:
            return f"the number {node.text}"
        case _:
            return f"the text “{shorten(node.text)}”"


def shorten(text: str, limit: int = 40) -> str:
    """The text on one line, cut to a length that fits a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
