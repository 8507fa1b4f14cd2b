"""A word is typed twice in a row.

词语重复。

## What it does
In English: a word of the list of articles, prepositions, conjunctions and auxiliary verbs twice
in a row (`the the`, `of of`, `is is`). In Chinese: function words and common verbs twice
(`可以可以`, `进行进行`, `通过通过`), `的的` (not in 目的的 or 标的的), and any run of three to
eight characters that follows itself at once (`外泌体外泌体`). Reduplication (`天天`, `常常`,
`逐步`, `等等`, `一步一步`), `that that`, `had had` pass.

## Why it matters
It is left over from editing.

## Example
```markdown
外泌体可以可以促进愈合，in the the wound。
```

## How to mend it
Delete one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import Prose, is_han, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP017",
    name="doubled-word",
    severity=Severity.WARNING,
    message=Message(en="`{word}` stands twice", zh="“{word}”重复"),
    help=Message(en="delete one of the two", zh="请删去一个"),
)
DELETE = Message(en="delete one `{word}`", zh="删去一个“{word}”")

_ENGLISH = re.compile(
    r"(?<![\w-])(the|an?|of|in|on|at|to|for|by|with|from|and|or|but|is|are|was|were|be|been|has|have|can|may|"
    r"which|these|this|their|its|as|between|into|during)[ \n]+\1(?![\w-])",
    re.IGNORECASE,
)
_CHINESE = (
    "可以 进行 通过 以及 因此 但是 具有 能够 由于 对于 关于 其中 此外 同时 这些 这种 已经 作为 我们 如果 "
    "并且 或者 发挥 导致 研究表明"
)
"""No nouns and verbs that also begin compounds: 抑制抑制性受体, 调节调节性 T 细胞 are right."""
_COMPOUND = ("受体", "样", "性", "类", "组", "型", "酶", "化", "者", "源", "系")
"""What makes the second of two a part of a compound."""
_OF = re.compile(r"(?<![目标的靶])的的(?!确|士|卡|黎|哥|[^\w])")
_WORDS = frozenset(_CHINESE.split())
_TWICE = re.compile(r"([^\x00-\u2e7f]{2})\1|([^\x00-\u2e7f]{3,8}?)\2")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        for match in _ENGLISH.finditer(item.text):
            if match[1].isupper() or (match[1].istitle() and match[0].split()[-1].islower() is False):
                continue  # `IN IN`, `Is Is`
            yield _finding(item, match.start(), match.end(), match[1])
        if item.chinese and item.passage.place != "cell":
            yield from _chinese(item)


def _chinese(item: Prose) -> Iterator[Finding]:
    text = item.text
    for match in _TWICE.finditer(text):
        word = match[1] or match[2]
        known = word in _WORDS if match[1] else len(set(word)) > 1 and all(map(is_han, word))
        certain = known and not text.startswith(_COMPOUND, match.end())
        if certain:
            yield _finding(item, *match.span(), word)
    if "的的" in text:
        for match in _OF.finditer(text):
            yield _finding(item, *match.span(), "的")


def _finding(item: Prose, start: int, end: int, word: str) -> Finding:
    return RULE.finding(
        item.passage.span(start, end),
        fix=item.fix(
            start, end, item.text[start : start + len(word)], DELETE, Applicability.UNSAFE, word=word
        ),
        word=word,
    )
