"""The formulas of a review, those in the line and those on lines of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from toolkit.check.passages import passages
from toolkit.model.block import NumberedEquation, walk_blocks
from toolkit.model.inline import Math
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span


class Formula(NamedTuple):
    """A formula in TeX; `display` on lines of its own."""

    tex: str
    span: Span | None
    display: bool = False


def formulas(review: ResolvedReview) -> Iterator[Formula]:
    """Every formula that prints; deleted ones do not."""
    for passage in passages(review):
        for _, node in passage.nodes():
            if isinstance(node, Math):
                yield Formula(node.tex, node.span)
    for blocks in (review.blocks, *(footnote.blocks for footnote in review.footnotes)):
        for block in walk_blocks(blocks):
            if isinstance(block, NumberedEquation):
                yield Formula(block.source.tex, block.source.span, display=True)
