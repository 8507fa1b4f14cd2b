"""Rich text cut where its formatting changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from toolkit.model.inline import Foreign, Inline, Inlines, Style, Styled, Text, plain_text

STYLES: Final = (
    Style.STRONG,
    Style.EMPH,
    Style.UNDERLINE,
    Style.SMALL_CAPS,
    Style.STRIKE,
    Style.SUPER,
    Style.SUB,
)
"""The formatting that Markdown can say; of two that reach equally far the first lies outside."""
_WRITTEN: Final = frozenset(STYLES)


class Piece(NamedTuple):
    """A node with all the formatting that lies over it."""

    styles: frozenset[Style]
    node: Inline


def pieces_of(nodes: Inlines) -> tuple[Piece, ...]:
    """The text as pieces of one formatting each."""
    return tuple(_merged(_pieces(nodes, frozenset())))


def _pieces(nodes: Iterable[Inline], styles: frozenset[Style]) -> Iterator[Piece]:
    for node in nodes:
        match node:
            case Styled():
                own = {node.style} & _WRITTEN
                yield from _pieces(node.children, styles | own)
            case Foreign():
                yield from _pieces(node.children, styles)
            case _:
                yield Piece(styles, node)


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbouring texts of one format as one; Word cuts them at every correction."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None:
            joined = _joined(waiting, piece)
            if joined is not None:
                waiting = joined
                continue
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _joined(first: Piece, second: Piece) -> Piece | None:
    one, two = first.node, second.node
    if not (isinstance(one, Text) and isinstance(two, Text)) or first.styles != second.styles:
        return None
    span = one.span.to(two.span) if one.span is not None and two.span is not None else one.span or two.span
    return Piece(first.styles, Text(one.text + two.text, span))


def reach(pieces: Sequence[Piece], at: int, style: Style) -> int:
    """How many pieces from one on have a format."""
    end = at
    while end < len(pieces) and style in pieces[end].styles:
        end += 1
    return end - at


def first_character(piece: Piece) -> str:
    return plain_text((piece.node,))[:1]
