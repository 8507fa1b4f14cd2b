"""An author's ORCID has the wrong form or a wrong check digit.

作者的 ORCID 格式或校验位不正确。

## What it does
Computes the check digit of the ORCID of every author of the review (ISO 7064, MOD 11-2). Zeros
only are called a placeholder.

## Why it matters
The paper is not entered into the author's record, or into a stranger's.

## Example
```yaml
authors:
  - name: {zh: 作者甲, en: AUTHOR A}
    orcid: 0000-0002-1825-0098
```

## How to mend it
Copy it from orcid.org: four groups of four digits, of which the last may be an `X`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.edits import narrowed, replacement
from toolkit.check.identifiers import orcid_is_valid
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF008",
    name="malformed-orcid",
    severity=Severity.WARNING,
    message=Message(en="`{orcid}` is not the ORCID of anybody", zh="`{orcid}` 不是有效的 ORCID"),
    help=Message(
        en="copy it from orcid.org, as in `0000-0002-1825-0097`",
        zh="请从 orcid.org 复制，例如 `0000-0002-1825-0097`",
    ),
)
PLACEHOLDER = Message(en="the ORCID of {name} is a placeholder", zh="{name} 的 ORCID 仍为占位内容")
WRITE = Message(en="write `{right}`", zh="应写作 `{right}`")
_GROUP = 4


def check(review: ResolvedReview) -> Iterator[Finding]:
    metadata = review.source.metadata
    for author in metadata.authors:
        orcid = author.orcid.strip()
        if not orcid or orcid_is_valid(orcid):
            continue
        span = author.span or metadata.spans.get("authors")
        digits = "".join(char for char in orcid.upper() if char.isdigit() or char == "X")
        right = "-".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
        known = right != orcid and orcid_is_valid(right)
        yield RULE.finding(
            narrowed(review, span, orcid),
            message=PLACEHOLDER if digits.strip("0") == "" else None,
            help=WRITE if known else None,
            fix=replacement(review, span, orcid, right, WRITE, Applicability.SAFE) if known else None,
            orcid=orcid,
            name=plain_text(author.name.best(review.language)),
            right=right,
        )
