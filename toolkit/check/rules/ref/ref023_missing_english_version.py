"""A Chinese reference has no English version, which the journal prints.

中文文献缺少期刊要求的英文对照。

## What it does
If the journal prints Chinese references in both languages or in English (`references: {bilingual: …}` in its
profile), reports the Chinese entries of the printed list that lack the English title, authors
or journal.

## Why it matters
The entry prints in Chinese only, beside others that have both, and the editor sends the
manuscript back.

## Example
```bibtex
@article{li2021, author = {李明}, title = {外泌体的研究进展}, journal = {期刊}, year = {2021}}
```

## How to mend it
Copy the English version from the journal's page or from CNKI into the entry:
`title-en = {…}, author-en = {Li, Ming}, journal-en = {…}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.check.scripts import has_han
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF023",
    name="missing-english-version",
    severity=Severity.WARNING,
    message=Message(en="`{key}` has no English {parts}", zh="`{key}` 缺少英文{parts}"),
    help=Message(
        en="the journal prints both languages: add `{fields}`", zh="该期刊要求中英文对照：请补充 `{fields}`"
    ),
    manuscript_help=Message(en="put the English version below the entry", zh="请在该条目下补充英文版"),
)
IN_ENGLISH = Message(
    en="the journal prints works in English: add `{fields}`", zh="该期刊以英文著录文献：请补充 `{fields}`"
)
_TITLE = Message(en="title", zh="题名")
_AUTHORS = Message(en="authors", zh="作者")
_JOURNAL = Message(en="journal", zh="刊名")
_ADDRESS = re.compile(r"\S*[/:@]\S*|\d\S*")
_WORD = re.compile(r"[A-Za-z]{3,}")
_MANY = 6
"""English words in a printed entry from which it may hold a version that was not read."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    if review.journal.references.bilingual == "none":
        return
    in_english = review.journal.references.bilingual == "english" and not review.manuscript
    printed = {entry.key: entry.text for entry in review.manuscript.entries} if review.manuscript else {}
    for entry in review.bibliography:
        # Of an entry of a Word file the record in the library holds its version in the other language too.
        reference = review.source.bibliography.find(entry.key) or entry.reference
        if not has_han(reference.get("title")):
            continue
        missing = list(_missing(reference))
        if missing and len(_WORD.findall(_ADDRESS.sub("", printed.get(entry.key, "")))) < _MANY:
            yield RULE.finding(
                reference.span,
                help=IN_ENGLISH if in_english else None,
                key=reference.id,
                parts=Message(
                    en=", ".join(text.en for _, text in missing), zh="、".join(text.zh for _, text in missing)
                ),
                fields="`, `".join(name for name, _ in missing),
            )


def _missing(reference: Reference) -> Iterator[tuple[str, Message]]:
    if not reference.get("original-title"):
        yield "title-en", _TITLE
    if reference.names.get("author") and not reference.names.get("original-author"):
        yield "author-en", _AUTHORS
    in_chinese = reference.type == "article-journal" and has_han(reference.get("container-title"))
    if in_chinese and not reference.get("original-container-title"):
        yield "journal-en", _JOURNAL
