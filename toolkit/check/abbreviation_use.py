"""Definitions and uses of abbreviations over the whole review, for the rules that compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.check.abbreviations import TOKEN, Definition, definitions, normal
from toolkit.check.per_review import per_review
from toolkit.check.prose import Prose, prose
from toolkit.model.review import ResolvedReview

_JOINTS = re.compile(r"[-‐/@+.]")


class Defined(NamedTuple):
    """One definition and where it stands. `full` is the English words in its bracket, if there are any."""

    item: Prose
    definition: Definition
    full: str

    @property
    def short(self) -> str:
        return self.definition.short


class Used(NamedTuple):
    """A word that may be an abbreviation, as typed, and where it stands."""

    item: Prose
    word: str
    start: int
    end: int


@per_review
def all_definitions(review: ResolvedReview) -> tuple[Defined, ...]:
    """Every definition in paragraphs, notes and captions, in reading order."""
    return tuple(
        Defined(item, found, _full(item.text, found))
        for item in prose(review)
        if item.passage.place in ("paragraph", "note", "caption") and ("(" in item.text or "（" in item.text)
        for found in definitions(item.text)
    )


@per_review
def all_uses(review: ResolvedReview) -> tuple[Used, ...]:
    """Every word with a capital letter and another one or a digit or Greek letter."""
    return tuple(
        Used(item, match[0], match.start(), match.end())
        for item in prose(review)
        for match in TOKEN.finditer(item.text)
        if match.end() - match.start() > 1 and not match[0].isdigit() and not match[0].islower()
    )


def components(word: str) -> Iterator[str]:
    """The parts of a compound, without the s of a plural: `MSC` and `Exos` of `MSCs-Exos`."""
    return (normal(part) for part in _JOINTS.split(word) if part)


def _full(text: str, found: Definition) -> str:
    before = text[max(0, found.start - 160) : found.start]
    opening = max(before.rfind("("), before.rfind("（"))
    return before[opening + 1 :].strip(" ,，;；") if opening >= 0 else ""
