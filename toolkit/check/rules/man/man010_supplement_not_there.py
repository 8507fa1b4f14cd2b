"""The text speaks of a supplementary table or figure of which nothing is said.

正文提到附表或附图，但稿件中没有说明。

## What it does
Reports the first mention of `附表1`, `Table S1`, `Supplementary Fig. 2` and the like where the file holds
neither such a caption nor a sentence on supplementary files.

## Why it matters
Reviewers ask for what the text promises; a supplement is easily left out of the submission.

## Example
```text
各研究的基线特征见附表1。
```

## How to mend it
Submit the supplement, and say where it is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.passages import passages
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="MAN010",
    name="supplement-not-there",
    severity=Severity.HINT,
    message=Message(
        en="`{name}` is mentioned, but nothing says where it is", zh="提到了 `{name}`，但未说明其所在"
    ),
    help=Message(
        en="submit it with the manuscript, and say where it is found", zh="请随稿提交，并说明其位置"
    ),
    inputs=("manuscript",),
)
_NAMED = lazy(
    r"(?:附表|附图|补充表|补充图)\s*S?\d{1,2}|(?:Table|Fig(?:ure|\.)?)s?\s*S\d{1,2}|"
    r"Supplement(?:ary|al)\s+(?:Table|Fig(?:ure|\.)?)s?\s*S?\d{1,2}"
)
_CAPTION = lazy(
    r"(?m)^[ \t]*((?:附表|附图|补充表|补充图)\s*S?\d{1,2}|(?:Table|Fig(?:ure|\.)?)\s*S\d{1,2}|"
    r"Supplement(?:ary|al)\s+(?:Table|Fig(?:ure|\.)?)\s*S?\d{1,2})(?=[\s.:：|]+\S)"
)
_TOLD = lazy(
    r"附加文件|补充材料|补充文件|电子版|[Ss]upplement(?:ary|al)\s+(?:[Mm]aterials?|[Ii]nformation|[Ff]iles?|[Dd]ata)"
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    if review.manuscript is None:
        return
    text = review.manuscript.document.source
    told = _TOLD().search(text) is not None
    if told or "supplement" in review.source.metadata.statements:
        return
    captions = {re.sub(r"\s", "", match[1]).casefold() for match in _CAPTION().finditer(text)}
    seen: set[str] = set()
    for passage in passages(review):
        for match in _NAMED().finditer(passage.text):
            name = re.sub(r"\s", "", match[0]).casefold()
            if name not in seen | captions:
                yield RULE.finding(passage.span(*match.span()), name=match[0])
            seen.add(name)
