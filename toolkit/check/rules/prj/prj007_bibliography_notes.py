"""A bibliography was read, but not all of it as it stands.

文献库已读取，但有内容需要留意。

## What it does
Reports bibliographies that are stored in another encoding than UTF-8, fields that have no place
among the variables of CSL and so are kept but never printed, and types that the format does not know.

## Why it matters
Nothing is lost, but what is not printed may be what you expect to see, and other programs may read
the file otherwise.

## Example
```text
TY  - JOUR
M2  - unknown use
```

## How to mend it
Put the value into a field that is printed, export the file as UTF-8, or leave it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="PRJ007",
    name="bibliography-notes",
    severity=Severity.HINT,
    message=Message(en="{note}", zh="{note}"),
    help=Message(
        en="nothing is lost; correct the file if this is not what you meant",
        zh="没有内容丢失；如与本意不符，请修改该文件",
    ),
    inputs=("folder",),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for note in review.source.bibliography.notes:
        finding = RULE.finding(note.span, note=note.en)
        yield replace(finding, message={"en": note.en, "zh": note.zh})
