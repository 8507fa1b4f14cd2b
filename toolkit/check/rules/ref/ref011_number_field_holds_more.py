"""A volume, issue or page field holds more than its number, or nothing that is one.

卷、期或页码字段中含有多余内容，或并非数字。

## What it does
Reports, for articles of journals, words and punctuation that the style adds by itself: `volume = {Vol. 12}`,
`number = {No. 3}`, `pages = {pp. 12-15}`, 第 12 卷, 15 页; an issue inside the volume, `12(3)`;
placeholders such as `n/a` and `?`; and an article of more than 500 pages.

Supplements (`22(增刊 2)`, `Suppl 1`), parts, letters, Roman numerals and years as volumes are
right, and pass.

## Why it matters
The word prints inside the reference, `2020, Vol. 12(3): pp. 12-15`, and a search by volume and
page fails.

## Example
```bibtex
volume = {12(3)},
pages = {pp. 12-15},
```

## How to mend it
Write the numbers alone: `volume = {12}, number = {3}, pages = {12-15}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.edits import replacement
from toolkit.check.page_ranges import ends
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_name, field_span, judged
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF011",
    name="number-field-holds-more",
    severity=Severity.WARNING,
    message=Message(en="`{field}` of `{key}` holds `{text}`", zh="`{key}` 的 `{field}` 字段中含有“{text}”"),
    help=Message(en="write the number alone; the style adds such words", zh="请只写数字，此类文字由样式添加"),
    manuscript_help=Message(
        en="write the number alone",
        zh="请只写数字",
    ),
)
ISSUE = Message(
    en="`{field}` of `{key}` holds the issue too: `{text}`",
    zh="`{key}` 的 `{field}` 字段中含有期号：`{text}`",
)
SPLIT = Message(en="put `{issue}` into the field of the issue", zh="请把 `{issue}` 写入期号字段")
PLACEHOLDER = Message(
    en="`{field}` of `{key}` is a placeholder: `{text}`", zh="`{key}` 的 `{field}` 字段是占位内容：`{text}`"
)
LOOK_UP = Message(en="look it up, or delete the field", zh="请查明后填写，或删去该字段")
MANY = Message(
    en="`{key}` would have {count} pages: {text}", zh="`{key}` 的页码 {text} 意味着该文有 {count} 页"
)
CORRECT = Message(en="one of its ends is probably wrong", zh="起止页码之一可能有误")
DELETE = Message(en="delete the word", zh="删去多余文字")

_BEFORE = re.compile(
    r"(?:volume|vol|number|num|no|nr|issue|iss|pages?|pp|pgs?)(?:\.\s*|\s+|[:：]\s*)(?=[\dA-Z])|第\s*(?=\d)|p(?:\.\s*|\s+)(?=\d)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?<=\d)\s*(?:页|卷|期|pp?\.?|pages)$")
_WITH_ISSUE = re.compile(r"\d{1,4}\s*[(（]\s*(\d{1,3}(?:\s*[-–/]\s*\d{1,3})?)\s*[)）]\s*:?")
_PLACEHOLDER = re.compile(
    r"(?:n\.?/?a\.?|none|null|unknown|tbd|tba|xx+|\?+|-+|–|0+|无|不详|未知|待补)", re.IGNORECASE
)
_MOST_PAGES = 500


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        if reference.type != "article-journal":
            continue  # the volume of a book may well be 第 1 册
        for variable in ("volume", "issue", "page"):
            if text := reference.get(variable):
                yield from _judged(review, reference, variable, text)


def _judged(review: ResolvedReview, reference: Reference, variable: str, text: str) -> Iterator[Finding]:
    span = field_span(reference, variable)
    field = field_name(reference, variable)
    if _PLACEHOLDER.fullmatch(text):
        yield RULE.finding(span, message=PLACEHOLDER, help=LOOK_UP, field=field, key=reference.id, text=text)
        return
    issue = _WITH_ISSUE.fullmatch(text) if variable == "volume" and not reference.get("issue") else None
    if issue:
        yield RULE.finding(
            span, message=ISSUE, help=SPLIT, field=field, key=reference.id, text=text, issue=issue[1]
        )
        return
    for word in filter(None, (_BEFORE.match(text), _BEHIND.search(text))):
        fix = replacement(review, span, word[0], "", DELETE, Applicability.UNSAFE)
        yield RULE.finding(span, fix=fix, field=field, key=reference.id, text=word[0].strip())
    if variable == "page":
        pair = ends(text)
        if pair and pair[1] - pair[0] >= _MOST_PAGES:
            yield RULE.finding(
                span, message=MANY, help=CORRECT, key=reference.id, text=text, count=pair[1] - pair[0] + 1
            )
