"""A value in the text cannot be computed from the evidence.

正文中的数值无法由证据记录算出。

## What it does
Reports `{{ … }}` expressions that cannot be read, that name a record set or field that is not
there, or that compute with values which are no numbers.

## Why it matters
The expression prints as a mark in the place of the number.

## Example
```markdown
共 {{ trials | sum("particpants") }} 人。
```

## How to mend it
Correct the name. A record set is called like its file without the ending: `evidence/trials.yaml`
is `trials`. The filters are listed in the documentation of evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.reasons import bilingual
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="EVD005",
    name="value-not-computed",
    severity=Severity.ERROR,
    message=Message(en="`{expression}` cannot be computed: {reason}", zh="无法计算 `{expression}`：{reason}"),
    help=Message(en="the record sets of this review are: {sets}", zh="本综述的记录集：{sets}"),
    inputs=("folder",),
)
NO_SETS = Message(
    en="this review has no evidence: put records into `evidence/NAME.yaml`",
    zh="本综述没有证据记录：请把记录写入 `evidence/名称.yaml`",
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    sets = ", ".join(f"`{name}`" for name in review.source.evidence)
    for miss in review.unresolved:
        if miss.kind == "value":
            yield RULE.finding(
                miss.span,
                help=None if sets else NO_SETS,
                expression=miss.name.strip(),
                reason=bilingual(miss.reason),
                sets=sets,
            )
