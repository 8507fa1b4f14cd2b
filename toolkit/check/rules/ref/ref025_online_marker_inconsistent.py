"""Of several articles with article numbers some print as online, some as printed.

以文章编号代替页码的文献，文献类型标识 [J/OL] 与 [J] 混用。

## What it does
Looks at the printed list: articles with an article number in the place of pages (`e2302128`,
`1400347`) should all carry `[J/OL]` or all `[J]`. If both occur, the rarer form is hinted at.

## Why it matters
The code says whether the source is online. Mixed within one kind of articles it is a mistake
that editors mark by hand.

## Example
```bibtex
@article{a, pages = {e2302128}, url = {https://example.org/a}, …}
@article{b, pages = {1400347}, …}
```

## How to mend it
Give all such entries a URL or none, or let the journal's profile leave it out
(`references: {omit: [URL]}`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import plain_text
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF025",
    name="online-marker-inconsistent",
    severity=Severity.HINT,
    message=Message(
        en="`{key}` prints `{code}`, while {count} other article(s) with an article number print `{other}`",
        zh="`{key}` 印为 `{code}`，而另有 {count} 条带文章编号的文献印为 `{other}`",
    ),
    help=Message(en="give all of them a URL, or none", zh="请统一为都有网址或都没有网址"),
)
_CODE = re.compile(r"\[J(?:/OL)?\]")
_ARTICLE_NUMBER = re.compile(r"e\d+|\d{5,}|[A-Za-z]{1,4}\d{4,}|\d+\.\d+")


def check(review: ResolvedReview) -> Iterator[Finding]:
    by_code: dict[str, list[Reference]] = {}
    for entry in review.bibliography:
        if entry.reference.type == "article-journal" and _ARTICLE_NUMBER.fullmatch(
            entry.reference.get("page")
        ):
            codes = _CODE.findall(plain_text(entry.content))
            if codes:
                by_code.setdefault(codes[-1], []).append(entry.reference)
    if len(by_code) < 2:
        return
    rarer, usual = sorted(by_code, key=lambda code: (len(by_code[code]), code))
    for reference in by_code[rarer]:
        yield RULE.finding(
            field_span(reference, "page"),
            key=reference.id,
            code=rarer,
            other=usual,
            count=len(by_code[usual]),
        )
