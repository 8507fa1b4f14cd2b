"""Word documents of a few blocks, for tests of one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.render.docx.shorthand import Docx
from tests.render.sample import ROOT, sample_review, section
from tests.render.sample_matter import JOURNAL
from tests.render.sample_nodes import paragraph
from toolkit.model.block import Block
from toolkit.model.inline import Inline
from toolkit.model.journal import Journal
from toolkit.model.review import ResolvedReview
from toolkit.render.docx import render_docx


def review_of(
    *blocks: Block, root: Path = ROOT, journal: Journal = JOURNAL, **changes: Any
) -> ResolvedReview:
    """The sample with these blocks as its only text. Its references and its footnote are kept."""
    review = sample_review(root, journal)
    changes = {"front": (), "back": (), "sections": (section("only", "唯一", blocks),), **changes}
    return replace(review, **changes)


def docx_of(*blocks: Block, root: Path = ROOT, journal: Journal = JOURNAL, **changes: Any) -> Docx:
    return Docx(render_docx(review_of(*blocks, root=root, journal=journal, **changes)))


def line_of(*parts: str | Inline, **changes: Any) -> str:
    """The shorthand of one paragraph, without its style."""
    return docx_of(paragraph(*parts), **changes).lines()[0].partition(": ")[2]
