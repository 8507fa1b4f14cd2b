"""A figure that is made from evidence cannot be drawn, or is drawn without a record.

由证据生成的图无法绘制，或绘制时缺少某条记录。

## What it does
Reports every figure with `from:` that cannot be drawn: its records are not there, a field that it
names is not in their schema, `search:` is missing, a condition cannot be computed. And every
record that a figure leaves out, because it lacks the field or its value is of another kind.

## Why it matters
The figure is missing, or it shows fewer studies than its reader thinks.

## Example
```markdown
::: figure forest
from: forest
records: trials
groups: [treated, control]
:::
```
while the schema of `trials` has no field `control`.

## How to mend it
Name fields of the records' schema, and give each record what the figure shows. Records that do
not belong into the figure are left out with `where:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.reasons import bilingual
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="FIG010",
    name="figure-not-drawn",
    severity=Severity.ERROR,
    message=Message(
        en="the figure cannot be drawn from `{name}`: {reason}", zh="无法由 `{name}` 绘制该图：{reason}"
    ),
    help=Message(en="name a record set and fields of its schema", zh="请写明记录集及其模式中的字段"),
    inputs=("folder",),
)
LEFT_OUT = Message(
    en="the figure leaves out the record `{name}`: {reason}", zh="该图未包含记录 `{name}`：{reason}"
)
COMPLETE = Message(
    en="complete the record, or leave it out with `where:`", zh="请补全该记录，或用 `where:` 将其排除"
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for miss in review.unresolved:
        if miss.kind == "chart":
            yield RULE.finding(miss.span, name=miss.name, reason=bilingual(miss.reason))
        elif miss.kind == "chart-record":
            yield RULE.finding(
                miss.span,
                message=LEFT_OUT,
                help=COMPLETE,
                severity=Severity.WARNING,
                name=miss.name,
                reason=bilingual(miss.reason),
            )
