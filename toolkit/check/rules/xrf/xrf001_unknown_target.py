"""A cross-reference points to nothing.

交叉引用的目标不存在。

## What it does
Reports `@tbl:id`, `@fig:id`, `@sec:id` and `@eq:id` for which the review has no table, figure,
section or equation, with the nearest id that it has.

## Why it matters
In the place of “表 1” the reader sees a mark.

## Example
```markdown
各类水凝胶的比较见 @tbl:hydrogel。
```
while the table is placed as `::: table hydrogels`.

## How to mend it
Correct the id. A table or figure must also be placed in a section; a section's id is given in
its front matter (`id: delivery`) or behind a heading (`## 可注射型 {#injectable}`).
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.edits import replacement
from toolkit.check.rule import Message, Rule
from toolkit.model.block import NumberedEquation, NumberedHeading, walk_blocks
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.nearest import nearest

RULE = Rule(
    code="XRF001",
    name="unknown-target",
    severity=Severity.ERROR,
    message=Message(en="there is no {kind} `{id}` to refer to", zh="没有可供引用的{kind} `{id}`"),
    help=Message(en="place one with that id, or correct the id", zh="请以该标识放置对应内容，或更正标识"),
)
NEAREST = Message(en="did you mean `@{nearest}`?", zh="是否应为 `@{nearest}`？")
NOT_PLACED = Message(
    en="the table is specified but stands nowhere: place it with `::: table {id}`",
    zh="该表已有说明文件但尚未放入正文：请用 `::: table {id}` 放置",
)
WRITE = Message(en="write `@{right}`", zh="改为 `@{right}`")
KINDS = {
    "tbl": Message(en="table", zh="表"),
    "fig": Message(en="figure", zh="图"),
    "sec": Message(en="section", zh="章节"),
    "eq": Message(en="equation", zh="公式"),
}


def check(review: ResolvedReview) -> Iterator[Finding]:
    for miss in review.unresolved:
        if miss.kind != "cross-reference":
            continue
        kind, _, name = miss.name.partition(":")
        unplaced = kind == "tbl" and name in review.source.tables
        close = None if unplaced else nearest(miss.name, _targets(review))
        fix = replacement(review, miss.span, miss.name, close, WRITE, Applicability.UNSAFE) if close else None
        yield RULE.finding(
            miss.span,
            fix=fix,
            help=NOT_PLACED if unplaced else NEAREST if close else None,
            kind=KINDS.get(kind, kind),
            id=name,
            nearest=close or "",
        )


def _targets(review: ResolvedReview) -> list[str]:
    """Everything that can be referred to, as it is written after the `@`."""
    found = [f"tbl:{name}" for name in review.tables] + [f"fig:{name}" for name in review.figures]
    found += [f"sec:{section.source.id}" for section in review.sections]
    for block in walk_blocks(review.blocks):
        match block:
            case NumberedHeading(source=heading) if heading.id:
                found.append(f"sec:{heading.id}")
            case NumberedEquation(source=equation) if equation.id:
                found.append(f"eq:{equation.id}")
            case _:
                pass
    return found
