"""A title is written in capitals throughout.

题名全部使用大写字母。

## What it does
Reports titles of works, and names of journals of more than one word, all of whose letters are
capitals, as databases and publishers' headings give them. Short names such as `JAMA` and
`PLOS ONE`, and titles of fewer than 15 letters, pass.

## Why it matters
No style turns capitals into small letters, since it cannot know which are names or genes, so
the title prints as it stands and shouts out of the list.

## Example
```bibtex
title = {MESENCHYMAL STEM CELL EXOSOMES IN WOUND HEALING},
```

## How to mend it
Write it as a sentence: `Mesenchymal stem cell exosomes in wound healing`, and put names and
genes that keep their capitals into braces: `{MSC}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_name, field_span, judged
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF012",
    name="title-in-capitals",
    severity=Severity.WARNING,
    message=Message(en="`{field}` of `{key}` is all in capitals", zh="`{key}` 的 `{field}` 全部为大写字母"),
    help=Message(
        en="write it as a sentence, with capitals for names only",
        zh="请改为句首大写，仅专有名词保留大写",
    ),
)
_TAG = re.compile(r"<[^<>]*>")
_FEWEST = 15


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        for variable in ("title", "container-title", "original-title", "original-container-title"):
            text = reference.get(variable)
            if text and _shouts(_TAG.sub("", text) if "<" in text else text):
                yield RULE.finding(
                    field_span(reference, variable), field=field_name(reference, variable), key=reference.id
                )


def _shouts(text: str) -> bool:
    if not text.isupper() or " " not in text.strip():
        return False
    letters = sum(char.isascii() and char.isalpha() for char in text)
    return letters >= _FEWEST
