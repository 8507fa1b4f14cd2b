"""How a text is typed, place by place, against what the journal types (`TypingStyle`).

Each key of the style has one function: it goes through the places of the text that the key speaks of, and
tells which are typed otherwise and what the journal would have there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from toolkit.check.bracket_pairs import pairs
from toolkit.check.chinese_typing import between_han, script_gaps
from toolkit.check.number_ranges import number_ranges
from toolkit.check.passages import OBJECT
from toolkit.check.prose import Prose, is_han
from toolkit.check.scripts import HAN


class Change(NamedTuple):
    """The text from `start` to `end`, and what the journal would have there."""

    start: int
    end: int
    new: str


class Place(NamedTuple):
    """One place that a convention speaks of; no changes where it is typed as the journal does."""

    item: Prose
    start: int
    end: int
    changes: tuple[Change, ...] = ()


Judge: TypeAlias = Callable[[Sequence[Prose], str], Iterable[Place]]

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF = {full: half for half, full in _FULL.items()}
_WIDE = {"(": "（", ")": "）"}
_NARROW = {"（": "(", "）": ")"}
_STOP = re.compile(rf"(?<=[）)”{OBJECT}]|{HAN})[。．.](?=$|\s|{HAN})")
_GAP_BEFORE_PARENTHESIS = re.compile(rf"(?<={HAN}) *(?=[(（])")
_GLOSS = re.compile(
    rf"(?<={HAN}) ?[(（](?![^()（）]*{HAN})(?=[^()（）]*[a-z]{{3}})[^()（）]*?[A-Za-z0-9]"
    r"([,，] *)[A-Za-z0-9α-ωΑ-Ω][A-Za-z0-9α-ωΑ-Ω/+-]+ ?[)）]"
)
_PERCENT = re.compile(r"(?<=\d)( ?)([%％﹪])")
_COUNTS: Mapping[str, re.Pattern[str]] = {
    "（1）": re.compile(r"（(\d{1,2})）"),
    "(1)": re.compile(r"(?<![A-Za-z0-9])\((\d{1,2})\)"),
    "1）": re.compile(r"(?<![\d.（(A-Za-z])(\d{1,2})）"),
    "1)": re.compile(r"(?<![\d.（(A-Za-z])(\d{1,2})\)"),
    "①": re.compile(r"([①-⑳])"),
}


def _punctuation(texts: Sequence[Prose], wanted: str) -> Iterator[Place]:
    right = _FULL if wanted == "full" else _HALF
    for item, start, end in _marks(texts, ",;:?!，；：？！"):
        mark = item.text[start]
        if mark not in right:
            yield Place(item, start, start + 1)
        else:
            # A half-width mark has a blank behind it, a full-width one has none.
            new = right[mark] if wanted == "full" else right[mark] + " "
            yield Place(item, start, start + 1, (Change(start, end, new),))


def _marks(texts: Sequence[Prose], marks: str) -> Iterator[tuple[Prose, int, int]]:
    return (place for item in texts for place in between_han(item, marks))


def _full_stop(texts: Sequence[Prose], wanted: str) -> Iterator[Place]:
    for item in texts:
        for match in _STOP.finditer(item.text):
            yield _place(item, *match.span(), wanted)


def _parentheses(texts: Sequence[Prose], wanted: str) -> Iterator[Place]:
    """Pairs behind a Chinese character or around one."""
    for item in texts:
        for start, end in pairs(item.text).matched:
            opening, inside = item.text[start], item.text[start + 1 : end]
            before = item.text[max(start - 2, 0) : start].strip()
            if opening not in "(（" or not (is_han(before[-1:]) or any(map(is_han, inside))):
                continue
            right = _WIDE if wanted == "full" else _NARROW
            wrong = [at for at in (start, end) if item.text[at] in right]
            changes = (Change(at, at + 1, right[item.text[at]]) for at in wrong)
            yield Place(item, start, end + 1, tuple(changes))


def _parenthesis_gap(texts: Sequence[Prose], wanted: str) -> Iterator[Place]:
    for item in texts:
        for match in _GAP_BEFORE_PARENTHESIS.finditer(item.text):
            yield _gap(item, *match.span(), wanted)


def _gloss_comma(texts: Sequence[Prose], wanted: str) -> Iterator[Place]:
    for item in texts:
        for match in _GLOSS.finditer(item.text):
            yield _place(item, *match.span(1), wanted)


def _cjk_latin_gap(texts: Sequence[Prose], wanted: str) -> Iterator[Place]:
    if wanted == "auto":
        return
    for item in texts:
        for start, end in script_gaps(item.text):
            yield _gap(item, start, end, " " if wanted == "space" else "")


def _range(texts: Sequence[Prose], wanted: str) -> Iterator[Place]:
    for item in texts:
        for found in number_ranges(item):
            yield _place(item, found.mark_start, found.mark_end, wanted)


def _percent(texts: Sequence[Prose], wanted: str) -> Iterator[Place]:
    for item in texts:
        for match in _PERCENT.finditer(item.text):
            yield _place(item, *match.span(), wanted)


def _list_marker(texts: Sequence[Prose], wanted: str) -> Iterator[Place]:
    """Items counted from 1 on inside one paragraph; a lone `（1）` counts nothing."""
    for item in texts:
        for form, pattern in _COUNTS.items():
            found = [(match, _number(match[1])) for match in pattern.finditer(item.text)]
            if {1, 2} <= {number for _, number in found}:
                for match, number in found:
                    right = _counted(wanted, number)
                    changes = () if form == wanted else (Change(*match.span(), right),)
                    yield Place(item, *match.span(), changes)


def _number(text: str) -> int:
    return int(text) if text.isascii() else ord(text) - ord("①") + 1


def _counted(form: str, number: int) -> str:
    return chr(ord("①") + number - 1) if form == "①" else form.replace("1", str(number))


def _place(item: Prose, start: int, end: int, wanted: str) -> Place:
    same = item.text[start:end] == wanted
    return Place(item, start, end, () if same else (Change(start, end, wanted),))


def _gap(item: Prose, start: int, end: int, wanted: str) -> Place:
    """A gap, which may be of no width: the change takes the character before it along."""
    if item.text[start:end] == wanted:
        return Place(item, start, end)
    return Place(item, start - 1, end + 1, (Change(start - 1, end, item.text[start - 1] + wanted),))


CONVENTIONS: Mapping[str, Judge] = {
    "punctuation": _punctuation,
    "full_stop": _full_stop,
    "parentheses": _parentheses,
    "parenthesis_gap": _parenthesis_gap,
    "gloss_comma": _gloss_comma,
    "cjk_latin_gap": _cjk_latin_gap,
    "range": _range,
    "percent": _percent,
    "list_marker": _list_marker,
}
"""By key of `TypingStyle`."""
