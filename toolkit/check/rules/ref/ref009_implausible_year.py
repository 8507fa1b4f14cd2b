"""The year of a work cannot be right.

文献的年份不可能正确。

## What it does
Reports a year of publication that is no year (`20204`, `202`, `n.d.`), that lies before 1665,
when the first scientific journal appeared, for an article, or after the year that follows the
latest date in review.yaml. The rule does not ask the clock, so that a review is judged alike on
every day: where no date is given, as in a Word file, only a year after 2100 is reported, and one
that lies more than 20 years after those of all other references.

Words that stand for a year, such as `in press`, 待刊 and `forthcoming`, pass.

## Why it matters
The entry prints with a wrong year, and searches by year miss the work.

## Example
```bibtex
year = {20204}
```

## How to mend it
Write the year from the work's first page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span, judged
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.reference import Date, Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF009",
    name="implausible-year",
    severity=Severity.WARNING,
    message=Message(en="the year of `{key}`, {year}, cannot be right", zh="`{key}` 的年份 {year} 不可能正确"),
    help=Message(en="write the year from the work itself", zh="请按原文更正年份"),
)
UNREADABLE = Message(
    en="the date of `{key}`, `{year}`, holds no year", zh="`{key}` 的日期 `{year}` 中没有年份"
)
FUTURE = Message(
    en="`{key}` is of {year}, but this review is of {now}",
    zh="`{key}` 的年份为 {year}，晚于本综述的日期（{now} 年）",
)
FAR_AHEAD = Message(
    en="`{key}` is of {year}, {gap} years after the latest of the others",
    zh="`{key}` 的年份为 {year}，比其余文献中最晚的还晚 {gap} 年",
)
_GAP = 20
"""Years between a reference and all others that are taken for a slip of the pen."""
_FEWEST = 3
"""Other references with a year, without which no gap says anything."""
_FIRST_JOURNAL = 1665
_LAST = 2100
_YEAR = re.compile(r"\d{4}")
_NOT_YET = lazy(
    r"press|accepted|forthcoming|submitted|ahead|progress|待|即将|录用|印刷|网络|优先", re.IGNORECASE
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    dates = review.source.metadata.dates.values()
    now = max((int(match[0]) for date in dates if (match := _YEAR.match(date))), default=None)
    references = list(judged(review))
    others = _latest_of_others(references) if now is None else None
    for reference in references:
        issued = reference.dates.get("issued")
        if issued is None:
            continue
        span = field_span(reference, "issued")
        year = issued.year
        if year is None:
            words = issued.raw or issued.literal
            if words and not _says_something(issued):
                yield RULE.finding(span, message=UNREADABLE, key=reference.id, year=words)
        elif year > _LAST or (reference.type == "article-journal" and year < _FIRST_JOURNAL):
            yield RULE.finding(span, key=reference.id, year=year)
        elif now is not None and year > now + 1:
            yield RULE.finding(span, message=FUTURE, key=reference.id, year=year, now=now)
        elif others is not None and year - others > _GAP:
            yield RULE.finding(span, message=FAR_AHEAD, key=reference.id, year=year, gap=year - others)


def _latest_of_others(references: Iterable[Reference]) -> int | None:
    """The year before the latest, of enough works; two of the latest year leave no gap."""
    dates = (reference.dates.get("issued") for reference in references)
    years = sorted(date.year for date in dates if date is not None and date.year is not None)
    return years[-2] if len(years) > _FEWEST else None


def _says_something(date: Date) -> bool:
    words = date.raw or date.literal
    return _YEAR.search(words) is not None or _NOT_YET().search(words) is not None
