"""Blocks → paragraphs, lists, tables, figures, equations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from toolkit.model.block import (
    Block,
    Blocks,
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
from toolkit.model.inline import Inlines, ResolvedFootnote, walk
from toolkit.render.docx.anchors import equation_marks, heading_mark
from toolkit.render.docx.context import Context
from toolkit.render.docx.figure import is_wider, write_figure
from toolkit.render.docx.inline import InlineWriter
from toolkit.render.docx.layout import Flow
from toolkit.render.docx.ooxml import parts
from toolkit.render.docx.ooxml import text as oo
from toolkit.render.docx.ooxml.math import add_displayed
from toolkit.render.docx.ooxml.page import PageShape
from toolkit.render.docx.ooxml.text import CharFormat, Element
from toolkit.render.docx.table import continued_label, needs_own_pages, write_table

HEADING_STYLES = 4
"""Lower headings look like those of this level."""
_LIST_INDENT = 420
_DEEPEST_LEVEL = 8


class Setting(NamedTuple):
    """How paragraphs are set where a block stands."""

    body: str = "BodyText"
    first: str = "FirstParagraph"
    level: int = -1
    """Depth of the list around, from 0."""


IN_TEXT = Setting()


class BlockWriter:
    """Writes the blocks of the text. `flow` is None in footnotes, where the page does not change."""

    def __init__(
        self,
        context: Context,
        writer: InlineWriter,
        table_size: float,
        shape: PageShape,
        flow: Flow | None = None,
    ) -> None:
        self._context = context
        self._writer = writer
        self._table_size = table_size
        self._fixed_shape = shape
        self._flow = flow

    @property
    def _shape(self) -> PageShape:
        return self._flow.shape if self._flow else self._fixed_shape

    def write(self, parent: Element, blocks: Blocks, setting: Setting = IN_TEXT) -> None:
        """Add the blocks to the body, a footnote, or whatever holds blocks."""
        run_in: NumberedHeading | None = None
        first = True
        for position, block in enumerate(blocks):
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            if isinstance(block, Heading):
                block = NumberedHeading("", block, block.content)
            if isinstance(block, NumberedHeading):
                if self._runs_in(block, following):
                    run_in = block
                else:
                    self._text_layout(setting)
                    self._heading(parent, block, following)
                first = True
                continue
            if isinstance(block, Paragraph):
                self._text_layout(setting)
                style = setting.first if first else setting.body
                self._paragraph(parent, block.content, style, setting, run_in)
            else:
                self._block(parent, block, setting)
            run_in = None
            first = False

    def _block(self, parent: Element, block: Block, setting: Setting) -> None:
        if not isinstance(block, NumberedTable | NumberedFigure):
            self._text_layout(setting)
        match block:
            case ListBlock():
                self._list(parent, block, setting)
            case Quote():
                self.write(parent, block.blocks, setting._replace(body="Quote", first="Quote"))
            case CodeBlock():
                oo.add_lines(oo.add_paragraph(parent, "SourceCode", indent=_indent(setting)), block.text)
            case NumberedEquation():
                self._equation(parent, block.source.tex, block.number, block.source.id)
            case Equation():
                self._equation(parent, block.tex, None, "")
            case NumberedTable():
                self._table_layout(block, setting)
                write_table(self._context, self._writer, parent, block, self._shape, self._table_size)
            case NumberedFigure():
                self._figure_layout(block, setting)
                write_figure(self._context, self._writer, parent, block, self._shape)
            case TableBlock():
                self._missing(parent, f"::: table {block.id}")
            case FigureBlock():
                self._missing(parent, f"::: figure {block.id}")
            case _:
                raise AssertionError(f"no paragraphs for {block!r}")

    # --- layout -----------------------------------------------------------------------

    def _text_layout(self, setting: Setting) -> None:
        if self._flow is not None and setting.level < 0:
            self._flow.as_text()

    def _table_layout(self, block: NumberedTable, setting: Setting) -> None:
        """A table takes the page's whole width, or pages of its own; inside a list, what there is."""
        if self._flow is None or setting.level >= 0:
            return
        label = continued_label(self._context, block)
        if block.table.orientation == "landscape":
            self._flow.landscape(label)
            return
        own = label and needs_own_pages(block.table, self._flow.whole, self._table_size)
        self._flow.across(label if own else "")

    def _figure_layout(self, block: NumberedFigure, setting: Setting) -> None:
        """A figure wider than a column goes across the page."""
        flow = self._flow
        if flow is None or setting.level >= 0:
            return
        if flow.text.columns > 1 and is_wider(self._context, block, flow.text, flow.whole):
            flow.across()
        else:
            flow.as_text()

    # --- text -----------------------------------------------------------------------------

    def _paragraph(
        self,
        parent: Element,
        content: Inlines,
        style: str,
        setting: Setting,
        run_in: NumberedHeading | None,
    ) -> None:
        paragraph = oo.add_paragraph(parent, style, indent=_indent(setting))
        if run_in is not None:
            look = CharFormat(style="RunInHeading")
            self._heading_text(paragraph, run_in, look)
            oo.add_text(paragraph, " ", look)
        self._writer.write(paragraph, content)

    def _runs_in(self, heading: NumberedHeading, following: Block | None) -> bool:
        """Whether the journal sets this heading in the line of the paragraph that follows."""
        first = self._context.journal.headings.run_in
        return first is not None and heading.source.level >= first and isinstance(following, Paragraph)

    def _heading(self, parent: Element, heading: NumberedHeading, following: Block | None) -> None:
        level = min(max(heading.source.level, 1), HEADING_STYLES)
        # LibreOffice never ends to lay out columns with a heading kept with a paragraph that has a footnote.
        let_go = self._shape.columns > 1 and _has_footnote(following)
        paragraph = oo.add_paragraph(parent, f"Heading{level}", let_go=let_go)
        self._heading_text(paragraph, heading, oo.PLAIN)

    def _heading_text(self, paragraph: Element, heading: NumberedHeading, look: CharFormat) -> None:
        """Number, gap, words; the bookmark holds the number, or the words of a heading without one."""
        bookmark = self._context.bookmark(paragraph, heading_mark(heading).bookmark)
        if heading.number:
            oo.add_text(paragraph, heading.number, look)
            self._context.close(paragraph, [bookmark])
            gap = heading.label.removeprefix(heading.number)
            if gap:
                oo.add_text(paragraph, gap, look)
        self._writer.write(paragraph, heading.content, look=look)
        if not heading.number:
            self._context.close(paragraph, [bookmark])

    def _list(self, parent: Element, block: ListBlock, setting: Setting) -> None:
        level = min(setting.level + 1, _DEEPEST_LEVEL)
        if block.start is None:
            style, number = "ListBullet", parts.BULLETS
        else:
            style = "ListNumber"
            number = parts.add_numbered_list(self._context.package.numbering, level, block.start)
        inside = setting._replace(body="ListContinue", first="ListContinue", level=level)
        for item in block.items:
            rest: Iterable[Block] = item
            content: Inlines = ()
            if item and isinstance(item[0], Paragraph):
                content, rest = item[0].content, item[1:]
            paragraph = oo.add_paragraph(parent, style, numbering=(number, level))
            self._writer.write(paragraph, content)
            self.write(parent, tuple(rest), inside)

    # --- equations and what is missing ------------------------------------------------------

    def _equation(self, parent: Element, tex: str, number: int | None, name: str) -> None:
        """A numbered equation stands in the middle of the line, its number at the right margin."""
        from toolkit.render.docx.math import formula

        converted = formula(tex, display=True)
        width = self._shape.text_width
        tabs = (("center", width // 2), ("right", width)) if number is not None or converted is None else ()
        paragraph = oo.add_paragraph(parent, "Equation", tabs=tabs)
        if tabs:
            oo.add_tab(paragraph)
        if converted is None:
            oo.add_text(paragraph, tex, CharFormat(style="VerbatimChar"))
        elif number is None:
            add_displayed(paragraph, converted)
        else:
            paragraph.append(converted)
        if number is not None:
            oo.add_tab(paragraph)
            self._equation_number(paragraph, number, name)

    def _equation_number(self, paragraph: Element, number: int, name: str) -> None:
        context = self._context
        with_parentheses, alone = equation_marks(name, number)
        outer = context.bookmark(paragraph, with_parentheses.bookmark)
        oo.add_text(paragraph, "(")
        inner = context.bookmark(paragraph, alone.bookmark)
        oo.add_field(paragraph, context.sequence("Equation", number), str(number))
        context.close(paragraph, [inner])
        oo.add_text(paragraph, ")")
        context.close(paragraph, [outer])

    def _missing(self, parent: Element, written: str) -> None:
        """A table or figure that does not exist stands as the author called for it."""
        oo.add_text(oo.add_paragraph(parent, "MissingPicture"), written)


def _has_footnote(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and any(
        isinstance(node, ResolvedFootnote) for node in walk(block.content)
    )


def _indent(setting: Setting) -> int:
    """Where the text of the list around stands, in twips from the left."""
    return _LIST_INDENT * (setting.level + 2) if setting.level >= 0 else 0
