"""Dates written as text: EDTF (ISO 8601-2, level 0 and 1) and what people type."""

from __future__ import annotations

import re

from toolkit.model.reference import Date

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SEASONS = {"spring": 13, "summer": 14, "fall": 15, "autumn": 15, "winter": 16}
_SEASON_NAMES = {13: "Spring", 14: "Summer", 15: "Autumn", 16: "Winter"}
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ISO = re.compile(r"([-y]?-?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.,]+(?:Z|[-+][\d:]+)?)?([?~%]?)")
_CIRCA = re.compile(r"^(?:c\.|ca\.?|circa|about|约|約)\s*(?=\d)|[?~]$", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})(?:\2(\d{1,4}))?")
_ERA_YEAR = re.compile("(" + "|".join(_ERAS) + r")\s*(\d+|元)")
_CJK = re.compile(r"(\d{1,4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日号號일])?)?")
_WORDS = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_OPEN = frozenset({"", "..", "open", "unknown"})
"""The end of a range that is not known or not yet: EDTF, and its draft of 2012."""
_UNSPECIFIED = re.compile(r"(?:-(?:XX|uu))+$")
_LONGEST = 200
"""No date is longer; a number of thousands of digits is more than Python reads."""
_BCE = re.compile(r"\b(?:b\.?\s?c\.?(?:\s?e\.?)?)$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CE = re.compile(r"\b(?:a\.?\s?d\.?|c\.?\s?e\.?)\b", re.IGNORECASE)


def parse_date(text: str) -> Date:
    """Read a date or a range of dates; what cannot be read is kept as `literal` and `raw`.

    Understood: `2004`, `2004-05-06`, `2004-05/2005-01`, `2004~`, `2004-XX`, `2004-21` (a season),
    `May 2004`, `6 May 2004`, `May 6, 2004`, `5/6/2004` (month first), `Spring 2004`,
    `100 BC`, `c. 1999`, `2004年5月6日`, `昭和56年`, and the year of
    `2015 to present`. A text in quotation marks is literal.
    """
    text = text.strip()
    if len(text) > 1 and text[0] == '"' and text[-1] == '"':
        return Date(literal=text[1:-1])
    if len(text) > _LONGEST:
        return Date(literal=text, raw=text)
    known = _UNSPECIFIED.sub("", text)
    whole = _one(known)
    if whole is not None:
        return Date((whole[0],), circa=whole[1], raw=text if known != text else "")
    for separator in ("/", "〜", "～", "–", "—", " to ", " - ", "-"):
        first, found, last = text.partition(separator)
        if not found:
            continue
        if last.strip() in {"", ".."}:
            start = _one(first.strip())
            if start is not None:
                return Date((start[0], (0,)), circa=start[1])
        start, end = _one(first.strip()), _one(last.strip())
        if start is None and end is not None and len(end[0]) > 1:
            start = _one(f"{first.strip()} {end[0][0]}")
        if start is not None and end is not None:
            return Date((start[0], end[0]), circa=start[1] or end[1])
    years = _YEAR.findall(text)
    if len(years) == 1 and _YEAR.match(text):
        return Date(((int(years[0]),),), raw=text)
    return Date(literal=text, raw=text)


def parse_edtf(text: str) -> Date:
    """As `parse_date`, for text that is known to be EDTF: a range may be open at either end.

    (In CSL-JSON `2004/` is 2004, as citeproc-js reads it.)
    """
    first, slash, last = (part.strip() for part in text.partition("/"))
    start, end = _one(first), _one(last)
    if slash and start is not None and last in _OPEN:
        return Date((start[0], (0,)), circa=start[1])
    if slash and end is not None and first in _OPEN:
        # CSL has no range without a start.
        return Date((end[0],), circa=end[1], raw=text.strip())
    return parse_date(text)


def _one(text: str) -> tuple[tuple[int, ...], bool] | None:
    """One date: its parts and whether it is approximate."""
    circa = _CIRCA.search(text) is not None
    text = _CIRCA.sub("", text).strip()
    match = _ISO.fullmatch(text)
    if match:
        parts = tuple(int(part.lstrip("y")) for part in match.groups()[:3] if part)
        return _valid(parts), circa or bool(match[4])
    text = _ERA_YEAR.sub(lambda m: str(_ERAS[m[1]] + (1 if m[2] == "元" else int(m[2]))), text)
    match = _CJK.fullmatch(text)
    if match:
        return tuple(int(part) for part in match.groups() if part), circa
    match = _NUMERIC.fullmatch(text)
    if match:
        numeric = _numeric(match)
        return None if numeric is None else (numeric, circa)
    if _BCE.search(text):
        words = _WORDS.findall(_BCE.sub("", text))
        if len(words) == 1 and words[0].isdecimal():
            return (-int(words[0]),), circa
        return None
    words = _WORDS.findall(_CE.sub("", text))
    parts_found = _worded(words)
    return None if parts_found is None else (parts_found, circa)


def _valid(parts: tuple[int, ...]) -> tuple[int, ...]:
    """Stop at a part of 0: `2004-00-00` says only the year."""
    for index, part in enumerate(parts):
        if index and part == 0:
            return parts[:index]
    return parts


def _numeric(match: re.Match[str]) -> tuple[int, ...] | None:
    first, _, second, third = match.groups()
    if len(first) == 4:
        return _valid(tuple(int(part) for part in (first, second, third) if part))
    if third is None or len(third) != 4:
        return None
    month, day = int(first), int(second)
    if month > 12:
        month, day = day, month
    return (int(third), month, day) if month <= 12 else None


def _worded(words: list[str]) -> tuple[int, ...] | None:
    """`6 May 2004`, `May 6 2004`, `Spring 2004`, `2004 May`."""
    month = day = year = None
    for word in words:
        lower = word.lower()
        if lower.isdecimal():
            number = int(lower)
            if len(lower) >= 3 and year is None:
                year = number
            elif day is None and 1 <= number <= 31:
                day = number
            else:
                return None
        elif lower in _SEASONS and month is None:
            month = _SEASONS[lower]
        elif lower[:3] in _MONTHS and month is None:
            month = _MONTHS.index(lower[:3]) + 1
        elif lower not in {"st", "nd", "rd", "th", "of"}:
            return None
    if year is None or (day is not None and month is None):
        return None
    return tuple(part for part in (year, month, day) if part is not None)


def date_text(date: Date) -> str:
    """A date as EDTF, so that `parse_date` reads it back; seasons in words, other text as it was typed."""
    if not date.parts:
        if date.raw or not date.literal:
            return date.raw
        return f'"{date.literal}"'
    if date.raw:
        return date.raw
    ends = [_end(part) for part in date.parts]
    if date.circa:
        ends = [f"{end}~" if end != ".." else end for end in ends]
    return "/".join(ends)


def _end(part: tuple[int, ...]) -> str:
    if part == (0,):
        return ".."
    if len(part) == 2 and part[1] in _SEASON_NAMES:
        return f"{_SEASON_NAMES[part[1]]} {part[0]}"
    year = f"{part[0]:04d}" if part[0] >= 0 else f"-{-part[0]:04d}"
    return "-".join([year, *(f"{number:02d}" for number in part[1:])])
