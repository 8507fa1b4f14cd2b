"""A reference beside the record that a registry has under its identifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from toolkit.check.journal_names import is_short_for
from toolkit.check.likeness import likeness
from toolkit.check.page_ranges import ends
from toolkit.check.people import compare, first_author
from toolkit.check.scripts import has_han
from toolkit.check.works import folded
from toolkit.model.reference import Reference

if TYPE_CHECKING:
    from toolkit.model.lookup import RegisteredWork

_OTHER_WORK = 0.5
"""Likeness of titles below which two works are meant."""
_SAME_JOURNAL = 0.85
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau "
    "upsilon phi chi psi omega"
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρςστυφχψω", _GREEK_NAMES.split(), strict=True))
_FLAG = re.compile(r"^\W*(?:retracted(?:\s+article)?|withdrawn|expression of concern)\W+", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_FEW_PAGES = 60
_AN_AUTHOR = ("first", "later")


class Difference(NamedTuple):
    """A field that the registry gives otherwise. `variable` is CSL's name of it."""

    variable: str
    here: str
    there: str


def comparable_title(text: str) -> str:
    """A title as it is compared: Greek letters by their names, without a flag of its retraction."""
    plain = folded(_FLAG.sub("", text))
    return "".join(_GREEK.get(char, char) for char in plain)


def title_likeness(reference: Reference, work: RegisteredWork) -> float | None:
    """How alike the titles are at best, 0 to 1; None if none of them are in one script."""
    titles = [title for name in ("title", "original-title") if (title := reference.get(name))]
    likenesses = [
        _likeness(comparable_title(one), comparable_title(other))
        for one in titles
        for other in work.titles
        if has_han(one) == has_han(other)
    ]
    return max(likenesses, default=None)


def _likeness(one: str, other: str) -> float:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) > 15 and longer.startswith(shorter):
        return 1.0  # the subtitle stands in one of them alone
    return 1.0 if one == other else likeness(one, other)


def is_another_work(reference: Reference, work: RegisteredWork) -> bool:
    """Whether the record is certainly of another work: nothing but the identifier agrees."""
    alike = title_likeness(reference, work)
    if alike is None or alike >= _OTHER_WORK:
        return False
    # The translation of a title has other words, and so has a title that was entered badly.
    same = [
        bool(first_author(reference)) and compare(first_author(reference), work.reference) in _AN_AUTHOR,
        _year(reference) in work.years,
        _same_number(reference.get("volume"), work.reference.get("volume")),
        _same_pages(reference, work) is True,
    ]
    return sum(same) < 3


def differences(reference: Reference, work: RegisteredWork) -> Iterator[Difference]:
    """Every field that both give, and not alike."""
    there = work.reference
    alike = title_likeness(reference, work)
    if alike is not None and alike < 1.0 and work.titles:
        yield Difference("title", reference.get("title"), work.titles[0])
    yield from _authors(reference, work)
    if _differing_journal(reference, work):
        yield Difference("container-title", reference.get("container-title"), work.containers[0])
    year = _year(reference)
    if year is not None and work.years and year not in work.years:
        yield Difference("issued", str(year), " / ".join(map(str, sorted(work.years))))
    for variable in ("volume", "issue"):
        one, other = reference.get(variable), there.get(variable)
        if one and other and not _same_number(one, other):
            yield Difference(variable, one, other)
    if _same_pages(reference, work) is False:
        page = reference.get("page") or reference.get("number")
        yield Difference("page", page, there.get("number") or there.get("page"))
    here, doi = reference.get("DOI"), there.get("DOI")
    if here and doi and here.casefold() != doi.casefold():
        yield Difference("DOI", here, doi)


def _year(reference: Reference) -> int | None:
    issued = reference.dates.get("issued")
    return issued.year if issued else None


def _authors(reference: Reference, work: RegisteredWork) -> Iterator[Difference]:
    """Another first author, or a list that ends early without `and others`."""
    people = [name for name in work.reference.names.get("author", ()) if not name.literal]
    listed = reference.names.get("author", ())
    if not people or not listed:
        return
    here, there = first_author(reference), first_author(work.reference)
    if folded(here) and here != there and compare(here, work.reference) in ("other", "later"):
        yield Difference("author", here, there)
        return
    own = [name for name in listed if not name.literal]
    if len(own) < len(people) and len(own) == len(listed) and "author" not in reference.truncated:
        yield Difference("author", f"{len(own)}", f"{len(people)}")


def _differing_journal(reference: Reference, work: RegisteredWork) -> bool:
    here = [name for key in ("container-title", "container-title-short") if (name := reference.get(key))]
    here += [name for key in ("original-container-title",) if (name := reference.get(key))]
    pairs = [(one, other) for one in here for other in work.containers if has_han(one) == has_han(other)]
    return bool(pairs) and not any(_same_journal(one, other) for one, other in pairs)


def _same_journal(one: str, other: str) -> bool:
    here, there = (re.sub(r"\s*\([^()]*\)|^the\s+|[.:].*$", "", _spelt(name)) for name in (one, other))
    if is_short_for(here, there) or is_short_for(there, here):
        return True
    return folded(here) == folded(there) or likeness(here, there) > _SAME_JOURNAL


def _spelt(name: str) -> str:
    """`&` as a word; the full stops of abbreviations stand for nothing."""
    return re.sub(r"\.(?=\s|$)", "", re.sub(r"\s*&(?:amp;)?\s*", " and ", name.casefold())).strip()


def _same_number(one: str, other: str) -> bool:
    """`7` and `07`, `3-4` and `3/4`, `Suppl 1` and `S1` are alike."""
    here, there = _NUMBERS.findall(one), _NUMBERS.findall(other)
    if here and there:
        return [int(number) for number in here] == [int(number) for number in there]
    return bool(one) and folded(one) == folded(other)


def _same_pages(reference: Reference, work: RegisteredWork) -> bool | None:
    """Whether the pages agree; None if they cannot be compared."""
    here = [text for key in ("page", "number") if (text := reference.get(key))]
    there = [text for key in ("page", "number") if (text := work.reference.get(key))]
    if not here or not there:
        return None
    if any(_first(one) == _first(other) for one in here for other in there):
        return _same_end(reference.get("page"), work.reference.get("page"))
    pages = ends(work.reference.get("page"))
    own = ends(reference.get("page"))
    if pages and pages[0] == 1 and pages[1] < _FEW_PAGES and own is None:
        return None  # pages of the electronic article, beside an article number
    if own and own[0] == 1 and pages is None:
        return None
    return False


def _first(pages: str) -> str:
    """The first page without its letter and zeros: of `e00123-9` and `123`."""
    found = re.match(r"\s*([A-Za-z]*)0*(\d+)", pages)
    return found[2] if found else folded(pages)


def _same_end(one: str, other: str) -> bool:
    here, there = ends(one), ends(other)
    return here is None or there is None or here[1] == there[1]
