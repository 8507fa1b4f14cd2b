"""Entries with names written out: Chicago author-date and MLA.

`Aiken, Linda H., and Sean P. Clarke. 2002. "Title." Journal 288 (16): 1987-93.`,
`Aiken, Linda H., et al. "Title." Journal, vol. 288, no. 16, 2002, pp. 1987-93.`
"""

from __future__ import annotations

import re

from toolkit.load.refstring.dates import MONTH, YEAR, read_date
from toolkit.load.refstring.entry import DOUBTFUL, LIKELY, SURE, Draft, NameList
from toolkit.load.refstring.formats.sources import boundaries, numbers_at_end
from toolkit.load.refstring.imprint import put_publisher
from toolkit.load.refstring.institutions import is_institution
from toolkit.load.refstring.names import read_names, read_responsible, read_written_names
from toolkit.load.refstring.numeration import PAGE_RANGE, put_pages
from toolkit.load.refstring.plain import has_han, trim
from toolkit.model.reference import Date

_DATED = re.compile(rf"\.\s(?:(?P<year>{YEAR})[a-z]?|n\.\s?d|Forthcoming)\.\s(?=[\"'A-Z\d\u4e00-\u9fff])")
_QUOTED = re.compile(r"\"(?P<title>[^\"]{2,600}?)[.,]?\"[.,]?(?=[\s\x1f]|$)")
_FAR = 1500
"""Characters that authors may take."""
_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]$")
_EDITED = re.compile(
    rf",\s(?:edited by|ed\.|eds\.)\s(?P<names>[^,.]{{3,200}})(?:,\s(?P<page>{PAGE_RANGE}))?\.\s"
)
_PAGE_END = re.compile(rf",\s(?P<page>{PAGE_RANGE})\.\s")
_THESIS = re.compile(r"(?P<genre>(?:PhD|Ph\.D\.|Master's|MA|M\.A\.)\s(?:diss|thesis)\w*\.?),\s(?P<school>.+)")
_DAY = re.compile(rf",\s{MONTH}\s\d{{1,2}},\s{YEAR}[\s.\x1f]*$")
_MLA_LABELS = (
    ("volume", re.compile(r",\svol\.\s(?P<value>\w{1,8})")),
    ("issue", re.compile(r",\sno\.\s(?P<value>[\w/-]{1,10})")),
    ("page", re.compile(rf",\spp?\.\s(?P<value>{PAGE_RANGE})")),
)
_MLA_DATE = re.compile(
    rf",\s(?P<date>(?:(?:\d{{1,2}}\s)?{MONTH}\s)?(?P<year>{YEAR}))(?=,\s(?:pp?\.|doi|[\w.-]*\x1f)|[,.]?[\s\x1f.]*$)"
)


def read(draft: Draft) -> Draft | None:
    """The entry in one of these forms, or nothing."""
    return _read_dated(draft) or _read_mla(draft)


def _people(plain: str, end: int) -> NameList | None:
    """The names before a full stop at `end`, which may belong to an initial."""
    stop = end + 1 if _INITIAL.search(plain, max(0, end - 2), end) else end
    start, stop = trim(plain, 0, stop, " \x1f")
    han = has_han(plain[start:stop])
    return read_written_names(plain, start, stop) or (read_names(plain, start, stop) if han else None)


def _read_dated(draft: Draft) -> Draft | None:
    """Chicago author-date: the year as a sentence of its own behind the authors."""
    plain = draft.plain
    match = _DATED.search(plain, 0, _FAR)
    if match is None:
        return None
    people = _people(plain, match.start())
    if people is None and is_institution(plain[: match.start()].strip(" \x1f")):
        people = read_responsible(plain, 0, match.start())
    if people is None:
        return None
    draft = draft.copy()
    draft.style = "chicago"
    draft.put_names("author", people)
    if match["year"]:
        draft.put_date("issued", Date(((int(match["year"]),),)), *match.span("year"), SURE)
    start, end = trim(plain, match.end(), len(plain), " \x1f")
    quoted = _QUOTED.match(plain, start)
    if quoted is not None:
        draft.put("title", *quoted.span("title"), SURE)
        _read_host(draft, quoted.end(), end)
    else:
        _read_book(draft, start, end)
    return draft


def _read_host(draft: Draft, start: int, end: int) -> None:
    """What stands behind a title in quotation marks: a journal, a book, a university, a site."""
    plain = draft.plain
    start, end = trim(plain, start, end, " ,\x1f")
    numbers = numbers_at_end(plain, start, end)
    thesis = _THESIS.match(plain, start, end)
    day = _DAY.search(plain, start)
    if thesis is not None:
        draft.type = "thesis"
        draft.put("genre", *thesis.span("genre"), SURE)
        draft.put("publisher", *thesis.span("school"), LIKELY)
    elif plain.startswith("In ", start):
        _read_chapter(draft, start + 3, end)
    elif day is not None:
        draft.type = "article-newspaper"
        draft.put("container-title", start, day.start(), LIKELY)
    elif numbers is not None:
        draft.type = "article-journal"
        draft.put("container-title", start, numbers[0], SURE)
        numbers[1].put(draft)
        if re.fullmatch(MONTH, draft.fields.get("issue", ""), re.IGNORECASE):
            draft.drop("issue")  # `52 (March): 397`: journals without issues have a month there
    elif plain[start:end].strip(" ."):
        draft.type = "webpage" if "URL" in draft.fields else "article-journal"
        draft.put("container-title", start, end, DOUBTFUL)


def _read_chapter(draft: Draft, start: int, end: int) -> None:
    """`Host, edited by A. Editor, 12-30. Place: Publisher.`"""
    plain = draft.plain
    draft.type = "chapter"
    found = _EDITED.search(plain, start, end) or _PAGE_END.search(plain, start, end)
    if found is None:
        draft.put("container-title", start, end, DOUBTFUL)
        return
    draft.put("container-title", start, found.start(), LIKELY)
    if found["page"]:
        put_pages(draft, *found.span("page"))
    put_publisher(draft, found.end(), end, LIKELY)


def _read_book(draft: Draft, start: int, end: int) -> None:
    stops = boundaries(draft.plain, start, end)
    stop = stops[0] if stops else (end, end)
    draft.type = "book"
    draft.put("title", start, stop[0], SURE if stops else DOUBTFUL)
    if stops:
        put_publisher(draft, stop[1], end, LIKELY)


def _read_mla(draft: Draft) -> Draft | None:
    """MLA: the year among the numbers of an article, or behind the publisher of a book."""
    plain = draft.plain
    quoted = _QUOTED.search(plain, 0, _FAR)
    if quoted is None or plain[max(0, quoted.start() - 2) : quoted.start()] != ". ":
        return None
    people = _people(plain, quoted.start() - 2)
    date = _MLA_DATE.search(plain, quoted.end())
    if people is None or date is None:
        return None
    draft = draft.copy()
    draft.type, draft.style = "article-journal", "mla"
    draft.put_names("author", people)
    draft.put("title", *quoted.span("title"), SURE)
    read = read_date(date["date"]) or Date(((int(date["year"]),),))
    draft.put_date("issued", read, *date.span("date"), SURE)
    labels = [(name, found) for name, each in _MLA_LABELS if (found := each.search(plain, quoted.end()))]
    for name, found in labels:
        if name == "page":
            put_pages(draft, *found.span("value"))
        else:
            draft.put(name, *found.span("value"), SURE)
    stop = min(found.start() for found in (date, *(found for _, found in labels)))
    draft.put("container-title", quoted.end(), stop, LIKELY)
    return draft
