"""The caption of a table is missing, or missing in a language that the journal prints.

表题缺失，或缺少期刊要求的语言。

## What it does
Compares the caption of every table with the languages in which the journal prints captions
(`tables: {caption: {languages: …}}` in its profile), else with the review's main language.

## Why it matters
The caption prints in another language than the rest of the page, or not at all. Chinese
journals with bilingual captions return manuscripts for it.

## Example
```yaml
id: hydrogels
caption: {en: Hydrogels loaded with exosomes}
```
in a review in Chinese.

## How to mend it
Give every language: `caption: {zh: …, en: …}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.captions import language_name, of_tables
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TAB005",
    name="table-caption-lacks-language",
    severity=Severity.WARNING,
    message=Message(
        en="the caption of table {number} is not given in {language}", zh="表 {number} 的表题没有{language}"
    ),
    help=Message(en="add it: `caption: {{{tag}: …}}`", zh="请补充：`caption: {{{tag}: …}}`"),
    manuscript_help=Message(en="add the caption in this language", zh="请补充该语言的表题"),
)
NONE = Message(en="table {number} has no caption", zh="表 {number} 没有表题")
WRITE = Message(
    en="give it one: `caption: …`, or a line `: …` under a typed table",
    zh="请补充：`caption: …`，手工表则在其下写一行 `: …`",
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for caption in of_tables(review):
        if not caption.languages:
            yield RULE.finding(caption.span, message=NONE, help=WRITE, number=caption.number)
        for tag in caption.languages:
            yield RULE.finding(caption.span, number=caption.number, language=language_name(tag), tag=tag)
