"""A quantity of a record is given in a unit that cannot be converted into its schema's.

证据记录中的量所用单位无法换算为模式规定的单位。

## What it does
Reports quantities whose unit measures something else than the unit that the schema names for
the field: a mass where a length stands. Units of one dimension (nm and μm, g and μg, days and
weeks) pass, since they are converted wherever records are compared or summed. Where a schema says
what a field `measures` (the follow-up of a trial: time), every unit of it passes, and no other.

## Why it matters
Such a value is mostly a slip of the keyboard or stands in the wrong field. No expression can
compare it with the others: `{{ gels | max("size") }}` is refused as long as it is there.

## Example
```yaml
- id: gel-a
  size: 120 mg    # the schema says `unit: nm`
```

## How to mend it
Correct the unit, or record what was measured in a field of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.evidence import Quantity, SchemaField
from toolkit.model.review import ResolvedReview
from toolkit.model.units import factor, measures

RULE = Rule(
    code="EVD009",
    name="wrong-unit",
    severity=Severity.WARNING,
    message=Message(
        en="field `{field}` of record `{record}` is given in {unit}, which cannot be converted to {wanted}",
        zh="记录 `{record}` 的字段 `{field}` 以 {unit} 为单位，无法换算为 {wanted}",
    ),
    help=Message(
        en="the schema `{schema}` asks for {wanted}: correct the unit, or use another field",
        zh="模式 `{schema}` 规定的单位为 {wanted}：请更正单位，或改用其他字段",
    ),
    inputs=("folder",),
)
OTHER = Message(
    en="field `{field}` of record `{record}` is given in {unit}, which is no unit of {wanted}",
    zh="记录 `{record}` 的字段 `{field}` 以 {unit} 为单位，这不是{wanted}的单位",
)
NONE = Message(
    en="field `{field}` of record `{record}` has no unit of {wanted}",
    zh="记录 `{record}` 的字段 `{field}` 没有写明{wanted}的单位",
)
MEASURE = Message(
    en="the schema `{schema}` asks for {wanted}: correct the unit, or use another field",
    zh="模式 `{schema}` 要求该字段为{wanted}：请更正单位，或改用其他字段",
)
_MEASURED = {
    name: Message(en=name, zh=zh)
    for name, zh in {
        "time": "时间",
        "length": "长度",
        "mass": "质量",
        "volume": "体积",
        "amount": "物质的量",
        "pressure": "压强",
        "energy": "能量",
    }.items()
}


def check(review: ResolvedReview) -> Iterator[Finding]:
    for records in review.source.evidence.values():
        asked = [field for field in records.schema.fields.values() if field.unit or field.measures]
        for record in records.records.values():
            for field in asked:
                value = record.values.get(field.name)
                for item in value.items if value else ():
                    if value and isinstance(item, Quantity) and not _fits(item.unit, field):
                        yield RULE.finding(
                            value.span,
                            message=RULE.message if field.unit else OTHER if item.unit else NONE,
                            help=RULE.help if field.unit else MEASURE,
                            field=field.name,
                            record=record.id,
                            unit=item.unit,
                            wanted=field.unit or _MEASURED.get(field.measures, field.measures),
                            schema=records.schema.id,
                        )


def _fits(unit: str, field: SchemaField) -> bool:
    return factor(unit, field.unit) is not None if field.unit else measures(unit, field.measures)
