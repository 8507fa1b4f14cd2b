"""The text of one BibTeX field → the value it means: a title, pages, an address, a language, a date."""

from __future__ import annotations

import re

from toolkit.load.bibliography.latex import decode_latex, decode_paragraphs, decode_plain, strip_tags
from toolkit.model.date_text import parse_date
from toolkit.model.formats import bibtex as table
from toolkit.model.reference import Date

_DASHES = re.compile(r"\s*(?:[‐‑‒–—―−]|-+)\s*")
_DOI_PREFIX = re.compile(r"\s*(?:https?://(?:www\.|dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ESCAPED = re.compile(r"\{?\\([_%&#$~^])(?:\{\})?\}?|\\text(?:asciitilde|underscore)(?:\{\}|\s)?")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_TIE = re.compile(r"~(?=[^\s/])")
_DECADE = re.compile(r"(\d{3}[Xxu]|\d{2}(?:[Xx]{2}|uu))")
_MONTH_JOINER = re.compile(r"\s*(?:--?|–|/)\s*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"0?[1-9]|[12][0-9]|3[01]")
_BARE_NUMBER = re.compile(r"(\d{1,2})(?:月|月份)?")
URL_COMMAND = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}|(https?://[^\s{}]+)")
"""An address, plain or in a command that LaTeX prints it by."""


def field_text(text: str, kind: str) -> str:
    """The value of a field of this kind, by `model.formats.bibtex`."""
    match kind:
        case "title":
            return title_text(text)
        case "long":
            return decode_paragraphs(text)
        case "plain":
            return decode_plain(text)
        case "pages":
            return _DASHES.sub("-", decode_plain(text))
        case "verbatim":
            return verbatim(text)
        case "doi":
            return _DOI_PREFIX.sub("", verbatim(text), count=1)
        case _:
            return decode_latex(text)


def title_text(text: str) -> str:
    """A title, with what its braces protect marked `nocase`."""
    return decode_latex(text, protect=True)


def verbatim(text: str) -> str:
    """A value that is no LaTeX, but that programs escape as if it were."""
    text = URL_COMMAND.sub(lambda match: match[1] or match[0], text)
    text = _ESCAPED.sub(lambda match: match[1] or ("~" if "tilde" in match[0] else "_"), text)
    if "\\text" in text:
        text = strip_tags(decode_latex(text))
    text = text.strip()
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


def language_tag(text: str) -> str:
    """BCP 47 for the first language that is named; other text as it is."""
    first = re.split(r"\s+and\s+|[,;；、/]", text.strip(), maxsplit=1)[0].strip()
    known = table.LANGUAGES.get(first.lower())
    if known is not None:
        return known
    return first.replace("_", "-") if _LANGUAGE_TAG.fullmatch(first) else text


def date_text_of(text: str) -> str:
    """A date as text. At its end `~` is EDTF's *about*, elsewhere LaTeX's space; `199X` is a range."""
    text = _TIE.sub(" ", text)
    if "\\" in text or "{" in text:
        text = decode_plain(text)
    text = text.strip()
    if _DECADE.fullmatch(text):
        return re.sub("[Xxu]", "0", text) + "/" + re.sub("[Xxu]", "9", text)
    return text


def year_and_month(year: str, month: str, day: str) -> tuple[Date, bool]:
    """What `year`, `month` and `day` say together, and whether the month was understood."""
    date = parse_date(year.removesuffix("年").strip())
    if not month or len(date.parts) != 1 or len(date.parts[0]) != 1:
        return date, False
    ends = [_month_and_day(part, day) for part in _MONTH_JOINER.split(month, maxsplit=1)]
    if all(ends):
        return Date(tuple((date.parts[0][0], *end) for end in ends if end), circa=date.circa), True
    season = parse_date(f"{month} {year}")
    return (season, True) if season.parts else (date, False)


def _month_and_day(text: str, day: str) -> tuple[int, ...] | None:
    """`May`, `12 May`, `5`, `5月`; the day may also stand in a field of its own."""
    number = _BARE_NUMBER.fullmatch(text.strip())
    if number:
        month, days = int(number[1]), [day]
    else:
        words = re.findall("[a-z]+", text.lower())
        month = next((i + 1 for i, name in enumerate(_MONTHS) for word in words if word.startswith(name)), 0)
        days = [day, *re.findall(r"\d{1,2}", text)]
    if not 1 <= month <= 12:
        return None
    first = next((int(found) for found in days if _DAY.fullmatch(found)), None)
    return (month,) if first is None else (month, first)
