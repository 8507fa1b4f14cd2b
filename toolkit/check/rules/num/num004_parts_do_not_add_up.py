"""The parts of a group do not add up to its size.

各部分人数之和与总数不符。

## What it does
Adds up groups whose parts are certain to be all: men and women. `61 例患者（男 30 例，女 30
例）`, `61 patients (30 men and 30 women)`.

## Why it matters
A number is wrong, or patients of unknown sex are not mentioned.

## Example
```markdown
共纳入 61 例患者（男 30 例，女 30 例）。
```

## How to mend it
Look up the numbers in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="NUM004",
    name="parts-do-not-add-up",
    severity=Severity.WARNING,
    message=Message(
        en="{one} and {two} make {sum}, not {whole}", zh="{one} 与 {two} 之和为 {sum}，而非 {whole}"
    ),
    help=Message(en="compare the numbers with the source", zh="请与原始文献核对"),
)

_WHO = r"(?:患者|受试者|病例|病人|志愿者|健康人)?"
_FORMS = (
    re.compile(
        rf"(?<![\d.])(?<!\d[, ])(?P<N>\d{{1,6}}) ?[例名]{_WHO} ?[，,（(：:]? ?(?:其中)?[，,]?"
        r"男(?:性)?(?:患者)? ?(?P<a>\d{1,6}) ?[例名]?"
        r"[，,、；; 和及]{1,2}女(?:性)?(?:患者)? ?(?P<b>\d{1,6}) ?[例名](?![至~～、])"
    ),
    re.compile(
        r"(?<![\d.])(?<!\d[, ])(?P<N>\d{1,6}) (?:patients|participants|subjects|volunteers|adults|children) "
        r"\((?P<a>\d{1,6}) (?:men|males?|boys)(?:,| and|, and)? (?P<b>\d{1,6}) (?:women|females?|girls)\)"
    ),
    re.compile(
        r"(?<![\d.])(?<!\d[, ])(?P<N>\d{1,6}) (?:patients|participants|subjects|volunteers|adults|children) "
        r"\((?P<a>\d{1,6}) (?:women|females?|girls)(?:,| and|, and)? (?P<b>\d{1,6}) (?:men|males?|boys)\)"
    ),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        text = item.text
        if not (("男" in text and "女" in text) or "men" in text or "male" in text or "girls" in text):
            continue
        for form in _FORMS:
            for match in form.finditer(text):
                whole, one, two = int(match["N"]), int(match["a"]), int(match["b"])
                if one + two != whole:
                    yield RULE.finding(
                        item.passage.span(*match.span()), one=one, two=two, sum=one + two, whole=whole
                    )
