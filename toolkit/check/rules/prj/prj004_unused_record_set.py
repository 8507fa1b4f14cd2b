"""No table, figure or value uses a file of evidence.

证据文件没有被任何表格、图或数值使用。

## What it does
Reports record sets (`evidence/*.yaml`) that no table of the text shows and no `{{ … }}` names.

## Why it matters
The records were collected and the reader never sees them, or a table still shows an older file
of another name.

## Example
```
evidence/hydrogels.yaml
evidence/hydrogels-2023.yaml
```
where all tables say `records: hydrogels`.

## How to mend it
Show the records in a table, or delete the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.passages import passages
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import ResolvedValue, Value
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="PRJ004",
    name="unused-record-set",
    severity=Severity.HINT,
    message=Message(
        en="no table, figure or value uses the records `{name}`", zh="没有表格、图或数值使用记录集 `{name}`"
    ),
    help=Message(en="show them in a table, or delete the file", zh="请在表格中列出，或删除该文件"),
    inputs=("folder",),
)
_WORD = re.compile(r"[\w-]+")


def check(review: ResolvedReview) -> Iterator[Finding]:
    evidence = review.source.evidence
    if not evidence:
        return
    used = {spec.records for spec in review.source.tables.values()}
    used.update(spec.records for figure in review.figures.values() if (spec := figure.source.chart))
    for passage in passages(review):
        for _, node in passage.nodes():
            value = node.source if isinstance(node, ResolvedValue) else node  # abstracts are not resolved
            if isinstance(value, Value):
                used.update(_WORD.findall(value.expression))
    used.update(
        word for miss in review.unresolved if miss.kind == "value" for word in _WORD.findall(miss.name)
    )
    for name, records in evidence.items():
        if name not in used:
            yield RULE.finding(records.span, name=name)
