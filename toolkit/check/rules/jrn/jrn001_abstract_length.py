"""The abstract is longer or shorter than the journal wants.

摘要长度不符合期刊要求。

## What it does
Counts the abstract in each language against the journal's profile (`limits: {abstract: …}`).
Chinese text is counted in characters, where a Latin word or a number counts as one, other
text in words; punctuation does not count.

## Why it matters
Submission systems cut or refuse an abstract that is too long.

## Example
```yaml
abstract: {zh: 慢性创面是皮肤修复的难题。}
```
for a journal that wants 200 to 300 characters.

## How to mend it
Shorten it, or say more of what was found.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.captions import language_name
from toolkit.check.limits import place, text_length, unit, wanted
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="JRN001",
    name="abstract-length",
    severity=Severity.WARNING,
    message=Message(
        en="the abstract ({language}) has {count} {unit}; the journal wants {wanted}",
        zh="摘要（{language}）共 {count} {unit}，期刊要求{wanted}",
    ),
    help=Message(en="shorten or lengthen it", zh="请删减或补充"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    limits = review.journal.limits.abstract
    parts = review.source.metadata.abstract
    for language, limit in limits.items():
        texts = [text for part in parts if (text := part.content.get(language))]
        count = text_length(texts, language)
        if texts and (want := wanted(limit, count)):
            yield RULE.finding(
                place(review, f"abstract.{language}", "abstract"),
                count=count,
                unit=unit(language),
                wanted=want,
                language=language_name(language),
            )
