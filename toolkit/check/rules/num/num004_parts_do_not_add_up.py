"""The parts of a group do not add up to its size.

各部分人数之和与总数不符。

## What it does
Adds up groups whose parts are certain to be all: men and women, and groups of equal size.
`61 例患者（男 30 例，女 30 例）`, `61 patients (30 men and 30 women)`,
`40 只大鼠随机分为 4 组，每组 12 只`.

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

_GROUPS = (
    re.compile(
        r"(?<![\d.])(?P<N>\d{1,5}) ?[只例名][^，。；,;\ufffc\d]{0,20}[，,]?[^，。；,;\ufffc\d]{0,12}"
        r"分[为成] ?(?P<k>\d{1,2}|[两二三四五六七八九十]) ?组[（(，,：: ]{1,2}"
        r"每组各? ?(?P<n>\d{1,4}) ?[只例名]"
    ),
    re.compile(
        r"(?<![\d.])(?P<N>\d{1,5}) [a-zA-Z -]{3,40} (?:divided|allocated|assigned|randomi[sz]ed) (?:in)?to "
        r"(?P<k>\d{1,2}|two|three|four|five|six|seven|eight) groups? ?[,(] ?(?:n ?= ?|with )?(?P<n>\d{1,4})"
        r"(?= ?(?:\)|per group|each|in each|rats|mice|patients))"
    ),
)
_COUNTS = dict(zip("两二三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)) | dict(
    zip(["two", "three", "four", "five", "six", "seven", "eight"], range(2, 9), strict=True)
)
_REST = ("其余", "剩余", "余下", "另", "remaining", "others")
"""What says that not all of them were divided."""
GROUPS = Message(
    en="{count} groups of {size} make {sum}, not {whole}",
    zh="{count} 组，每组 {size}，合计 {sum}，而非 {whole}",
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    yield from _equal_groups(review)
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


def _equal_groups(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if "组" not in item.text and "groups" not in item.text:
            continue
        for form in _GROUPS:
            for match in form.finditer(item.text):
                if any(word in match[0] for word in _REST):
                    continue
                count = _COUNTS.get(match["k"]) or int(match["k"])
                whole, size = int(match["N"]), int(match["n"])
                if count * size != whole:
                    yield RULE.finding(
                        item.passage.span(*match.span()),
                        message=GROUPS,
                        count=count,
                        size=size,
                        sum=count * size,
                        whole=whole,
                    )
