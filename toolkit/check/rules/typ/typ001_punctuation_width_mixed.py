"""Punctuation between Chinese characters has another width than in the rest of the text.

中文标点的全角、半角与全文不一致。

## What it does
Reports `,` `;` `:` `?` `!` between two Chinese characters in a text that otherwise uses
`，；：？！`, and a half-width full stop between them where `。` ends the sentences. In a text
that is half-width by the journal's will it reports the full-width mark that strayed in. The usual
width is what the text uses at least four times as often as the other; where neither is, the
journal decides (`typing` of its profile), or nothing is reported. Commas and colons are judged
together, the full stop apart, for journals print half-width commas beside `。`.

Marks beside Latin letters, digits, citations and brackets are not judged.

## Why it matters
It comes from switching the keyboard while typing, shows in print, and breaks searching.

## Example
```markdown
外泌体可促进愈合,减轻炎症；水凝胶可延长滞留时间，减少给药次数。
```

## How to mend it
Write `，`. The fix does so wherever the author's file shows the mark plainly.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.chinese_typing import between_han
from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP001",
    name="punctuation-width-mixed",
    severity=Severity.WARNING,
    message=Message(
        en="`{mark}` stands between Chinese characters, but this text uses `{right}`",
        zh="中文之间使用了 `{mark}`，而全文使用 `{right}`",
    ),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_PAIRS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_CLEAR = 4
"""How many times more often than the other width the usual one must stand."""
_LEAST = 3


def check(review: ResolvedReview) -> Iterator[Finding]:
    texts = [item for item in prose(review) if item.chinese]
    profile = review.journal.typing.get("zh")
    wanted = profile.punctuation if profile else None
    half = [place for item in texts for place in between_han(item, ",;:?!")]
    full = [place for item in texts for place in between_han(item, "，；：？！")]
    if _is_usual(full, half) or (wanted == "full" and not _is_usual(half, full)):
        yield from _findings(half, _PAIRS)
    elif _is_usual(half, full) or wanted == "half":
        yield from _findings(full, {right: left for left, right in _PAIRS.items()})
    stops = [place for item in texts for place in between_han(item, ".")]
    if stops and sum(item.text.count("。") for item in texts) >= max(_LEAST, _CLEAR * len(stops)):
        yield from _findings(stops, {".": "。"})


def _is_usual(many: list[tuple[Prose, int, int]], few: list[tuple[Prose, int, int]]) -> bool:
    return len(many) >= max(_LEAST, _CLEAR * len(few))


def _findings(places: list[tuple[Prose, int, int]], right: dict[str, str]) -> Iterator[Finding]:
    for item, start, end in places:
        mark = item.text[start]
        new = right[mark] if ord(right[mark]) > 127 else right[mark] + item.text[start + 1 : end]
        yield RULE.finding(
            item.passage.span(start, start + 1),
            fix=item.fix(start, end, new, WRITE),
            mark=mark,
            right=right[mark],
        )
