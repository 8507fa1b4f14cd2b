"""Synthetic reviews in a journal's format: what they print, as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.folders import write_review
from toolkit.load.project import load_review
from toolkit.model.block import NumberedHeading, Paragraph
from toolkit.model.inline import Inline, Inlines, Style, Styled, children_of, plain_text
from toolkit.model.review import MatterBlock, ResolvedReview
from toolkit.resolve import resolve

REVIEW = """\
title: {zh: 合成题名, en: Synthetic title}
language: zh-CN
journal: cma
authors: [{name: {zh: 作者甲, en: AUTHOR A}}]
bibliography: [refs.bib]
"""


def many(count: int) -> str:
    """Synthetic works `r1`, `r2`, … by Ding and three others."""
    return "\n".join(
        f"@article{{r{number}, author = {{Ding, Li and Second, Bo and Third, Cy and Fourth, Di}},\n"
        f"  title = {{Synthetic title {number}}}, journal = {{Synthetic Journal}}, year = {{2001}},\n"
        f"  volume = {{1}}, pages = {{{number}}}, langid = {{english}}}}"
        for number in range(1, count + 1)
    )


def printed(
    folder: Path,
    journal: str,
    body: str,
    *,
    review: str = REVIEW,
    bibliography: str = "",
    files: Mapping[str, str] | None = None,
    title: str = "合成章节",
) -> ResolvedReview:
    """A review with one section, in a journal's format; it must load and resolve without a problem."""
    section = f"---\nid: one\ntitle: {title}\n---\n{body}\n"
    contents = {"sections/01-one.md": section, "refs.bib": bibliography or many(30), **(files or {})}
    # Below the folder of the test: what looks for reviews nearby shall not find those of other tests.
    loaded = load_review(write_review(folder / "review", contents, review=review), journal=journal)
    assert loaded.problems == ()
    resolved = resolve(loaded)
    assert resolved.unresolved == ()
    return resolved


def paragraphs(review: ResolvedReview) -> list[str]:
    return [plain_text(block.content) for block in review.blocks if isinstance(block, Paragraph)]


def headings(review: ResolvedReview) -> list[str]:
    return [
        block.label + plain_text(block.content)
        for block in review.blocks
        if isinstance(block, NumberedHeading)
    ]


def lines(blocks: Iterable[MatterBlock]) -> list[str]:
    """Each paragraph of the front or back matter as it reads, its label before it."""
    found = []
    for block in blocks:
        texts = [plain_text(text) for text in block.content] or [""]
        found += [block.label + texts[0], *texts[1:]]
    return found


def is_raised(nodes: Inlines) -> bool:
    """True if all that these nodes print is superscript."""
    return all(_raised(node) for node in nodes)


def _raised(node: Inline) -> bool:
    if isinstance(node, Styled) and node.style is Style.SUPER:
        return True
    children = children_of(node)
    return bool(children) and all(_raised(child) for child in children)
