"""Two entries are probably one work, with a slip in one of them.

两条文献很可能是同一文献，其中一条有笔误。

## What it does
Compares entries of one first author whose years differ by one at most, and reports those whose
titles are nearly the same while nothing tells them apart: no other DOI, PMID, volume, pages or
number in the title. Entries with the very same title and year are REF001's.

A correction, a reply, a comment and the paper it belongs to are let pass, as are the parts of
a series.

## Why it matters
The work prints twice under two numbers.

## Example
```bibtex
@article{a, author = {Yang, Li}, title = {Hydrogels for diabetic wounds}, year = {2023}, volume = {7}}
@article{b, author = {Yang, L.}, title = {Hydrogel for diabetic wounds}, year = {2024}}
```

## How to mend it
Keep the entry that is right and more complete, cite its key everywhere and delete the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.likeness import likeness, same_numbers
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.check.works import by_first_author, field_span, folded, is_preprint, place_of
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF020",
    name="similar-entries",
    severity=Severity.WARNING,
    message=Message(
        en="`{key}` and `{other}` are probably one work: their titles are nearly the same",
        zh="`{key}` 与 `{other}` 的题名几乎相同，很可能是同一文献",
    ),
    help=Message(
        en="keep one entry and cite its key everywhere; `{other}` is at {place}",
        zh="请只保留一条并统一引用其引用键；`{other}` 位于 {place}",
    ),
    manuscript_help=Message(
        en="keep one entry and cite its number everywhere",
        zh="请只保留一条，并统一引用其编号",
    ),
)
_LIKE = 0.88
_SHORTEST = 20
"""Letters of a title below which likeness says too little (a Chinese character counts as three)."""
_ABOUT_ANOTHER = lazy(
    r"\b(?:correction|corrigendum|erratum|retraction|reply|response|comment|letter|editorial)\b|更正|勘误|撤稿|答复|评论",
    re.IGNORECASE,
)
_APART = ("DOI", "PMID", "volume", "page", "issue", "edition", "number")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for group in by_first_author(review):
        by_year: dict[int, list[Reference]] = {}
        for one in group:
            issued = one.dates.get("issued")
            if issued is None or issued.year is None:
                continue
            for year in (issued.year - 1, issued.year, issued.year + 1):
                for other in by_year.get(year, ()):
                    if _are_one(one, other, same_year=year == issued.year):
                        yield RULE.finding(
                            field_span(one, "title"),
                            key=one.id,
                            other=other.id,
                            place=place_of(other, review),
                        )
            by_year.setdefault(issued.year, []).append(one)


def _are_one(one: Reference, other: Reference, *, same_year: bool) -> bool:
    here, there = one.get("title"), other.get("title")
    if one.type != other.type or any(_differ(one.get(name), other.get(name)) for name in _APART):
        return False
    if likeness(here, there) < _LIKE or _is_short(here) or not same_numbers(here, there):
        return False
    if (same_year and folded(here) == folded(there)) or is_preprint(one) != is_preprint(other):
        return False
    return bool(_ABOUT_ANOTHER().search(here)) == bool(_ABOUT_ANOTHER().search(there))


def _is_short(title: str) -> bool:
    return sum(3 if char > "\u2e7f" else 1 for char in folded(title)) < _SHORTEST


def _differ(here: str, there: str) -> bool:
    return bool(here and there) and here != there and folded(here) != folded(there)
