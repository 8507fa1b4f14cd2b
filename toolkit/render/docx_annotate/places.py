"""Where a mark belongs: the nodes of a passage, and the cuts that let a mark stand between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import NamedTuple

from lxml import etree

from toolkit.model.frozen import mutable
from toolkit.render.docx_annotate.xmltext import Splice, Vocabulary, XmlText

AUTHOR = "Review Toolkit"
_PRESERVE = ' xml:space="preserve"'


class PlacePiece(NamedTuple):
    """A node that part of a passage stands in: of a `w:t` its characters `start` to `end`, else the whole.

    A formula has no `run`.
    """

    node: etree._Element
    run: etree._Element | None
    start: int
    end: int


class Place(NamedTuple):
    """A passage of one paragraph (`w:p`); without pieces it is the paragraph as a whole."""

    paragraph: etree._Element
    pieces: tuple[PlacePiece, ...]


class Boundary(NamedTuple):
    """A byte position between characters, and what closes and opens the run there.

    `width` bytes behind it are replaced: the end of an empty-element tag that gets a content.
    """

    position: int
    before: str = ""
    after: str = ""
    width: int = 0


@mutable
class _Marks:
    before: str = ""
    after: str = ""
    width: int = 0
    ends: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)


class Deletion(NamedTuple):
    """Characters of a `w:t` that a tracked change takes away."""

    node: etree._Element
    start: int
    end: int


class Marker:
    """Collects marks for one part and gives the edits that put them in."""

    def __init__(self, text: XmlText, deletions: Sequence[Deletion], numbers: Iterator[int]) -> None:
        self.text = text
        self.words = Vocabulary.of(text.root)
        self.numbers = numbers
        self._marks: dict[int, _Marks] = defaultdict(_Marks)
        self._deletions: dict[etree._Element, list[Deletion]] = defaultdict(list)
        self._preserved: dict[etree._Element, None] = {}
        for deletion in deletions:
            self._deletions[deletion.node].append(deletion)

    def start(self, boundary: Boundary, mark: str, *, outside: bool = False) -> None:
        """Put a mark that opens something; `outside` puts it around those that are there."""
        marks = self._at(boundary)
        marks.starts.insert(0 if outside else len(marks.starts), mark)

    def end(self, boundary: Boundary, mark: str) -> None:
        """Put a mark that closes something, behind those that are there."""
        self._at(boundary).ends.append(mark)

    def _at(self, boundary: Boundary) -> _Marks:
        marks = self._marks[boundary.position]
        marks.before, marks.after = boundary.before or marks.before, boundary.after or marks.after
        marks.width = boundary.width
        return marks

    def deletion(self) -> str:
        """The start tag of a tracked change that takes away."""
        return self.words.open("del", id=next(self.numbers), author=AUTHOR)

    def insertion(self) -> str:
        """The start tag of a tracked change that puts in."""
        return self.words.open("ins", id=next(self.numbers), author=AUTHOR)

    # --- boundaries -----------------------------------------------------------------

    def before(self, piece: PlacePiece) -> Boundary:
        """The boundary at which a piece begins."""
        if piece.run is None:
            return Boundary(self.text.extents[_outside_formula(piece.node)].start)
        if self._is_text(piece.node) and piece.start > 0:
            return self._inside(piece.node, piece.run, piece.start)
        first = next(_content(piece.run), None)
        if first is piece.node:
            return Boundary(self.text.extents[piece.run].start)
        return self._between(piece.run, self.text.extents[piece.node].start)

    def behind(self, piece: PlacePiece) -> Boundary:
        """The boundary at which a piece ends."""
        if piece.run is None:
            return Boundary(self.text.extents[_outside_formula(piece.node)].end)
        if self._is_text(piece.node) and piece.end < len(piece.node.text or ""):
            return self._inside(piece.node, piece.run, piece.end)
        if piece.run[-1] is piece.node:
            return Boundary(self.text.extents[piece.run].end)
        return self._between(piece.run, self.text.extents[piece.node].end)

    def _is_text(self, node: etree._Element) -> bool:
        return etree.QName(node).localname in {"t", "delText"}

    def _inside(self, node: etree._Element, run: etree._Element, offset: int) -> Boundary:
        """A cut inside a text; before it, if its text cannot be cut."""
        position = self.text.position(node, offset)
        if position is None:
            return self._between(run, self.text.extents[node].start)
        self._preserved[node] = None
        deletions = self._deletions.get(node, ())
        taken = any(each.start < offset <= each.end for each in deletions)
        goes_on = any(each.start <= offset < each.end for each in deletions)
        # A mark inside a change stands between two parts of it, so that accepting it spares the mark.
        cut = any(each.start < offset < each.end for each in deletions)
        name = self.text.name(node)
        reopened = self._text_name(name, deleted=goes_on)
        return Boundary(
            position,
            f"</{self._text_name(name, deleted=taken)}></{self.text.name(run)}>"
            + (self.words.close("del") if cut else ""),
            f"{self.deletion() if cut else ''}{self.run_start(run)}<{reopened}{_PRESERVE}>",
        )

    def _text_name(self, name: str, *, deleted: bool) -> str:
        prefix, colon, _ = name.rpartition(":")
        return f"{prefix}{colon}delText" if deleted else name

    def _between(self, run: etree._Element, position: int) -> Boundary:
        """A cut between two children of a run."""
        return Boundary(position, f"</{self.text.name(run)}>", self.run_start(run))

    def run_start(self, run: etree._Element) -> str:
        """The start tag of a run with its properties, for the part of it behind a cut."""
        return self.text.start_tag(run) + self.properties(run)

    def properties(self, run: etree._Element) -> str:
        first = run[0] if len(run) else None
        if first is not None and isinstance(first.tag, str) and etree.QName(first).localname == "rPr":
            return self.text.whole(first)
        return ""

    def paragraph_start(self, paragraph: etree._Element) -> Boundary:
        """Behind the properties of a paragraph."""
        extent = self.text.extents[paragraph]
        if extent.inside == extent.end:  # <w:p/> has no inside
            return Boundary(extent.end - 2, ">", f"</{self.text.name(paragraph)}>", width=2)
        first = paragraph[0] if len(paragraph) else None
        if first is not None and isinstance(first.tag, str) and etree.QName(first).localname == "pPr":
            return Boundary(self.text.extents[first].end)
        return Boundary(extent.inside)

    # --- the edits --------------------------------------------------------------------

    def splices(self) -> Iterator[Splice]:
        """The edits that put all marks in."""
        for node in self._preserved:
            tag = self.text.start_tag(node)
            if "xml:space" not in tag:
                end = self.text.extents[node].inside - 1
                yield Splice(end, end, _PRESERVE)
        for deletions in self._deletions.values():
            yield from self._renamed(deletions)
        for position, marks in self._marks.items():
            between = "".join((*marks.ends, *marks.starts))
            yield Splice(position, position + marks.width, marks.before + between + marks.after)

    def _renamed(self, deletions: Sequence[Deletion]) -> Iterator[Splice]:
        """`w:t` is `w:delText` in what a change takes away; the tags at its cuts are written so by them."""
        for node, start, end in deletions:
            name, extent = self.text.name(node), self.text.extents[node]
            deleted, width = self._text_name(name, deleted=True), len(name.encode())
            if start == 0:
                yield Splice(extent.start + 1, extent.start + 1 + width, deleted)
            if end == len(node.text or ""):
                yield Splice(extent.outside + 2, extent.outside + 2 + width, deleted)


def _content(run: etree._Element) -> Iterator[etree._Element]:
    """The children of a run that are no properties."""
    return (child for child in run if isinstance(child.tag, str) and etree.QName(child).localname != "rPr")


def _outside_formula(node: etree._Element) -> etree._Element:
    """The formula as a child of its paragraph: the paragraph of formulas around it, if there is one."""
    parent = node.getparent()
    while parent is not None and etree.QName(parent).namespace == etree.QName(node).namespace:
        node, parent = parent, parent.getparent()
    return node
