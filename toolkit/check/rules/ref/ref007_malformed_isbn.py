"""An ISBN has the wrong form or a wrong check digit.

ISBN 的格式或校验位不正确。

## What it does
Computes the check digit of every ISBN of ten or thirteen digits (ISO 2108). Hyphens and blanks
are free; several in one field, and remarks such as `(hbk)`, are understood.

## Why it matters
One digit is wrong, so no library or bookshop finds the book.

## Example
```bibtex
isbn = {978-3-16-148410-1}
```

## How to mend it
Copy it from the book or its catalogue entry. A few publishers printed wrong numbers; if yours
is one of them, put `check: {files: {refs.bib: [REF007]}}` into review.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.edits import narrowed
from toolkit.check.identifiers import isbn_is_valid
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span, judged
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF007",
    name="malformed-isbn",
    severity=Severity.WARNING,
    message=Message(en="the check digit of the ISBN `{isbn}` is wrong", zh="ISBN `{isbn}` 的校验位不正确"),
    help=Message(en="copy it from the book or its catalogue entry", zh="请从图书或馆藏目录复制"),
)
FORM = Message(en="`{isbn}` is not an ISBN", zh="`{isbn}` 不是有效的 ISBN")
DIGITS = Message(
    en="an ISBN has ten digits, or thirteen that begin with 978 or 979",
    zh="ISBN 为 10 位数字，或以 978、979 开头的 13 位数字",
)
_REMARK = lazy(r"\([^()]*\)|e?isbn(?:-1[03])?[:：]?", re.IGNORECASE)
_ONE = lazy(r"[\dXx](?:[\s‐‑–-]?[\dXx]){9}(?:(?:[\s‐‑–-]?\d){3})?(?![\dXx])|[^\s,;/]+")
_DASHES = str.maketrans("‐‑–x", "---X")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        field = reference.get("ISBN")
        for match in _ONE().finditer(_REMARK().sub(" ", field)) if field else ():
            isbn = match[0].translate(_DASHES)
            if isbn_is_valid(isbn):
                continue
            digits = isbn.replace("-", "").replace(" ", "")
            whole = re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", digits) is not None
            yield RULE.finding(
                narrowed(review, field_span(reference, "ISBN"), match[0]),
                message=None if whole else FORM,
                help=None if whole else DIGITS,
                isbn=match[0],
            )
