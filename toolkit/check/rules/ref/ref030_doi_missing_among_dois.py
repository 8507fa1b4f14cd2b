"""Some references lack the DOI that the journal prints with the others.

期刊印出 DOI，而部分文献缺少 DOI。

## What it does
Where the journal's style prints DOIs, and four fifths or more of at least ten cited articles
have one, names the articles that have none.

## Why it matters
Such journals ask for the DOI of every article that has one. In the printed list the gaps are
seen at once.

## Example
```bibtex
@article{yang2024, title = {A synthetic article}, journal = {Journal of Synthetic Examples}}
```
among twenty entries with a `doi`.

## How to mend it
Look the DOIs up by title at search.crossref.org. Older articles and many Chinese ones have
none; they stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF030",
    name="doi-missing-among-dois",
    severity=Severity.HINT,
    message=Message(
        en="the journal prints DOIs, and {count} of {all} articles have none: {keys}",
        zh="期刊印出 DOI，而 {all} 篇期刊文献中有 {count} 篇没有：{keys}",
    ),
    help=Message(
        en="look them up by title; not every article has one", zh="请按题名查找；并非每篇文献都有 DOI"
    ),
)
_FEWEST, _SHARE = 10, 0.8
_NAMED = 6


def check(review: ResolvedReview) -> Iterator[Finding]:
    articles = [entry for entry in review.bibliography if entry.reference.type == "article-journal"]
    with_doi = [entry for entry in articles if entry.reference.get("DOI")]
    if len(articles) < _FEWEST or len(with_doi) < _SHARE * len(articles):
        return
    without = [entry.reference.id for entry in articles if not entry.reference.get("DOI")]
    printed = sum(
        entry.reference.get("DOI").casefold() in plain_text(entry.content).casefold() for entry in with_doi
    )
    if without and printed >= _SHARE * len(with_doi):
        keys = ", ".join(f"`{key}`" for key in without[:_NAMED]) + (", …" if len(without) > _NAMED else "")
        spans = review.source.metadata.spans
        place = spans.get("bibliography") or spans.get("title")
        yield RULE.finding(place, count=len(without), all=len(articles), keys=keys)
