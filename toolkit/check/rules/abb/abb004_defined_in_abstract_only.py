"""An abbreviation is defined in the abstract and not in the body that uses it.

缩略语仅在摘要中给出全称，正文直接使用。

## What it does
Reports, at its first use in the body, an abbreviation that the abstract certainly defines and the
body nowhere, if it is used at least twice there. What review.yaml lists counts as defined where
the journal prints a list of abbreviations, and so does a full form of review.yaml that stands in
the body.

## Why it matters
Databases print the abstract without the body and readers skip it, so each must be understood
alone.

## Example
```yaml
abstract: {zh: 早发性卵巢功能不全（POI）……}
```
and in the body only `POI`.

## How to mend it
Define it at its first use in the body as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.abbreviation_use import Used, all_definitions, all_uses
from toolkit.check.abbreviations import COMMON, normal
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="ABB004",
    name="defined-in-abstract-only",
    severity=Severity.WARNING,
    message=Message(
        en="`{short}` is explained in the abstract only", zh="`{short}` 仅在摘要中给出全称，正文未给出"
    ),
    help=Message(en="explain it here as well", zh="请在正文首次出现处也给出全称"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    found = all_definitions(review)
    abstract = {
        item.short for item in found if item.item.passage.part == "abstract" and item.definition.certain
    }
    defined = {item.short for item in found if item.item.passage.part != "abstract"}
    listed = {normal(short) for short in review.source.metadata.abbreviations}
    wanted = abstract - defined - listed - COMMON
    if not wanted:
        return
    uses: dict[str, list[Used]] = {}
    for use in all_uses(review):
        if use.item.passage.part == "body" and use.item.passage.place == "paragraph":
            short = normal(use.word)
            if short in wanted:
                uses.setdefault(short, []).append(use)
    for places in uses.values():
        if len(places) > 1:
            first = places[0]
            yield RULE.finding(first.item.passage.span(first.start, first.end), short=first.word)
