"""How files and places are named in messages and reports."""

from __future__ import annotations

import os
from pathlib import Path

from toolkit.check.rule import Message
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


def relative_posix(path: Path, base: Path) -> str:
    """The path seen from `base` with `/` on every system; absolute if another drive lies between."""
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:
        return path.as_posix()
