"""What the parts of the renderer share while one document is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from itertools import count
from typing import TYPE_CHECKING

from toolkit.model.block import NumberedFootnote
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import mutable
from toolkit.model.inline import primary
from toolkit.model.journal import Journal, Texts
from toolkit.model.review import ResolvedReview
from toolkit.render.docx.anchors import Anchors
from toolkit.render.docx.ooxml import parts, text
from toolkit.render.docx.ooxml.opc import ContentType, Kind
from toolkit.render.docx.ooxml.text import Element
from toolkit.render.docx.package import WordPackage

if TYPE_CHECKING:
    from toolkit.render.docx.zotero import Zotero

AUTHOR = "Review Toolkit"
"""Who made the tracked changes and comments: the source text names no one."""
CHANGE_DATE = "2000-01-01T00:00:00Z"
"""When: the source names no date, and the same review gives the same bytes."""


@mutable
class Context:
    """One document in the making."""

    review: ResolvedReview
    package: WordPackage = field(init=False)
    anchors: Anchors = field(default_factory=Anchors)
    footnotes: dict[int, NumberedFootnote] = field(init=False)
    referred_notes: set[int] = field(default_factory=set)
    """Numbers of the footnotes that the text written so far refers to."""
    problems: list[Problem] = field(default_factory=list)
    zotero: Zotero | None = None
    """Writes citations and the reference list as fields of Zotero, if they are to be."""
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _drawings: count[int] = field(default_factory=lambda: count(1))
    _sequences: dict[str, int] = field(default_factory=dict)
    _comments: Element | None = None

    def __post_init__(self) -> None:
        self.package = WordPackage(self.review.journal.id)
        self.footnotes = {note.number: note for note in self.review.footnotes}

    @property
    def journal(self) -> Journal:
        return self.review.journal

    @property
    def language(self) -> str:
        """The primary subtag of the main language."""
        return primary(self.review.language)

    def say(self, texts: Texts) -> str:
        """A text of ours or the journal's in the main language, else in English, else nothing."""
        return texts.get(self.language) or texts.get("en", "")

    def new_number(self) -> int:
        """An id for a bookmark or a change, unique in the document."""
        return next(self._numbers)

    def new_drawing(self) -> int:
        return next(self._drawings)

    def sequence(self, name: str, number: int) -> str:
        r"""The instruction of a field that counts captions; `\r` sets the count where it has a gap."""
        follows = number == self._sequences.get(name, 0) + 1
        self._sequences[name] = number
        return rf"SEQ {name} \* ARABIC" + ("" if follows else rf" \r {number}")

    def new_comment(self, words: str) -> int:
        """Store a comment; returns its number."""
        if self._comments is None:
            self._comments = parts.empty_comments()
            self.package.add_part("comments.xml", ContentType.COMMENTS, Kind.COMMENTS, self._comments)
        number = len(self._comments)
        text.add_comment(self._comments, number, words, AUTHOR, CHANGE_DATE)
        return number

    def bookmark(self, parent: Element, name: str) -> int | None:
        """Open a bookmark, unless it stands elsewhere already; `close` it with what this returns."""
        if not self.anchors.place(name):
            return None
        number = self.new_number()
        text.add_bookmark_start(parent, number, name)
        return number

    def close(self, parent: Element, bookmarks: Iterable[int | None]) -> None:
        for number in bookmarks:
            if number is not None:
                text.add_bookmark_end(parent, number)
