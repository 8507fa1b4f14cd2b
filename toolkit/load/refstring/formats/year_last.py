"""Forms with the year among or behind the numbers: Elsevier's numbered lists, IEEE, Nature, Frontiers.

`Y.X. Fu, J. Ji, Title, Stem Cell Res. Ther. 12 (2021) 161.`,
`Y. X. Fu and J. Ji, "Title," Stem Cell Res. Ther., vol. 12, no. 1, p. 161, 2021.`,
`Fu, Y. X. & Ji, J. Title. Stem Cell Res. Ther. 12, 161 (2021).`,
`Fu YX, Ji J. Title. Stem Cell Res Ther (2021) 12:161.`
"""

from __future__ import annotations

import re

from toolkit.load.refstring.dates import MONTH, YEAR, read_date
from toolkit.load.refstring.entry import LIKELY, SURE, Draft
from toolkit.load.refstring.formats.sources import numbers_at_end, put_title_and_journal
from toolkit.load.refstring.heads import split_head
from toolkit.load.refstring.names import read_names
from toolkit.load.refstring.numeration import PAGE_RANGE, PAGES, after_year, put_pages
from toolkit.load.refstring.plain import trim
from toolkit.model.reference import Date

_ELSEVIER = re.compile(
    rf"[\s,](?P<volume>[A-Z]?\d{{1,4}}[A-Z]?)\s\((?P<year>{YEAR})\)\s?(?P<page>{PAGES})[\s.,;\x1f]*$"
)
_BRACKETED = re.compile(rf"\s\((?P<year>{YEAR})\)")
_QUOTED = re.compile(r"[,.]?\s\"(?P<title>[^\"]{3,600}?)[,.]?\"[,.]?\s")
_LABELLED = (
    ("volume", re.compile(r"\bvol\.\s?(?P<value>\w{1,8})", re.IGNORECASE)),
    ("issue", re.compile(r"\bno\.\s?(?P<value>[\w/-]{1,10})", re.IGNORECASE)),
    ("page", re.compile(rf"\bpp?\.\s?(?P<value>{PAGE_RANGE})", re.IGNORECASE)),
)
_IEEE_DATE = re.compile(rf"(?P<date>(?:{MONTH}\s(?:\d{{1,2}},\s)?)?{YEAR})[\s.,;\x1f]*$")


def read(draft: Draft) -> Draft | None:
    """The entry in one of these forms, or nothing."""
    return _read_quoted(draft) or _read_elsevier(draft) or _read_bracketed_year(draft)


def _read_elsevier(draft: Draft) -> Draft | None:
    plain = draft.plain
    match = _ELSEVIER.search(plain, max(0, len(plain) - 2500))
    if match is None:
        return None
    draft = draft.copy()
    commas = [comma.start() for comma in re.finditer(r",\s", plain[: match.start()])]
    names, last = None, 0
    for comma in commas[:120]:
        found = read_names(plain, 0, comma)
        if found is None:
            if names is not None:
                break
            continue
        names, last = found, comma
    if names is None:
        return None
    rest = [comma for comma in commas if comma > last]
    if not rest:
        return None
    draft.put_names("author", names)
    draft.put("title", last + 1, rest[-1], LIKELY)
    draft.put("container-title", rest[-1] + 1, match.start(), LIKELY)
    draft.put("volume", *match.span("volume"), SURE)
    draft.put_date("issued", Date(((int(match["year"]),),)), *match.span("year"), SURE)
    put_pages(draft, *match.span("page"))
    draft.type, draft.style = "article-journal", "elsevier"
    return draft


def _read_bracketed_year(draft: Draft) -> Draft | None:
    """`Journal 12, 161 (2021)` and `Journal (2021) 12:161`."""
    plain = draft.plain
    for match in _BRACKETED.finditer(plain):
        behind = after_year(plain, match.end(), len(plain))
        if plain[behind.end :].strip(" .,;\x1f"):
            continue
        authors, rest = split_head(plain, 0, match.start())
        before = None if behind.count else numbers_at_end(plain, rest[0], match.start())
        if authors is None or not (behind.count or before):
            continue
        draft = draft.copy()
        draft.put_names("author", authors)
        if not put_title_and_journal(draft, rest[0], before[0] if before else match.start()):
            return None
        (before[1] if before else behind).put(draft)
        draft.put_date("issued", Date(((int(match["year"]),),)), *match.span("year"), SURE)
        draft.type, draft.style = "article-journal", "nature" if before else "frontiers"
        return draft
    return None


def _read_quoted(draft: Draft) -> Draft | None:
    plain = draft.plain
    match = _QUOTED.search(plain)
    if match is None:
        return None
    authors = read_names(plain, 0, match.start())
    labels = [(variable, pattern.search(plain, match.end())) for variable, pattern in _LABELLED]
    found = [(variable, label) for variable, label in labels if label is not None]
    date = _IEEE_DATE.search(plain, match.end())
    if authors is None or date is None or not found:
        return None
    draft = draft.copy()
    draft.put_names("author", authors)
    draft.put("title", *match.span("title"), SURE)
    journal_end = min(label.start() for _, label in found)
    draft.put("container-title", *trim(plain, match.end(), journal_end), LIKELY)
    for variable, label in found:
        if variable == "page":
            put_pages(draft, *label.span("value"))
        else:
            draft.put(variable, *label.span("value"), SURE)
    read = read_date(date["date"])
    if read is not None:
        draft.put_date("issued", read, *date.span("date"), SURE)
    draft.type, draft.style = "article-journal", "ieee"
    return draft
