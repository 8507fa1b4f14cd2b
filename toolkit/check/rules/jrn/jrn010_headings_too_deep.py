"""Headings go deeper than the journal allows.

标题层级超出期刊允许的深度。

## What it does
Reports headings of a level beyond `limits: {heading_levels: …}` of the journal's profile, and
headings that skip a level, `###` directly under a section's title.

## Why it matters
The journal has no form for a heading so deep, and typesetters guess. A skipped level gives a
number such as 2.0.1.

## Example
```markdown
#### 一种四级标题
```
for a journal that has three levels.

## How to mend it
Raise the heading, or make it the first words of its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.block import Heading
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="JRN010",
    name="headings-too-deep",
    severity=Severity.WARNING,
    message=Message(
        en="this heading is of level {level}; the journal has {most}",
        zh="此标题为 {level} 级，期刊只允许 {most} 级",
    ),
    help=Message(en="raise it, or let the paragraph begin with its words", zh="请提升其层级，或改为段首文字"),
)
SKIPPED = Message(
    en="this heading is of level {level}, but the one before is of level {before}",
    zh="此标题为 {level} 级，而其前一标题为 {before} 级",
)
RAISE = Message(en="make it level {next}", zh="请改为 {next} 级")


def check(review: ResolvedReview) -> Iterator[Finding]:
    most = review.journal.limits.heading_levels
    for section in review.source.sections:
        before = 1
        for block in section.blocks:
            if not isinstance(block, Heading):
                continue
            if most is not None and block.level > most:
                yield RULE.finding(block.span, level=block.level, most=most)
            elif block.level > before + 1:
                yield RULE.finding(
                    block.span, message=SKIPPED, help=RAISE, level=block.level, before=before, next=before + 1
                )
            before = block.level
