"""GB/T 7714 (1987, 2005, 2015, 2025) and the journals that follow it: entries with a type code.

`责任者. 题名[J]. 刊名, 年, 卷(期): 页[引用日期]. URL. DOI.` and its kin for books, chapters (`//`),
theses, reports, standards, patents, newspapers, web pages and data sets.
"""

from __future__ import annotations

import re

from toolkit.load.refstring.entry import DOUBTFUL, LIKELY, SURE, Draft, NameList, Range
from toolkit.load.refstring.formats.sources import numbers_at_end
from toolkit.load.refstring.heads import first_of_two, split_head
from toolkit.load.refstring.imprint import (
    STANDARD_NUMBER,
    put_edition,
    put_published,
    put_publisher,
    put_role,
    segments,
)
from toolkit.load.refstring.names import read_responsible
from toolkit.load.refstring.numeration import dated_at, put_pages, years
from toolkit.load.refstring.plain import has_han, trim
from toolkit.load.refstring.typecodes import TypeCode, find_code
from toolkit.model.reference import Date

_PERIODICALS = ("J", "N")
_NUMBER = re.compile(
    r":\s?(?:(?P<country>[\u4e00-\u9fff]{2,6}|[A-Z][a-z]{2,20}),\s?)?"
    r"(?P<number>(?=[^\s]{0,20}\s?[^\s]{0,20}\d)[A-Z\d][\w./()\-]{0,30}(?:[\s:,][\w./()\-]{1,30}){0,3})$",
    re.ASCII,
)
_STANDARD = re.compile(rf"(?P<number>{STANDARD_NUMBER})\s+(?=\S)")
_CLOSE = re.compile(r"[^\W\d_A-Z] [A-Z]{2,4}$")
_BEHIND_YEAR = re.compile(r"[a-z]?\)?[.,]\s?")
_PAGE_LAST = re.compile(r",\s?(?P<page>\([^()]{1,30}\))[\s.\x1f]*$")
_PAGE_IN_BRACKETS = re.compile(r"\s?\((?P<page>[^()]{1,30})\)")
_LEAD_OF_HOST = re.compile(r"[\s.,]{0,3}(?:见|载|In)?\s?:?\s?", re.IGNORECASE)
_VOLUME_OF_TITLE = re.compile(
    r":\s?(?:第?\s?(?P<han>\d{1,4}|[一二三四五六七八九十]{1,3})\s?[卷册]|vol\.?\s?(?P<latin>\w{1,5})|(?:卷|册)\s?(?P<after>\d{1,4}))(?:\s(?P<rest>[^:]{1,60}))?$",
    re.IGNORECASE,
)


def read(draft: Draft) -> Draft | None:
    """The entry as GB/T 7714 has it; nothing without a type code."""
    code = find_code(draft.plain)
    if code is None:
        return None
    draft = draft.copy()
    draft.type, draft.code = code.type, code.text
    end = len(draft.plain)
    _read_head(draft, code)
    host = draft.plain.find("//", code.end, end)
    if host >= 0 and code.letters not in _PERIODICALS:
        _read_host(draft, code, host, end)
    elif code.letters in _PERIODICALS:
        _read_periodical(draft, code.end, end)
    else:
        second = find_code(draft.plain, code.end)
        if code.letters == "A" and second is not None:
            _read_host_of_1987(draft, code, second, end)
        else:
            _read_monograph(draft, code.end, end)
    draft.style = _style(draft)
    return draft


# --- before the code ----------------------------------------------------------------


def _read_head(draft: Draft, code: TypeCode) -> None:
    authors, title = split_head(draft.plain, 0, code.start)
    if authors is None and code.letters not in {"S", "P"}:
        authors, title = _dated_authors(draft, code.start) or (authors, title)
    if authors is None:
        authors, title = first_of_two(draft.plain, title) or (None, title)
    if authors is not None:
        draft.put_names("author", authors)
    title = _take_number(draft, code, title)
    confidence = SURE if authors is not None or "." not in draft.plain[slice(*title)] else LIKELY
    draft.put("title", *title, confidence)


def _dated_authors(draft: Draft, end: int) -> tuple[NameList, Range] | None:
    """`王璐璐, 赖东梅, 2021. 题名`: the author-year order of the standard."""
    for place in years(draft.plain, 0, min(end, 600), limit=3):
        authors = read_responsible(draft.plain, *trim(draft.plain, 0, place, " ,.(\x1f"))
        after = _BEHIND_YEAR.match(draft.plain, place + 4)
        if authors is None or after is None:
            continue
        draft.put_date("issued", Date(((int(draft.plain[place : place + 4]),),)), place, place + 4, SURE)
        return authors, trim(draft.plain, after.end(), end, " \x1f")
    return None


def _take_number(draft: Draft, code: TypeCode, title: Range) -> Range:
    """The number of a report, patent or standard, the volume of a book: off the title."""
    start, end = title
    text = draft.plain[start:end]
    if code.letters in {"R", "P", "S"}:
        match = _NUMBER.search(text, max(0, len(text) - 90))
        if match and all(re.search(r"\d", word) or word.isupper() for word in match["number"].split()):
            draft.put("number", start + match.start("number"), start + match.end("number"), SURE)
            if match["country"]:
                draft.put(
                    "jurisdiction", start + match.start("country"), start + match.end("country"), LIKELY
                )
            return start, start + match.start()
    if code.letters == "S":
        match = _STANDARD.match(text)
        if match:
            draft.put("number", start, start + match.end("number"), SURE)
            return start + match.end(), end
    if code.letters in {"M", "C", "G"}:
        return start, _take_volume(draft, start, end)
    return title


def _take_volume(draft: Draft, start: int, end: int) -> int:
    """The end of a title without the volume behind it, which is put: `国史旧闻: 第1卷`."""
    match = _VOLUME_OF_TITLE.search(draft.plain[:end], max(start, end - 90))
    if match is None:
        return end
    draft.put(
        "volume", *match.span("han" if match["han"] else "latin" if match["latin"] else "after"), LIKELY
    )
    if match["rest"]:
        draft.put("volume-title", *match.span("rest"), LIKELY)
    return match.start()


# --- behind the code ----------------------------------------------------------------


def _read_periodical(draft: Draft, start: int, end: int) -> None:
    """`. 刊名, 年, 卷(期): 页`; with the year behind the authors, `. 刊名, 卷(期): 页`."""
    plain = draft.plain
    # With the year behind the authors, four digits here are pages: `30(6): 1833-1839`.
    for place in () if "issued" in draft.dates else years(plain, start, end):
        dated = dated_at(plain, place, end)
        name = trim(plain, start, place)
        if dated is None or not dated.reaches_end or not any(char.isalpha() for char in plain[slice(*name)]):
            continue
        dated.put(draft)
        if draft.type == "article-newspaper":
            _put_newspaper_page(draft, dated.date_end, end)
        _put_journal(draft, *name)
        return
    page = _PAGE_LAST.search(plain, start, end)
    if page is not None and draft.type == "article-newspaper":
        _put_newspaper_page(draft, page.start("page"), end)
        _put_journal(draft, start, page.start())
        return
    numbers = numbers_at_end(plain, start, end)
    if numbers is not None:
        comma, found = numbers
        found.put(draft)
        _put_journal(draft, start, comma)
    elif plain[start:end].strip(" .,;\x1f"):
        first = segments(plain, start, end)[0]
        draft.put("container-title", *first, DOUBTFUL)


def _put_newspaper_page(draft: Draft, start: int, end: int) -> None:
    """`2000-11-20(15)`: the parentheses behind the day of a newspaper hold its page."""
    match = _PAGE_IN_BRACKETS.match(draft.plain, start, end)
    if match is not None:
        draft.drop("issue", "volume")
        put_pages(draft, *match.span("page"))


def _put_journal(draft: Draft, start: int, end: int) -> None:
    start, end = trim(draft.plain, start, end)
    parts = segments(draft.plain, start, end)
    if len(parts) > 1 and put_role(draft, parts[0]):
        start = parts[1][0]
    dots = draft.plain.count(". ", start, end)
    draft.put(
        "container-title", start, end, SURE if dots == 0 or not has_han(draft.plain[start:end]) else LIKELY
    )


def _read_monograph(draft: Draft, start: int, end: int) -> None:
    """`. 版次. 其他责任者. 出版地: 出版者, 年: 页`."""
    begin = put_published(draft, start, end)
    parts = segments(draft.plain, start, end if begin is None else begin)
    parts = [part for part in parts if not put_edition(draft, part) and not put_role(draft, part)]
    if (
        draft.type in {"dataset", "software"}
        and len(parts) > 1
        and re.fullmatch(r"[vV]?[\d.]+", draft.plain[slice(*parts[0])])
    ):
        draft.put("version", *parts.pop(0), LIKELY)
    if not parts:
        return
    last = parts[-1]
    if draft.type in {"webpage", "article"} and ":" not in draft.plain[slice(*last)]:
        draft.put("publisher" if draft.type == "article" else "container-title", *last, LIKELY)
    elif draft.type not in {"patent", "standard"} or ":" in draft.plain[slice(*last)]:
        put_publisher(draft, *last, LIKELY if len(parts) == 1 else DOUBTFUL)


def _read_host(draft: Draft, code: TypeCode, host: int, end: int) -> None:
    """`[M]//编者. 专著题名. 版次. 出版地: 出版者, 年: 页`."""
    if draft.type == "book":
        draft.type = "chapter"
    for part in segments(draft.plain, code.end, host):
        put_role(draft, part)
    begin = put_published(draft, host + 2, end)
    stop = end if begin is None else begin
    editors, title = split_head(draft.plain, host + 2, stop, institutions=False)
    if editors is not None:
        draft.put_names("editor", editors)
    _read_host_parts(draft, segments(draft.plain, title[0], stop))


def _read_host_of_1987(draft: Draft, code: TypeCode, second: TypeCode, end: int) -> None:
    """`题名[A]. 见: 编者. 文集题名[C]. 出版地: 出版者, 年. 页`."""
    draft.type = "paper-conference" if second.letters == "C" else "chapter"
    lead = _LEAD_OF_HOST.match(draft.plain, code.end)
    start = lead.end() if lead else code.end
    authors, title = split_head(draft.plain, start, second.start)
    if authors is not None:
        draft.put_names("editor", authors)
    draft.put("container-title", *title, LIKELY)
    begin = put_published(draft, second.end, end)
    parts = segments(draft.plain, second.end, end if begin is None else begin)
    if parts:
        put_publisher(draft, *parts[-1])


def _read_host_parts(draft: Draft, parts: list[Range]) -> None:
    plain = draft.plain
    if (len(parts) > 1 and ":" in plain[slice(*parts[-1])]) or len(parts) > 2:
        put_publisher(draft, *parts.pop())
    elif len(parts) == 2 and ("editor" in draft.names or read_responsible(plain, *parts[0]) is None):
        draft.put(
            "publisher-place" if draft.type == "paper-conference" else "publisher", *parts.pop(), DOUBTFUL
        )
    if len(parts) > 1 and "editor" not in draft.names:
        names = read_responsible(plain, *parts[0])
        if names is not None:
            draft.put_names("editor", names)
            parts.pop(0)
    titles = [part for part in parts if not put_edition(draft, part) and not put_role(draft, part)]
    if not titles:
        return
    start, end = titles[0][0], _take_volume(draft, titles[0][0], titles[-1][1])
    draft.put("container-title", start, end, SURE if len(titles) == 1 else LIKELY)


def _style(draft: Draft) -> str:
    """Medical journals of China print initials close and no capitals; the standard does not."""
    authors = draft.names.get("author")
    if authors is None or authors.style == "gbt7714":
        return "gbt7714"
    return "cma" if any(_CLOSE.search(draft.plain[slice(*place)]) for place in authors.places) else "gbt7714"
