"""Publisher, place, edition and the people behind a host work."""

from __future__ import annotations

import re

from toolkit.load.refstring.dates import YEAR, read_date
from toolkit.load.refstring.entry import LIKELY, SURE, Draft, Range
from toolkit.load.refstring.names import read_responsible
from toolkit.load.refstring.numeration import PAGES, put_pages
from toolkit.load.refstring.plain import trim
from toolkit.model.reference import Date

_AGENCY = r"[A-Z]{1,8}(?:/[A-Z]{1,6}){0,3}[\s-]?(?:[A-Z]{1,3}[\s-]?)?"
STANDARD_NUMBER = rf"{_AGENCY}[A-Z]?\d[\w.\-/]{{0,24}}(?::\d{{4}})?(?:\(\w{{2}}\))?"
"""The number of a standard: `GB/T 7714-2015`, `ISO/IEC 80079-20-2:2016(en)`."""
_EDITION = re.compile(
    r"""
    第?\s?(?P<han>[\d一二三四五六七八九十]{1,4})\s?版(?:次)?
  | (?P<latin>\d{1,3})\s?(?:st|nd|rd|th|\.|ª|e)?\s?ed(?:ition|n)?\b\.?
  | (?P<words>(?:rev(?:ised)?\b\.?|\w{1,12}\s\d{4}|second|third|fourth|fifth|international|student|new)
        \s(?:ed(?:ition|n)?\b\.?))
  | (?P<kind>(?:[\d\u4e00-\u9fff]{1,10})?(?:影印本|刻本|抄本|标点本|校注本|点校本)|[\d\u4e00-\u9fff]{1,10}版
        |修订版|增订版|试用版|增订本|增补本)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ROLE = re.compile(
    r"[\s,(]{1,3}(?P<role>译|译注|编译|校译|主编|编著|编|编辑|审校|trans(?:lators?|lated)?\b\.?|eds?\b\.?|editors?|tr\.)\)?$",
    re.IGNORECASE,
)
_UNKNOWN_PLACE = re.compile(r"\[\s?(?:S\.\s?[lL]\.?|s\.\s?n\.?|出版地不详|出版者不详|n\.\s?p\.)\s?\]")
_ABBREVIATION = re.compile(r"(?:^|[\s.(])(?:[A-Z]|St|Mt|Ft|Dr|vs|No|Vol|vol|Pt|Jr|Sr|Prof|cf)$")
_BOUNDARY = re.compile(r"\.(?=[\s\u4e00-\u9fff]|\d{1,2}\s?(?:版|st|nd|rd|th))\s?|\.?\x1f+\s?")


def segments(plain: str, start: int, end: int) -> list[Range]:
    """The passage cut at its full stops, those of abbreviations and initials left in place."""
    found: list[Range] = []
    last = start
    for match in _BOUNDARY.finditer(plain, start, end):
        if _ABBREVIATION.search(plain[max(start, match.start() - 6) : match.start()]):
            continue
        piece = trim(plain, last, match.start(), " \x1f")
        if piece[1] > piece[0]:
            found.append(piece)
        last = match.end()
    piece = trim(plain, last, end, " .,;\x1f")
    if piece[1] > piece[0]:
        found.append(piece)
    return found


def put_edition(draft: Draft, place: Range) -> bool:
    """Whether the passage is an edition; if so it is put as a number or, without one, as it stands."""
    match = _EDITION.fullmatch(draft.plain[slice(*place)].strip(" .()"))
    if match is None:
        return False
    value = match["han"] or match["latin"]
    draft.put("edition", *place, SURE, _arabic(value) if value else None)
    return True


def _arabic(number: str) -> str:
    digits = "零一二三四五六七八九"
    if number.isdigit():
        return number
    if number == "十":
        return "10"
    if len(number) == 1 and number in digits:
        return str(digits.index(number))
    return number


def put_role(draft: Draft, place: Range) -> bool:
    """Whether the passage names translators or editors: `谢远涛, 译`, `Truscott F W, trans`."""
    start, end = place
    match = _ROLE.search(draft.plain[start:end])
    if match is None:
        return False
    names = read_responsible(draft.plain, start, start + match.start())
    if names is None:
        return False
    translated = match["role"].lower().startswith(("译", "校", "编译", "tr"))
    draft.put_names("translator" if translated else "editor", names)
    return True


def put_publisher(draft: Draft, start: int, end: int, confidence: float = LIKELY) -> None:
    """`place: publisher`, `[S.l.]: publisher` or a publisher alone."""
    start, end = trim(draft.plain, start, end)
    colon = draft.plain.rfind(":", start, end)
    if colon < 0:
        if end > start and not _UNKNOWN_PLACE.fullmatch(draft.plain[start:end]):
            draft.put("publisher", start, end, confidence)
        return
    place, name = trim(draft.plain, start, colon), trim(draft.plain, colon + 1, end)
    if not _UNKNOWN_PLACE.fullmatch(draft.plain[slice(*place)]):
        draft.put("publisher-place", *_inside_brackets(draft.plain, place), SURE)
    if not _UNKNOWN_PLACE.fullmatch(draft.plain[slice(*name)]):
        draft.put("publisher", *name, SURE)


def _inside_brackets(plain: str, place: Range) -> Range:
    start, end = place
    return (start + 1, end - 1) if plain[start:end].startswith("[") and plain[end - 1] == "]" else place


_PUBLISHED = re.compile(
    rf"(?:[,;.\]]\s{{0,2}}|\s?\()(?P<date>c?{YEAR}(?:-\d{{1,2}}(?:-\d{{1,2}})?(?!\d))?)(?P<end>-{YEAR})?\)?"
    rf"(?:\s?[:,]\s{{0,2}}(?:pp?\b\.?\s?)?(?P<page>{PAGES}|[^\s.,:;\x1f][^.,:;\x1f]{{0,20}}))?(?=[\s.,;\x1f]*$)"
)


_PAGES_ALONE = re.compile(rf":\s{{0,2}}(?P<page>{PAGES})[\s.\x1f]*$")
"""In the author-year order the year stands behind the authors, and only pages end the imprint."""


def put_published(draft: Draft, start: int, end: int) -> int | None:
    """The year that ends an imprint, with the pages behind it; the place where it begins.

    `…出版社, 2012: 235-236`, `(2013-09-30)`, `, 1991`, `Science Data Bank(2018)`.
    """
    plain = draft.plain
    end = trim(plain, start, end, " .,;\x1f")[1]
    start_of_last = max(start, end - 120)
    for match in _PUBLISHED.finditer(plain, start_of_last, end):
        date = read_date(match["date"].removeprefix("c"))
        if date is None:
            continue
        if match["end"]:
            date = Date((date.parts[0], (int(match["end"][1:]),)))
        draft.put_date(
            "issued", date, match.start("date"), match.end("end" if match["end"] else "date"), SURE
        )
        if match["page"]:
            put_pages(draft, *match.span("page"))
        return match.start()
    pages = _PAGES_ALONE.search(plain, start_of_last, end)
    if pages is None or "issued" not in draft.dates:
        return None
    put_pages(draft, *pages.span("page"))
    return pages.start()
