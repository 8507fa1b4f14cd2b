"""A field of an evidence record does not hold what its schema asks for.

证据记录的字段值与模式规定的类型不符。

## What it does
Reports values that do not fit the type that the record's schema gives the field: a text
where a number stands, a quantity that cannot be read, a choice that is not among the
schema's, a date that is none.

## Why it matters
A value that is only text cannot be sorted, summed or set with its unit. The table prints it
as it was typed, and `{{ trials | sum("participants") }}` leaves it out.

## Example
```yaml
- id: agle102-burns
  participants: about ten
```

## How to mend it
Write the value in the form that the message names. What belongs to the value but is no part
of it goes into another field or into a note of the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.reasons import bilingual
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="EVD001",
    name="wrong-field-type",
    severity=Severity.ERROR,
    message=Message(
        en="field `{field}` of record `{record}`: {problem}", zh="记录 `{record}` 的字段 `{field}`：{problem}"
    ),
    help=Message(
        en="the schema `{schema}` asks for {type}",
        zh="模式 `{schema}` 要求此处填写{type}",
    ),
    inputs=("folder",),
)
TYPES = {
    "text": Message(en="text", zh="文本"),
    "number": Message(en="a number, such as 12 or 3.5", zh="数字，例如 12 或 3.5"),
    "quantity": Message(
        en="a quantity, such as `30 ~ 150 nm`, `108.97 ± 13.15 nm` or `54 weeks`",
        zh="带单位的量，例如 `30 ~ 150 nm`、`108.97 ± 13.15 nm` 或 `54 weeks`",
    ),
    "range": Message(en="a range, such as `30 ~ 150 nm`", zh="范围，例如 `30 ~ 150 nm`"),
    "mean-sd": Message(
        en="a mean with its standard deviation, such as `108.97 ± 13.15 nm`",
        zh="均数 ± 标准差，例如 `108.97 ± 13.15 nm`",
    ),
    "median-iqr": Message(
        en="a median with its quartiles, such as `12 (8–20) weeks`",
        zh="中位数（四分位数），例如 `12 (8–20) 周`",
    ),
    "proportion": Message(
        en="so many of so many, such as `19/61`; the percentage is computed",
        zh="例数/总数，例如 `19/61`；百分比由程序计算",
    ),
    "date": Message(
        en="a date, such as 2024, 2024-05 or 2024-05-09", zh="日期，例如 2024、2024-05 或 2024-05-09"
    ),
    "choice": Message(en="one of {choices}", zh="下列值之一：{choices}"),
    "boolean": Message(en="`true`, `false` or `unclear`", zh=" `true`、`false` 或 `unclear`"),
    "registry": Message(en="a trial id, such as NCT05078385", zh="临床试验注册号，例如 NCT05078385"),
    "citation": Message(en='a citation, such as "@yang2024"', zh='引用，例如 "@yang2024"'),
}


def check(review: ResolvedReview) -> Iterator[Finding]:
    for records in review.source.evidence.values():
        for record in records.records.values():
            for name, value in record.values.items():
                if not value.problem:
                    continue
                field = records.schema.fields[name]
                choices = ", ".join(f"`{code}`" for code in field.choices)
                kind = TYPES[field.type].fill({"choices": choices})
                yield RULE.finding(
                    value.span,
                    field=name,
                    record=record.id,
                    problem=bilingual(value.problem),
                    schema=records.schema.id,
                    type=Message(**kind),
                )
