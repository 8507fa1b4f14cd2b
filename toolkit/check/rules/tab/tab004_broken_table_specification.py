"""A table specification names something that is not there, or cannot be computed.

表的说明文件引用了不存在的内容或无法计算。

## What it does
Reports specifications in `tables/` that name a record set or a field which does not exist,
with the nearest one that does, and expressions (`where:`, `value:`) that cannot be read or
computed.

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

from toolkit.check.nearest import nearest
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

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
NEAREST = Message(en="did you mean `{nearest}`?", zh="是否应为 `{nearest}`？")


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
            case "expression":
                close = []
                message, remedy = EXPRESSION, CORRECT
            case _:
                continue
        yield RULE.finding(
            miss.span,
            message=message,
            help=NEAREST if close else remedy,
            name=miss.name,
            reason=miss.reason,
            nearest=close[0] if close else "",
        )
