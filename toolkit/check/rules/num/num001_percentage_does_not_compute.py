"""A percentage does not follow from the numbers beside it.

百分比与旁边的分子、分母不符。

## What it does
Recomputes percentages that stand with their fraction: `31.3% (19/61)`, `19/61 (31.3%)`,
`（19/61，31.3%）`, `61 例中 19 例（31.3%）`, `19 of 61 patients (31.3%)`. Rounded and cut-off values both
pass, to the number of decimals given. What is no fraction of a whole (a numerator above the
denominator, a date, a ratio) is not judged, nor anything else between the two numbers.

## Why it matters
One of three numbers is wrong, and readers pool them in meta-analyses.

## Example
```markdown
妊娠率为 31.3%（19/61）。
```

## How to mend it
Look up the source. 19/61 is 31.1%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="NUM001",
    name="percentage-does-not-compute",
    severity=Severity.WARNING,
    message=Message(
        en="{part}/{whole} is {right}%, not {typed}%", zh="{part}/{whole} 为 {right}%，而非 {typed}%"
    ),
    help=Message(en="compare all three numbers with the source", zh="请与原始文献核对这三个数"),
)

_THIN = "\u00a0\u2009\u202f"
_COUNT = rf"(?:\d{{1,3}}(?:[,{_THIN}]\d{{3}})+|\d{{1,6}})"
_WHOLE = rf"(?P<N>\d{{1,3}}(?:[, {_THIN}]\d{{3}})+|\d{{1,6}})"
"""Whole numbers, their thousands set apart or not; by a common blank only behind `/` and `of`."""
_ALONE = rf"(?<![A-Za-z0-9_Α-ω./-])(?<!\d[, {_THIN}])"
_FRACTION = rf"(?P<n>{_COUNT}) ?/ ?{_WHOLE}"
_PERCENT = r"(?P<p>\d{1,3}(?:\.\d{1,3})?) ?[%％﹪]"
_COUNTED = (
    "(?:patients|participants|subjects|women|men|girls|boys|children|adults|infants|people|cases|mice|rats|"
    "animals|eyes|studies|trials|samples|cells|specimens)"
)
_FORMS = (
    re.compile(rf"(?<![\d.~～–/-]){_PERCENT} ?[（(\[] ?{_FRACTION} ?(?:例|人|只|名|眼)?[）)\],，;；]"),
    re.compile(
        rf"{_ALONE}{_FRACTION} ?(?:例|人|只|名|眼|{_COUNTED})?"
        rf"(?: ?[（(\[] ?|[,，、;；] ?){_PERCENT}(?! ?[~～–-])"
    ),
    re.compile(
        r"(?<![\d.])(?<!\d[, ])(?P<N>\d{1,6}) ?(?P<c>例|名|只|人)(?:患者|受试者|病人|小鼠|大鼠)?中[，,]?有? ?"
        rf"(?P<n>\d{{1,6}}) ?(?P=c)(?:患者|受试者|病人)? ?[（(] ?{_PERCENT} ?[）)]"
    ),
    re.compile(rf"{_ALONE}(?P<n>{_COUNT}) (?:out )?of (?:the )?{_WHOLE}(?: {_COUNTED})? \({_PERCENT}\)"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if not any(sign in item.text for sign in "%％﹪"):
            continue
        for form in _FORMS:
            for match in form.finditer(item.text):
                part, whole, typed = _number(match["n"]), _number(match["N"]), match["p"]
                if (
                    whole == 0
                    or part > whole
                    or _is_part_of_more(item.text, match)
                    or item.raised_or_lowered(*match.span())
                ):
                    continue
                if not _agrees(part, whole, typed):
                    right = (Decimal(100 * part) / whole).quantize(Decimal(typed), ROUND_HALF_UP)
                    yield RULE.finding(
                        item.passage.span(*match.span()), part=part, whole=whole, right=right, typed=typed
                    )


def _is_part_of_more(text: str, match: re.Match[str]) -> bool:
    """Whether it ends a range, `20 ~ 30% (3/4)`, or is a month of a year."""
    before = text[: match.start()].rstrip(" ")[-1:]
    return (before != "" and before in "~～–-至") or 1900 <= _number(match["N"]) <= 2100


def _number(typed: str) -> int:
    return int("".join(char for char in typed if char.isdigit()))


def _agrees(part: int, whole: int, typed: str) -> bool:
    """Whether `typed` is the percentage, rounded or cut off to its own number of decimals."""
    given, exact = Decimal(typed), Decimal(100 * part) / whole
    digits = Decimal(1).scaleb(-len(typed.partition(".")[2]))
    return any(
        exact.quantize(digits, rounding) == given
        for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_FLOOR)
    )
