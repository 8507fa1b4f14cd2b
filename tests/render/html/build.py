"""Pages of a few blocks, parsed again, for tests of one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from tests.render.sample import ROOT, sample_review, section
from tests.render.sample_matter import JOURNAL
from tests.render.sample_nodes import paragraph
from toolkit.model.block import Block
from toolkit.model.inline import Inline
from toolkit.model.journal import Journal
from toolkit.model.review import ResolvedReview
from toolkit.render.html import render_html


def review_of(
    *blocks: Block, root: Path = ROOT, journal: Journal = JOURNAL, **changes: Any
) -> ResolvedReview:
    """The sample with these blocks as its only text. Its references and its footnote are kept."""
    review = sample_review(root, journal)
    changes = {"front": (), "back": (), "sections": (section("only", "唯一", blocks),), **changes}
    return replace(review, **changes)


def parsed(page: bytes) -> HtmlElement:
    return lxml.html.document_fromstring(page.decode("utf-8"))


def page_of(*blocks: Block, **changes: Any) -> HtmlElement:
    return parsed(render_html(review_of(*blocks, **changes)))


def fragment_of(*blocks: Block, **changes: Any) -> str:
    """The markup inside the only section of a page of these blocks."""
    text = render_html(review_of(*blocks, **changes)).decode("utf-8")
    start = '<section id="sec-only">'
    begin = text.index(start) + len(start)
    return text[begin : text.index('</section>\n<section class="endnotes"', begin)].strip()


def line_of(*parts: str | Inline, **changes: Any) -> str:
    """The markup inside one paragraph."""
    return fragment_of(paragraph(*parts), **changes).removeprefix("<p>").removesuffix("</p>")
