"""There are more or fewer keywords than the journal wants.

关键词数量不符合期刊要求。

## What it does
Counts the keywords in each language against the journal's profile (`limits: {keywords: …}`),
and compares their numbers where they are given in two languages.

## Why it matters
Databases index by them; Chinese and English keywords are expected to be the same, one by one.

## Example
```yaml
keywords: {zh: [外泌体, 水凝胶, 创面愈合], en: [exosomes, hydrogels]}
```

## How to mend it
Add or delete some, the same in each language.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.captions import language_name
from toolkit.check.limits import place, wanted
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="JRN004",
    name="keyword-count",
    severity=Severity.WARNING,
    message=Message(
        en="there are {count} keywords ({language}); the journal wants {wanted}",
        zh="关键词（{language}）共 {count} 个，期刊要求{wanted} 个",
    ),
    help=Message(en="add or delete some", zh="请增删"),
)
UNEQUAL = Message(
    en="there are {here} keywords in {one} and {there} in {other}",
    zh="{one}关键词 {here} 个，{other}关键词 {there} 个",
)
SAME = Message(en="give the same ones in each language", zh="请使两种语言的关键词一一对应")


def check(review: ResolvedReview) -> Iterator[Finding]:
    keywords = review.source.metadata.keywords
    for language, words in keywords.items():
        if want := wanted(review.journal.limits.keywords, len(words)):
            yield RULE.finding(
                place(review, f"keywords.{language}", "keywords"),
                count=len(words),
                wanted=want,
                language=language_name(language),
            )
    counts = {language: len(words) for language, words in keywords.items() if words}
    if len(set(counts.values())) > 1:
        (first, more), (second, fewer) = list(counts.items())[:2]
        yield RULE.finding(
            place(review, f"keywords.{second}", "keywords"),
            message=UNEQUAL,
            help=SAME,
            one=language_name(first),
            here=more,
            other=language_name(second),
            there=fewer,
        )
