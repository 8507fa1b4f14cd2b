"""A preprint is cited beside the article it became.

预印本与其正式发表的论文同时列出。

## What it does
Looks for a preprint (bioRxiv, medRxiv, Research Square, arXiv, SSRN, ChinaXiv, Preprints.org)
and an article of the same first author with nearly the same title, at most three years later.

## Why it matters
They count as two independent works in the reader's eyes, and the preprint may say what peer
review took out.

## Example
```bibtex
@article{a, author = {Yang, Li}, title = {Synthetic hydrogels …}, journal = {bioRxiv}, year = {2023}}
@article{b, author = {Yang, Li}, title = {Synthetic hydrogels …}, journal = {Biomaterials}, year = {2024}}
```

## How to mend it
Cite the article. If the preprint is meant, for what the article leaves out, keep both.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.likeness import Titles, same_numbers
from toolkit.check.rule import Message, Rule
from toolkit.check.works import by_first_author, field_span, place_of, years_apart
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.preprint import is_preprint
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF021",
    name="preprint-beside-article",
    severity=Severity.HINT,
    message=Message(
        en="`{key}` seems to be the preprint of `{other}`, which is in the bibliography too",
        zh="`{key}` 似为 `{other}` 的预印本，而后者也在文献库中",
    ),
    help=Message(
        en="cite the article, `{other}`, at {place}", zh="请引用正式发表的 `{other}`（位于 {place}）"
    ),
)
_LIKE = 0.8
_LONGEST = 3
"""Years from preprint to article."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    for group in by_first_author(review):
        preprints = [work for work in group if is_preprint(work)]
        if not preprints:
            continue
        articles = [work for work in group if work.type == "article-journal" and not is_preprint(work)]
        known = Titles([article.get("title") for article in articles], _LIKE)
        for preprint in preprints:
            title = preprint.get("title")
            for article in (articles[number] for number in known.like(title)):
                apart = years_apart(article, preprint)
                if apart is not None and apart <= _LONGEST and same_numbers(title, article.get("title")):
                    yield RULE.finding(
                        field_span(preprint, "title"),
                        key=preprint.id,
                        other=article.id,
                        place=place_of(article, review),
                    )
