"""The year in the text is not the year of the work cited beside it.

正文中的年份与所引文献的年份不符。

## What it does
Compares a year typed with a name at a citation, `Yang 等（2021）[@x]`, `Yang et al. (2021) [@x]`
or `2021 年，Yang 等[@x]`, with the year of the works in that bracket. A difference of one year
is a hint where the year stands in brackets, since an article is often online the year before
its issue; it is no finding in running text, nor is a year that may be that of the experiment.

## Why it matters
Either the year is wrong, or the key is that of another paper by the same people.

## Example
```markdown
Yang 等（2019）[@yang2024]开发了一种水凝胶。
```

## How to mend it
Correct the year or the key. Numeric styles need no year: leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.narrative import named
from toolkit.check.people import compare, han_names
from toolkit.check.rule import Message, Rule
from toolkit.check.works import citations_in_brackets
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT008",
    name="year-mismatch",
    severity=Severity.WARNING,
    message=Message(
        en="the text says {typed}, but `{key}` is of {year}",
        zh="正文写的是 {typed} 年，但 `{key}` 发表于 {year} 年",
    ),
    help=Message(
        en="correct the year or the key, or leave the year out", zh="请更正年份或引用键，或删去年份"
    ),
    manuscript_help=Message(
        en="correct the year or the number, or leave the year out",
        zh="请改正年份或编号，或删去年份",
    ),
)
_IN_BRACKETS = re.compile(
    r"(?:等人?|et al\.?|[A-Za-zÀ-ɏ]{2,})\s*[（(]\s*(?P<year>(?:19|20)\d\d)[a-z]?\s*年?\s*[)）]\s*$"
)
_BEFORE_NAME = re.compile(r"(?<![\d~～–-])(?P<year>(?:19|20)\d\d)\s*年\s*[，,]?\s*$")
_LOOK_BACK = 60
_MANY_YEARS = 2
"""From this difference on, the year before a name is worth a look."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    known = han_names(review)
    for passage, offset, works in citations_in_brackets(review):
        low = max(0, offset - _LOOK_BACK)
        before = passage.text[low:offset].rstrip()
        bracket = _IN_BRACKETS.search(before) if before.endswith((")", "）")) else None
        if bracket is not None:
            start, least, judged = low, 1, works
        else:
            typed = named(passage.text, offset, known)
            if typed is None:
                continue
            start = max(0, typed.start - _LOOK_BACK)
            bracket = _BEFORE_NAME.search(passage.text[start : typed.start])
            judged = [work for work in works if compare(typed.name, work) == "first"]
            least = _MANY_YEARS
        if bracket is None:
            continue
        nearest = _nearest(int(bracket["year"]), judged)
        if nearest is None or nearest[0] < least:
            continue
        difference, year, work = nearest
        hint = difference == 1 or least > 1
        yield RULE.finding(
            passage.span(start + bracket.start("year"), start + bracket.end("year")),
            severity=Severity.HINT if hint else None,
            typed=bracket["year"],
            key=work.id,
            year=year,
        )


def _nearest(typed: int, works: list[Reference]) -> tuple[int, int, Reference] | None:
    """Difference, year and work of the one whose year is nearest; None if one of them has none."""
    found: list[tuple[int, int, Reference]] = []
    for work in works:
        issued = work.dates.get("issued")
        if issued is None or issued.year is None:
            return None
        found.append((abs(issued.year - typed), issued.year, work))
    return min(found, key=lambda item: item[0], default=None)
