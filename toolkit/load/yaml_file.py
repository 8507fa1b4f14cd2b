"""YAML text → nodes with their places; every mistake becomes a problem and the rest is read on.

The nodes are made from the parser's events with a stack of our own: PyYAML's composer calls
itself for every level, and libyaml's binding of it crashes the process on deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from toolkit.load.yaml_nodes import (
    Entry,
    MappingNode,
    Node,
    ScalarNode,
    ScalarStyle,
    SequenceNode,
    YamlText,
    shorten,
)
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import mutable
from toolkit.model.source import Span

if TYPE_CHECKING:
    from toolkit.load.yaml_trouble import Explanation

MAX_DEPTH = 60
MAX_NODES = 250_000
"""Nodes of one file, each alias counted with all that it stands for; more in a file of more text."""
_SHORTEST = 8
"""Characters that a node takes up at least, on average, where nothing is repeated by aliases."""
_HEARD_EVERY = 1000
"""Nodes between two words on how much is done."""
_TOO_DEEP = f"More than {MAX_DEPTH} levels of brackets or indentation."
_NO_NEED = "No review needs that; check what produced the file."
# libyaml 0.2.6 and later stop by themselves, before the events show how deep it goes.
_PARSER_TOO_DEEP = "maximum nesting depth"
_MAX_ERRORS = 12
_STYLES: dict[str | None, ScalarStyle] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
# YAML 1.1 (and so PyYAML) takes these for line ends, YAML 1.2 and every editor do not.
_OTHER_LINE_ENDS = "\x85\u2028\u2029"
_UNPRINTABLE = "^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"


def parse_yaml(
    text: str,
    path: Path,
    problems: list[Problem],
    *,
    first_line: int = 1,
    heard: Callable[[float], None] | None = None,
) -> Node | None:
    """The root node of a YAML text, or None if there is nothing in it or nothing of it can be read.

    A passage that cannot be read is reported and left out (then `node.file.damaged` is set).
    `first_line` is the line of the file that the text begins on. `heard` hears of the share that is done.
    """
    if any(mark in text for mark in _OTHER_LINE_ENDS):
        text = _without(_OTHER_LINE_ENDS, text, path, first_line, problems)
    file = YamlText(path, text, first_line)
    specific_only = False
    for _ in range(_MAX_ERRORS):
        found: list[Problem] = []
        try:
            root = _Composer(file, found, heard).compose()
        except yaml.reader.ReaderError:
            file.text = _without(_UNPRINTABLE, file.text, path, first_line, problems)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            if mark is not None and _PARSER_TOO_DEEP in (error.problem or ""):
                problems.append(Problem(_TOO_DEEP, file.span(mark, mark), _NO_NEED))
                return None
            explanation = _explained(error, file)
            if explanation.specific or not specific_only:
                problems.append(explanation.problem)
            # What follows a first error may be no more than its consequence.
            specific_only = True
            file.damaged = True
            file.text = _without_block(file.text, explanation.line)
        else:
            problems.extend(found)
            return root
    return None


@lru_cache(maxsize=1)
def _parser() -> Callable[[str], Any]:
    """libyaml's parser, or PyYAML's own where it was built without."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return python_parser
    else:
        return CParser


def python_parser(text: str) -> Any:
    """The parser in pure Python: slower, the same events."""

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
        def __init__(self, stream: str) -> None:
            yaml.reader.Reader.__init__(self, stream)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)

    return _Parser(text)


# --- events to nodes --------------------------------------------------------


@mutable
class _Anchor:
    """A value that may be repeated (`*name`)."""

    node: Node
    nodes: int
    """Nodes that it stands for, itself included; 0 while it is not yet complete."""
    height: int = 1


@mutable
class _Frame:
    """A list or mapping whose end has not come yet."""

    node: SequenceNode | MappingNode
    before: int
    anchor: str | None
    height: int = 1
    key: ScalarNode | None = None
    skip: bool = False
    """The value that comes next has no usable key."""


class _Composer:
    def __init__(
        self, file: YamlText, problems: list[Problem], heard: Callable[[float], None] | None = None
    ) -> None:
        self.file = file
        self.heard = heard
        self.problems = problems
        self.root: Node | None = None
        self.stack: list[_Frame] = []
        self.anchors: dict[str, _Anchor] = {}
        self.count = 0
        self.most = max(MAX_NODES, len(file.text) // _SHORTEST)

    def compose(self) -> Node | None:
        """All events of the first document; raises `yaml.YAMLError` on bad syntax."""
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
        }
        documents = 0
        heard_of = 0
        for event in _events(self.file.text):
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)
                if self.count > self.most or len(self.stack) > MAX_DEPTH:
                    self._too_much(event)
                    return None
                if self.heard is not None and self.count - heard_of >= _HEARD_EVERY:
                    heard_of = self.count
                    self.heard(event.start_mark.index / len(self.file.text))
            elif type(event) is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._second_document(event)
                    break
        return self.root

    def _mapping(self, event: Any) -> None:
        self._open(MappingNode(self.file, event.start_mark, event.end_mark, {}), event)

    def _sequence(self, event: Any) -> None:
        self._open(SequenceNode(self.file, event.start_mark, event.end_mark, []), event)

    def _scalar(self, event: Any) -> None:
        node = ScalarNode(self.file, event.start_mark, event.end_mark, event.value, _STYLES[event.style])
        self.count += 1
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchor(node, 1)
        if event.tag is not None:
            self._tag(event)
        self._attach(node)

    def _open(self, node: SequenceNode | MappingNode, event: Any) -> None:
        self._attach(node)
        self.stack.append(_Frame(node, self.count, event.anchor))
        self.count += 1
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchor(node, 0)
        if event.tag is not None:
            self._tag(event)

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        frame.node.end = event.end_mark
        if frame.anchor is not None:
            self.anchors[frame.anchor] = _Anchor(frame.node, self.count - frame.before, frame.height)
        if self.stack:
            self.stack[-1].height = max(self.stack[-1].height, frame.height + 1)

    def _alias(self, event: Any) -> None:
        anchor = self.anchors.get(event.anchor)
        node: Node = ScalarNode(self.file, event.start_mark, event.end_mark, "", "plain")
        if anchor is None:
            self._problem(
                f"A value may not begin with “*” unless it stands in quotation marks (*{event.anchor} "
                "would repeat a value marked &" + event.anchor + ", and there is none).",
                event,
                "Put the whole value in quotation marks.",
            )
        elif not anchor.nodes:
            self._problem(f"*{event.anchor} stands inside the value it repeats, without end.", event)
        else:
            node = anchor.node
            self.count += anchor.nodes
            if self.stack:
                self.stack[-1].height = max(self.stack[-1].height, anchor.height + 1)
                if len(self.stack) + anchor.height > MAX_DEPTH:
                    self.count = self.most + 1
        self._attach(node)

    def _attach(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if isinstance(frame.node, SequenceNode):
            frame.node.items.append(node)
        elif frame.skip:
            frame.skip = False
        elif frame.key is not None:
            self._enter(frame.node, frame.key, node)
            frame.key = None
        elif isinstance(node, ScalarNode):
            frame.key = node
        else:
            frame.skip = True
            self._collection_as_key(node)

    def _enter(self, mapping: MappingNode, key: ScalarNode, value: Node) -> None:
        first = mapping.entries.get(key.text)
        if first is None:
            mapping.entries[key.text] = Entry(key, value)
            return
        place = first.key.span
        self.problems.append(
            Problem(
                f"“{shorten(key.text)}” is given twice, first in line {place.line}, column {place.column}; "
                "the first counts.",
                key.span,
                "Delete one of the two, or join them.",
            )
        )

    # --- problems that do not stop the parser -------------------------------

    def _problem(self, message: str, event: Any, help: str = "") -> None:
        self.problems.append(Problem(message, self.file.span(event.start_mark, event.end_mark), help))

    def _collection_as_key(self, node: SequenceNode | MappingNode) -> None:
        span = self.file.span(node.start, node.end)
        if self.file.text.startswith("{{", node.start.index - 1):
            self.problems.append(
                Problem(
                    "A value that begins with “{{” must stand in quotation marks.", span, 'Write `"{{ … }}"`.'
                )
            )
            return
        self.problems.append(
            Problem(
                "A list or mapping stands where a key is expected.",
                span,
                "A key is a word before a colon; if the value is meant as text, put it in quotation marks.",
            )
        )

    def _tag(self, event: Any) -> None:
        self._problem(
            "A value may not begin with “!” unless it stands in quotation marks.",
            event,
            "Put the value in quotation marks; YAML tags have no use here.",
        )

    def _second_document(self, event: Any) -> None:
        self._problem(
            "A second YAML document begins here (---); only the first is read.",
            event,
            "Delete the line, or move what follows into a file of its own.",
        )

    def _too_much(self, event: Any) -> None:
        self.problems.clear()
        if len(self.stack) > MAX_DEPTH:
            message = _TOO_DEEP
        else:
            message = f"More than {self.most} values, with repeats (*) counted, or repeats inside repeats."
        self._problem(message, event, _NO_NEED)


def _events(text: str) -> Iterator[Any]:
    parser = _parser()(text)
    while True:
        event = parser.get_event()
        if event is None or type(event) is yaml.StreamEndEvent:
            return
        yield event


# --- after a mistake --------------------------------------------------------


def _explained(error: yaml.MarkedYAMLError, file: YamlText) -> Explanation:
    from toolkit.load.yaml_errors import explain
    from toolkit.load.yaml_trouble import SyntaxTrouble

    # Split as the parser counts lines: `splitlines` knows more line ends.
    lines = file.text.split("\n")
    context = (error.context or "", error.context_mark)
    mark = error.problem_mark or error.context_mark
    if mark is None:
        raise error  # every error of PyYAML's scanner and parser has a place
    problem = (error.problem or "", mark)
    return explain(SyntaxTrouble.of(file.path, lines, file.first_line, problem, context))


def _without_block(text: str, line: int) -> str:
    """The text with a line, and those indented below it, blanked: places stay as they are."""
    lines = text.split("\n")
    indent = _indent(lines[line])
    lines[line] = " " * len(lines[line])
    for at in range(line + 1, len(lines)):
        if lines[at].strip() and _indent(lines[at]) <= indent:
            break
        lines[at] = " " * len(lines[at])
    return "\n".join(lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _without(unwanted: str, text: str, path: Path, first_line: int, problems: list[Problem]) -> str:
    """The text with these characters (as in brackets of a pattern) as spaces, each reported."""
    pattern = re.compile(f"[{unwanted}]")
    for found in pattern.finditer(text):
        line = first_line + text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start())
        problems.append(
            Problem(
                f"An invisible character (U+{ord(found[0]):04X}) stands here.",
                Span.at(path, line, column, 1),
                "Delete it; it often comes along when text is copied from a PDF.",
            )
        )
    return pattern.sub(" ", text)
