"""An abbreviation of review.yaml is used nowhere.

review.yaml 中的缩略语从未使用。

## What it does
Reports entries under `abbreviations:` whose short form stands nowhere in the title, abstract,
text, tables and figures, in singular or plural, alone or as a part of a longer one
(`MSC` in `MSC-Exos`).

## Why it matters
Journals that print a list of abbreviations print it too, for a word that the reader never
meets.

## Example
```yaml
abbreviations:
  ROS: {zh: 活性氧, en: reactive oxygen species}
```

## How to mend it
Delete the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.passages import passages
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="PRJ006",
    name="unused-abbreviation",
    severity=Severity.WARNING,
    message=Message(en="`{short}` is used nowhere", zh="`{short}` 从未使用"),
    help=Message(en="delete it from `abbreviations:`", zh="请从 `abbreviations:` 中删去"),
    inputs=("folder",),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    metadata = review.source.metadata
    if not metadata.abbreviations:
        return
    text = "\n".join(passage.text for passage in passages(review) if passage.place != "note")
    notes = "\n".join(
        passage.text
        for passage in passages(review)
        if passage.place == "note" and passage.owner.startswith("fig:")
    )
    whole = f"{text}\n{notes}"
    for short, abbreviation in metadata.abbreviations.items():
        if not _stands(short, whole):
            span = metadata.spans.get(f"abbreviations.{short}") or abbreviation.span
            yield RULE.finding(span, short=short)


def _stands(short: str, text: str) -> bool:
    """Whether the abbreviation stands in the text, its plural or singular counted."""
    if short in text:
        return True
    stem = short.removesuffix("s")
    return stem != short and re.search(rf"{re.escape(stem)}(?![a-z])", text) is not None
