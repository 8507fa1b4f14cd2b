"""A trial that the text names is in no record, or a recorded one is shown nowhere.

正文提到的临床试验没有记录，或记录中的试验从未出现。

## What it does
In a review whose records hold registration numbers, compares these with the numbers in the
text. A number of the text that differs from a record's by one or two digits is a warning; one
that is like none is a hint, since a review may name trials that its tables leave out. A record
whose number neither the text nor a table shows is a hint too.

## Why it matters
A slip of one digit leads to the trial of somebody else, and text and table disagree on which
trials there are.

## Example
```markdown
一项试验（NCT05078358）正在进行。
```
while the record says `NCT05078385`.

## How to mend it
Correct the number that is wrong, or add the trial to the records.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.passages import passages
from toolkit.check.rule import Message, Rule
from toolkit.model.block import NumberedFigure
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.evidence import RegistryId
from toolkit.model.inline import plain_text
from toolkit.model.registry_id import identifiers
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="EVD007",
    name="trial-without-record",
    severity=Severity.WARNING,
    message=Message(
        en="no record has `{id}`, but one has `{near}`", zh="没有记录为 `{id}`，但有一条为 `{near}`"
    ),
    help=Message(en="correct the one that is wrong", zh="请更正其中有误的一处"),
    inputs=("folder",),
)
UNKNOWN = Message(en="no record has the trial `{id}`", zh="没有记录包含临床试验 `{id}`")
ADD = Message(en="add it to the records, if the tables should show it", zh="若应列入表格，请补充该记录")
UNSEEN = Message(
    en="the trial `{id}` of record `{record}` is shown nowhere",
    zh="记录 `{record}` 的临床试验 `{id}` 未出现在正文或表格中",
)
SHOW = Message(en="show it in a table or name it in the text", zh="请在表格中列出或在正文中提及")
_SLIPS = 2
"""Digits by which a mistyped number differs at most; two that changed places count as two."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    recorded = _recorded(review)
    if not recorded:
        return
    seen: set[str] = set()
    for passage in passages(review):
        for match in identifiers(passage.text):
            seen.add(match[0])
            if match[0] in recorded or passage.place == "cell":
                continue
            near = next((known for known in recorded if _slips(known, match[0]) <= _SLIPS), "")
            yield RULE.finding(
                passage.span(*match.span()),
                message=None if near else UNKNOWN,
                help=None if near else ADD,
                severity=None if near else Severity.HINT,
                id=match[0],
                near=near,
            )
    shown = "\n".join(
        plain_text(cell.content)
        for table in review.tables.values()
        for row in table.table.body
        for cell in row.cells
    )
    drawn = {label for figure in review.figures.values() for label in _drawn(figure)}
    for known, (record, span) in recorded.items():
        if known not in seen and known not in shown and known not in drawn:
            yield RULE.finding(
                span, message=UNSEEN, help=SHOW, severity=Severity.HINT, id=known, record=record
            )


def _drawn(figure: NumberedFigure) -> Iterator[str]:
    """The trials that a timeline shows."""
    if figure.chart is not None:
        from toolkit.model.chart import TimelineChart

        if isinstance(figure.chart, TimelineChart):
            yield from (item.label for item in figure.chart.items)


def _recorded(review: ResolvedReview) -> dict[str, tuple[str, Span]]:
    """Every registration number of the records, with its record and place."""
    return {
        item.id: (record.id, value.span)
        for records in review.source.evidence.values()
        for record in records.records.values()
        for value in record.values.values()
        for item in value.items
        if isinstance(item, RegistryId) and item.registry
    }


def _slips(one: str, other: str) -> int:
    """In how many places two numbers of equal length differ."""
    if len(one) != len(other):
        return _SLIPS + 1
    return sum(here != there for here, there in zip(one, other, strict=True))
