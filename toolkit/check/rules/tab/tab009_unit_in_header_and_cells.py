"""A unit stands in the header of a column and again in its cells.

单位在表头和单元格中重复出现。

## What it does
Reports columns whose header ends with a unit, `尺寸（nm）`, `Dose (mg/kg)` or `时间/d`, and whose
cells repeat that unit behind their numbers. Cells with another unit are let pass: there it must
be named.

## Why it matters
It is said twice, and the column is wider than it need be.

## Example
```markdown
| 材料 | 尺寸（nm） |
|------|------------|
| 甲   | 100 nm     |
```

## How to mend it
Take the unit out of the cells, or out of the header. In a table made from records,
`{field: size, unit: nm}` does both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.cells import body_columns, heads, place_of_cell, text_of
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TAB009",
    name="unit-in-header-and-cells",
    severity=Severity.WARNING,
    message=Message(
        en="the header of table {number} gives the unit `{unit}`, and {count} cell(s) below repeat it",
        zh="表 {number} 的表头已注明单位 `{unit}`，其下又有 {count} 个单元格重复",
    ),
    help=Message(en="name the unit in one of the two places", zh="请只在一处注明单位"),
)
_UNIT = lazy(r"(?:[（(]\s*([^\s（()）]{1,10})\s*[)）]|[/／,，]\s*([^\W\d][\w%℃°·/]{0,7}|%))$")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for table in review.tables.values():
        labels = heads(table)
        for index, cells in body_columns(table):
            head = labels.get(index)
            match = _UNIT().search(text_of(head)) if head else None
            if head is None or match is None:
                continue
            unit = match[1] or match[2]
            repeated = re.compile(rf"\d\s*{re.escape(unit)}(?![A-Za-z])")
            count = sum(repeated.search(text_of(cell)) is not None for cell in cells)
            if count:
                yield RULE.finding(
                    place_of_cell(review, head, table), number=table.number, unit=unit, count=count
                )
