"""An evidence record lacks a field that its schema requires.

证据记录缺少模式要求的必填字段。

## What it does
Reports records that do not give a field which the schema marks as required.

## Why it matters
The field tells the record from others or carries what the table is about. Without it a cell
stays empty in every table that shows it, and a reader takes the gap for a result.

## Example
```yaml
schema: trial
records:
  - id: agle102-burns
    title: {zh: 细胞外囊泡治疗烧伤创面的安全性}
```
The schema `trial` requires `registry`.

## How to mend it
Add the field. If the source does not report it, say so in its own words: `registry: not
registered`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="EVD002",
    name="missing-required-field",
    severity=Severity.ERROR,
    message=Message(
        en="record `{record}` lacks the required field `{field}`", zh="记录 `{record}` 缺少必填字段 `{field}`"
    ),
    help=Message(
        en="add `{field}:` ({label}); the schema `{schema}` requires it",
        zh="请补充 `{field}:`（{label}）；模式 `{schema}` 要求填写该字段",
    ),
    inputs=("folder",),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for records in review.source.evidence.values():
        required = [field for field in records.schema.fields.values() if field.required]
        for record in records.records.values():
            for field in required:
                if field.name not in record.values:
                    labels = field.labels
                    yield RULE.finding(
                        record.span,
                        record=record.id,
                        field=field.name,
                        label=Message(
                            en=labels.get("en", field.name),
                            zh=labels.get("zh") or labels.get("en", field.name),
                        ),
                        schema=records.schema.id,
                    )
