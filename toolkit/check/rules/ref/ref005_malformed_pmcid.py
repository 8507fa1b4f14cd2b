"""A number of PubMed Central is not written as one.

PMCID 的写法不正确。

## What it does
Reports a PMCID field that is not `PMC` and digits: digits alone, a blank after `PMC`, a
version (`PMC6042286.2`), an address, or a PMID. Whether the article is there is not asked.

## Why it matters
The link to the free full text leads nowhere, and digits alone are easily taken for a PMID,
which is another article's.

## Example
```bibtex
pmcid = {6042286}
```

## How to mend it
Write `PMC6042286`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.edits import replacement
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span, judged
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF005",
    name="malformed-pmcid",
    severity=Severity.WARNING,
    message=Message(en="`{pmcid}` is not a PMCID", zh="`{pmcid}` 不是有效的 PMCID"),
    help=Message(
        en="a PMCID is `PMC` and digits, as in `PMC6042286`", zh="PMCID 为 `PMC` 加数字，例如 `PMC6042286`"
    ),
)
WRITE = Message(en="write `{right}`", zh="应写作 `{right}`")
_PMCID = re.compile(r"PMC[1-9]\d{0,7}", re.ASCII)
_DIGITS = lazy(
    r"(?:https?://\S*/articles/|pmcid\s*[:：]?\s*)?pmc\s*[:：]?\s*([1-9]\d{0,7})(?:\.\d+)?/?|([1-9]\d{3,7})",
    re.IGNORECASE | re.ASCII,
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        pmcid = reference.get("PMCID").strip()
        if not pmcid or _PMCID.fullmatch(pmcid):
            continue
        span = field_span(reference, "PMCID")
        match = _DIGITS().fullmatch(pmcid)
        right = f"PMC{match[1] or match[2]}" if match else ""
        # Digits alone may also be a PMID in the wrong field.
        certain = Applicability.SAFE if match and match[1] else Applicability.UNSAFE
        yield RULE.finding(
            span,
            help=WRITE if right else None,
            fix=replacement(review, span, pmcid, right, WRITE, certain) if right else None,
            pmcid=pmcid,
            right=right,
        )
