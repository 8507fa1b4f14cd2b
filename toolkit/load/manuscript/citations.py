"""Numbered citations in running text: `[1,3-5]`, `［2，4～6］`, raised or on the line.

What looks alike and is none is left out: exponents, charges, intervals, isotopes, units, numbers of
equations, formulas. A raised number without brackets counts only where that is the manuscript's form.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.load.manuscript.plain import RAISED, folded
from toolkit.model.inline import Style
from toolkit.model.manuscript import Form
from toolkit.model.word import WordParagraph

_NUMBER = r"\d{1,3}"
_INNER = rf"\s*{_NUMBER}(?:\s*[-,;、]\s*{_NUMBER})*\s*[,;、]?\s*"
_PAGES = r"\d{1,5}(?:\s*-\s*\d{1,5})?"
_WITHIN = rf"(?:,\s*(?:pp?\.\s*|第\s*)(?P<page>{_PAGES})\s*页?|:\s*(?P<pages>\d{{1,5}}-\d{{1,5}}))\s*"
"""Pages within the bracket: `[1, p. 12]`, `[2:15-17]`."""
_BRACKETS = re.compile(
    rf"\[(?:{_INNER}\](?:\s*-\s*\[\s*{_NUMBER}\s*\])?|(?P<one>\s*{_NUMBER}\s*){_WITHIN}\])"
)
_ROUND = re.compile(rf"\({_INNER}\)")
_BARE = re.compile(rf"{_NUMBER}(?:\s*[-,;、]\s*{_NUMBER})*")
_PAGES_BEHIND = re.compile(r"\(pp?\.?\s?(\d[\d,\s-]*)\)")
_PART = re.compile(rf"({_NUMBER})(?:\s*(?:\]\s*-\s*\[|-)\s*({_NUMBER}))?")
_LOCATOR = re.compile(r"\d{1,5}(?:-\d{1,5})?(?:,\s*\d{1,5}(?:-\d{1,5})?)*")
_INTERVAL = re.compile(
    r"(?:\bCI|可信区间|置信区间|\bIQR|区间|范围|range(?: of)?|between|interval|quartiles?|四分位数?间?距?|∈)"
    r"[\s,:=(为]*$",
    re.IGNORECASE,
)
_EQUATION = re.compile(
    r"(?:\bEqs?\.?|equations?|formulas?|公式|方程|(?:^|[^\u4e00-\u9fff]|[由按据见如])式|steps?|步骤|\bNo\.?)\s*$",
    re.IGNORECASE,
)
_UNIT_BEFORE = re.compile(
    r"(?:\d|[×x·]\s*10|(?<![A-Za-z])(?:[kcmnμu]?m|s|h|d|L|g|min|kg|mol|cell|cells)|[Rrχ]|\bp)$"
)
_ISOTOPE = re.compile(r"(?:F|C|N|O|H|I|Tc|Ga|Lu|Cr|P|S|Fe|Zr|Cu|Y)(?![a-z])")
_CHARGE = re.compile(r"[+−-]")
_ELEMENT = re.compile(r"(?:Na|K|Ca|Mg|Fe|Zn|Cu|Cl|H|OH|SO4|PO4|HCO3|NH4|Al|Mn|Co|Ni)$")


class Found(NamedTuple):
    """A citation in a paragraph, its places counted from 0. `parts` are (first, last, start, end)."""

    start: int
    end: int
    form: Form
    parts: tuple[tuple[int, int, int, int], ...]
    locator: str = ""

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(
            number for first, last, _, _ in self.parts for number in (*range(first, last + 1), first, last)
        )


def find_numbered(paragraph: WordParagraph, *, endnotes: bool = False) -> Iterator[Found]:
    """Every passage that could be a numbered citation; the marks of `endnotes` only if these are the list."""
    if endnotes:
        yield from _endnote_marks(paragraph)
    plain = folded(paragraph.text)
    raised = _Raised(paragraph)
    marks = [(run.start, run.end) for run in paragraph.runs if run.kind != "text"]
    brackets: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(plain):
        start, end = match.span()
        if _overlaps(marks, start, end) or _is_interval(plain, start):
            continue
        brackets.append((start, end))
        high = raised(start, end)
        if high:
            form: Form = "superscript-bracket"
        else:
            form = "full-width" if paragraph.text[start] != "[" else "bracket"
        if match["one"]:
            one = tuple(_parts(plain, *match.span("one")))
            yield Found(start, end, form, one, match["page"] or match["pages"])
            continue
        locator = _locator(plain, end, raised) if high else ""
        yield Found(start, end, form, tuple(_parts(plain, start, end)), locator)
    for start, end in _raised_stretches(paragraph, plain):
        # AMA prints pages behind a number: `5(p12),8`.
        pages = _PAGES_BEHIND.findall(plain[start:end])
        bare = _PAGES_BEHIND.sub(lambda found: " " * len(found[0]), plain[start:end])
        match_ = _BARE.fullmatch(bare.strip(" ,"))
        if match_ is None or _overlaps(brackets, start, end) or _is_exponent(plain, start, end):
            continue
        first = start + len(bare) - len(bare.lstrip(" ,"))
        last = end if plain[:end].endswith(")") else first + len(match_[0])
        parts = tuple(_parts(plain[:start] + bare, first, last))
        yield Found(first, last, "superscript", parts, pages[0] if len(parts) == len(pages) == 1 else "")


def _endnote_marks(paragraph: WordParagraph) -> Iterator[Found]:
    for run in paragraph.runs:
        digits = paragraph.text[run.start : run.end]
        if run.kind == "endnote" and digits.isascii() and digits.isdigit():
            number = int(digits)
            yield Found(run.start, run.end, "superscript", ((number, number, run.start, run.end),))


def bare_numbers(paragraph: WordParagraph, form: Form) -> Found | None:
    """A paragraph that holds nothing but numbers, `3`, `1, 4-6`, as a citation of this form."""
    plain = folded(paragraph.text)
    match = _BARE.fullmatch(plain.strip())
    if match is None:
        return None
    start = len(plain) - len(plain.lstrip())
    end = start + len(match[0])
    return Found(start, end, form, tuple(_parts(plain, start, end)))


def find_round(paragraph: WordParagraph) -> Iterator[Found]:
    """Numbers in round brackets, `(1,3-5)`: citations only where most of them count as such."""
    plain = folded(paragraph.text)
    for match in _ROUND.finditer(plain):
        before = plain[: match.start()]
        if (
            not _EQUATION.search(before)
            and not _is_interval(plain, match.start())
            and not before.endswith("=")
        ):
            yield Found(*match.span(), "round", tuple(_parts(plain, *match.span())))


def _parts(plain: str, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    for match in _PART.finditer(plain, start, end):
        first = int(match[1])
        yield first, int(match[2]) if match[2] else first, match.start(), match.end()


def _overlaps(places: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a passage overlaps one of these, which are in order and apart from each other."""
    index = bisect_left(places, end, key=lambda place: place[0])
    return index > 0 and places[index - 1][1] > start


def _is_interval(plain: str, start: int) -> bool:
    before = plain[max(0, start - 16) : start]
    return bool(_INTERVAL.search(before) or _EQUATION.search(before)) or before.endswith(("=", "≈"))


class _Raised:
    """Whether the digits of a stretch are raised, by their formatting or as characters."""

    def __init__(self, paragraph: WordParagraph) -> None:
        self._text = paragraph.text
        self.runs = [
            (run.start, run.end) for run in paragraph.runs if Style.SUPER in run.styles and run.kind == "text"
        ]

    def at(self, place: int) -> bool:
        index = bisect_right(self.runs, place, key=lambda run: run[0]) - 1
        return self._text[place] in RAISED or (index >= 0 and place < self.runs[index][1])

    def __call__(self, start: int, end: int) -> bool:
        digits = [
            place for place in range(start, end) if self._text[place].isalnum() or self._text[place] in RAISED
        ]
        return bool(digits) and sum(map(self.at, digits)) * 2 > len(digits)


def _raised_stretches(paragraph: WordParagraph, plain: str) -> Iterator[tuple[int, int]]:
    """Passages that are raised as a whole, runs that touch each other joined."""
    places = [
        (run.start, run.end) for run in paragraph.runs if Style.SUPER in run.styles and run.kind == "text"
    ]
    places += [match.span() for match in re.finditer(r"[⁰¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹⁻,，]*", paragraph.text)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and joined[-1][1] >= start:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return ((start, end) for start, end in joined if any(char.isdigit() for char in plain[start:end]))


def _is_exponent(plain: str, start: int, end: int) -> bool:
    """Whether a raised number is an exponent, a charge or the number of an isotope."""
    before, after = plain[max(0, start - 8) : start], plain[end : end + 3]
    if _UNIT_BEFORE.search(before) or (_ISOTOPE.match(after) and not before[-1:].isalnum()):
        return True
    return bool(_CHARGE.match(after) and _ELEMENT.search(before))


def _locator(plain: str, end: int, raised: _Raised) -> str:
    """Raised pages right behind a raised bracket, `[4]15-17` (GB/T 7714-2015, 10.1.3)."""
    match = _LOCATOR.match(plain, end)
    if match is None or not raised(match.start(), match.end()):
        return ""
    return match[0]
