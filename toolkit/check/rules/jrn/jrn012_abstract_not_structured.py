"""The journal wants a structured abstract, and parts of it are missing.

期刊要求结构式摘要，但缺少其中的部分。

## What it does
If the journal's profile gives labels to the parts of the abstract (`front: {part: abstract,
labels: {objective: …}}`), reports those parts that review.yaml does not give in that language,
or an abstract that has no parts at all.

## Why it matters
Journals that ask for 目的, 方法, 结果, 结论 return an abstract in one piece.

## Example
```yaml
abstract: {zh: 慢性创面是皮肤修复的难题……}
```

## How to mend it
Write one text for each part:
```yaml
abstract:
  objective: {zh: …, en: …}
  methods: {zh: …, en: …}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.captions import language_name
from toolkit.check.limits import place
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="JRN012",
    name="abstract-not-structured",
    severity=Severity.WARNING,
    message=Message(
        en="the abstract ({language}) lacks the parts {parts}", zh="摘要（{language}）缺少以下部分：{parts}"
    ),
    help=Message(en="write one text for each part", zh="请为每一部分分别撰写"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    abstract = review.source.metadata.abstract
    for part in review.journal.front:
        if part.part != "abstract" or not part.labels or not abstract:
            continue
        given = {piece.name for piece in abstract if piece.content.get(part.language)}
        missing = [name for name in part.labels if name not in given]
        if missing and given:
            yield RULE.finding(
                place(review, f"abstract.{part.language}", "abstract"),
                language=language_name(part.language),
                parts=", ".join(f"`{name}`" for name in missing),
            )
