"""Front matter that prints in two languages is given in one.

应以两种语言刊出的篇首内容只有一种语言。

## What it does
Looks which parts the journal prints in which language (`front:` in its profile), and reports
title, abstract, keywords, names of authors and affiliations that are not given in it. Parts
that the profile lists under `required:` are JRN008's.

## Why it matters
The part prints in the other language, or is left out.

## Example
```yaml
authors:
  - name: {zh: 作者甲}
```
for a journal that prints the names in English too.

## How to mend it
Give both: `name: {zh: 作者甲, en: AUTHOR A}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.captions import language_name
from toolkit.check.limits import place
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import Localized, plain_text
from toolkit.model.review import Metadata, ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="JRN009",
    name="front-matter-lacks-language",
    severity=Severity.WARNING,
    message=Message(en="{what} is not given in {language}", zh="{what}没有{language}"),
    help=Message(en="the journal prints it in {language} too", zh="该期刊同时刊出{language}，请补充"),
)
_TITLE = Message("the title", "题名")
_ABSTRACT = Message("the abstract", "摘要")
_KEYWORDS = Message("the list of keywords", "关键词")


def check(review: ResolvedReview) -> Iterator[Finding]:
    metadata = review.source.metadata
    required = set(review.journal.required)
    for part in review.journal.front:
        if part.part in required or f"{part.part}.{part.language}" in required:
            continue
        for what, span in _lacking(review, metadata, part.part, part.language):
            yield RULE.finding(span, what=what, language=language_name(part.language))


def _lacking(
    review: ResolvedReview, metadata: Metadata, part: str, language: str
) -> Iterator[tuple[Message, Span | None]]:
    match part:
        case "title" if not metadata.title.get(language):
            yield _TITLE, place(review, "title")
        case "abstract" if not any(piece.content.get(language) for piece in metadata.abstract):
            if metadata.abstract:
                yield _ABSTRACT, place(review, "abstract")
        case "keywords" if metadata.keywords and not metadata.keywords.get(language):
            yield _KEYWORDS, place(review, "keywords")
        case "authors":
            known = review.manuscript is None or any(author.name.get(language) for author in metadata.authors)
            for author in metadata.authors if known else ():
                if author.name and not author.name.get(language):
                    yield _name_of(author.name), author.span or place(review, "authors")
        case "affiliations":
            known = review.manuscript is None
            for name, text in metadata.affiliations.items() if known else ():
                if text and not text.get(language):
                    what = Message(f"the affiliation `{name}`", f"单位 `{name}` ")
                    yield what, place(review, f"affiliations.{name}", "affiliations")
        case _:
            pass


def _name_of(name: Localized) -> Message:
    text = plain_text(name.best("zh"))
    return Message(f"the name of {text}", f"{text} 的姓名")
