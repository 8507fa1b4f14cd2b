"""A PubMed number is not written as one.

PMID 的写法不正确。

## What it does
Reports a PMID field that is not a plain number of up to eight digits: `PMID: 29996938`, an
address, or the number of PubMed Central (`PMC6042286`), which is another identifier. Whether
PubMed has such a number is not asked here.

## Why it matters
Duplicates are not recognised, `@pmid:…` finds nothing, and a style that prints the number
prints “PMID: PMID: …”.

## Example
```bibtex
pmid = {PMID: 29996938}
```

## How to mend it
Write the digits alone: `29996938`. A number that begins with `PMC` belongs into `pmcid`.
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
    code="REF004",
    name="malformed-pmid",
    severity=Severity.WARNING,
    message=Message(en="`{pmid}` is not a PMID", zh="`{pmid}` 不是有效的 PMID"),
    help=Message(en="a PMID is a number of up to eight digits", zh="PMID 为不超过 8 位的数字"),
)
OTHER = Message(en="`{pmid}` is a number of PubMed Central, not a PMID", zh="`{pmid}` 是 PMCID，不是 PMID")
MOVE = Message(en="put it into the field `pmcid`", zh="请将其写入 `pmcid` 字段")
WRITE = Message(en="write `{right}`", zh="应写作 `{right}`")
_PMID = re.compile(r"[1-9]\d{0,7}", re.ASCII)
_PREFIX = lazy(
    r"(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/)|pmid\s*[:：]?\s*",
    re.IGNORECASE,
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        pmid = reference.get("PMID").strip()
        if not pmid or _PMID.fullmatch(pmid):
            continue
        span = field_span(reference, "PMID")
        if pmid.upper().startswith("PMC"):
            yield RULE.finding(span, message=OTHER, help=MOVE, pmid=pmid)
            continue
        right = _PREFIX().sub("", pmid).strip().rstrip("./")
        known = _PMID.fullmatch(right) is not None
        yield RULE.finding(
            span,
            help=WRITE if known else None,
            fix=replacement(review, span, pmid, right, WRITE, Applicability.SAFE) if known else None,
            pmid=pmid,
            right=right,
        )
