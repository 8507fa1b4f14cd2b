"""Volume, issue and pages in the many forms in which they follow a journal or a year."""

from __future__ import annotations

import re

from toolkit.load.refstring.dates import MONTH, YEAR, read_date
from toolkit.load.refstring.entry import SURE, Draft
from toolkit.model.frozen import frozen
from toolkit.model.reference import Date

_PAGE = r"(?:[A-Za-z]{1,8}[-.]?)?\d(?:\w|\.(?=\w)){0,24}"
_ROMAN = r"[ivxlc]{1,8}"
PAGE_RANGE = rf"{_PAGE}(?:\s?-{{1,2}}\s?{_PAGE})?"
PAGES = (
    rf"(?:{PAGE_RANGE}(?:\s?[,;+]\s?{_PAGE}(?:\s?-{{1,2}}\s?{_PAGE})?){{0,5}}"
    rf"|{_ROMAN}\s?-\s?{_ROMAN}|{_ROMAN}\b|第[^,.()]{{1,16}}[页版](?:第[^,.()]{{1,16}}[页版])?)"
)
"""Pages, ranges and lists of them, article numbers (`e12938`, `hoae065`, `CD001234`), `第1版`."""
_VOLUME = r"(?:[A-Za-z]{0,2}\d{1,4}(?:\s?[-/]\s?\d{1,4})?[A-Za-z]?|[IVXLC]{1,8})\b"
_SUPPLEMENT = (
    r"(?:suppl(?:ement)?s?\b\.?(?:\s?[A-Za-z]?\d{1,3}[A-Za-z]?|\s[A-Z]\b)?|增刊\s?\d{0,2}|S\d{1,3}\b"
    r"|(?:pt|part)\.?\s\w{1,4})"
)
_AFTER = re.compile(
    rf"""
    (?:\s{{0,2}}[,;.]?\s{{0,2}}
        (?:vol(?:ume)?s?\b\.?\s?|v\.\s?|第\s?|t\.\s?|т\.\s?|bd\.\s?)?(?P<volume>{_VOLUME})(?:\s?[卷巻])?)?
    (?:\s{{0,2}}[,;]?\s{{0,2}}
        (?:\(\s?(?:nos?\.?\s?|issue\s|第\s?|№\s?)?(?P<issue>[^()]{{1,40}}?)\s?(?:[期号]\s?)?\)
        |(?:nos?\b\.?|iss(?:ue)?\b\.?|№|第|n[ro°]\.?)\s?(?P<numbered>\w{{1,6}}(?:[-/]\w{{1,6}})?)(?:\s?[期号])?
        |(?P<supplement>{_SUPPLEMENT})))?
    (?:\s?\((?P<second>{_SUPPLEMENT})\))?
    (?:\s{{0,2}}[:,;.]\s{{0,2}}
        (?:(?:article|art)\b\.?\s?(?:no\b\.?\s?|id\b\.?\s?|number\s)?|pp?\b\.?\s?|pages?\s|c\.\s?|с\.\s?|s\.\s?)?
        (?P<page>{PAGES})(?:\s?页)?)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_GAP = re.compile(r"\s{0,2}\x1f{1,60}\s{0,2}(?=[;:,(])")
"""Where a note stood: `2010 [cited 2013 Sep 5];48(8)`."""
_DAY = re.compile(
    rf"(?:\s(?P<words>{MONTH}(?:\s?[-/]\s?{MONTH})?(?:\s\d{{1,2}}\b(?!\s?\())?)|-(?P<digits>\d{{1,2}}(?:-\d{{1,2}})?)(?!\d)(?=[\s.,;:(\x1f]|$))"
)
_YEAR = re.compile(rf"(?P<year>{YEAR})(?P<letter>[a-z](?![a-z]))?(?!\d)")
_REST = re.compile(r"[\s.,;]*")


@frozen
class Numeration:
    """The numbers behind a journal's name: where each stands, and where they end."""

    end: int
    volume: tuple[int, int] | None = None
    issue: tuple[int, int] | None = None
    page: tuple[int, int] | None = None

    def put(self, draft: Draft, confidence: float = SURE) -> None:
        for variable, place in (("volume", self.volume), ("issue", self.issue)):
            if place is not None:
                draft.put(variable, *place, confidence)
        if self.page is not None:
            put_pages(draft, *self.page, confidence)

    @property
    def count(self) -> int:
        return sum(place is not None for place in (self.volume, self.issue, self.page))


def put_pages(draft: Draft, start: int, end: int, confidence: float = SURE) -> None:
    """Pages as a range with a hyphen, `102–11` as the 102-111 that it means."""
    draft.put("page", start, end, confidence, whole_pages(draft.value(start, end)))


_DASHES = re.compile(r"\s?(?:[-\u2010-\u2015\u2212~\u301c\uff5e\uff0d]{1,2})\s?")
_SHORTENED = re.compile(r"(\d+)-(\d+)(?!\w)")
_PREFIXED = re.compile(r"\b([A-Za-z]{1,4})(\d+)-(\d+)(?![\w.])")


def whole_pages(pages: str) -> str:
    """`102–11` is 102-111, `S12-8` is S12-S18; one kind of hyphen."""
    pages = _DASHES.sub("-", pages)
    return _SHORTENED.sub(_lengthen, pages)


def _lengthen(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) < len(first):
        whole = first[: len(first) - len(last)] + last
        if int(whole[-9:]) > int(first[-9:]):
            return f"{first}-{whole}"
    return match[0]


def after_year(plain: str, pos: int, end: int) -> Numeration:
    """What follows a year: `, 48(6): 819-826`, `;48(6):819-26`, `(10): 93`, `: 43`."""
    gap = _GAP.match(plain, pos, end)
    match = _AFTER.match(plain, gap.end() if gap else pos, end)
    if match is None:  # cannot be: every part may be absent
        return Numeration(pos)
    volume = _place(match, "volume")
    issue = _place(match, "issue") or _place(match, "numbered") or _place(match, "supplement")
    if match["second"] and issue is not None:
        issue = (issue[0], match.end("second"))
    page = _place(match, "page")
    if volume is not None and issue is None and page is None and "-" in plain[slice(*volume)]:
        volume, page = None, volume  # `2004, 171-180`: a range alone is one of pages
    return Numeration(match.end(), volume, issue, page)


def _place(match: re.Match[str], group: str) -> tuple[int, int] | None:
    return None if match[group] is None else match.span(group)


@frozen
class Dated:
    """A year, perhaps with month and day, and the numbers behind it."""

    start: int
    date: Date
    date_end: int
    numbers: Numeration
    reaches_end: bool
    """Whether nothing but punctuation follows."""

    def put(self, draft: Draft, confidence: float = SURE) -> None:
        draft.put_date("issued", self.date, self.start, self.date_end, confidence)
        self.numbers.put(draft, confidence)


def dated_at(plain: str, pos: int, end: int) -> Dated | None:
    """The date at `pos` with volume, issue and pages behind it."""
    words = _MONTH_FIRST.match(plain, pos, end)
    if words is not None:
        date = read_date(words[0])
        numbers = after_year(plain, words.end(), end)
        rest = _REST.match(plain, numbers.end, end)
        if date is None:
            return None
        return Dated(pos, date, words.end(), numbers, rest is not None and rest.end() == end)
    match = _YEAR.match(plain, pos, end)
    if match is None:
        return None
    date, date_end = Date(((int(match["year"]),),)), match.end()
    day = _DAY.match(plain, date_end, end)
    if day is not None:
        read = read_date(plain[pos : day.end()].partition("/")[0])
        if read is not None:
            date, date_end = read, day.end()
    numbers = after_year(plain, date_end, end)
    rest = _REST.match(plain, numbers.end, end)
    return Dated(pos, date, date_end, numbers, rest is not None and rest.end() == end)


def years(plain: str, start: int, end: int, limit: int = 40) -> list[int]:
    """The places where a year, or a day that begins with the month, may stand; at most `limit`."""
    found: list[int] = []
    for match in _DATE_START.finditer(plain, start, end):
        found.append(match.start())
        if len(found) == limit:
            break
    return found


_MONTH_FIRST = re.compile(rf"{MONTH}\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?{YEAR}(?!\d)")
_DATE_START = re.compile(rf"(?<![\w/]){_MONTH_FIRST.pattern}|(?<![\w/]){YEAR}(?=[a-z]?(?:\W|$|年))")
