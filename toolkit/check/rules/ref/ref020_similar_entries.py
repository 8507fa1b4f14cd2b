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
from collections.abc import Hashable, Iterator, Mapping, Sequence

from toolkit.check.likeness import Titles, numbers
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.check.works import by_first_author, field_span, folded, place_of
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.preprint import is_preprint
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
        en="keep one entry and cite that one everywhere",
        zh="请只保留一条，并统一引用该条",
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
        blocks: dict[Hashable, dict[int, list[Reference]]] = {}
        for work in group:
            issued = work.dates.get("issued")
            if issued is not None and issued.year is not None and not _is_short(work.get("title")):
                by_year = blocks.setdefault(_kind(work), {})
                by_year.setdefault(issued.year, []).append(work)
        for by_year in blocks.values():
            if sum(map(len, by_year.values())) < 2:
                continue
            for one, other in _alike(by_year):
                if not any(_differ(one.get(name), other.get(name)) for name in _APART):
                    yield RULE.finding(
                        field_span(one, "title"), key=one.id, other=other.id, place=place_of(other, review)
                    )


def _alike(by_year: Mapping[int, Sequence[Reference]]) -> Iterator[tuple[Reference, Reference]]:
    """Works of nearly the same titles that are a year apart at most; of one year not with the very same."""
    known = {year: Titles([work.get("title") for work in works], _LIKE) for year, works in by_year.items()}
    for year, works in by_year.items():
        for number, one in enumerate(works):
            title = one.get("title")
            for near in known[year].like(title):
                if near < number and folded(works[near].get("title")) != folded(title):
                    yield one, works[near]
            if year - 1 in known:
                yield from ((one, by_year[year - 1][near]) for near in known[year - 1].like(title))


def _kind(work: Reference) -> Hashable:
    """What entries of one work have in common."""
    title = work.get("title")
    return (work.type, *numbers(title), bool(_ABOUT_ANOTHER().search(title)), is_preprint(work))


def _is_short(title: str) -> bool:
    return sum(3 if char > "\u2e7f" else 1 for char in folded(title)) < _SHORTEST


def _differ(here: str, there: str) -> bool:
    return bool(here and there) and here != there and folded(here) != folded(there)
