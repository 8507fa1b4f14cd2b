"""Running heads and page numbers, as parts that the sections refer to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from toolkit.model.inline import plain_text, primary
from toolkit.model.journal import NarrativeStyle, RunningHead
from toolkit.model.review import ResolvedReview
from toolkit.render.docx.context import Context
from toolkit.render.docx.ooxml import page as oo
from toolkit.render.docx.ooxml import parts
from toolkit.render.docx.ooxml.opc import ContentType, Kind
from toolkit.render.docx.ooxml.page import Furniture, HeadPiece, PageField, PageShape, RightEdge

_NAME: Final = re.compile(r"\{(\w+)\}")
_FIELDS: Final[Mapping[str, PageField]] = {"page": PageField("PAGE"), "page_count": PageField("NUMPAGES")}
_RIGHT: Final = "\t"


class RunningHeads:
    """The headers and footers of one document; each section refers to those that it needs."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._setup = setup = context.journal.page
        self._outside = setup.page_numbers == "footer-outside"
        self._values = _values(context)
        self._head = self._filled(setup.header)
        self._parts = {"header": 0, "footer": 0}
        if self._outside:
            parts.distinguish_even_pages(context.package.settings)
        self._headers: dict[int, tuple[Furniture, ...]] = {}
        self._footers = self._page_numbers()

    def of(self, shape: PageShape, *, opening: bool) -> tuple[Furniture, ...]:
        """What a section refers to; `opening` for the one that the document begins with."""
        edge = shape.width - shape.left - shape.right
        if shape.continued:
            headers = (
                *self._pair(self._head, edge, shape.continued),
                self._header("first", self._head, edge),
            )
        elif opening and self._setup.first_page == "own":
            own = self._filled(self._setup.first_header)
            headers = (*self._running(edge), self._header("first", own, edge))
        else:
            return (*self._running(edge), *self._footers)
        numbered = (self._footer("first", self._footer_align),) if self._footers else ()
        return (*headers, *self._footers, *numbered)

    def _running(self, edge: int) -> tuple[Furniture, ...]:
        """The usual running head; only one with a right edge differs with the width of the page."""
        key = edge if RightEdge() in self._head else 0
        if self._head and key not in self._headers:
            self._headers[key] = self._pair(self._head, edge)
        return self._headers.get(key, ())

    def _filled(self, texts: RunningHead) -> tuple[HeadPiece, ...]:
        """The pieces that print: those whose names all have a value."""
        pieces = texts.get(self._context.language) or texts.get("en", ())
        found: list[HeadPiece] = []
        for piece in (pieces,) if isinstance(pieces, str) else pieces:
            if piece == _RIGHT:
                found.append(RightEdge())
            elif all(name in _FIELDS or self._values.get(name) for name in _NAME.findall(piece)):
                found.extend(self._piece(piece))
        return tuple(found)

    def _piece(self, piece: str) -> list[HeadPiece]:
        # Split once, so that braces in a title stay what they are.
        parts = _NAME.split(piece)
        found: list[HeadPiece] = []
        text = ""
        for place, part in enumerate(parts):
            if place % 2 and part in _FIELDS:
                found += [text] if text else []
                found.append(_FIELDS[part])
                text = ""
            else:
                text += self._values[part] if place % 2 else part
        return [*found, text] if text else found

    @property
    def _footer_align(self) -> str:
        return "right" if self._outside else ""

    def _pair(self, head: tuple[HeadPiece, ...], edge: int, below: str = "") -> tuple[Furniture, ...]:
        """For odd and, where they differ, even pages."""
        pages: tuple[oo.PageKind, ...] = ("default", "even") if self._outside else ("default",)
        return tuple(self._header(kind, head, edge, below) for kind in pages)

    def _page_numbers(self) -> tuple[Furniture, ...]:
        if self._setup.page_numbers == "none":
            return ()
        odd = self._footer("default", self._footer_align)
        return (odd, self._footer("even", "left")) if self._outside else (odd,)

    def _header(
        self, pages: oo.PageKind, head: tuple[HeadPiece, ...], edge: int, below: str = ""
    ) -> Furniture:
        self._parts["header"] += 1
        root, name = oo.header(head, edge, below), f"header{self._parts['header']}.xml"
        rid = self._context.package.add_part(name, ContentType.HEADER, Kind.HEADER, root)
        return Furniture("header", pages, rid)

    def _footer(self, pages: oo.PageKind, align: str) -> Furniture:
        self._parts["footer"] += 1
        root, name = oo.footer(align), f"footer{self._parts['footer']}.xml"
        rid = self._context.package.add_part(name, ContentType.FOOTER, Kind.FOOTER, root)
        return Furniture("footer", pages, rid)


def _values(context: Context) -> Mapping[str, str]:
    """What the names in a running head stand for, fields aside."""
    review = context.review
    metadata = review.source.metadata
    title = review.main_title
    return {
        **metadata.publication,
        "doi": metadata.classification.get("doi", ""),
        "title": plain_text(title.content[0]) if title and title.content else review.title,
        "journal": context.say(context.journal.name),
        "authors": _first_author(review, title.language if title else review.language),
    }


def _first_author(review: ResolvedReview, language: str) -> str:
    """`Ding et al.`, in the language of the title; nothing in a blind copy."""
    authors = review.source.metadata.authors
    if not authors:
        return ""
    style = review.journal.narrative.get(primary(language), NarrativeStyle())
    return plain_text(authors[0].name.best(language)) + (style.et_al if len(authors) > 1 else "")
