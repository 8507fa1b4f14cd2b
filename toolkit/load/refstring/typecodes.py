"""Type and carrier codes of GB/T 7714 (3469 before it): `[J]`, `[EB/OL]`, `[M/CD]`."""

from __future__ import annotations

import re

from toolkit.model.frozen import frozen

_TYPES = {
    "M": "book",
    "J": "article-journal",
    "N": "article-newspaper",
    "C": "paper-conference",
    "D": "thesis",
    "R": "report",
    "S": "standard",
    "P": "patent",
    "EB": "webpage",
    "DB": "dataset",
    "DS": "dataset",
    "CP": "software",
    "A": "document",
    "CM": "map",
    "PP": "article",
    "G": "collection",
    "K": "entry-encyclopedia",
    "Z": "document",
}
_CARRIERS = ("OL", "MT", "DK", "CD", "MM")
_CODE = re.compile(
    rf"\[\s?(?P<type>{'|'.join(sorted(_TYPES, key=len, reverse=True))})\s?"
    rf"(?:/\s?(?P<carrier>{'|'.join(_CARRIERS)}|0L)\s?)?\]",
    re.IGNORECASE,
)


@frozen
class TypeCode:
    """A type code and where it stands, brackets included."""

    start: int
    end: int
    letters: str
    carrier: str

    @property
    def type(self) -> str:
        return _TYPES[self.letters]

    @property
    def text(self) -> str:
        return f"{self.letters}/{self.carrier}" if self.carrier else self.letters


def find_code(plain: str, start: int = 0) -> TypeCode | None:
    """The first type code of the entry at or behind `start`."""
    match = _CODE.search(plain, start)
    if match is None:
        return None
    carrier = (match["carrier"] or "").upper().replace("0L", "OL")
    return TypeCode(match.start(), match.end(), match["type"].upper(), carrier)
