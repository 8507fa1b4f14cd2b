"""The pages: their size and columns, and the breaks between stretches of the text laid out differently."""

from __future__ import annotations

from toolkit.model.frozen import mutable
from toolkit.model.journal import PageSetup
from toolkit.render.docx.ooxml import page as oo
from toolkit.render.docx.ooxml.names import twips
from toolkit.render.docx.ooxml.page import Furniture, PageShape
from toolkit.render.docx.ooxml.text import (
    Element,
    add_paragraph,
    add_text,
    has_text,
    is_paragraph,
    paragraph_style,
)
from toolkit.render.docx.running_heads import RunningHeads

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


@mutable
class Flow:
    """The body of the document, cut into sections where the layout changes."""

    body: Element
    text: PageShape
    """The page that the text is set on."""
    heads: RunningHeads
    _shape: PageShape | None = None
    _continuous: bool = False
    _start: int = 0
    _opening: bool = True

    @property
    def shape(self) -> PageShape:
        """The page as it is at this point."""
        return self._shape or self.text

    @property
    def whole(self) -> PageShape:
        """The page of the text in one column."""
        return self.text._replace(columns=1)

    def as_text(self) -> None:
        """Go on as the text is set."""
        self.switch(self.text)

    def across(self, continued: str = "") -> None:
        """Go on in one column over the whole width; with `continued` on a new page, and the running head
        says it from the second page on."""
        self.switch(self.whole._replace(continued=continued))

    def landscape(self, continued: str = "") -> None:
        """Go on in one column on a page lying on its side; header, footer and margins keep their sides.

        `continued` stands in the running head from the second such page on.
        """
        turned = self.whole._replace(width=self.text.height, height=self.text.width, continued=continued)
        self.switch(turned)

    def switch(self, shape: PageShape) -> None:
        """Go on with this page; where the text was set otherwise, a section ends."""
        if shape == self.shape:
            self._shape = shape
            return
        if len(self.body) > self._start:
            self._end()
            new_page = shape.landscape != self.shape.landscape or shape.continued != self.shape.continued
            self._continuous = not new_page
        self._shape = shape

    def _end(self) -> None:
        last = self.body[-1]
        if not is_paragraph(last) or paragraph_style(last) == "Caption":
            # LibreOffice loses what refers to a caption that ends a section.
            last = add_paragraph(self.body, "TableEnd")
        if not has_text(last):
            add_text(last, " ")  # LibreOffice drops an empty paragraph at the end of a section
        oo.end_section(last, self.shape, self._furniture(), continuous=self._continuous)
        self._start = len(self.body)

    def finish(self) -> None:
        """The last section's properties; nothing can follow."""
        if len(self.body) and not is_paragraph(self.body[-1]):
            add_paragraph(self.body, "TableEnd")
        oo.add_section(self.body, self.shape, self._furniture(), continuous=self._continuous)

    def _furniture(self) -> tuple[Furniture, ...]:
        opening, self._opening = self._opening, False
        return self.heads.of(self.shape, opening=opening)
