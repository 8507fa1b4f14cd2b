"""A citation number is typed by hand among citations that number themselves.

正文中混有手工输入的引用编号。

## What it does
Reports `[12]`, `[3-5]`, `[1,4]` and `［2］` that stand in the text as plain characters, in a review
whose other citations are made from keys. Intervals (区间 [1, 5]), numbers above that of the
last reference, and brackets that do not stand behind a word are let pass.

## Why it matters
The number does not follow when citations are added or moved, and soon names another work. No
reference is kept in the list for it either.

## Example
```markdown
外泌体可促进愈合[12]，水凝胶可延长其滞留时间[@yang2024]。
```

## How to mend it
Write the key: `[@wang2020]`. If it is no citation, put it into a code span or mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.passages import passages
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT012",
    name="typed-citation-number",
    severity=Severity.WARNING,
    message=Message(
        en="`{text}` is typed by hand and will not follow when numbers change",
        zh="`{text}` 为手工输入，编号变动时不会随之更新",
    ),
    help=Message(
        en="write the key of the work, as in `[@yang2024]`", zh="请改写为引用键，例如 `[@yang2024]`"
    ),
    inputs=("folder",),
)
_TYPED = lazy(
    r"(?<=[^\W\d_]|[）)”’])\s?[\[［【](?P<numbers>\d{1,3}(?:\s?[-‐–~～,，、]\s?\d{1,3}){0,9})[\]］】](?=\W|[^\x00-\x7f]|$)"
)
_INTERVAL = lazy(
    r"(?:区间|范围|取值|介于|闭区间|式|公式|方程|步骤|表|图|interval|range|between|from|in|eq|step)\s*为?\s*$"
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    last = len(review.bibliography)
    if not last:
        return
    for passage in passages(review):
        if passage.part not in {"body", "footnotes"} or not set("[［【") & set(passage.text):
            continue
        for match in _TYPED().finditer(passage.text):
            numbers = [int(number) for number in re.findall(r"\d+", match["numbers"])]
            if not all(1 <= number <= last for number in numbers) or numbers != sorted(set(numbers)):
                continue
            if _INTERVAL().search(passage.text, max(0, match.start() - 10), match.start()):
                continue
            start = match.start("numbers") - 1
            yield RULE.finding(passage.span(start, match.end()), text=passage.text[start : match.end()])
