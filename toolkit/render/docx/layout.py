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


class RunningHeads:
    """Running heads and page numbers, as parts that the sections refer to."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._setup = setup = context.journal.page
        self._outside = setup.page_numbers == "footer-outside"
        self._words = self._fill(context.say(setup.header))
        self._parts = {"header": 0, "footer": 0}
        if self._outside:
            parts.distinguish_even_pages(context.package.settings)
        self._headers = self._pair(self._words) if self._words else ()
        self._footers = self._page_numbers()

    def of(self, shape: PageShape, *, opening: bool) -> tuple[Furniture, ...]:
        """What a section refers to; `opening` for the one that the document begins with."""
        if shape.continued:
            headers = (*self._pair(self._words, shape.continued), self._header("first", self._words))
        elif opening and self._setup.first_page == "own":
            own = self._fill(self._context.say(self._setup.first_header))
            headers = (*self._headers, self._header("first", own))
        else:
            return (*self._headers, *self._footers)
        numbered = (self._footer("first", self._footer_align),) if self._footers else ()
        return (*headers, *self._footers, *numbered)

    def _fill(self, text: str) -> str:
        names = {
            "{title}": self._context.review.title,
            "{journal}": self._context.say(self._context.journal.name),
        }
        # In one pass, so that braces in a title stay what they are.
        return _PLACEHOLDER.sub(lambda found: names[found[0]], text)

    @property
    def _footer_align(self) -> str:
        return "right" if self._outside else ""

    def _pair(self, words: str, below: str = "") -> tuple[Furniture, ...]:
        """For odd and, where they differ, even pages."""
        pages: tuple[oo.PageKind, ...] = ("default", "even") if self._outside else ("default",)
        return tuple(self._header(kind, words, below) for kind in pages)

    def _page_numbers(self) -> tuple[Furniture, ...]:
        if self._setup.page_numbers == "none":
            return ()
        odd = self._footer("default", self._footer_align)
        return (odd, self._footer("even", "left")) if self._outside else (odd,)

    def _header(self, pages: oo.PageKind, words: str, below: str = "") -> Furniture:
        self._parts["header"] += 1
        root, name = oo.header(words, below), f"header{self._parts['header']}.xml"
        rid = self._context.package.add_part(name, CT.WML_HEADER, RT.HEADER, root)
        return Furniture("header", pages, rid)

    def _footer(self, pages: oo.PageKind, align: str) -> Furniture:
        self._parts["footer"] += 1
        root, name = oo.footer(align), f"footer{self._parts['footer']}.xml"
        rid = self._context.package.add_part(name, CT.WML_FOOTER, RT.FOOTER, root)
        return Furniture("footer", pages, rid)


@dataclass(slots=True)
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
        if not is_paragraph(last):
            last = add_paragraph(self.body, "TableEnd")
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
