"""One work is cited twice in the same place.

同一处重复引用了同一文献。

## What it does
Reports a work that stands twice in one bracket, `[@yang2024; @wang2020; @yang2024]`, or in two
brackets side by side. The same work with two different pages, `[@a, p. 3; @a, p. 12]`, is let
pass.

## Why it matters
The number prints twice, or one of the two was meant to be another work.

## Example
```markdown
外泌体可促进愈合[@yang2024; @yang2024]。
```

## How to mend it
Delete one, or write the key that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.passages import passages
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Edit, Finding, Fix, Severity
from toolkit.model.inline import CiteItem, ResolvedCitation
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="CIT009",
    name="work-cited-twice-in-bracket",
    severity=Severity.WARNING,
    message=Message(en="`{key}` is cited twice here", zh="此处重复引用了 `{key}`"),
    help=Message(
        en="delete one of the two, or write the key that is meant", zh="请删去其一，或改为所指的引用键"
    ),
    manuscript_help=Message(
        en="delete one of the two, or write the number that is meant",
        zh="请删去其一，或改为所指的编号",
    ),
)
DELETE = Message(en="delete the second one", zh="删去第二个")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for passage in passages(review):
        end, seen = -1, set[tuple[str, str]]()
        for offset, node in passage.nodes():
            if not isinstance(node, ResolvedCitation):
                continue
            if offset != end or node.source.narrative:
                seen = set()
            end = offset + 1
            before: CiteItem | None = None
            for item in node.source.items:
                work = review.source.bibliography.find(item.key)
                place = (work.id if work else item.key, item.locator)
                if place in seen:
                    yield RULE.finding(item.span or node.source.span, key=item.key, fix=_fix(before, item))
                seen.add(place)
                before = item


def _fix(before: CiteItem | None, item: CiteItem) -> Fix | None:
    """Delete the second of two items of one bracket that hold nothing but their keys."""
    if before is None or before.span is None or item.span is None or before.span.line != item.span.end_line:
        return None
    if any((before.suffix, before.locator, item.prefix, item.suffix, item.locator, item.suppress_author)):
        return None
    first = before.span
    gap = Span(first.path, first.end_line, first.end_column, item.span.end_line, item.span.end_column)
    return Fix(DELETE.texts, (Edit(gap, ""),), Applicability.SAFE)
