"""Inline tokens → the nodes of the document model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token

from toolkit.load.markdown.characters import breaks_without_space
from toolkit.model.inline import (
    Change,
    Code,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    Style,
    Styled,
    Text,
)

if TYPE_CHECKING:
    from toolkit.load.markdown.state import SourceInline

_STYLES = {"em": Style.EMPH, "strong": Style.STRONG, "s": Style.STRIKE}


class _Builder:
    """Nests what stands between emphasis marks, and joins text that stands together in the source."""

    def __init__(self, state: SourceInline) -> None:
        self.state = state
        self.nodes: list[Inline] = []
        self.outer: list[tuple[int, list[Inline]]] = []
        self.text_start = -1
        self.text_end = -1

    def text(self, start: int, end: int) -> None:
        if self.text_end != start:
            self.flush()
            self.text_start = start
        self.text_end = end

    def flush(self) -> None:
        start, end = self.text_start, self.text_end
        self.text_start = self.text_end = -1
        if end > start:
            self.nodes.append(Text(self.state.src[start:end], self.state.span(start, end)))

    def add(self, node: Inline) -> None:
        self.flush()
        self.nodes.append(node)

    def open(self, start: int) -> None:
        self.flush()
        self.outer.append((start, self.nodes))
        self.nodes = []

    def close(self, style: Style, end: int) -> None:
        self.flush()
        start, outer = self.outer.pop()
        outer.append(Styled(style, tuple(self.nodes), self.state.span(start, end)))
        self.nodes = outer


def build_inlines(tokens: Sequence[Token], state: SourceInline) -> Inlines:
    """The nodes of one passage. Every token type is named here: an unknown one is a fault of the parser."""
    builder = _Builder(state)
    spaces = _spaces_at_breaks(tokens)
    for index, token in enumerate(tokens):
        start, end = token.meta["at"]
        match token.type:
            case "text":
                # Half of the marks of strong emphasis is left over as empty text.
                if token.content:
                    builder.text(start, end)
            case "node":
                builder.add(token.meta["node"])
            case "softbreak":
                if spaces[index]:
                    builder.add(Text(" ", state.span(start, end)))
            case "em_open" | "strong_open" | "s_open":
                builder.open(end - len(token.markup))
            case "em_close" | "strong_close" | "s_close":
                builder.close(_STYLES[token.tag], start + len(token.markup))
            case _:
                raise AssertionError(f"no node is made of the token {token.type}")
    builder.flush()
    return tuple(builder.nodes)


def _spaces_at_breaks(tokens: Sequence[Token]) -> dict[int, bool]:
    """For each line break of the source, whether it stands for a space: seen from the text on both sides."""
    if not any(token.type == "softbreak" for token in tokens):
        return {}
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    side = ""
    for index, token in enumerate(tokens):
        if token.type == "softbreak":
            before[index] = side
        else:
            side = _edge(token, last=True) or side
    side = ""
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].type == "softbreak":
            after[index] = side
        else:
            side = _edge(tokens[index], last=False) or side
    return {index: not breaks_without_space(before[index], after[index]) for index in before}


def _edge(token: Token, *, last: bool) -> str:
    if token.type == "node":
        return _edge_of(token.meta["node"], last=last)
    return token.content[-1:] if last else token.content[:1]


def _edge_of(node: Inline, *, last: bool) -> str:
    """The outermost character that a reader sees; numbers and values count as nothing."""
    match node:
        case Text():
            return node.text[-1:] if last else node.text[:1]
        case Change(kind="delete"):
            return ""
        case Styled() | Foreign() | Link() | Change():
            return _edge_of_all(node.children, last=last)
        case Code() | Math():
            return "x"
        case LineBreak():
            return " "
        case _:
            return ""


def _edge_of_all(nodes: Iterable[Inline], *, last: bool) -> str:
    ordered = tuple(nodes)
    for node in reversed(ordered) if last else ordered:
        side = _edge_of(node, last=last)
        if side:
            return side
    return ""
