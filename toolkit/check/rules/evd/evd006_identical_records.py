"""Two records differ in nothing but their name and citation.

两条记录除名称和引文外完全相同。

## What it does
Compares the records of each set, field by field, without their id, name (the first text field
of the schema), citation and registry number, and reports those that agree in all fields that
are given, if these are four or more.

## Why it matters
Most often a row was copied as a pattern for the next one and never filled in. The table then
claims the findings of one study for another.

## Example
```yaml
- {id: a, product: Gel A, source: ADSCs, size: 100 nm, model: 大鼠烧伤模型, effect: 抗菌}
- {id: b, product: Gel B, source: ADSCs, size: 100 nm, model: 大鼠烧伤模型, effect: 抗菌}
```

## How to mend it
Look both up in their sources. If they truly agree, silence the rule in review.yaml:
`check: {files: {evidence/*.yaml: [EVD006]}}`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from toolkit.check.record_names import name_field
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.evidence import Choice, FieldValue, RecordSet
from toolkit.model.inline import Localized, plain_text
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="EVD006",
    name="identical-records",
    severity=Severity.WARNING,
    message=Message(
        en="`{id}` and `{other}` agree in all {count} fields but name and citation",
        zh="`{id}` 与 `{other}` 除名称和引文外的 {count} 个字段完全相同",
    ),
    help=Message(en="look both up in their sources", zh="请按原文核对这两条记录"),
    inputs=("folder",),
)
_FEWEST = 4


def check(review: ResolvedReview) -> Iterator[Finding]:
    for records in review.source.evidence.values():
        skipped = {
            name for name, field in records.schema.fields.items() if field.type in {"citation", "registry"}
        }
        yield from _alike(records, skipped | {name_field(records.schema)})


def _alike(records: RecordSet, skipped: set[str]) -> Iterator[Finding]:
    seen: dict[Hashable, str] = {}
    for record in records.records.values():
        content = tuple(
            (name, _content(value)) for name, value in sorted(record.values.items()) if name not in skipped
        )
        if len(content) < _FEWEST:
            continue
        other = seen.setdefault(content, record.id)
        if other != record.id:
            yield RULE.finding(record.span, id=record.id, other=other, count=len(content))


def _content(value: FieldValue) -> Hashable:
    """What a field says, without its place in the file."""
    if not value.items:
        return value.raw
    parts: list[Hashable] = []
    for item in value.items:
        if isinstance(item, Localized):
            parts.append(tuple((language, plain_text(text)) for language, text in sorted(item.texts.items())))
        else:
            parts.append(item.code if isinstance(item, Choice) else item)
    return tuple(parts)
