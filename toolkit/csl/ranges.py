"""Ranges of numbers written as a style says.

CSL 1.0.2, "Page Ranges" and appendix V; `year-range-format` is CSL-M.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from toolkit.csl.numbers import Number, Part
from toolkit.model.frozen import frozen

_ROMAN_OR_DIGITS: Final = re.compile(r"[0-9]+|[ivxlcmIVXLCM]+")
_PLAIN_DIGITS: Final = re.compile(r"[0-9]+")
_LETTERED: Final = re.compile(r"[0-9]+[a-z]*")
_RANGE_VARIABLES: Final = frozenset({"locator", "issue", "volume", "edition", "number"})


@frozen
class RangeForm:
    """How a style writes the ranges of a variable in one language."""

    variable: str
    page_format: str
    """`page-range-format` of the style, or nothing."""
    delimiter: str
    year_delimiter: str
    page_delimiter: str
    """That of the style's own locale: ranges of pages look alike in one bibliography, whatever the
    language of the entry."""
    has_term: bool
    """The locale has a term for the label: without one a hyphen stays as it is typed."""

    def is_page(self, part: Part) -> bool:
        return self.variable in {"page", "page-first"} or (
            self.variable == "locator" and part.label in {"p.", "pp."}
        )

    def hyphen(self, part: Part, *, numeric: bool) -> str:
        """What a hyphen typed beside this part prints as."""
        if not numeric or not self.has_term:
            return "-"
        if self.variable == "collection-number":
            return self.year_delimiter
        return self.delimiter if self.variable in _RANGE_VARIABLES or self.is_page(part) else "-"


@lru_cache(maxsize=8192)
def range_parts(number: Number, form: RangeForm) -> tuple[Part, ...]:
    """The parts of the number with their ranges in this form and hyphens made range delimiters."""
    parts = [replace(part) for part in number.parts]
    count, label = 0, None
    for index, part in enumerate(parts):
        if not part.countable:
            count, label = 0, None
            if part.joiner == "-":
                part.joiner = form.hyphen(part, numeric=part.numeric)
        elif label != part.label:
            label, count = part.label, 1
        elif part.joiner == "-":
            count = 1
        else:
            count += 1
            if count == 2:
                count = _join_pair(parts[index - 1], part, form)
    for part in parts:
        part.joiner = part.joiner.replace("\\-", "-")
    return tuple(parts)


def _join_pair(first: Part, last: Part, form: RangeForm) -> int:
    """Write two numbers as a range if they are one; how many numbers then wait for a partner."""
    if first.particle != last.particle:
        return 2
    if first.joiner != "-":
        return 1
    _format_range(first, last, form)
    return 0


def _format_range(first: Part, last: Part, form: RangeForm) -> None:
    begin, end = first.integer, last.integer
    if not form.page_format and begin is not None and end is not None and begin > end:
        first.joiner = form.hyphen(last, numeric=True)
        return
    lettered = _LETTERED.fullmatch(first.value) and _LETTERED.fullmatch(last.value)
    if begin is None or end is None or not form.is_page(last):
        if _ROMAN_OR_DIGITS.fullmatch(first.value) and _ROMAN_OR_DIGITS.fullmatch(last.value):
            first.joiner = form.delimiter
        elif lettered:
            first.joiner = form.hyphen(last, numeric=last.numeric)
        return
    if not lettered:
        return
    first.joiner = form.page_delimiter
    if not (_PLAIN_DIGITS.fullmatch(first.value) and _PLAIN_DIGITS.fullmatch(last.value)):
        return
    if last.particle and form.page_format not in {"", "expanded"}:
        last.particle = ""
    last.value = shorten_range(first.value, last.value, form.page_format)


def shorten_range(begin: str, end: str, page_format: str) -> str:
    """The second number of a range as the format writes it (CSL 1.0.2, appendix V)."""
    if len(end) < len(begin):
        end = begin[: len(begin) - len(end)] + end
    if int(begin) >= int(end):
        return end
    if page_format == "minimal":
        return _minimal(begin, end, 1)
    if page_format == "minimal-two":
        return _minimal(begin, end, 2)
    if page_format in {"chicago", "chicago-15"}:
        return _chicago_15(int(begin), int(end), end)
    if page_format == "chicago-16":
        return _chicago_16(int(begin), int(end), end)
    return end


def _minimal(begin: str, end: str, least: int) -> str:
    if len(begin) != len(end):
        return end
    same = 0
    while same < len(begin) - least and begin[same] == end[same]:
        same += 1
    return end[same:]


def _chicago_15(begin: int, end: int, text: str) -> str:
    if begin > 100 and begin % 100 and begin // 100 == end // 100:
        return str(end % 100)
    if begin >= 10000 and begin // 1000 == end // 1000:
        return str(end % 1000)
    return text


def _chicago_16(begin: int, end: int, text: str) -> str:
    if begin > 100 and begin % 100:
        for digits in range(2, len(text)):
            divisor = 10**digits
            if begin // divisor == end // divisor:
                return str(end % divisor)
    return text


def year_range_end(begin: str, end: str, year_format: str) -> str:
    """The second year of a range of years as `year-range-format` (CSL-M) writes it."""
    if begin.isdecimal() and end.isdecimal():
        return shorten_range(begin, end, year_format)
    return end
