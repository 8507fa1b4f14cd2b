"""A page range ends before it begins.

页码范围前后颠倒。

## What it does
Reports `pages = {163-154}`. A shortened end, `154-63`, is read as 163; ranges with letters
(`S12-S19`, `e100-e109`) are compared by their numbers; article numbers, Roman numerals and
ranges whose ends have different letters are not judged.

## Why it matters
One of the two ends is wrong, most often by a slip of one digit, and the reader does not find
the page.

## Example
```bibtex
pages = {754-736}
```

## How to mend it
Look the pages up in the article.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.page_ranges import is_reversed
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span, judged
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF010",
    name="page-range-reversed",
    severity=Severity.WARNING,
    message=Message(en="the pages of `{key}`, {pages}, run backwards", zh="`{key}` 的页码 {pages} 前后颠倒"),
    help=Message(en="look the pages up in the work", zh="请按原文核对页码"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        pages = reference.get("page")
        if pages and is_reversed(pages):
            yield RULE.finding(field_span(reference, "page"), key=reference.id, pages=pages)
