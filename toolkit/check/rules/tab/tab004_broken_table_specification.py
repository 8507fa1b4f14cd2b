"""A table specification names something that is not there, or cannot be computed.

表的说明文件引用了不存在的内容或无法计算。

## What it does
Reports specifications in `tables/` that name a record set, a field or a column which does not
exist, with the nearest one that does; expressions (`where:`, `value:`) and totals that cannot be
read or computed; and notes on cells that the table does not have.

## Why it matters
A table without its records is empty; a filter that cannot be computed is left out, so that
the table shows rows which it should not; a column without its field is blank.

## Example
```yaml
id: hydrogels
records: hydrogel
where: sorce == "ADSCs"
```

## How to mend it
Correct the name. A record set is called like its file in `evidence/` without the ending; the
fields are those of its schema.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.reasons import bilingual
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.nearest import nearest

RULE = Rule(
    code="TAB004",
    name="broken-table-specification",
    severity=Severity.ERROR,
    message=Message(en="there is no field `{name}` in these records", zh="这些记录中没有字段 `{name}`"),
    help=Message(
        en="a column, `sort` and `group_by` name fields of the records' schema",
        zh="列、`sort` 与 `group_by` 应使用记录模式中的字段名",
    ),
    inputs=("folder",),
)
NO_RECORDS = Message(en="there is no record set `{name}`", zh="没有记录集 `{name}`")
WRITE_RECORDS = Message(
    en="write the records into `evidence/{name}.yaml`", zh="请把记录写入 `evidence/{name}.yaml`"
)
EXPRESSION = Message(
    en="the expression `{name}` cannot be computed: {reason}", zh="无法计算表达式 `{name}`：{reason}"
)
CORRECT = Message(
    en='an expression compares fields of the records, as in `source in ["ADSCs", "BMSCs"]`',
    zh='表达式用于比较记录的字段，例如 `source in ["ADSCs", "BMSCs"]`',
)
TOTAL = Message(en="the total `{name}` cannot be computed: {reason}", zh="无法计算汇总 `{name}`：{reason}")
TOTALS = Message(
    en="`show` gives a column a function, as in `participants: sum`, or an expression over `records`",
    zh="`show` 为列指定函数，例如 `participants: sum`，或针对 `records` 的表达式",
)
COLUMN = Message(en="the table has no column `{name}`: {reason}", zh="表中没有列 `{name}`：{reason}")
COLUMNS = Message(
    en="a column is called by its field, or by the `id` that a computed column is given",
    zh="列以其字段命名，计算列以其 `id` 命名",
)
GROUP = Message(en="the table has no groups by `{name}`: {reason}", zh="表未按 `{name}` 分组：{reason}")
GROUPS = Message(
    en="`over` names `all` or fields of `rows.group_by`",
    zh="`over` 应为 `all` 或 `rows.group_by` 中的字段",
)
SPLIT = Message(
    en="no part of the table can begin with `{name}`: {reason}", zh="表不能在 `{name}` 处拆分：{reason}"
)
SPLITS = Message(
    en="`split` names columns that are not repeated in every part", zh="`split` 应列出不在各部分重复的列"
)
NOTE = Message(en="no header or cell of the table is `{name}`", zh="表中没有表头或单元格 `{name}`")
NOTES = Message(
    en="`on` names a column (its header), or `record.column` (one cell)",
    zh="`on` 应为列（其表头）或 `记录.列`（一个单元格）",
)
ID = Message(
    en="a computed column cannot be called `{name}`: {reason}", zh="计算列不能命名为 `{name}`：{reason}"
)
IDS = Message(en="give it another `id`", zh="请换一个 `id`")
NEAREST = Message(en="did you mean `{nearest}`?", zh="是否应为 `{nearest}`？")


OTHERS = {
    "expression": (EXPRESSION, CORRECT),
    "total": (TOTAL, TOTALS),
    "column": (COLUMN, COLUMNS),
    "group": (GROUP, GROUPS),
    "split": (SPLIT, SPLITS),
    "note": (NOTE, NOTES),
    "id": (ID, IDS),
}


def check(review: ResolvedReview) -> Iterator[Finding]:
    evidence = review.source.evidence
    fields = {name for records in evidence.values() for name in records.schema.fields}
    for miss in review.unresolved:
        match miss.kind:
            case "record-set":
                close = nearest(miss.name, evidence)
                message, remedy = NO_RECORDS, WRITE_RECORDS
            case "field":
                close = nearest(miss.name, fields)
                message, remedy = RULE.message, RULE.help
            case kind if kind in OTHERS:
                close = None
                message, remedy = OTHERS[kind]
            case _:
                continue
        yield RULE.finding(
            miss.span,
            message=message,
            help=NEAREST if close else remedy,
            name=miss.name,
            reason=bilingual(miss.reason),
            nearest=close or "",
        )
