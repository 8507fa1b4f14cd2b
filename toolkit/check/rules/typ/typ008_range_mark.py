"""Ranges of numbers are typed with different marks, or with a hyphen.

数值范围的连接号不统一，或使用了连字符。

## What it does
Looks at ranges of numbers that a unit, a per cent sign or a measure word makes certain
(`30~150 nm`, `1–2 周`). It reports those whose mark differs from the one that the text uses for
most of them (`-`, `–`, `~`, `～`; blanks around the mark count for nothing), and a hyphen where
no mark has a clear majority. In English a hyphen is reported as a hint in any case.

Names, codes, dates, pages, citations, `IL-6` and `miR-21-5p` are no ranges.

## Why it matters
`5-10` may be read as a difference; mixed marks show that texts were pasted together.

## Example
```markdown
直径为 30 ~ 150 nm，随访 12-54 周。
```

## How to mend it
Use one mark, the journal's: `~` in most Chinese journals, `–` in English.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from toolkit.check.number_ranges import NumberRange, number_ranges
from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP008",
    name="range-mark",
    severity=Severity.WARNING,
    message=Message(
        en="the range `{typed}` has `{mark}`, but the others have `{right}`",
        zh="范围 `{typed}` 使用 `{mark}`，而其他各处使用 `{right}`",
    ),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
HYPHEN = Message(
    en="the range `{typed}` has a hyphen where a dash belongs", zh="范围 `{typed}` 使用了连字符 `-`"
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_HYPHENS = "-‐‑"
_CLEAR = 2
_CLEAR_HYPHEN = 4
"""How many times more often than all others a mark must stand to be the text's own; a hyphen, which no
standard knows as a range mark, needs more."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    for chinese in (True, False):
        found = [
            (item, place)
            for item in prose(review)
            if item.chinese is chinese and any(mark in item.text for mark in "-‐‑–—~～〜")
            for place in number_ranges(item)
            # What has no place is printed from a record, as the journal wants it.
            if item.passage.span(place.start, place.end) is not None
        ]
        yield from _judge(found, _of_journal(review, "zh" if chinese else "en"), chinese=chinese)


def _of_journal(review: ResolvedReview, language: str) -> str:
    profile = review.journal.typing.get(language)
    return (profile.range or "").strip() if profile else ""


def _judge(found: list[tuple[Prose, NumberRange]], journal: str, *, chinese: bool) -> Iterator[Finding]:
    counts = Counter(place.mark for _, place in found)
    if not counts:
        return
    (usual, most), *others = counts.most_common()
    clear = most >= (_CLEAR_HYPHEN if usual in _HYPHENS else _CLEAR) * sum(count for _, count in others)
    if not clear or usual in _HYPHENS:
        if journal and journal not in _HYPHENS and (not clear or not chinese):
            usual, clear = journal, True
        elif not clear and not any(mark not in _HYPHENS for mark in counts):
            return
    if clear and (chinese or usual not in _HYPHENS):
        yield from _differing(found, usual)
    else:
        right = "–" if not chinese else (journal or _best(counts))
        for item, place in found:
            if place.mark in _HYPHENS:
                yield _finding(item, place, right, HYPHEN, Severity.HINT)


def _best(counts: Counter[str]) -> str:
    return next((mark for mark, _ in counts.most_common() if mark not in _HYPHENS), "~")


def _differing(found: Iterable[tuple[Prose, NumberRange]], usual: str) -> Iterator[Finding]:
    for item, place in found:
        if place.mark != usual:
            yield _finding(item, place, usual, RULE.message, RULE.severity)


def _finding(item: Prose, place: NumberRange, right: str, message: Message, severity: Severity) -> Finding:
    at = place.mark_start + item.text[place.mark_start : place.mark_end].index(place.mark)
    safe = right not in "~～"  # a tilde is markup of its own in Markdown
    return RULE.finding(
        item.passage.span(place.start, place.end),
        message=message,
        severity=severity,
        fix=item.fix(at, at + 1, right if safe else right.replace("~", "\\~"), WRITE, Applicability.UNSAFE),
        typed=item.text[place.start : place.end],
        mark=place.mark,
        right=right,
    )
