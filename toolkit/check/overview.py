"""What a report shows of a submitted manuscript beside findings: its reference list, and where it cites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.model.block import NumberedHeading
from toolkit.model.frozen import frozen
from toolkit.model.inline import plain_text
from toolkit.model.manuscript import Cluster, Manuscript
from toolkit.model.review import ResolvedReview


@frozen
class ListedWork:
    """An entry of the reference list."""

    label: str
    text: str
    line: int
    """The paragraph in which it begins."""
    cited: int
    """How often the text cites it."""
    understood: bool
    """Whether authors, title and year could be read."""


@frozen
class CitingSection:
    """A section with the places in the list, from 1, of the works that it cites."""

    title: str
    """Empty for what stands before the first heading."""
    works: tuple[int, ...]
    citations: int


@frozen
class Overview:
    works: tuple[ListedWork, ...]
    sections: tuple[CitingSection, ...]


def overview(review: ResolvedReview) -> Overview | None:
    """The overview of a submitted manuscript; None of a review folder or without a reference list."""
    manuscript = review.manuscript
    if manuscript is None or not manuscript.entries:
        return None
    cited = Counter(work.key for cluster in manuscript.clusters for work in cluster.works if work.key)
    works = tuple(
        ListedWork(
            label=entry.label or f"[{entry.position}]",
            text=" ".join(entry.text.split()),
            line=entry.span.line,
            cited=cited[entry.key],
            understood={"author", "title", "issued"} <= entry.confidence.keys(),
        )
        for entry in manuscript.entries
    )
    return Overview(works, tuple(_sections(review, manuscript)))


def _sections(review: ResolvedReview, manuscript: Manuscript) -> Iterator[CitingSection]:
    places = {entry.key: entry.position for entry in manuscript.entries}
    headings = [
        (block.source.span.line, f"{block.label}{plain_text(block.content)}".strip())
        for block in review.blocks
        if isinstance(block, NumberedHeading) and block.source.level == 1 and block.source.span is not None
    ]
    starts = [(0, ""), *headings]
    ends = [line for line, _ in headings] + [len(manuscript.document.paragraphs) + 1]
    for (start, title), end in zip(starts, ends, strict=True):
        clusters = [each for each in manuscript.clusters if start <= each.span.line < end]
        if title or clusters:
            yield CitingSection(title, _works(clusters, places), len(clusters))


def _works(clusters: list[Cluster], places: dict[str, int]) -> tuple[int, ...]:
    return tuple(sorted({places[work.key] for each in clusters for work in each.works if work.key in places}))
