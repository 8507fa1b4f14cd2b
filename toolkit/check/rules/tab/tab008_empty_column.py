"""A column of a table holds nothing.

表中有整列为空。

## What it does
Reports columns of tables of two or more rows in which every cell is empty or shows only the
sign for missing values (`N/A`, `–`, 未提供). Tables with cells that span several rows or columns
are not judged.

## Why it matters
An empty column takes width from those that say something, and looks like work not done.

## Example
```yaml
columns: [{field: product}, {field: dose}]
```
where no record gives a dose.

## How to mend it
Fill the field in the records, or take the column out and say in the text that nothing was
reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.cells import body_columns, heads, place_of_cell, text_of
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TAB008",
    name="empty-column",
    severity=Severity.WARNING,
    message=Message(
        en="column {column}{label} of table {number} holds nothing",
        zh="表 {number} 的第 {column} 列{label}没有内容",
    ),
    help=Message(en="fill it, or take the column out", zh="请补充内容，或删去该列"),
)
LABEL = Message(en=" (“{text}”)", zh="（“{text}”）")
_NOTHING = frozenset(
    {"", "-", "–", "—", "——", "/", "N/A", "NA", "n/a", "NR", "无", "未提供", "未报道", "不详"}
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for table in review.tables.values():
        spec = review.source.tables.get(table.source.id)
        nothing = _NOTHING | {review.journal.tables.missing, spec.missing if spec else ""}
        labels = heads(table)
        for index, cells in body_columns(table):
            if len(cells) < 2 or any(cell.content and text_of(cell) not in nothing for cell in cells):
                continue
            head = labels.get(index)
            label = text_of(head) if head else ""
            yield RULE.finding(
                place_of_cell(review, head, table) if head and label else table.source.span,
                column=index + 1,
                number=table.number,
                label=Message(LABEL.en.format(text=label), LABEL.zh.format(text=label)) if label else "",
            )
