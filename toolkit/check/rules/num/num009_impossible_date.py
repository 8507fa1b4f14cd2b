"""A date does not exist.

日期不存在。

## What it does
Reports dates with a month above 12, or a day that its month does not have: 2021 年 13 月,
`2020年2月30日`, `February 30, 2020`.

## Why it matters
A search period or a date of admission that cannot be makes the reader doubt the others.

## Example
```markdown
检索时限为建库至 2022 年 2 月 30 日。
```

## How to mend it
Look the date up in your notes.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator

from toolkit.check.patterns import lazy
from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="NUM009",
    name="impossible-date",
    severity=Severity.WARNING,
    message=Message(en="there is no day `{typed}`", zh="不存在 `{typed}` 这一日期"),
    help=Message(en="correct the day or the month", zh="请更正月份或日期"),
)
_CHINESE = lazy(
    r"(?<!\d)(?P<year>(?:18|19|20)\d\d) ?年 ?(?P<month>\d{1,2}) ?月(?: ?(?P<day>\d{1,2}) ?[日号])?"
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ENGLISH = lazy(
    rf"(?P<name>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}}),? (?P<year>(?:18|19|20)\d\d)(?!\d)"
    rf"|(?<!\d)(?P<day2>\d{{1,2}}) (?P<name2>{'|'.join(_MONTHS)}),? (?P<year2>(?:18|19|20)\d\d)(?!\d)"
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        text = item.text
        if "月" in text:
            for match in _CHINESE().finditer(text):
                if not _exists(int(match["year"]), int(match["month"]), int(match["day"] or 1)):
                    yield RULE.finding(item.passage.span(*match.span()), typed=match[0])
        if any(month in text for month in _MONTHS):
            for match in _ENGLISH().finditer(text):
                month = _MONTHS.index(match["name"] or match["name2"]) + 1
                year, day = int(match["year"] or match["year2"]), int(match["day"] or match["day2"])
                if not _exists(year, month, day):
                    yield RULE.finding(item.passage.span(*match.span()), typed=match[0])


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
