"""A citation has a page label without a page, or a page range that runs backwards.

引用中的页码不完整或前后颠倒。

## What it does
Reports `[@yang2024, p. ]`, where the label stands alone, and `[@yang2024, pp. 19-13]`, where
the end comes before the beginning. A shortened end, `pp. 254-63`, is read as 254 to 263.

## Why it matters
The label prints as a word that says nothing, and a range that is turned round sends the
reader to pages that do not exist.

## Example
```markdown
见该指南的定义[@yang2024, p. ]。
```

## How to mend it
Write the page, `[@yang2024, p. 3]`, or delete the label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.page_ranges import is_reversed
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT004",
    name="incomplete-locator",
    severity=Severity.WARNING,
    message=Message(en="`{text}` behind `@{key}` names no page", zh="`@{key}` 之后的 `{text}` 没有给出页码"),
    help=Message(
        en="write the number, as in `[@{key}, p. 3]`, or delete the label",
        zh="请写出页码，例如 `[@{key}, p. 3]`，或删去该标签",
    ),
    manuscript_help=Message(
        en="write the page, or delete the label",
        zh="请写出页码，或删去该标签",
    ),
)
REVERSED = Message(
    en="the range `{text}` behind `@{key}` runs backwards", zh="`@{key}` 之后的范围 `{text}` 前后颠倒"
)
CORRECT = Message(en="correct one of its ends", zh="请更正其起止页码")
_LABEL = lazy(
    r"\s*[,，]?\s*((?:pp?|pages?|chap|chapters?|sections?|sec|figures?|figs?|tables?|vols?|volumes?|para)\.?"
    r"|第?\s*页码?|第\s*[章节]?)\s*",
    re.IGNORECASE,
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for citation in review.citations:
        for item in citation.source.items:
            if item.locator:
                if is_reversed(item.locator):
                    yield RULE.finding(
                        item.span or citation.source.span,
                        message=REVERSED,
                        help=CORRECT,
                        text=item.locator,
                        key=item.key,
                    )
            elif item.suffix and (label := _LABEL().fullmatch(plain_text(item.suffix))):
                yield RULE.finding(item.span or citation.source.span, text=label[1], key=item.key)
