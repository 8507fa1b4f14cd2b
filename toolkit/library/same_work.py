"""Whether a work that a registry has, by a title or an identifier, is the one of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from toolkit.library.keys import family_of
from toolkit.library.works import HAN, SHORTEST, Work, differ, folded
from toolkit.model.lookup import RegisteredWork
from toolkit.model.reference import Reference

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_TELLING = 40
"""Letters of a title that may do with a year or an author alone."""
_UNLIKE = 60.0
"""Likeness of titles (Indel ratio, 0 to 100) below which an identifier is that of another work."""
_OF_ANY_TYPE = frozenset({"", "document"})
"""CSL types that say nothing of what a work is."""


def plain_title(reference: Reference) -> str:
    """The title as one line without markup."""
    return " ".join(_TAG.sub("", reference.get("title")).split())


def unsearchable(reference: Reference) -> str:
    """Why a search by title could give no certain answer, as a sentence; nothing if it can."""
    work = Work(0, reference)
    if not work.folded:
        return "has no identifier and no title"
    if work.weight < SHORTEST:
        return "has no identifier, and its title is too short to find it by"
    if not (work.year or _first_author(reference)):
        return "has no identifier, and neither author nor year to know it by"
    if not (work.year and _first_author(reference)) and work.weight < _TELLING:
        return "has no identifier, and its author or year is missing, so a work of this title may be another"
    return ""


def same_works(reference: Reference, found: Iterable[RegisteredWork]) -> list[RegisteredWork]:
    """Those of the works found that have the title, the year and the first author of an entry.

    Case, accents and signs do not count, a name in Chinese is compared in pinyin. What the entry lacks is
    not compared; volume, issue, pages and kind must not contradict. Notices on other works are none, and a
    preprint is not its article.
    """
    own = Work(0, reference)
    return [work for work in found if not work.is_notice and _is_same(own, work)]


def is_another(reference: Reference, found: RegisteredWork) -> bool:
    """Whether the work with an entry's identifier is surely another one: the identifier is wrong then.

    Titles in two scripts, or short ones, tell nothing; first author and year that agree say that it is the
    work, whatever its title was translated to.
    """
    from rapidfuzz.fuzz import ratio

    own = Work(0, reference)
    others = [Work(0, replace(reference, fields={"title": title})) for title in found.titles]
    family = _first_author(reference)
    if family and family == _first_author(found.reference) and own.year in found.years:
        return False
    comparable = [
        other
        for other in others
        if bool(HAN.search(other.title)) == bool(HAN.search(own.title))
        and min(own.weight, other.weight) >= SHORTEST
    ]
    return bool(comparable) and all(ratio(own.folded, other.folded) < _UNLIKE for other in comparable)


def _is_same(own: Work, found: RegisteredWork) -> bool:
    other = Work(0, found.reference)
    titles = {folded(_TAG.sub("", title)) for title in found.titles}
    family = _first_author(own.reference)
    types = {own.reference.type, other.reference.type}
    return (
        own.folded in titles
        and (own.year is None or own.year in found.years)
        and (not family or family == _first_author(found.reference))
        and own.preprint == other.preprint
        and (len(types) == 1 or bool(types & _OF_ANY_TYPE))
        and not differ(own, other)
    )


def _first_author(reference: Reference) -> str:
    names = reference.names.get("author") or ()
    return family_of(names[0]) if names else ""
