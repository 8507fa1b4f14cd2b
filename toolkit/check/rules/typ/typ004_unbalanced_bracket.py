"""A bracket has no partner.

括号不成对。

## What it does
Reports a bracket in a paragraph, caption or note that is never closed, or closed without having
been opened. Counting marks (`1)`, `a)`, `一）`) and half-open intervals (`[0, 1)`) need none. A
bracket that opens in one paragraph and closes in the next is taken for a paragraph cut in two
and passes. A text in which brackets of two kinds cross is not judged further.

## Why it matters
The reader does not know where the insertion ends.

## Example
```markdown
外泌体（exosomes 可促进愈合。
```

## How to mend it
Add the missing bracket, or delete the one too many.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.bracket_pairs import pairs
from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP004",
    name="unbalanced-bracket",
    severity=Severity.WARNING,
    message=Message(en="`{bracket}` is never closed", zh="`{bracket}` 没有对应的右括号"),
    help=Message(en="add the missing bracket, or delete this one", zh="请补全括号，或删去多余的一个"),
)
UNOPENED = Message(en="`{bracket}` closes a bracket that was never opened", zh="`{bracket}` 没有对应的左括号")


def check(review: ResolvedReview) -> Iterator[Finding]:
    texts = [item for item in prose(review) if item.passage.place not in ("cell", "heading")]
    found = [pairs(item.text) for item in texts]
    for index, (item, brackets) in enumerate(zip(texts, found, strict=True)):
        goes_on = index + 1 < len(found) and bool(found[index + 1].unopened)
        came_over = index > 0 and bool(found[index - 1].unclosed)
        for place in () if goes_on else brackets.unclosed:
            yield RULE.finding(item.passage.span(place, place + 1), bracket=item.text[place])
        for place in () if came_over else brackets.unopened:
            yield RULE.finding(
                item.passage.span(place, place + 1), message=UNOPENED, bracket=item.text[place]
            )
