"""An article has a volume, but neither pages nor an article number.

期刊文献有卷号而无页码或文章编号。

## What it does
Reports articles of journals that are cited, have a volume or an issue, and have neither `pages`
nor an article number. An article that has only a DOI may have appeared online first; it passes.

## Why it matters
GB/T 7714 and the medical styles end the place of an article with its pages or its article
number. Exports of reference managers often lack it for journals that print no pages: the entry
then ends with the volume, `2024, 15.`, and copy editors send it back.

## Example
```bibtex
@article{yang2024, journal = {Journal of Synthetic Examples}, year = {2024}, volume = {15}}
```

## How to mend it
Look at the first page of the article: `pages = {101-110}`, or the article number in its place,
`pages = {e1234}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_name, field_span
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF029",
    name="article-without-pages",
    severity=Severity.HINT,
    message=Message(
        en="`{key}` has a volume, but neither pages nor an article number",
        zh="`{key}` 有卷号，但没有页码或文章编号",
    ),
    help=Message(
        en="add `{field}`, or the article number in its place",
        zh="请补充 `{field}`，或在其位置填写文章编号",
    ),
    manuscript_help=Message(
        en="add the pages or the article number",
        zh="请补充页码或文章编号",
    ),
)
_PAGES = ("page", "page-first", "number", "article-number", "number-of-pages")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for entry in review.bibliography:
        reference = entry.reference
        if reference.type != "article-journal" or any(map(reference.get, _PAGES)):
            continue
        if reference.get("volume") or reference.get("issue"):
            yield RULE.finding(
                field_span(reference, "volume", "issue"),
                key=reference.id,
                field=field_name(reference, "page"),
            )
