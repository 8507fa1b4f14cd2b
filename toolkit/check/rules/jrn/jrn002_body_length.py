"""The text is longer or shorter than the journal wants.

正文长度不符合期刊要求。

## What it does
Counts the paragraphs, lists and headings of the sections against the journal's profile
(`limits: {body: …}`) in the review's main language. Chinese text is counted in characters,
where a Latin word or a number counts as one, other text in words; punctuation does not count,
nor do tables, captions, footnotes and references.

## Why it matters
Editors return manuscripts that are too long without review.

## Example
```yaml
limits: {body: {zh: {high: 8000}}}
```
for a text of 9200 characters.

## How to mend it
Shorten it: move detail into tables, and cite a review for what is well known.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.limits import length, unit, wanted
from toolkit.check.passages import body
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import primary
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="JRN002",
    name="body-length",
    severity=Severity.WARNING,
    message=Message(
        en="the text has {count} {unit}; the journal wants {wanted}",
        zh="正文共 {count} {unit}，期刊要求{wanted}",
    ),
    help=Message(en="shorten or lengthen it", zh="请删减或补充"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    language = primary(review.language)
    limit = review.journal.limits.body.get(language)
    if limit is None or not review.source.sections:
        return
    count = sum(
        length(passage.text, language)
        for passage in body(review)
        if passage.place in {"paragraph", "heading"}
    )
    if want := wanted(limit, count):
        yield RULE.finding(
            Span.at(review.source.sections[0].path), count=count, unit=unit(language), wanted=want
        )
