"""How two references are compared: what is left of a title, when works agree and when they differ."""

from __future__ import annotations

import re
import unicodedata

from toolkit.model.preprint import is_preprint
from toolkit.model.reference import Reference

SHORTEST = 16
"""Letters of a title below which likeness says too little (a Chinese character counts as three)."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
HAN = re.compile(r"[㐀-鿿豈-﫿]")
_NUMBER = re.compile(r"\d+|\b[IVX]+\b")
_DOI = re.compile(r"\s*(?:(?:https?://(?:dx\.)?doi\.org/|doi:)\s*)?(10\.\S+?)[\s.]*$", re.IGNORECASE)
_ABOUT_ANOTHER = re.compile(
    r"\b(?:correction|corrigendum|erratum|retract\w*|reply|response to|comment on|letter)\b"
    r"|更正|勘误|撤稿|答复|评论",
    re.IGNORECASE,
)
_APART = ("volume", "issue", "page", "edition", "number", "ISBN")
"""Where both works have one of these and they differ, alike titles are two works: parts, editions."""


class Work:
    """A reference with what it is compared by; `index` is its place in the library."""

    __slots__ = (
        "about_another",
        "author",
        "doi",
        "folded",
        "index",
        "numbers",
        "pmid",
        "preprint",
        "reference",
        "title",
        "weight",
        "year",
    )

    def __init__(self, index: int, reference: Reference) -> None:
        self.index = index
        self.reference = reference
        self.title = _TAG.sub("", reference.get("title"))
        self.folded = folded(self.title)
        self.weight = _weight(self.folded)
        self.about_another = _ABOUT_ANOTHER.search(self.title) is not None
        self.numbers = sorted(_NUMBER.findall(self.title))
        doi = _DOI.match(reference.get("DOI"))
        self.doi = doi[1].casefold() if doi else ""
        self.pmid = reference.get("PMID").strip()
        issued = reference.dates.get("issued")
        self.year = issued.year if issued else None
        names = reference.names.get("author") or reference.names.get("editor") or ()
        self.author = folded(names[0].family or names[0].literal) if names else ""
        self.preprint = is_preprint(reference)


def folded(text: str) -> str:
    """A text as it is compared: without case, accents, punctuation and spaces."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))


def agree(one: Work, other: Work) -> bool:
    """Not a work and its erratum, not parts I and II, not two DOIs."""
    if one.about_another != other.about_another:
        return False
    if one.preprint == other.preprint and one.doi and other.doi and one.doi != other.doi:
        return False
    if one.doi and one.doi == other.doi:
        # A chapter may be entered with the DOI of its book.
        return one.folded == other.folded or alike(one, other, 60.0) or not (one.folded and other.folded)
    return one.numbers == other.numbers


def alike(one: Work, other: Work, least: float) -> bool:
    if min(one.weight, other.weight) < SHORTEST:
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(one.folded, other.folded, score_cutoff=least) > 0


def _weight(title: str) -> int:
    return len(title) + 2 * len(HAN.findall(title)) if not title.isascii() else len(title)


def same_author(one: Work, other: Work) -> bool:
    return not one.author or not other.author or one.author == other.author


def same_year(one: Work, other: Work) -> bool:
    """Ahead of print and in print often lie a year apart."""
    return one.year is None or other.year is None or abs(one.year - other.year) <= 1


def differ(one: Work, other: Work) -> bool:
    for name in _APART:
        here, there = folded(one.reference.get(name)), folded(other.reference.get(name))
        # `154-163` and `154-63` are one place, and so is a first page alone.
        if here and there and here != there and not (name == "page" and _one_place(here, there)):
            return True
    return one.reference.type != other.reference.type and "chapter" in {
        one.reference.type,
        other.reference.type,
    }


def _one_place(here: str, there: str) -> bool:
    short, long = sorted((here, there), key=len)
    return long.startswith(short[: max(1, len(long) // 2)]) and long.endswith(short[-1])
