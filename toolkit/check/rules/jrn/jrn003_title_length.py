"""The title is longer or shorter than the journal wants.

题名长度不符合期刊要求。

## What it does
Counts the title in each language against the journal's profile (`limits: {title: …}`).
Chinese text is counted in characters, where a Latin word or a number counts as one, other
text in words; punctuation does not count.

## Why it matters
Chinese journals mostly allow 20 characters (GB/T 7713.2 advises 25); a longer title is cut in
running heads and databases.

## Example
```yaml
limits: {title: {zh: {high: 25}, en: {high: 15}}}
```

## How to mend it
Leave out “研究进展”, “a review of” and what the abstract says.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.captions import language_name
from toolkit.check.limits import place, text_length, unit, wanted
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="JRN003",
    name="title-length",
    severity=Severity.WARNING,
    message=Message(
        en="the title ({language}) has {count} {unit}; the journal wants {wanted}",
        zh="题名（{language}）共 {count} {unit}，期刊要求{wanted}",
    ),
    help=Message(en="shorten or lengthen it", zh="请删减或补充"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for language, limit in review.journal.limits.title.items():
        text = review.source.metadata.title.get(language)
        count = text_length([text], language) if text else 0
        if text and (want := wanted(limit, count)):
            yield RULE.finding(
                place(review, f"title.{language}", "title"),
                count=count,
                unit=unit(language),
                wanted=want,
                language=language_name(language),
            )
