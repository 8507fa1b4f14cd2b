"""A Word document → `WordDocument`, and the way back from a place in it to the nodes of the file.

`read_docx` gives what reads; `open_docx` keeps the package open beside it for whoever writes
comments or changes into a copy: `OpenDocx.trace` leads from a span (`toolkit.model.word` says how
places are counted) to the part, the `w:p` and the runs. Both walk the file in the same way, so the
same bytes always give the same lines.

What is no DOCX, is damaged or hostile raises `ToolkitError`, which says what it is and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from toolkit.load.docx.names import kind
from toolkit.load.docx.package import Package, open_package
from toolkit.load.docx.reading import read_package
from toolkit.load.docx.walked import Piece, Walked
from toolkit.model.source import Span
from toolkit.model.word import View, WordDocument

__all__ = ["OpenDocx", "Trace", "TracedPiece", "open_docx", "read_docx"]


class TracedPiece(NamedTuple):
    """A node that part of a span stands in. Of a `w:t`, `start` to `end` (from 0) are its characters;
    any other node (`w:tab`, `w:sym`, `m:oMath`, …) is meant as a whole. A formula has no `run`."""

    node: etree._Element
    run: etree._Element | None
    start: int
    end: int


class Trace(NamedTuple):
    """Where a span stands in the file: the part, the paragraph (`w:p`) and the nodes, in order.

    An empty span, or one in an empty paragraph, has no pieces.
    """

    part: str
    paragraph: etree._Element
    pieces: tuple[TracedPiece, ...]


@dataclass(frozen=True)
class OpenDocx:
    """A document with its package. The trees of `package` are those that `trace` leads into."""

    package: Package
    document: WordDocument
    walked: tuple[Walked, ...]

    def trace(self, span: Span) -> Trace:
        """The nodes of a span within one paragraph; of a longer one, those of its first paragraph.

        Raises `IndexError` if the document has no such paragraph.
        """
        if span.line < 1:
            raise IndexError(span.line)
        paragraph = self.walked[span.line - 1]
        start = span.column - 1
        end = span.end_column - 1 if span.end_line == span.line else paragraph.length
        pieces = [piece for piece in paragraph.pieces if piece.start < end and piece.end > start]
        element = _paragraph_around(pieces[0].node) if pieces else paragraph.elements[0]
        return Trace(paragraph.part, element, tuple(_traced(piece, start, end) for piece in pieces))


def _paragraph_around(node: etree._Element) -> etree._Element:
    return next(element for element in node.iterancestors() if kind(element) == "w:p")


def _traced(piece: Piece, start: int, end: int) -> TracedPiece:
    first, last = max(start, piece.start) - piece.start, min(end, piece.end) - piece.start
    if kind(piece.node) not in {"w:t", "w:delText"}:
        return TracedPiece(piece.node, piece.run, 0, last - first)
    return TracedPiece(piece.node, piece.run, piece.skip + first, piece.skip + last)


def read_docx(path: Path, *, view: View = "accepted") -> WordDocument:
    """Read a Word document. Raises `ToolkitError` if it is none or cannot be read."""
    return open_docx(path, view=view).document


def open_docx(path: Path, *, view: View = "accepted") -> OpenDocx:
    """Read a Word document and keep its package. Raises `ToolkitError` as `read_docx` does."""
    package = open_package(path)
    try:
        document, walked = read_package(package, view)
    except RecursionError as error:
        raise package.damaged("its tables or boxes are nested deeper than Word can draw") from error
    return OpenDocx(package, document, walked)
