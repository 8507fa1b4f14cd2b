"""Whether a cited work is by an author of the review."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from toolkit.check.scripts import has_han
from toolkit.check.works import folded
from toolkit.model.inline import plain_text
from toolkit.model.reference import Name, Reference
from toolkit.model.review import Metadata

_ROLES = ("author", "original-author")
_MOST_INITIALS = 3


class Person(NamedTuple):
    """An author of the review, by every way of telling him."""

    han: str
    """The name in Chinese characters, without blanks."""
    full: frozenset[str]
    """Family and given name in Latin letters, joined in either order."""
    short: frozenset[str]
    """Family name and first initial, as far as it is known which of the names is which."""


def review_authors(metadata: Metadata) -> tuple[Person, ...]:
    return tuple(
        _person([plain_text(text) for text in author.name.texts.values()]) for author in metadata.authors
    )


def is_by(reference: Reference, people: Iterable[Person]) -> bool:
    """Whether one of these people certainly wrote a work, or two of them very probably."""
    names = [name for role in _ROLES for name in reference.names.get(role, ())]
    probably = 0
    for person in people:
        if any(_is(name, person) for name in names):
            return True
        probably += any(_may_be(name, person) for name in names)
    return probably > 1


def _person(names: Iterable[str]) -> Person:
    han, full, short = "", set(), set()
    for name in names:
        if has_han(name):
            han = re.sub(r"\s+", "", name)
            continue
        words = [word for word in re.split(r"[\s,]+", name) if word]
        capitals = [word for word in words if len(word) > 1 and word.isupper()]
        family = "".join(map(folded, capitals or words[-1:]))
        given = "".join(folded(word) for word in words if word not in (capitals or words[-1:]))
        if family and given:
            full |= {family + given, given + family}
            short.add(family + given[0])
    return Person(han, frozenset(full), frozenset(short))


def _is(name: Name, person: Person) -> bool:
    if has_han(name.family + name.literal):
        return bool(person.han) and person.han in (name.family + name.given, name.literal)
    return not _are_initials(name.given) and folded(name.family) + folded(name.given) in person.full


def _may_be(name: Name, person: Person) -> bool:
    return _are_initials(name.given) and folded(name.family) + folded(name.given)[0] in person.short


def _are_initials(given: str) -> bool:
    """`L`, `L. M.`, `LM`; `Li` is a name."""
    letters = "".join(filter(str.isalpha, given))
    return len(letters) <= _MOST_INITIALS and letters.isupper()
