"""A column of a typed table has numbers with different decimal places.

表格同一列数值的小数位数不一。

## What it does
Looks at the columns of tables that are typed in Markdown and reports, as a hint, a number whose decimal
places differ from those of all others in its column: four others at least, all alike, in cells
that hold one number and nothing else but its sign, its per cent mark or a bound (`<0.001`).
Whole zeros and hundreds (`0`, `100%`) pass, and so do tables made from records, whose numbers come from
different studies, and columns of years, counts or codes (no decimals at all).

## Why it matters
Digits line up badly, and the precision of a value is in doubt.

## Example
```markdown
| 组别 | AMH |
|---|---|
| A | 1.25 |
| B | 1.3 |
```

## How to mend it
Give all values of a column with the same number of decimals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.check.passages import flatten
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import Text, walk
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span
from toolkit.model.table import Cell, Table

RULE = Rule(
    code="NUM005",
    name="decimals-vary-in-column",
    severity=Severity.HINT,
    message=Message(
        en="`{typed}` has {here} decimal place(s), the other {count} numbers of its column have {others}",
        zh="`{typed}` 有 {here} 位小数，而同列其余 {count} 个数值均为 {others} 位",
    ),
    help=Message(en="give all of them alike", zh="请统一小数位数"),
)

_NUMBER = re.compile(r"[<>≤≥＜＞]? ?[-−–+]?(\d+)(?:\.(\d+))? ?[%％﹪]?")
_LEAST = 4


def check(review: ResolvedReview) -> Iterator[Finding]:
    for numbered in review.tables.values():
        if numbered.source.table is not None:
            for column in range(numbered.table.width):
                yield from _judge(_cells(numbered.table, column))


def _cells(table: Table, column: int) -> list[tuple[Cell, str, int]]:
    """The cells of one column that hold a single number: its text, its decimals."""
    found: list[tuple[Cell, str, int]] = []
    for row in table.body:
        if len(row.cells) != table.width:
            continue  # a cell spans columns or rows
        cell = row.cells[column]
        text = flatten(cell.content)[0].strip()
        match = _NUMBER.fullmatch(text)
        if match and not (match[2] is None and match[1] in ("0", "100")):
            found.append((cell, text, len(match[2] or "")))
    return found


def _judge(cells: list[tuple[Cell, str, int]]) -> Iterator[Finding]:
    counts = Counter(decimals for _, _, decimals in cells)
    if len(counts) != 2:
        return
    (usual, many), (odd, few) = counts.most_common()
    if few != 1 or many < _LEAST or usual == 0:
        return
    cell, text, _ = next(entry for entry in cells if entry[2] == odd)
    yield RULE.finding(_span(cell), typed=text, here=odd, count=many, others=usual)


def _span(cell: Cell) -> Span | None:
    words = next((node.span for node in walk(cell.content) if isinstance(node, Text)), None)
    return words or cell.span
