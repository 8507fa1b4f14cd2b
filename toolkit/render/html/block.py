"""Blocks → HTML: headings in nested sections, paragraphs, lists, tables, figures, equations."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import field

from toolkit.model.block import (
    Block,
    CodeBlock,
    Equation,
    FigureBlock,
    Heading,
    ListBlock,
    NumberedEquation,
    NumberedFigure,
    NumberedHeading,
    NumberedTable,
    Paragraph,
    Quote,
    TableBlock,
)
from toolkit.model.frozen import frozen, mutable
from toolkit.model.review import ResolvedSection
from toolkit.model.table import Table
from toolkit.render.html.context import Page, slug
from toolkit.render.html.inline import Inliner
from toolkit.render.html.picture import picture_of, read_picture
from toolkit.render.html.table import draw_caption, draw_table
from toolkit.render.markup import NOTHING, Markup, element, escape, join

_LENGTH = re.compile(r"\d+(?:\.\d+)?(?:%|mm|cm|in|pt|px|em)")
LEAST_CHART_WIDTH = 576
"""In CSS pixels; the text of a chart is then about 9 px high."""


@frozen
class ContentsEntry:
    """A line of the table of contents."""

    level: int
    anchor: str
    text: Markup


@mutable
class _Part:
    """A section in the making: everything from one heading to the next of its level or above."""

    level: int
    anchor: str
    parts: list[Markup] = field(default_factory=list)

    def draw(self) -> Markup:
        return element("section", {"id": self.anchor}, Markup("\n"), join(self.parts, "\n"), Markup("\n"))


@mutable
class Blocker:
    """Draws blocks for one page and remembers the headings for the table of contents."""

    page: Page
    inliner: Inliner = field(init=False)
    contents: list[ContentsEntry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.inliner = Inliner(self.page)

    def section(self, section: ResolvedSection) -> Markup:
        """A section with the sections of its lower headings inside it."""
        blocks = deque(section.blocks)
        parts = [_Part(1, self.page.anchors.place("sec", section.source.id))]

        def close(level: int) -> None:
            while len(parts) > 1 and parts[-1].level >= level:
                closed = parts.pop()
                parts[-1].parts.append(closed.draw())

        while blocks:
            block = blocks.popleft()
            if isinstance(block, Heading):
                block = NumberedHeading("", block, block.content)
            if not isinstance(block, NumberedHeading):
                parts[-1].parts.append(self.block(block))
            elif block.source.level == 1 and not parts[0].parts:
                parts[0].parts.append(self.heading(block, parts[0].anchor, blocks))
            else:
                close(block.source.level)
                anchor = self.page.anchors.place("sec", block.name)
                parts.append(_Part(block.source.level, anchor))
                parts[-1].parts.append(self.heading(block, anchor, blocks))
        close(2)
        return parts[0].draw()

    def heading(self, heading: NumberedHeading, anchor: str, following: deque[Block]) -> Markup:
        """The heading; where the journal sets it in the line, the next paragraph joins it."""
        level = heading.source.level
        number = NOTHING
        if heading.label:
            number = element("span", {"class": "number"}, escape(heading.label))
        plain = join((number, self.inliner.unlinked.draw(heading.content)))
        self.contents.append(ContentsEntry(level, anchor, plain))
        title = element(
            f"h{min(level + 1, 6)}", {"class": f"h-{level}"}, number, self.inliner.draw(heading.content)
        )
        run_in = self.page.review.journal.headings.run_in
        if run_in is None or level < run_in or not following or not isinstance(following[0], Paragraph):
            return title
        return element("div", {"class": "run-in"}, title, Markup(" "), self.block(following.popleft()))

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        return join((self.block(block) for block in blocks), "\n")

    def block(self, block: Block) -> Markup:
        match block:
            case Paragraph():
                return element("p", {}, self.inliner.draw(block.content))
            case NumberedHeading() | Heading():
                # A heading inside a list or quote divides no section.
                return element("p", {"class": "inner-heading"}, self.inliner.draw(block.content))
            case ListBlock():
                return self._list(block)
            case Quote():
                return element("blockquote", {}, self.blocks(block.blocks))
            case CodeBlock():
                language = f"language-{slug(block.language)}" if block.language else None
                return element("pre", {}, element("code", {"class": language}, escape(block.text)))
            case NumberedEquation():
                return self._equation(block.source.tex, block.number, block.source.id)
            case Equation():
                return self._equation(block.tex, None, "")
            case _:
                return self._float(block)

    def _float(self, block: NumberedTable | NumberedFigure | TableBlock | FigureBlock) -> Markup:
        match block:
            case NumberedTable():
                anchor = self.page.anchors.place("tbl", block.source.id)
                return draw_table(self.page, block.table, block.captions, anchor)
            case NumberedFigure():
                return self._figure(block)
            case TableBlock(table=Table() as table):
                return draw_table(self.page, table, (), self.page.anchors.place("tbl", block.id))
            case TableBlock():
                return self._unresolved(f"::: table {block.id}")
            case FigureBlock():
                return self._unresolved(f"::: figure {block.id}")

    def _list(self, block: ListBlock) -> Markup:
        items = []
        for item in block.items:
            if block.tight:
                parts = [
                    self.inliner.draw(part.content) if isinstance(part, Paragraph) else self.block(part)
                    for part in item
                ]
            else:
                parts = [self.block(part) for part in item]
            items.append(element("li", {}, join(parts, "\n")))
        name = "ul" if block.start is None else "ol"
        start = None if block.start in (None, 1) else block.start
        return element(name, {"start": start}, join(items, "\n"))

    def _equation(self, tex: str, number: int | None, identifier: str) -> Markup:
        from toolkit.render.mathml import draw_math

        formula = element("div", {"class": "formula"}, draw_math(tex, display=True))
        if number is None:
            return element("div", {"class": "equation"}, formula)
        anchor = self.page.anchors.place("eq", identifier)
        label = element("span", {"class": "equation-number"}, escape(f"({number})"))
        return element("div", {"class": "equation", "id": anchor}, formula, label)

    def _figure(self, figure: NumberedFigure) -> Markup:
        style = self.page.review.journal.figures
        anchor = self.page.anchors.place("fig", figure.source.id)
        width = figure.source.width.replace(" ", "")
        if _LENGTH.fullmatch(width):
            self.page.rules.append(f'[id="{anchor}"] img{{inline-size:{width}}}')
        captions = (draw_caption(self.inliner, caption) for caption in figure.captions)
        lines = element("span", {"class": "caption-lines"}, join(captions, "\n"))
        picture = self._picture(figure, anchor)
        caption_above, note_above = style.caption.position == "above", style.note_position == "above"
        parts = [lines]
        if figure.note:
            note = element("span", {"class": "notes"}, self.inliner.draw(figure.note))
            if caption_above and not note_above:
                picture = join((picture, element("div", {"class": "notes"}, self.inliner.draw(figure.note))))
            else:
                parts = [note, lines] if note_above else [lines, note]
        caption = element("figcaption", {}, join(parts, "\n"))
        both = (caption, picture) if caption_above else (picture, caption)
        return element("figure", {"class": "figure", "id": anchor}, *both)

    def _picture(self, figure: NumberedFigure, anchor: str) -> Markup:
        if figure.chart is None:
            picture = read_picture(self.page.review.source.root, figure.path)
        else:
            from toolkit.render.charts import draw_chart

            picture = picture_of(draw_chart(figure.chart, figure.source.width))
        if picture is None:
            message = self.page.words.missing_picture.format(figure.path or figure.source.file)
            return element("p", {"class": "missing"}, escape(message))
        drawn = element(
            "img",
            {"src": picture.address, "alt": figure.alt, "width": picture.width, "height": picture.height},
        )
        if figure.chart is None or picture.width is None:
            return drawn
        # On a phone a chart scrolls in a box, as tables do: made as narrow, none could read it.
        least = min(picture.width, LEAST_CHART_WIDTH)
        self.page.rules.append(f'@media screen{{[id="{anchor}"] img{{min-inline-size:{least}px}}}}')
        label = "".join(caption.label for caption in figure.captions[:1]) or figure.source.id
        return element("div", {"class": "chart", "role": "region", "tabindex": 0, "aria-label": label}, drawn)

    def _unresolved(self, written: str) -> Markup:
        """A table or figure that does not exist stands as the author called for it."""
        title = self.page.words.unresolved.format(written)
        mark = element("mark", {"class": "unresolved", "title": title}, escape(written))
        return element("p", {}, mark)
