"""A figure has no text for readers who cannot see it.

图缺少替代文字。

## What it does
Hints at figures without `alt:` in the review's main language. The caption then stands in for
it, which names the figure but does not say what is to be seen.

## Why it matters
Screen readers read it aloud, and it prints where the picture cannot be shown. More and more
publishers ask for it (WCAG 2.2, success criterion 1.1.1).

## Example
```markdown
::: figure mechanism
file: figures/mechanism.svg
caption: 外泌体的作用机制
:::
```

## How to mend it
Say in one or two sentences what is to be seen: `alt: 止血期、炎症期、增殖期依次排列，箭头指向……`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="FIG005",
    name="missing-alternative-text",
    severity=Severity.HINT,
    message=Message(en="figure {number} has no alternative text", zh="图 {number} 没有替代文字"),
    help=Message(en="say in one or two sentences what is to be seen", zh="请用一两句话说明图中内容"),
    manuscript_help=Message(
        en="right-click the picture, choose “Edit Alt Text…”, and say what is to be seen",
        zh="请右击图片，选“编辑替换文字”，用一两句话说明图中内容",
    ),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for figure in review.figures.values():
        if review.manuscript is not None and not figure.source.file:
            continue  # a caption whose picture is sent as a file of its own
        # A figure from evidence says itself what it shows.
        if figure.source.chart is None and not figure.source.alt.best(review.language):
            yield RULE.finding(figure.source.span, number=figure.number)
