"""The language of a reference does not agree with the script of its title.

文献的语种字段与题名文字不符。

## What it does
Reports entries that are marked as English (or another language in Latin letters) whose title
is in Chinese characters, and entries marked as Chinese whose title and journal are in Latin
letters.

## Why it matters
The language decides how the entry prints: 等 or et al., the order of names, italics, and
whether an English version is added. With the wrong one a Chinese reference ends with “et al.”

## Example
```bibtex
title = {外泌体的研究进展}, langid = {english},
```

## How to mend it
Correct `langid` (in CSL-JSON `language`), or delete it: without it the script of the title
decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.check.scripts import has_han
from toolkit.check.works import field_span, judged
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import primary
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF024",
    name="language-against-script",
    severity=Severity.WARNING,
    message=Message(
        en="`{key}` is marked as {language}, but its title is in Chinese characters",
        zh="`{key}` 的语种为 {language}，但题名为汉字",
    ),
    help=Message(en="correct the language, or delete the field", zh="请更正语种字段或将其删除"),
)
LATIN = Message(
    en="`{key}` is marked as Chinese, but its title and journal are in Latin letters",
    zh="`{key}` 的语种为中文，但题名和刊名为拉丁字母",
)
_IN_HAN = frozenset({"zh", "ja", "ko", "yue", "wuu", "lzh", "cmn"})


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        language = primary(reference.language)
        title = reference.get("title")
        if not language or not title or not language.isalpha():
            continue
        span = field_span(reference, "language")
        if has_han(title):
            if language not in _IN_HAN and len(language) <= 3 and _mostly_han(title):
                yield RULE.finding(span, key=reference.id, language=reference.language)
        elif language in {"zh", "cmn"} and not has_han(
            reference.get("container-title") + reference.get("publisher")
        ):
            yield RULE.finding(span, message=LATIN, key=reference.id)


def _mostly_han(title: str) -> bool:
    """Not an English title that quotes a Chinese word."""
    return 2 * sum(char > "\u2e7f" for char in title) > sum(
        char.isascii() and char.isalpha() for char in title
    )
