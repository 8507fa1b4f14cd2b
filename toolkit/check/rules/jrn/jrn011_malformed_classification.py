"""A classification number or document code is not one.

中图分类号或文献标志码的格式不正确。

## What it does
Compares `classification: {clc: …}` with the form of the Chinese Library Classification: a
letter from A to K, N to V, X or Z (after T a second letter), digits with a full stop after
every third, and `+`, `-`, `=`, `/`, `:` with further digits; several are separated by a
semicolon. `document_code` is a letter from A to E.

## Why it matters
Chinese databases file the paper by them.

## Example
```yaml
classification: {clc: 皮肤病学, document_code: a}
```

## How to mend it
Look the number up in the classification (a review on wound repair: `R641`, `R622`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.limits import place
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="JRN011",
    name="malformed-classification",
    severity=Severity.WARNING,
    message=Message(en="`{text}` is not a CLC number", zh="`{text}` 不是中图分类号"),
    help=Message(
        en="it begins with a letter, as in `R622` or `R711.75`", zh="分类号以字母开头，例如 `R622`、`R711.75`"
    ),
)
CODE = Message(en="`{text}` is not a document code", zh="`{text}` 不是文献标志码")
LETTER = Message(en="it is a letter from A to E; a review is `A`", zh="文献标志码为 A～E，综述一般为 `A`")
_CLC = lazy(
    r"(?:[A-KN-SUVXZ]|T[A-HJ-NPQS-V]?)(?:\d{1,3}(?:\.\d{1,3}){0,3}|(?=-\d))(?:[-+=/:]\(?[A-Z]{0,2}\d[\d.]*\)?)*"
)
_SEPARATOR = lazy(r"\s*[;；,，、]\s*")


def check(review: ResolvedReview) -> Iterator[Finding]:
    classification = review.source.metadata.classification
    for text in filter(None, _SEPARATOR().split(classification.get("clc", "").strip())):
        if not _CLC().fullmatch(text):
            yield RULE.finding(place(review, "classification.clc", "classification"), text=text)
    code = classification.get("document_code", "").strip()
    if code and not re.fullmatch(r"[A-E]", code):
        yield RULE.finding(
            place(review, "classification.document_code", "classification"),
            message=CODE,
            help=LETTER,
            text=code,
        )
