"""What the text can refer to, and under which bookmark it stands in Word.

A bookmark's name begins with a letter or `_` (which hides it from the author), holds letters, digits
and `_`, is at most 40 characters long and does not tell capitals from small letters.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import NamedTuple

from toolkit.model.block import (
    Block,
    Caption,
    Heading,
    NumberedEquation,
    NumberedFigure,
    NumberedHeading,
    NumberedTable,
    walk_blocks,
)
from toolkit.model.frozen import mutable
from toolkit.model.inline import TargetKind, plain_text

_PLAIN_NAME = re.compile(r"[a-z0-9_]{1,24}")
_NOT_IN_NAME = re.compile(r"[^a-z0-9_]+")


def bookmark_name(kind: str, name: str, part: str = "") -> str:
    """`_Ref_tbl_hydrogels`; a name that Word would not take is shortened and told apart by its checksum."""
    if not _PLAIN_NAME.fullmatch(name):
        slug = _NOT_IN_NAME.sub("_", name.lower())[:15].strip("_")
        name = f"{slug}_{zlib.crc32(name.encode('utf-8', 'surrogatepass')):08x}"
    return "_".join(filter(None, ("_Ref", kind, name, part)))


class Mark(NamedTuple):
    """A passage of the document and the bookmark around it."""

    text: str
    bookmark: str


class Target(NamedTuple):
    """A numbered thing: its label in each language it is printed in, then its bare number or title."""

    marks: tuple[Mark, ...]

    def within(self, visible: str) -> tuple[str, Mark, str] | None:
        """The mark whose text is part of a reference's visible text, with what stands around it."""
        for mark in self.marks:
            if not mark.text:
                continue
            # A number must not be a part of a longer one: not the `1` of `3.1`, nor of `12`.
            before = r"(?<![\d.])" if mark.text[0].isdigit() else ""
            found = re.search(rf"{before}{re.escape(mark.text)}(?!\.?\d)", visible)
            if found:
                return visible[: found.start()], mark, visible[found.end() :]
        return None

    @property
    def bookmark(self) -> str:
        return self.marks[0].bookmark


@mutable
class Anchors:
    """The bookmarks of one document. The first thing of a name has it; a second one gets none."""

    targets: dict[tuple[str, str], Target] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    """Citation key → bookmark of its entry in the reference list."""
    _placed: set[str] = field(default_factory=set)

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        for kind, name, target in _targets(blocks):
            if target.marks:
                self.targets.setdefault((kind, name), target)

    def add_entries(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.entries[key] = bookmark_name("bib", key)

    def place(self, bookmark: str) -> bool:
        """Whether the bookmark is still to be set; from now on it is not."""
        if bookmark in self._placed:
            return False
        self._placed.add(bookmark)
        return True


def heading_mark(heading: NumberedHeading) -> Mark:
    """The heading's number, or its words if it has none."""
    return Mark(heading.number or plain_text(heading.content), bookmark_name("sec", heading.name))


def caption_marks(kind: TargetKind, name: str, caption: Caption) -> tuple[Mark, Mark]:
    """The label with its word (`表 1`) and the number alone (`1`)."""
    label = bookmark_name(kind, name, caption.language)
    return Mark(caption.label, label), Mark(str(caption.number), f"{label}_n")


def equation_marks(name: str, number: int) -> tuple[Mark, Mark]:
    """The number with its parentheses, and alone."""
    return (
        Mark(f"({number})", bookmark_name("eq", name)),
        Mark(str(number), bookmark_name("eq", name, "n")),
    )


def _caption_target(kind: TargetKind, name: str, captions: Sequence[Caption]) -> Target:
    """Labels before numbers, so that the longer passage is found first."""
    pairs = [caption_marks(kind, name, caption) for caption in captions]
    return Target((*(label for label, _ in pairs), *(number for _, number in pairs)))


def _targets(blocks: Iterable[Block]) -> Iterator[tuple[TargetKind, str, Target]]:
    for block in walk_blocks(blocks):
        match block:
            case NumberedTable():
                yield "tbl", block.source.id, _caption_target("tbl", block.source.id, block.captions)
            case NumberedFigure():
                yield "fig", block.source.id, _caption_target("fig", block.source.id, block.captions)
            case NumberedEquation(number=int(number)):
                yield "eq", block.source.id, Target(equation_marks(block.source.id, number))
            case NumberedHeading():
                yield "sec", block.name, Target((heading_mark(block),))
            case Heading():
                yield (
                    "sec",
                    block.id,
                    Target((Mark(plain_text(block.content), bookmark_name("sec", block.id)),)),
                )
            case _:
                pass
