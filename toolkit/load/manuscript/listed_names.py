"""The entries of a reference list by what a citation by name and year says of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.load.manuscript.plain import folded, has_han
from toolkit.load.manuscript.references import numbered
from toolkit.model.frozen import frozen
from toolkit.model.manuscript import Cluster, Entry
from toolkit.model.reference import Name, Reference

_BARE = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "’": "'", "‘": "'", "ʼ": "'"}
_INITIALS = re.compile(r"\b([A-Z])[A-Za-z]{2,}")
_FEW = 2
"""Authors that a citation names; of more it says et al."""


@frozen
class Listed:
    """One version of an entry: who wrote it, and when. `year` is empty where none was read."""

    key: str
    families: tuple[str, ...]
    year: str
    truncated: bool

    def fits(self, others: Sequence[str], *, et_al: bool) -> bool:
        """Whether a citation that names these beside the first author, or says et al., can mean it."""
        if et_al:
            return self.truncated or len(self.families) > _FEW or not self.families
        if not others:
            return len(self.families) == 1 and not self.truncated
        return set(others) <= set(self.families)


@frozen
class Index:
    """The entries by the name of their first author, as a citation may print it, and the year."""

    works: Mapping[tuple[str, str], Sequence[Listed]]
    names: re.Pattern[str]
    """Any of the names, the longest first, as a word of its own."""

    def find(
        self, name: str, year: str, letter: str, others: Sequence[str], *, et_al: bool
    ) -> tuple[str, ...]:
        """The keys of the entries meant; several only where the citation does not tell them apart."""
        found = self.works.get((name.casefold(), year), ())
        if len(found) > 1:
            found = [each for each in found if each.fits(others, et_al=et_al)] or found
        keys = tuple(dict.fromkeys(each.key for each in found))
        if not letter:
            return keys
        place = ord(letter) - ord("a")
        return keys[place : place + 1] if len(keys) > 1 else keys if not place else ()


def plain_names(text: str) -> str:
    """The text with signs folded and letters without their accents; of the same length."""
    return "".join(_bare(char) for char in folded(text))


def _bare(char: str) -> str:
    if char.isascii():
        return char
    base = unicodedata.normalize("NFD", char)[0]
    return _BARE.get(char, base if base.isascii() else char)


def index_of(entries: Sequence[Entry]) -> Index:
    """The index of a list, by both versions of entries in two languages."""
    works: dict[tuple[str, str], list[Listed]] = {}
    names: set[str] = set()
    for entry in entries:
        for version in (entry.reference, entry.translation):
            if version is None or not (people := people_of(version)):
                continue
            year = _year(version) or _year(entry.reference)
            families = tuple(next(iter(_forms(each)), "").casefold() for each in people)
            truncated = bool(version.truncated & {"author", "editor"})
            for form in _forms(people[0]):
                names.update((form, form.upper(), form[:1].upper() + form[1:]))
                works.setdefault((form.casefold(), year), []).append(
                    Listed(entry.key, families, year, truncated)
                )
    any_name = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    return Index(works, re.compile(rf"(?<![A-Za-z'-])(?P<name>{any_name or '(?!)'})(?![A-Za-z-])"))


def people_of(work: Reference) -> tuple[Name, ...]:
    """Who answers for a work: its authors, else its editors."""
    return work.names.get("author") or work.names.get("editor") or ()


def _year(work: Reference) -> str:
    date = work.dates.get("issued")
    return str(date.year) if date is not None and date.year is not None else ""


def _forms(name: Name) -> Iterator[str]:
    """How a citation may print a name, its usual form first."""
    if name.literal:
        literal = plain_names(name.literal)
        yield literal
        initials = "".join(_INITIALS.findall(literal))
        if len(initials) > _FEW:
            yield initials  # World Health Organization is cited as WHO
        return
    family = plain_names(name.family)
    if has_han(family) and name.given:
        yield family + plain_names(name.given)
        return
    particles = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    if particles:
        yield f"{plain_names(particles)} {family}"
    if family:
        yield family


def called_by_name(
    entries: Sequence[Entry], clusters: Sequence[Cluster]
) -> tuple[tuple[Entry, ...], tuple[Cluster, ...]]:
    """The same, the entries called `Yang 2020` in messages: where names are cited, `[2]` says nothing."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for entry in entries:
        name = _called(entry.reference) or entry.key
        names[entry.key] = next(each for each in numbered(name) if each not in taken)
        taken.add(names[entry.key])
    renamed = tuple(
        replace(
            entry,
            key=names[entry.key],
            reference=replace(entry.reference, id=names[entry.key]),
            translation=entry.translation and replace(entry.translation, id=names[entry.key]),
        )
        for entry in entries
    )
    return renamed, tuple(
        replace(
            each, works=tuple(replace(work, key=names[work.key]) if work.key else work for work in each.works)
        )
        for each in clusters
    )


def _called(work: Reference) -> str:
    people, year = people_of(work), _year(work)
    if not people or not year:
        return ""
    name = people[0]
    given = name.given if has_han(name.family) else ""
    particles = (name.dropping_particle, name.non_dropping_particle)
    shown = name.literal or " ".join(filter(None, (*particles, name.family + given)))
    return f"{shown} {year}"
