"""A blank stands before a punctuation mark or inside a bracket.

标点之前或括号之内有多余空格。

## What it does
Reports a blank before `，。；：、！？）` and behind `（` in Chinese prose, behind `，。；：、`
there, and in English before `, ; )` and before a full stop that ends a sentence. A blank before
`（` or before a citation is the journal's business; ` .05`, ` ...` and blanks in ratios (`1 : 2`)
pass. It is reported once per paragraph and kind of mark, at the first place, with a fix for all.

## Why it matters
The gap prints, and a line may break before the mark.

## Example
```markdown
外泌体可促进愈合 ，减轻炎症（ exosomes ）。
```

## How to mend it
Delete the blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Fix, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP018",
    name="space-beside-punctuation",
    severity=Severity.WARNING,
    message=Message(en="a blank stands beside `{mark}`", zh="`{mark}` 旁有多余空格"),
    help=Message(en="delete the blank", zh="请删去空格"),
)
DELETE = Message(en="delete the blank", zh="删去空格")

_CHINESE = re.compile(r"(?<=\S)( +)([，。；：、！？）])|([（，。；：、])( +)(?=\S)")
_ENGLISH = re.compile(r"(?<=[A-Za-z0-9)\]])( +)([,;)](?![\w,;)])|\.(?=\s|$))|(\()( +)(?=\w)")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if item.passage.place == "cell" or " " not in item.text:
            continue
        pattern = _CHINESE if item.chinese else _ENGLISH
        found: dict[str, list[tuple[int, int]]] = {}
        for match in pattern.finditer(item.text):
            mark = match[2] or match[3]
            found.setdefault(mark, []).append(match.span(1) if match[1] else match.span(4))
        for mark, places in found.items():
            yield RULE.finding(item.passage.span(*places[0]), fix=_fix(item, places), mark=mark)


def _fix(item: Prose, places: list[tuple[int, int]]) -> Fix | None:
    edits = [item.edit(start, end, "") for start, end in places]
    mended = tuple(edit for edit in edits if edit is not None)
    return Fix(DELETE.texts, mended, Applicability.SAFE) if len(mended) == len(edits) else None
