"""The text mentions a table or figure that the manuscript does not have.

正文提到的表或图在稿件中不存在。

## What it does
Compares every “表 3”, `Table 3` or `Fig. 3` of the text with the captions. Mentions of another work's tables
(文献[5]的表 2, `Table 2 of ref. 5`) are let pass, and so is a manuscript without any caption of that
kind, whose tables may be in files of their own.

## Why it matters
A table was dropped or renumbered, or its caption is missing.

## Example
```text
各研究见表 3。        (the manuscript has 表 1 and 表 2)
```

## How to mend it
Add the table, or correct the number.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.mentions import named
from toolkit.check.rule import Message, Rule
from toolkit.check.submitted import float_name
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="MAN011",
    name="mentioned-but-not-there",
    severity=Severity.ERROR,
    message=Message(
        en="{name} is mentioned, but the manuscript has none of this number",
        zh="提到了{name}，但稿件中没有该编号",
    ),
    help=Message(en="add it with its caption, or correct the number", zh="请补上并加题目，或改正编号"),
    inputs=("manuscript",),
)
_AROUND = 14
_OTHERS = ("文献", "原文", " of ref", " of Ref", " in ref", " in Ref", "et al")


def check(review: ResolvedReview) -> Iterator[Finding]:
    manuscript = review.manuscript
    if manuscript is None:
        return
    there = {(caption.kind, caption.number) for caption in manuscript.captions}
    lines = manuscript.document.source.split("\n")
    for mention in named(review):
        for number in mention.numbers:
            if (mention.kind, number) in there or mention.span is None or number == 0:
                continue
            span = mention.span
            around = lines[span.line - 1][max(0, span.column - _AROUND) : span.end_column + _AROUND]
            if not any(word in around for word in _OTHERS):
                yield RULE.finding(span, name=float_name(mention.kind, number))
