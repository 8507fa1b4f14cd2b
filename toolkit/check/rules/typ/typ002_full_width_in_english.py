"""English text has a full-width Chinese mark, letter or digit.

英文内容中夹有全角标点、字母或数字。

## What it does
Reports `，。；：（）` and other full-width marks between Latin letters in English passages (the
English abstract, title, captions, keywords), and full-width letters and digits (`ＭＳＣ`, `１０`)
anywhere. An English gloss inside Chinese prose, `（nerve growth factor，NGF）`, follows the
journal and is not judged; nor is an English passage that uses only full-width brackets, as some
Chinese journals print.

## Why it matters
The mark is set in a Chinese font with a wide gap, and databases index it as another character.

## Example
```yaml
abstract: {en: "Exosomes promote healing，and reduce scars."}
```

## How to mend it
Write the half-width mark and a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP002",
    name="full-width-in-english",
    severity=Severity.WARNING,
    message=Message(en="`{mark}` is a full-width character", zh="`{mark}` 是全角字符"),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_MARKS = {"，": ", ", "。": ". ", "；": "; ", "：": ": ", "？": "? ", "！": "! ", "、": ", "}
_WIDE = "[０-９Ａ-Ｚａ-ｚ]+"


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if item.text.isascii():
            continue
        if any(
            char in item.text for char in "０１２３４５６７８９ＡＢＣＤＥＦＧＨＭＮＯＰＲＳＴａｅｉｏｎｃ"
        ):
            yield from _wide(item)
        if item.passage.language == "en":
            yield from _marks(item)


def _wide(item: Prose) -> Iterator[Finding]:
    for match in re.finditer(_WIDE, item.text):
        right = "".join(chr(ord(char) - 0xFEE0) for char in match[0])
        yield RULE.finding(
            item.passage.span(match.start(), match.end()),
            fix=item.fix(match.start(), match.end(), right, WRITE),
            mark=match[0],
            right=right,
        )


def _marks(item: Prose) -> Iterator[Finding]:
    text = item.text
    for start, char in enumerate(text):
        if char not in _MARKS:
            continue
        before, after = text[start - 1 : start], text[start + 1 : start + 2]
        if not (before.isascii() and before.isalnum()) or (after and not after.isascii()):
            continue
        right = _MARKS[char] if after.isalnum() else _MARKS[char][0]
        yield RULE.finding(
            item.passage.span(start, start + 1),
            fix=item.fix(start, start + 1, right, WRITE),
            mark=char,
            right=right.strip(),
        )
