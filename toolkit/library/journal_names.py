"""Journal names by a list: full names to abbreviated ones, or back.

A list is a text of one journal a line: `Full Name;Abbrev. Name` or `Full Name,Abbrev. Name` (CSV, as
JabRef and abbrv.jabref.org keep them), `Full Name = Abbrev. Name`, or two columns of a tab.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field

from toolkit.model.frozen import frozen

FORM = "Write `Full Name;Abbrev. Name`, one journal a line."
"""What is said where a list cannot be read."""
_SEPARATORS = ("\t", ";", " = ", ",")


@frozen
class JournalList:
    """Journals by full and by abbreviated name; case, dots and `&` for `and` do not count."""

    short: Mapping[str, str]
    """Folded full name → abbreviated name."""
    full: Mapping[str, str]
    """Folded abbreviated name → full name."""
    unread: tuple[int, ...] = field(default=())
    """Lines that hold no pair of names."""

    def abbreviated(self, name: str) -> str:
        """The abbreviated form of a full name, or of an abbreviation with other dots; or nothing."""
        wanted = folded(name)
        return self.short.get(wanted) or self.short.get(folded(self.full.get(wanted, "")), "")

    def expanded(self, name: str) -> str:
        """The full form of an abbreviated name, or nothing."""
        return self.full.get(folded(name), "")


def read_list(text: str) -> JournalList:
    """The pairs of a list; of two lines on one name the first counts."""
    short: dict[str, str] = {}
    full: dict[str, str] = {}
    unread: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        names = _pair(line)
        if names is None:
            unread.append(number)
            continue
        long, abbreviation = names
        short.setdefault(folded(long), abbreviation)
        full.setdefault(folded(abbreviation), long)
    return JournalList(short, full, tuple(unread))


def joined(lists: Iterable[JournalList]) -> JournalList:
    """Several lists as one; of two that know a name the first counts."""
    short: dict[str, str] = {}
    full: dict[str, str] = {}
    for one in lists:
        short = {**one.short, **short}
        full = {**one.full, **full}
    return JournalList(short, full)


def folded(name: str) -> str:
    """A journal's name as it is compared."""
    words = unicodedata.normalize("NFKC", name.casefold()).replace("&", " and ").replace(".", " ")
    return " ".join(words.split()).removeprefix("the ")


def _pair(line: str) -> tuple[str, str] | None:
    import csv

    separator = next((sign for sign in _SEPARATORS if sign in line), "")
    if not separator:
        return None
    single = len(separator) == 1
    try:
        parts = next(csv.reader([line], delimiter=separator)) if single else line.split(separator)
    except csv.Error:  # a value of more than 131,072 characters
        return None
    names = [part.strip() for part in parts]
    return (names[0], names[1]) if len(names) > 1 and names[0] and names[1] else None
