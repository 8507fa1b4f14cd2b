"""What the renderers of one page share: its anchors, and what has been cited so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field

from toolkit.model.block import (
    Block,
    NumberedEquation,
    NumberedFigure,
    NumberedHeading,
    NumberedTable,
    walk_blocks,
)
from toolkit.model.frozen import mutable
from toolkit.model.inline import TargetKind, primary
from toolkit.model.review import BibliographyEntry, ResolvedReview
from toolkit.render.html.words import Words, words

_NOT_IN_ID = re.compile(r"[^\w.]+")


def slug(text: str) -> str:
    """`text` as part of an id: letters, digits, `_`, `.` and single hyphens.

    A double hyphen never comes out of it, so ids derived from an anchor (`tbl-a--caption`)
    cannot meet another anchor.
    """
    return _NOT_IN_ID.sub("-", text).strip("-") or "x"


@mutable
class Anchors:
    """The ids of the page. What links can lead to is reserved before anything is drawn."""

    _taken: set[str] = field(default_factory=set)
    _reserved: dict[tuple[str, str], str] = field(default_factory=dict)
    _placed: set[str] = field(default_factory=set)

    def reserve(self, kind: str, name: str) -> str:
        """The id of the thing `name` of this kind."""
        known = self._reserved.get((kind, name))
        if known is None:
            known = self._reserved[kind, name] = self._new(f"{kind}-{slug(name)}")
        return known

    def place(self, kind: str, name: str) -> str:
        """The id to print on a thing. Of several things with one name, the first has the reserved id."""
        identifier = self.reserve(kind, name)
        if identifier in self._placed:
            identifier = self._new(identifier)
        self._placed.add(identifier)
        return identifier

    def find(self, kind: TargetKind, name: str) -> str | None:
        """The id of a thing that is on this page, else None."""
        return self._reserved.get((kind, name))

    def _new(self, wanted: str) -> str:
        identifier = wanted
        count = 1
        while identifier in self._taken:
            count += 1
            identifier = f"{wanted}-{count}"
        self._taken.add(identifier)
        return identifier


@mutable
class Page:
    """One page in the making. Renderers write down here what the end of the page lists."""

    review: ResolvedReview
    language: str
    words: Words
    anchors: Anchors = field(default_factory=Anchors)
    entries: dict[str, tuple[BibliographyEntry, str]] = field(default_factory=dict)
    """Key → entry and its id; empty where the page has no reference list."""
    cited: dict[str, list[str]] = field(default_factory=dict)
    """Key → ids of the citations of it, in reading order."""
    citation_count: int = 0
    peeks: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    """Keys cited together → id and name of the popover that shows them."""
    note_references: dict[int, list[str]] = field(default_factory=dict)
    """Number of a footnote → ids of the places that refer to it."""
    rules: list[str] = field(default_factory=list)
    """Style rules that only this page needs, such as the widths of its columns."""

    def foreign(self, language: str) -> str | None:
        """The `lang` attribute of a passage: None where it is in the page's own language."""
        return None if not language or primary(language) == primary(self.language) else language

    def note_cited(self, keys: Iterable[str]) -> str:
        """A citation of these works stands here; gives it an id."""
        self.citation_count += 1
        identifier = f"cite-{self.citation_count}"
        for key in dict.fromkeys(keys):
            self.cited.setdefault(key, []).append(identifier)
        return identifier


def open_page(review: ResolvedReview) -> Page:
    """A page of the whole review, with an anchor for everything that its text can refer to."""
    page = Page(review, review.language, words(review.language))
    for section in review.sections:
        page.anchors.reserve("sec", section.source.id)
        for kind, name in _targets(section.blocks):
            page.anchors.reserve(kind, name)
    for entry in review.bibliography:
        page.entries[entry.key] = entry, page.anchors.reserve("ref", entry.key)
    return page


def _targets(blocks: Iterable[Block]) -> Iterator[tuple[TargetKind, str]]:
    for block in walk_blocks(blocks):
        match block:
            case NumberedHeading():
                yield "sec", block.name
            case NumberedTable():
                yield "tbl", block.source.id
            case NumberedFigure():
                yield "fig", block.source.id
            case NumberedEquation():
                yield "eq", block.source.id
            case _:
                pass
