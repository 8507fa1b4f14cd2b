"""One work stands in the bibliography twice.

同一文献在文献库中出现两次。

## What it does
Compares the references that are cited, and all of the review's own files, by DOI and by
title and year. It also reports a citation key that two entries share.

Two entries with one title and year are let pass where something tells them apart: another
DOI, another first author, another volume, number or edition, a preprint beside its article.
Titles that many works share, such as “Editorial”, are not compared.

## Why it matters
The work prints twice in the reference list, under two numbers, and editors count it as one of
the commonest marks of a careless list. Where two entries share a key, only the first is
used, perhaps not the one that was meant.

## Example
```bibtex
@article{yang2024,  doi = {10.1000/xyz}, …}
@article{yang2024b, doi = {10.1000/XYZ}, …}
```

## How to mend it
Keep the entry that is more complete, cite its key everywhere, delete the other. If both are
right and differ, correct the DOI, title or year that they share; if they share a key, give
one of them another.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.check.works import cited, field_span, folded, is_own, judged, place_of
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF001",
    name="same-work-twice",
    severity=Severity.WARNING,
    message=Message(
        en="`{key}` and `{other}` have the same DOI, {doi}", zh="`{key}` 与 `{other}` 的 DOI 相同：{doi}"
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
SAME_TITLE = Message(
    en="`{key}` and `{other}` have the same title and year", zh="`{key}` 与 `{other}` 的题名和年份相同"
)
SAME_KEY = Message(
    en="two different references have the key `{key}`; this one is not used",
    zh="两条不同的文献使用了同一引用键 `{key}`，此条未被使用",
)
SAME_ENTRY = Message(en="the reference `{key}` stands here again", zh="文献 `{key}` 在此重复出现")
OTHER_KEY = Message(
    en="give it another key, or delete it; the one that is used is at {place}",
    zh="请改用其他引用键或将其删除；被采用的条目位于 {place}",
)
DELETE = Message(en="delete one of the two; the other is at {place}", zh="请删去其中一条；另一条位于 {place}")
_SHORTEST_TITLE = 12
"""Letters below which a title says too little (a Chinese character counts as three)."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    yield from _repeated_keys(review)
    references = judged(review)
    same_doi: dict[str, Reference] = {}
    same_title: dict[tuple[str, int], list[Reference]] = {}
    for reference in references:
        doi = reference.get("DOI").strip().casefold()
        first = same_doi.setdefault(doi, reference) if doi else reference
        if first is not reference:
            yield RULE.finding(
                field_span(reference, "DOI"),
                key=reference.id,
                other=first.id,
                doi=reference.get("DOI"),
                place=place_of(first, review),
            )
            continue
        key = _title_and_year(reference)
        if key is None:
            continue
        known = same_title.setdefault(key, [])
        twin = next((other for other in known if not _differ(reference, other)), None)
        if twin is not None:
            yield RULE.finding(
                field_span(reference, "title"),
                message=SAME_TITLE,
                key=reference.id,
                other=twin.id,
                place=place_of(twin, review),
            )
        known.append(reference)


def _repeated_keys(review: ResolvedReview) -> Iterator[Finding]:
    keys = cited(review)
    for reference in review.source.bibliography.repeated:
        if reference.id not in keys and not is_own(reference, review):
            continue
        used = review.source.bibliography.references[reference.id]
        same = (used.type, used.fields, used.names, used.dates) == (
            reference.type,
            reference.fields,
            reference.names,
            reference.dates,
        )
        yield RULE.finding(
            reference.span,
            message=SAME_ENTRY if same else SAME_KEY,
            help=DELETE if same else OTHER_KEY,
            severity=Severity.WARNING if same else Severity.ERROR,
            key=reference.id,
            place=place_of(used, review),
        )


def _title_and_year(reference: Reference) -> tuple[str, int] | None:
    """What two entries of one work share, or None where it says too little."""
    issued = reference.dates.get("issued")
    title = folded(reference.get("title"))
    if issued is None or issued.year is None or _says_little(title):
        return None
    return title, issued.year


def _says_little(title: str) -> bool:
    if len(title) >= _SHORTEST_TITLE:
        return False
    return sum(3 if char > "\u2e7f" else 1 for char in title) < _SHORTEST_TITLE


def _differ(one: Reference, other: Reference) -> bool:
    """Whether something tells two entries with one title and year apart."""
    if (one.type == "article") != (other.type == "article"):
        return True  # CSL calls a preprint `article`
    for variable in ("DOI", "PMID", "volume", "number", "edition", "chapter-number"):
        left, right = folded(one.get(variable)), folded(other.get(variable))
        if left and right and left != right:
            return True
    return _first_family(one) != _first_family(other) and bool(_first_family(one) and _first_family(other))


def _first_family(reference: Reference) -> str:
    names = reference.names.get("author") or reference.names.get("editor") or ()
    return folded(names[0].family or names[0].literal) if names else ""
