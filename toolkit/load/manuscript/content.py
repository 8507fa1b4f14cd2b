"""Paragraphs as the rich text that rules read, with the citations in them resolved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from toolkit.model.inline import (
    Citation,
    CiteItem,
    FootnoteReference,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    ResolvedCitation,
    ResolvedFootnote,
    Style,
    Styled,
    Text,
)
from toolkit.model.manuscript import Cluster
from toolkit.model.word import WordDocument, WordParagraph, WordRun

_RAISED_FORMS = frozenset(("superscript", "superscript-bracket"))
_ORDER = tuple(Style)


class Content:
    """Makes rich text of passages of one document. A citation is one node, wherever it is asked for."""

    def __init__(self, document: WordDocument, clusters: Sequence[Cluster]) -> None:
        self._document = document
        self._by_line: dict[int, list[tuple[Cluster, ResolvedCitation]]] = {}
        self.citations = tuple(_resolved(cluster) for cluster in clusters)
        for cluster, citation in zip(clusters, self.citations, strict=True):
            self._by_line.setdefault(cluster.span.line, []).append((cluster, citation))
        self._footnotes: Mapping[str, int] = _footnote_numbers(document)

    def inlines(self, paragraph: WordParagraph, start: int = 0, end: int | None = None) -> Inlines:
        """The rich text of the characters `start` to `end` of a paragraph."""
        stop = len(paragraph.text) if end is None else end
        return tuple(self._nodes(paragraph, start, stop))

    def _nodes(self, paragraph: WordParagraph, start: int, end: int) -> Iterator[Inline]:
        at = start
        for cluster, citation in self._by_line.get(paragraph.line, ()):
            first, last = cluster.span.column - 1, cluster.span.end_column - 1
            if start <= first and last <= end:
                yield from self._runs(paragraph, at, first)
                yield citation
                at = last
        yield from self._runs(paragraph, at, end)

    def _runs(self, paragraph: WordParagraph, start: int, end: int) -> Iterator[Inline]:
        runs = paragraph.runs
        low = bisect_right(runs, start, key=lambda run: run.end)
        high = bisect_left(runs, end, key=lambda run: run.start)
        for run in runs[low:high]:
            yield from self._run(paragraph, run, max(run.start, start), min(run.end, end))

    def _run(self, paragraph: WordParagraph, run: WordRun, start: int, end: int) -> Iterator[Inline]:
        span = self._document.span(paragraph.line, start, end)
        if run.kind == "math":
            yield Math(paragraph.text[start:end], span)
        elif run.kind != "text":
            number = self._footnotes.get(run.target) if run.kind == "footnote" else None
            if number is not None:
                yield ResolvedFootnote(FootnoteReference(run.target, span), number)
            else:
                yield Styled(Style.SUPER, (Text(paragraph.text[start:end], span),), span)
        else:
            nodes = tuple(self._text(paragraph, start, end))
            for style in _ORDER:
                if style in run.styles:
                    nodes = (Styled(style, nodes, span),)
            yield from (Link(run.target, nodes, span),) if run.target else nodes

    def _text(self, paragraph: WordParagraph, start: int, end: int) -> Iterator[Inline]:
        for number, part in enumerate(paragraph.text[start:end].split("\v")):
            if number:
                yield LineBreak(self._document.span(paragraph.line, start - 1, start))
            if part:
                yield Text(part, self._document.span(paragraph.line, start, start + len(part)))
            start += len(part) + 1


def _resolved(cluster: Cluster) -> ResolvedCitation:
    items = tuple(
        CiteItem(
            work.key or work.printed,
            locator=cluster.locator if len(cluster.works) == 1 else "",
            label="page" if cluster.locator and len(cluster.works) == 1 else "",
            span=work.span,
        )
        for work in cluster.works
    )
    text: Inlines = (Text(cluster.text, cluster.span),)
    if cluster.form in _RAISED_FORMS:
        text = (Styled(Style.SUPER, text, cluster.span),)
    return ResolvedCitation(
        Citation(items, narrative=cluster.narrative, span=cluster.span),
        text,
        tuple(work.key for work in cluster.works if work.key),
    )


def _footnote_numbers(document: WordDocument) -> dict[str, int]:
    """The number of each footnote, by its id, in the order of the marks."""
    order: dict[str, int] = {}
    for paragraph in document.paragraphs:
        if paragraph.story in {"body", "textbox"}:
            for run in paragraph.runs:
                if run.kind == "footnote":
                    order.setdefault(run.target, len(order) + 1)
    return order
