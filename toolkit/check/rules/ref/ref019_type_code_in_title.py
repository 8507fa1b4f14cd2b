r"""A title ends with a type code or a full stop that the style adds by itself.

题名末尾带有样式会自动添加的文献类型标识或句点。

## What it does
Reports titles that end with `[J]`, `[M]`, `[D/OL]` and the other codes of GB/T 7714, as copied
from a printed list, and titles that end with a full stop. `…`, `etc.`, abbreviations such as
`U.S.`, and question marks pass.

## Why it matters
The style adds the code and the stop, so both print twice: `Title[J][J]`, `Title..`

## Example
```bibtex
title = {外泌体促进创面愈合的研究进展[J]},
```

## How to mend it
Delete it from the title. Styles that want no code leave it out.
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
    code="REF019",
    name="type-code-in-title",
    severity=Severity.WARNING,
    message=Message(en="the title of `{key}` ends with `{text}`", zh="`{key}` 的题名以 `{text}` 结尾"),
    help=Message(en="delete it; the style adds it where it is wanted", zh="请删去；样式会按需添加"),
    manuscript_help=Message(
        en="delete it",
        zh="请删去",
    ),
)
_CODES = "J|M|D|C|N|R|S|P|Z|G|A|EB|DB|CP|DS|CM|PP"
_CODE = lazy(rf"\s*[\[［【]\s*(?:{_CODES})(?:\s*/\s*(?:OL|CD|MT|DK|MM))?\s*[\]］】]\s*[.。．]?\s*$")
_ENDS = ("]", "］", "】", ".", "。", "．")
_STOP = lazy(r"(?<=[^\W\d_A-Z]{4})[.。．]\s*$")
_WITH_STOP = lazy(r"\b(?:etc|spp|subsp|sect|vols?|nos?|corp|assoc)\.$", re.IGNORECASE)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        for variable in ("title", "original-title"):
            text = reference.get(variable)
            if not text.endswith(_ENDS):
                continue
            match = _CODE().search(text) or _STOP().search(text)
            if match is None or _WITH_STOP().search(text):
                continue
            span = field_span(reference, variable)
            yield RULE.finding(
                span,
                fix=replacement(review, span, text, text[: match.start()], RULE.help, Applicability.UNSAFE),
                key=reference.id,
                text=match[0].strip(),
            )
