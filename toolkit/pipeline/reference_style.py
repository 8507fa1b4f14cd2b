"""What the entries of a manuscript's reference list should look like in the journal that was chosen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from toolkit.model.manuscript import Entry
from toolkit.model.reference import Name, Reference
from toolkit.model.review import ResolvedReview

_SURE = 0.85
_FIELDS = ("title", "container-title", "volume", "issue", "page")
_NOT_LETTERS = re.compile(r"[\W_]+")


def with_expected_entries(review: ResolvedReview) -> ResolvedReview:
    """The review with `Entry.expected`, for entries that can be printed and read back without loss.

    Only journal articles are printed: of other works a list often leaves out on purpose what a
    style would print. The proof of an entry is that the printed form has the same fields again.
    """
    manuscript = review.manuscript
    if manuscript is None or not review.source.journal.id or not any(map(_is_sure, manuscript.entries)):
        return review
    from toolkit.resolve import printed_references

    printed = printed_references(review.source)
    works = Counter(map(_work, manuscript.entries))
    entries = tuple(
        replace(entry, expected=printed[entry.key])
        if _proven(entry, printed) and not (works[_work(entry)] > 1 and _gains_letter(entry, printed))
        else entry
        for entry in manuscript.entries
    )
    return replace(review, manuscript=replace(manuscript, entries=entries))


def _is_sure(entry: Entry) -> bool:
    """Whether an entry is an article of which every field was read surely."""
    reference = entry.reference
    needed = {"author", "issued", "title", "container-title"}
    read = {*needed, *(name for name in _FIELDS if reference.get(name))}
    in_one_line = "\n" not in entry.text
    return (
        reference.type == "article-journal"
        and not (in_one_line and entry.translation)
        and all(entry.confidence.get(name, 0) >= _SURE for name in read)
    )


def _proven(entry: Entry, printed: dict[str, str]) -> bool:
    """Whether the printed form of an entry, read back, says what the entry says."""
    from toolkit.load.refstring import parse_entry

    text = printed.get(entry.key, "")
    if not _is_sure(entry) or _has_unread_words(entry, text):
        return False
    own, again = entry.reference, parse_entry(text).reference
    return (
        all(_letters(own.get(name)) == _letters(again.get(name)) for name in _FIELDS)
        and _year(own) == _year(again)
        and _same_people(own, again)
    )


def _work(entry: Entry) -> tuple[str, int | None]:
    return _letters(entry.reference.get("title")), _year(entry.reference)


def _gains_letter(entry: Entry, printed: dict[str, str]) -> bool:
    """Whether the style tells this entry from another by a letter, `2024a`: needless if both are one work."""
    letter = re.compile(rf"{_year(entry.reference)}[a-z]\b")
    return letter.search(printed[entry.key]) is not None and letter.search(entry.text) is None


def _year(reference: Reference) -> int | None:
    return reference.dates["issued"].year if "issued" in reference.dates else None


def _same_people(own: Reference, again: Reference) -> bool:
    """Whether those whom both lists name are the same: a style may print fewer."""
    first, second = own.names["author"], again.names.get("author", ())
    if len(second) != len(first) and not (own.truncated | again.truncated):
        return False
    return bool(second) and all(_person(a) == _person(b) for a, b in zip(first, second, strict=False))


def _person(name: Name) -> tuple[str, str]:
    initials = "".join(part if part.isupper() else part[:1] for part in re.findall(r"[^\W\d_]+", name.given))
    parts = (name.literal, name.dropping_particle, name.non_dropping_particle, name.family)
    return _letters("".join(parts)), initials.casefold()


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


_LANGUAGE = re.compile(r"[(\[]in [A-Z][a-z]+[)\]]")
"""`(in Chinese)`: the word may stand in the name of the journal too."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_LEADS = "doi org http https www pmid pmcid and vol available from cited accessed"
_KNOWN = frozenset(_LEADS.split())
"""Words that styles put before identifiers and numbers, or leave out."""


def _has_unread_words(entry: Entry, printed: str) -> bool:
    """Whether the first line says something in words that no field holds, such as a note."""
    line = entry.text.partition("\n")[0]
    if _LANGUAGE.search(line) and not _LANGUAGE.search(printed):
        return True
    identifiers = " ".join(entry.reference.get(name) for name in ("DOI", "URL", "PMID", "PMCID"))
    known = {*map(str.casefold, _WORD.findall(f"{printed} {identifiers}")), *_KNOWN}
    return any(word.casefold() not in known for word in _WORD.findall(line))
