"""The caption of a figure is missing, or missing in a language that the journal prints.

图题缺失，或缺少期刊要求的语言。

## What it does
Compares the caption of every figure with the languages in which the journal prints captions
(`figures: {caption: {languages: …}}` in its profile), else with the review's main language.

## Why it matters
The caption prints in another language than the rest of the page, or not at all. Chinese
journals with bilingual captions return manuscripts for it.

## Example
```markdown
::: figure mechanism
file: figures/mechanism.svg
caption: {en: How exosomes act}
:::
```
in a review in Chinese.

## How to mend it
Give every language: `caption: {zh: …, en: …}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.captions import language_name, of_figures
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="FIG004",
    name="figure-caption-lacks-language",
    severity=Severity.WARNING,
    message=Message(
        en="the caption of figure {number} is not given in {language}", zh="图 {number} 的图题没有{language}"
    ),
    help=Message(en="add it: `caption: {{{tag}: …}}`", zh="请补充：`caption: {{{tag}: …}}`"),
    manuscript_help=Message(en="add the caption in this language", zh="请补充该语言的图题"),
)
NONE = Message(en="figure {number} has no caption", zh="图 {number} 没有图题")
WRITE = Message(
    en="give it one: `caption: …` in the figure's block", zh="请补充：`caption: …`，写在图的设置中"
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for caption in of_figures(review):
        if not caption.languages:
            yield RULE.finding(caption.span, message=NONE, help=WRITE, number=caption.number)
        for tag in caption.languages:
            yield RULE.finding(caption.span, number=caption.number, language=language_name(tag), tag=tag)
