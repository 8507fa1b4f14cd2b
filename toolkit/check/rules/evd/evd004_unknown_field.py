"""An evidence record has a field that its schema does not know.

证据记录含有模式中没有的字段。

## What it does
Reports fields that the record's schema does not name, with the nearest one that it does.

## Why it matters
No table and no value can show an unknown field. A slip in its name (`particpants`) makes the
true field missing, and the cell prints empty.

## Example
```yaml
- id: agle102-burns
  particpants: 1
```

## How to mend it
Correct the name. For something that the built-in schema has no field for, copy the schema
into the review's folder, add the field there, and name that file under `schema:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.nearest import nearest

RULE = Rule(
    code="EVD004",
    name="unknown-field",
    severity=Severity.ERROR,
    message=Message(
        en="the schema `{schema}` has no field `{field}` (record `{record}`)",
        zh="模式 `{schema}` 中没有字段 `{field}`（记录 `{record}`）",
    ),
    help=Message(en="its fields are: {fields}", zh="可用字段：{fields}"),
    inputs=("folder",),
)
NEAREST = Message(en="did you mean `{nearest}`?", zh="是否应为 `{nearest}`？")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for records in review.source.evidence.values():
        fields = records.schema.fields
        for record in records.records.values():
            for name, span in record.unknown.items():
                close = nearest(name, fields)
                yield RULE.finding(
                    span,
                    help=NEAREST if close else None,
                    schema=records.schema.id,
                    field=name,
                    record=record.id,
                    fields=", ".join(fields),
                    nearest=close or "",
                )
