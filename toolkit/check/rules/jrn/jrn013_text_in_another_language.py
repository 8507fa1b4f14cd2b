"""The text is in another language than the journal.

正文语言与期刊的语言不一致。

## What it does
Compares `language:` in review.yaml with the languages in which the journal prints titles (`front:` in
its profile). It says so once, at `language:`, and where a review.yaml does not give it, at `journal:`.

## Why it matters
A journal profile moves headings, labels, citations and references to another journal; it does not
translate. What the author gave in the journal's language (title, abstract, names) prints in it, the text
prints as it is.

## Example
```yaml
language: zh-CN
journal: bmc
```

## How to mend it
Name a journal in the language of the text, or translate the sections and set `language:`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.check.captions import language_name
from toolkit.check.limits import place
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import primary
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="JRN013",
    name="text-in-another-language",
    severity=Severity.WARNING,
    message=Message(
        en="the text is in {language}, but the format {journal} is in {wanted}",
        zh="正文为{language}，而{journal}为{wanted}期刊",
    ),
    help=Message(
        en="a journal's format does not translate: choose another journal, or translate the sections",
        zh="期刊格式不会翻译正文：请另选期刊，或翻译各节正文",
    ),
    manuscript_help=Message(
        en="choose another journal, or have the text translated",
        zh="请另选期刊，或翻译正文",
    ),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    journal = review.journal
    languages = list(dict.fromkeys(part.language for part in journal.front if part.part == "title"))
    if not languages or primary(review.language) in languages:
        return
    yield RULE.finding(
        place(review, "language", "journal"),
        language=language_name(primary(review.language)),
        journal=Message(_name(journal.name, "en", journal.id), _name(journal.name, "zh", journal.id)),
        wanted=language_name(languages[0]),
    )


def _name(names: Mapping[str, str], language: str, own: str) -> str:
    return names.get(language) or next(iter(names.values()), own)
