"""An ordinary English word is left in Chinese prose.

中文中夹有未译的普通英文词。

## What it does
Reports lower-case English words of everyday scientific prose (`trials`, `patients`, `treatment`,
`and`, `however`; the list is in this file) that stand in a Chinese sentence: a Chinese
character right before, and one or a mark behind. Words in brackets (glosses), quotation marks
and italics, names, symbols, methods that have no Chinese name, and words joined to others by a
hyphen are not judged; nor is a word beside other English words, which may be a title.

## Why it matters
It is a place that was forgotten in translating.

## Example
```markdown
目前的临床 trials 样本量较小。
```

## How to mend it
Translate the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import is_han, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="LNG001",
    name="english-word-in-chinese",
    severity=Severity.WARNING,
    message=Message(
        en="the English word `{word}` stands in a Chinese sentence", zh="中文句子中夹有英文词 `{word}`"
    ),
    help=Message(en="translate it", zh="请译成中文"),
)

_LIST = """trial trials study studies patient patients treatment treatments therapy therapies result results
    effect effects group groups cell cells tissue tissues model models method methods analysis disease
    diseases expression level levels increase increased decrease decreased however therefore moreover
    furthermore because although while and or but with without the of from between during after before
    mice mouse rats rabbit human clinical significant significantly research review data evidence risk
    outcome outcomes mechanism mechanisms function pathway pathways protein proteins gene genes drug drugs
    injection transplantation stem exosome exosomes wound wounds healing skin bone blood growth factor
    factors receptor receptors inflammation apoptosis proliferation migration differentiation randomized
    controlled blind placebo safety efficacy follow dose doses control controls sample samples
    quality activity response recovery injury damage repair regeneration delivery"""
_WORDS = frozenset(_LIST.split())
_WORD = re.compile(r"(?<![A-Za-z0-9_/.@-])([a-z]{2,})(?![A-Za-z0-9_/@-])")
_BEHIND = " 。，、；：！？,;"


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if not item.chinese or item.passage.place == "cell" or item.passage.part == "keywords":
            continue
        for match in _WORD.finditer(item.text):
            start, end = match.span()
            if match[1] not in _WORDS or item.passage.styles_at(start):
                continue
            before, behind = item.text[:start].rstrip(" ")[-1:], item.text[end:].lstrip(" ")[:1]
            if not is_han(before) or not (is_han(behind) or (behind and behind in _BEHIND)):
                continue
            if not _in_brackets(item.text, start):
                yield RULE.finding(item.passage.span(start, end), word=match[1])


def _in_brackets(text: str, place: int) -> bool:
    """Whether a bracket or quotation mark opened shortly before is still open there."""
    before = text[max(0, place - 80) : place]
    return any(
        before.rfind(opening) > before.rfind(closing)
        for opening, closing in (("（", "）"), ("(", ")"), ("“", "”"), ("[", "]"), ("《", "》"), ("「", "」"))
    )
