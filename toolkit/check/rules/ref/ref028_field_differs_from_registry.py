"""A field of a reference differs from the registry's record.

文献条目的字段与注册记录不一致。

## What it does
With `--online`, compares every cited work, field by field, with the record that Crossref,
DataCite or PubMed has under its DOI or PMID: title, first author, number of authors, journal,
year, volume, issue, pages, DOI. Either of the years of print and online is right, abbreviated
and full names of a journal are one, `254-63` is `254-263`, and an article number is compared
with an article number.

Titles and lists of authors that end early are hints, since registries hold slips of their own.

## Why it matters
About a quarter of the references in medical journals have an error, mostly in authors, then in
pages. An error in year, volume or page is enough that a work is not found.

## Example
```bibtex
year = {2014}, volume = {12}, pages = {101-110},
```
where the registry says 2024.

## How to mend it
Look at the work itself, and correct the field if the registry is right. The fix takes over
what the registry says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.check.edits import replacement
from toolkit.check.facts import Facts
from toolkit.check.registered import Difference, differences, is_another_work
from toolkit.check.rule import Message, Outcome, Rule
from toolkit.check.works import field_name, field_span, first_citations
from toolkit.model.diagnostic import Applicability, Fix, Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

if TYPE_CHECKING:
    from toolkit.model.lookup import RegisteredWork

RULE = Rule(
    code="REF028",
    name="field-differs-from-registry",
    severity=Severity.WARNING,
    message=Message(
        en="`{field}` of `{key}` is {here}, but {there} at {source}",
        zh="`{key}` 的 `{field}` 为 {here}，而 {source} 记录为 {there}",
    ),
    help=Message(en="look at the work itself and correct the field", zh="请核对原文献后更正该字段"),
    availability="network",
    manuscript_help=Message(
        en="look at the work itself and correct the entry",
        zh="请核对原文献后更正该条目",
    ),
)
SHORT_LIST = Message(
    en="`{key}` lists {here} of the {there} authors that {source} gives",
    zh="{source} 给出 {there} 位作者，`{key}` 只列出 {here} 位",
)
ADD_OTHERS = Message(
    en="add the others, or end the list with `and others`", zh="请补全作者，或在末尾写 `and others`"
)
TAKE_OVER = Message(en="write {right}, as the registry does", zh="按注册记录改为 {right}")
_HINTS = ("title",)
_MENDED = ("volume", "issue", "page", "issued")


def check_facts(review: ResolvedReview, facts: Facts) -> Iterator[Outcome]:
    from toolkit.model.lookup import Found

    for key in first_citations(review):
        reference = review.source.bibliography.references[key]
        told: set[str] = set()
        for _, answer in facts.answers(reference):
            if not isinstance(answer, Found) or is_another_work(reference, answer.value):
                continue
            for difference in differences(reference, answer.value):
                if difference.variable not in told:
                    told.add(difference.variable)
                    yield _told(review, reference, difference, answer.value)


def _told(
    review: ResolvedReview, reference: Reference, difference: Difference, work: RegisteredWork
) -> Outcome:
    variable, here, there = difference
    span = field_span(reference, variable)
    if variable == "author" and here.isdigit():
        return RULE.finding(
            span,
            message=SHORT_LIST,
            help=ADD_OTHERS,
            severity=Severity.HINT,
            key=reference.id,
            here=here,
            there=there,
            source=work.source,
        )
    return RULE.finding(
        span,
        severity=Severity.HINT if variable in _HINTS else None,
        fix=_fix(review, reference, difference),
        field=field_name(reference, variable),
        key=reference.id,
        here=f"“{here}”",
        there=f"“{there}”",
        source=work.source,
    )


def _fix(review: ResolvedReview, reference: Reference, difference: Difference) -> Fix | None:
    variable, here, there = difference
    if variable not in _MENDED or not here or "/" in there or variable not in reference.field_spans:
        return None
    return replacement(review, reference.field_spans[variable], here, there, TAKE_OVER, Applicability.UNSAFE)
