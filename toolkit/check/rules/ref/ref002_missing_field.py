"""A reference lacks what its kind of work must give.

文献缺少该类型应有的著录项。

## What it does
Compares the references that are cited, and all of the review's own files, with what
GB/T 7714 and the common numeric styles print for each kind of work: a journal article needs
author, title, journal, year and where in the journal it stands (volume, issue, pages or
article number; an article ahead of print: its DOI). A book needs title, publisher and year, a
thesis its school, a web page its address and a date, and so on.

Fields that are often rightly absent are not asked for: the issue, pages where there is an
article number, the author of news, standards and web pages, the place of publication.

## Why it matters
The entry prints with a gap (`[J]. , 2024`), and a reader may not find the work.

## Example
```bibtex
@article{yang2024, author = {Yang, Li}, title = {Hydrogels}, year = {2024}}
```
There is no `journal`.

## How to mend it
Add the field from the work itself or from PubMed, Crossref or CNKI. If the work truly has no
such part, perhaps its type is wrong (`@misc`, `@online`, `@report`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_name, judged
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.manuscript import Entry
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF002",
    name="missing-field",
    severity=Severity.WARNING,
    message=Message(en="`{key}` ({type}) has no {fields}", zh="`{key}`（{type}）缺少{fields}"),
    help=Message(en="add `{names}` to the entry", zh="请在该条目中补充 `{names}`"),
    manuscript_help=Message(
        en="complete the entry from the work itself",
        zh="请按原文献补全该条目",
    ),
)
_Need: TypeAlias = tuple[str, tuple[str, ...]]
"""What the reader misses, and the CSL variables of which one suffices."""

_TEXTS = {
    "author": Message(en="author", zh="作者"),
    "title": Message(en="title", zh="题名"),
    "journal": Message(en="journal", zh="刊名"),
    "newspaper": Message(en="name of the newspaper or magazine", zh="报刊名"),
    "book": Message(en="title of the book", zh="书名"),
    "proceedings": Message(en="proceedings, conference or publisher", zh="论文集、会议名或出版者"),
    "year": Message(en="year", zh="年份"),
    "date": Message(en="date of publication or access", zh="发布日期或访问日期"),
    "place": Message(en="volume, issue, pages, article number or DOI", zh="卷、期、页码、文章编号或 DOI"),
    "publisher": Message(en="publisher", zh="出版者"),
    "school": Message(en="school", zh="授予学位的学校"),
    "issuer": Message(en="author or institution", zh="作者或机构"),
    "number": Message(en="number", zh="编号"),
    "address": Message(en="URL or DOI", zh="网址或 DOI"),
}
_AUTHOR = (
    "author",
    ("author", "editor", "collection-editor", "editorial-director", "translator", "compiler"),
)
_TITLE = ("title", ("title", "title-short"))
_YEAR = ("year", ("issued", "available-date", "status"))
_IN_JOURNAL = (
    "place",
    ("volume", "issue", "page", "page-first", "number", "article-number", "DOI", "URL", "status"),
)
_ADDRESS = ("address", ("URL", "DOI", "number", "archive_location", "archive"))
_NEEDS: Mapping[str, tuple[_Need, ...]] = {
    "article-journal": (_AUTHOR, _TITLE, ("journal", ("container-title",)), _YEAR, _IN_JOURNAL),
    "article-magazine": (_TITLE, ("newspaper", ("container-title",)), _YEAR),
    "article-newspaper": (_TITLE, ("newspaper", ("container-title",)), _YEAR),
    "article": (_AUTHOR, _TITLE, _YEAR, _ADDRESS),
    "book": (_AUTHOR, _TITLE, ("publisher", ("publisher",)), _YEAR),
    "chapter": (_AUTHOR, _TITLE, ("book", ("container-title",)), ("publisher", ("publisher", "DOI")), _YEAR),
    "paper-conference": (
        _AUTHOR,
        _TITLE,
        ("proceedings", ("container-title", "event-title", "event", "publisher")),
        _YEAR,
    ),
    "thesis": (_AUTHOR, _TITLE, ("school", ("publisher",)), _YEAR),
    "report": (_TITLE, ("issuer", ("author", "editor", "publisher", "authority")), _YEAR),
    "standard": (_TITLE, ("number", ("number",))),
    "patent": (_TITLE, ("number", ("number", "call-number"))),
    "dataset": (_TITLE, _ADDRESS),
    "software": (_TITLE,),
    "webpage": (_TITLE, ("address", ("URL", "DOI")), ("date", ("issued", "accessed"))),
    "post": (_TITLE, ("address", ("URL", "DOI")), ("date", ("issued", "accessed"))),
    "post-weblog": (_TITLE, ("address", ("URL", "DOI")), ("date", ("issued", "accessed"))),
}
_ANY: tuple[_Need, ...] = (_TITLE,)
_KINDS = {
    "article-journal": Message(en="a journal article", zh="期刊文章"),
    "article-newspaper": Message(en="a newspaper article", zh="报纸文章"),
    "book": Message(en="a book", zh="图书"),
    "chapter": Message(en="a chapter", zh="图书章节"),
    "paper-conference": Message(en="a conference paper", zh="会议论文"),
    "thesis": Message(en="a thesis", zh="学位论文"),
    "report": Message(en="a report", zh="报告"),
    "standard": Message(en="a standard", zh="标准"),
    "patent": Message(en="a patent", zh="专利"),
    "dataset": Message(en="a data set", zh="数据集"),
    "webpage": Message(en="a web page", zh="网页"),
}
"""What an editor calls the types that entries of a Word file are read as."""
_YEAR_PRINTED = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_ONLINE = re.compile(r"[\[［]\s?(?:EB|DB|DS|CP)")
_NAMES_LEAD = re.compile(r".{2,200}?[,，]\s*[“\"]|[\u4e00-\u9fff]{2,4}[,，]\s")
"""What was read as a title and begins with names: `A. Sample, “Title`."""
_BEGINNING = 8


def check(review: ResolvedReview) -> Iterator[Finding]:
    printed = {entry.key: entry for entry in review.manuscript.entries} if review.manuscript else {}
    for reference in judged(review):
        missing = [need for need in _NEEDS.get(reference.type, _ANY) if not _given(reference, need[1])]
        entry = printed.get(reference.id)
        if entry is not None and (len(missing) > 1 or any(_may_be_there(entry, need) for need in missing)):
            continue  # an entry that was not taken apart with certainty: what was not read may be there
        if missing:
            names = "`, `".join(field_name(reference, variables[0]) for _, variables in missing)
            yield RULE.finding(
                reference.span,
                key=reference.id,
                type=_KINDS.get(reference.type, reference.type) if printed else reference.type,
                fields=Message(
                    en=", ".join(_TEXTS[text].en for text, _ in missing),
                    zh="、".join(_TEXTS[text].zh for text, _ in missing),
                ),
                names=names,
            )


def _may_be_there(entry: Entry, need: _Need) -> bool:
    """Whether the entry may print what was not read of it."""
    text = entry.text
    title = entry.reference.get("title")
    if need[0] in {"year", "date"} and _YEAR_PRINTED.search(text.replace(title, "")):
        return True
    if need[0] == "author" and (
        _NAMES_LEAD.match(title) or not text.lstrip(' ["“‘《').startswith(title[:_BEGINNING])
    ):
        return True
    if need[0] == "address" and not _ONLINE.search(text):
        return True  # that it is a web page is a guess
    return _given(entry.reference, need[1])


def _given(reference: Reference, variables: tuple[str, ...]) -> bool:
    return any(
        reference.fields.get(name) or reference.names.get(name) or reference.dates.get(name)
        for name in variables
    )
