"""An ISSN has the wrong form or a wrong check digit.

ISSN 的格式或校验位不正确。

## What it does
Computes the check digit of every ISSN (ISO 3297: four digits, a hyphen, three digits and a
check digit or `X`). Several in one field, and remarks such as `(Electronic)`, are understood.

## Why it matters
One digit is wrong, so the number is that of no journal, or of another one. Programs that
complete references by the ISSN then fetch the wrong journal name.

## Example
```bibtex
issn = {0028-0835}
```

## How to mend it
Copy it from the journal's page or from portal.issn.org. Few styles print it: it may also be
deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.edits import narrowed, replacement
from toolkit.check.identifiers import issn_is_valid
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span, judged
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF006",
    name="malformed-issn",
    severity=Severity.WARNING,
    message=Message(en="the check digit of the ISSN `{issn}` is wrong", zh="ISSN `{issn}` 的校验位不正确"),
    help=Message(en="copy it from the journal's page", zh="请从期刊网页复制"),
)
FORM = Message(en="`{issn}` is not an ISSN", zh="`{issn}` 不是有效的 ISSN")
DIGITS = Message(
    en="an ISSN has eight digits in two groups, as in `0028-0836`",
    zh="ISSN 由两组共 8 位数字组成，例如 `0028-0836`",
)
WRITE = Message(en="write `{right}`", zh="应写作 `{right}`")
_SEPARATOR = lazy(r"[,;/\s]+|\([^()]*\)")
_LOOSE = lazy(r"(\d{4})[-‐‑‒–—−]?(\d{3}[\dXx])", re.ASCII)
_WORDS = lazy(r"(?:e|p|l|online|print|electronic|linking|e?-?issn:?|[:：.])*", re.IGNORECASE)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        field = reference.get("ISSN")
        for issn in _SEPARATOR().split(field) if field else ():
            if _WORDS().fullmatch(issn) or issn_is_valid(issn):
                continue
            span = field_span(reference, "ISSN")
            loose = _LOOSE().fullmatch(issn)
            right = f"{loose[1]}-{loose[2].upper()}" if loose else ""
            known = right != issn and issn_is_valid(right)
            yield RULE.finding(
                narrowed(review, span, issn),
                message=None if loose and not known else FORM,
                help=WRITE if known else None if loose else DIGITS,
                fix=replacement(review, span, issn, right, WRITE, Applicability.SAFE) if known else None,
                issn=issn,
                right=right,
            )
