"""A record of one tool for the risk of bias has a judgement of another.

某一偏倚风险工具的记录中填有另一工具的判断。

## What it does
Reports fields that belong to another tool than the one that the record's `tool` names: a field
belongs to the tool whose code its name begins with (`rob2_overall` to `rob2`). This holds for
`risk-of-bias`, and for schemas of your own whose choice field `tool` works the same way.

## Why it matters
Tables and figures show the domains of one tool. What was judged with another is not shown in
them, and nobody misses it: mostly the tool is wrong, or the line slipped in from another record.

## Example
```yaml
- id: mouse-a
  tool: syrcle
  rob2_overall: low
```

## How to mend it
Correct `tool`, or move the judgement into the field of the record's tool. A study that was judged
with two tools has two records.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.evidence import Choice
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="EVD011",
    name="judgement-of-another-tool",
    severity=Severity.WARNING,
    message=Message(
        en="field `{field}` of record `{record}` belongs to `{other}`, but the record's tool is `{tool}`",
        zh="记录 `{record}` 的字段 `{field}` 属于工具 `{other}`，而该记录的工具为 `{tool}`",
    ),
    help=Message(
        en="correct `tool`, or use a field that begins with `{tool}_`",
        zh="请更正 `tool`，或改用以 `{tool}_` 开头的字段",
    ),
    inputs=("folder",),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for records in review.source.evidence.values():
        field = records.schema.fields.get("tool")
        tools = tuple(field.choices) if field else ()
        for record in records.records.values() if tools else ():
            value = record.values.get("tool")
            tool = value.items[0] if value and value.items else None
            if not isinstance(tool, Choice):
                continue
            for name, judged in record.values.items():
                other = next((code for code in tools if name.startswith(f"{code}_")), tool.code)
                if other != tool.code:
                    yield RULE.finding(judged.span, field=name, record=record.id, other=other, tool=tool.code)
