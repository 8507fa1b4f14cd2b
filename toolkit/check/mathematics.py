"""The formulas of a review, those in the line and those on lines of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolkit.check.passages import passages
from toolkit.model.block import Block, ListBlock, NumberedEquation, Quote
from toolkit.model.inline import Math
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span


class Formula(NamedTuple):
    """A formula in TeX; `display` on lines of its own."""

    tex: str
    display: bool
    span: Span | None


def formulas(review: ResolvedReview) -> Iterator[Formula]:
    """Every formula that prints; deleted ones do not."""
    for passage in passages(review):
        for _, node in passage.nodes():
            if isinstance(node, Math):
                yield Formula(node.tex, False, node.span)
    yield from _displayed(review.blocks)
    for footnote in review.footnotes:
        yield from _displayed(footnote.blocks)


def _displayed(blocks: Iterable[Block]) -> Iterator[Formula]:
    for block in blocks:
        match block:
            case NumberedEquation(source=source):
                yield Formula(source.tex, True, source.span)
            case ListBlock(items=items):
                for item in items:
                    yield from _displayed(item)
            case Quote(blocks=inner):
                yield from _displayed(inner)
            case _:
                pass
