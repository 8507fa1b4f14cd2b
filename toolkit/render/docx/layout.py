"""The pages: their size and columns, and the breaks between stretches of the text laid out differently."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from toolkit.model.journal import PageSetup
from toolkit.render.docx.context import Context
from toolkit.render.docx.ooxml import page as oo
from toolkit.render.docx.ooxml import parts
from toolkit.render.docx.ooxml.names import twips
from toolkit.render.docx.ooxml.page import Furniture, PageShape
from toolkit.render.docx.ooxml.text import Element, add_paragraph, is_paragraph

_PLACEHOLDER = re.compile(r"\{title\}|\{journal\}")
_SIZES = {"A4": (11906, 16838), "letter": (12240, 15840)}


def page_shape(setup: PageSetup) -> PageShape:
    """The page of the text, in as many columns as the journal has."""
    width, height = _SIZES[setup.size]
    return PageShape(
        width,
        height,
        twips(setup.margin_top),
        twips(setup.margin_bottom),
        twips(setup.margin_left),
        twips(setup.margin_right),
        columns=setup.columns,
        line_numbers=setup.line_numbers,
    )


def add_furniture(context: Context) -> tuple[Furniture, ...]:
    """The running head and the page number, as parts that every section refers to."""
    setup = context.journal.page
    pieces: list[Furniture] = []
    outside = setup.page_numbers == "footer-outside"
    head = context.say(setup.header)
    if head:
        names = {"{title}": context.review.title, "{journal}": context.say(context.journal.name)}
        # In one pass, so that braces in a title stay what they are.
        words = _PLACEHOLDER.sub(lambda found: names[found[0]], head)
        rid = context.package.add_part("header1.xml", CT.WML_HEADER, RT.HEADER, oo.header(words))
        pieces.append(Furniture("header", "default", rid))
        if outside:
            rid = context.package.add_part("header2.xml", CT.WML_HEADER, RT.HEADER, oo.header(words))
            pieces.append(Furniture("header", "even", rid))
    if setup.page_numbers != "none":
        align = "right" if outside else ""
        rid = context.package.add_part("footer1.xml", CT.WML_FOOTER, RT.FOOTER, oo.footer(align))
        pieces.append(Furniture("footer", "default", rid))
    if outside:
        parts.distinguish_even_pages(context.package.settings)
        rid = context.package.add_part("footer2.xml", CT.WML_FOOTER, RT.FOOTER, oo.footer("left"))
        pieces.append(Furniture("footer", "even", rid))
    return tuple(pieces)


@dataclass(slots=True)
class Flow:
    """The body of the document, cut into sections where the layout changes."""

    body: Element
    text: PageShape
    """The page that the text is set on."""
    furniture: tuple[Furniture, ...]
    _shape: PageShape | None = None
    _continuous: bool = False
    _start: int = 0

    @property
    def shape(self) -> PageShape:
        """The page as it is at this point."""
        return self._shape or self.text

    def as_text(self) -> None:
        """Go on as the text is set."""
        self.switch(self.text)

    def across(self) -> None:
        """Go on in one column over the whole width."""
        self.switch(self.text._replace(columns=1))

    def landscape(self) -> None:
        """Go on in one column on a page lying on its side; header, footer and margins keep their sides."""
        turned = self.text._replace(columns=1, width=self.text.height, height=self.text.width)
        self.switch(turned)

    def switch(self, shape: PageShape) -> None:
        """Go on with this page; where the text was set otherwise, a section ends."""
        if shape == self.shape:
            self._shape = shape
            return
        if len(self.body) > self._start:
            self._end()
            self._continuous = shape.landscape == self.shape.landscape
        self._shape = shape

    def _end(self) -> None:
        last = self.body[-1]
        if not is_paragraph(last):
            last = add_paragraph(self.body, "TableEnd")
        oo.end_section(last, self.shape, self.furniture, continuous=self._continuous)
        self._start = len(self.body)

    def finish(self) -> None:
        """The last section's properties; nothing can follow."""
        if len(self.body) and not is_paragraph(self.body[-1]):
            add_paragraph(self.body, "TableEnd")
        oo.add_section(self.body, self.shape, self.furniture, continuous=self._continuous)
