"""How a message names another place than its own."""

from __future__ import annotations

from toolkit.check.rule import Message
from toolkit.check.selection import relative_posix
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span


def named_place(span: Span | None, review: ResolvedReview, *, column: bool = True) -> Message:
    """`sections/01.md:12:5`, without the column `references.bib:12`; in a Word file `paragraph 12`."""
    if span is None:
        return Message("?", "?")
    if review.manuscript is not None:
        return Message(f"paragraph {span.line}", f"第 {span.line} 段")
    place = f"{relative_posix(span.path, review.source.root)}:{span.line}"
    place = f"{place}:{span.column}" if column else place
    return Message(place, place)
