"""Abbreviations in running text: where they are defined and where they are used.

The forms of definition: `全称（English, ABBR）`, `全称（ABBR）`, `English (ABBR)`, and turned
round, `ABBR（全称）`. Whether the letters of an abbreviation come from the words before it is
judged as Schwartz and Hearst do (Pacific Symposium on Biocomputing 2003, 451-462).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.check.scripts import has_han

_GREEK = "α-ωΑ-Ω"
TOKEN = re.compile(rf"(?<![A-Za-z0-9{_GREEK}@_])[A-Za-z0-9{_GREEK}]+(?:[-‐/@+.][A-Za-z0-9{_GREEK}]+)*")
"""A word that may be an abbreviation; `MSC-Exos`, `TNF-α` and `ADSC-exo@PEG` are one each."""
_BRACKETS = re.compile(r"[（(]([^（）()\ufffc]{2,160})[）)]")
_STOP = re.compile(r"[.;:!?()（），。；：、！？\ufffc]")
_NO_NAME = ("等", "如", "例如", "包括", "即", "见", "和", "与", "或")
"""What before a bracket says that it holds an example, not the short form."""
_MEANS = ("为", "即", "是指", "指", ":", "：", "=")
_PATHWAY = ("信号", "通路", "轴", "signal", "pathway", "axis")
_SUFFIXES = "0123456789-‐αβγδεκλωABC"
"""What may end a Chinese term: 白细胞介素-6, 转化生长因子-β1, 载脂蛋白 A."""
_LOOK_BACK = 200
"""Characters before a bracket among which a full form is looked for."""
_LONGEST = 15
_MOST_DIGITS = 4

_TWO_WORDS = re.compile("[A-Z][a-z]+[A-Z][a-z]{2,}")
"""A name written as one word: 微信（WeChat）, PubMed."""
_ACUPOINT = re.compile(r"(?:LU|LI|ST|SP|HT|SI|BL|KI|PC|TE|SJ|GB|LR|GV|DU|CV|RN)\d{1,2}|EX-[A-Z]{1,2}\d{1,2}")
"""The code of an acupuncture point (WHO, 1991), a name beside the Chinese one: 足三里（ST36）."""

_WORDS = (
    "DNA RNA mRNA cDNA USA UK EU UN WHO AIDS HIV ATP ADP PCR pH UV CO CO2 O2 CT MRI OK SD SE SEM CI ID IQ "
    "II III IV VI VII VIII IX XI XII AM PM AD BC TV PC PDF URL DOI SPSS ANOVA "
)
_UNITS = (
    "kDa kPa MPa GPa mmHg mL dL μL ng mg kg IU mU kU Hz kHz MHz GHz kV mV mA mW kW Gy mGy Da mol mmol μmol"
)
COMMON = frozenset((_WORDS + _UNITS).split())
"""Words, units and signs that look like abbreviations and need no definition."""


class Definition(NamedTuple):
    """A place where an abbreviation is explained. `certain` if nothing else can be meant."""

    short: str
    start: int
    end: int
    certain: bool


def normal(token: str) -> str:
    """An abbreviation without the s of its plural: `MSCs` is `MSC`."""
    plain = token.replace("‐", "-")
    plural = plain[-1:] == "s" and (plain[-2:-1].isupper() or plain[-2:-1].isdigit())
    return plain[:-1] if plural else plain


def is_abbreviation(token: str) -> bool:
    """Whether a word has the shape of an abbreviation: two capitals, or one and a digit or Greek letter."""
    if not 2 <= len(token) <= _LONGEST or normal(token) in COMMON or token in COMMON:
        return False
    if sum(map(str.isdigit, token)) > _MOST_DIGITS:
        return False  # a number of a grant, a catalogue, a trial
    if _TWO_WORDS.fullmatch(token) or _ACUPOINT.fullmatch(token):
        return False
    capitals = sum(map(str.isupper, token))
    return capitals >= 2 or (capitals == 1 and any(not (char.isascii() and char.isalpha()) for char in token))


def definitions(text: str) -> Iterator[Definition]:
    """Every place of a text that explains an abbreviation."""
    for match in _BRACKETS.finditer(text):
        low = max(0, match.start() - _LOOK_BACK)
        inside, before = match[1], text[low : match.start()]
        comma = max(map(inside.rfind, ",，;；"))
        full, short = inside[: max(comma, 0)], inside[comma + 1 :].strip()
        start = match.start(1) + len(inside.rstrip()) - len(short)
        if not TOKEN.fullmatch(short):
            short = ""
        elif normal(_last_token(before)) == normal(short):
            # `miR-21（microRNA-21, miR-21）`: the word before the bracket is no earlier use.
            start = low + len(before.rstrip()) - len(_last_token(before))
        if short and full:
            certain = _initials(short, full) and (is_abbreviation(short) or _is_short_for(short, full))
            if certain or is_abbreviation(short):
                yield Definition(normal(short), start, start + len(short), certain)
        elif short and is_abbreviation(short):
            yield Definition(normal(short), start, start + len(short), _explains(before, short))
        elif (has_han(inside) or " " in inside.strip()) and (token := _last_token(before)):
            start = low + len(before.rstrip()) - len(token)
            yield Definition(normal(token), start, start + len(token), certain=False)


def uses(text: str) -> Iterator[tuple[str, int, int]]:
    """Every word that may be an abbreviation, as `normal` gives it, with its place.

    `A/B` is one name, of a product for instance, unless a pathway follows: then it is A and B.
    A word that is explained on the spot, `ROS 为活性氧`, is no use.
    """
    for match in TOKEN.finditer(text):
        after = text[match.end() : match.end() + 12].lstrip()
        if after.startswith(_MEANS):
            continue
        if "/" not in match[0] or not after.lower().startswith(_PATHWAY):
            yield normal(match[0]), match.start(), match.end()
            continue
        start = match.start()
        for part in match[0].split("/"):
            yield normal(part), start, start + len(part)
            start += len(part) + 1


def _last_token(before: str) -> str:
    """The abbreviation at the end of a text, if one stands there."""
    tail = before[-_LONGEST - 2 :].rstrip()
    tokens = TOKEN.findall(tail)
    return tokens[-1] if tokens and tail.endswith(tokens[-1]) and is_abbreviation(tokens[-1]) else ""


def _is_short_for(short: str, full: str) -> bool:
    """Whether a word of `full` begins with `short`, as in `exosomes, Exos`; `Shanghai, China` does not."""
    return any(word.startswith(short.casefold().rstrip("s")) for word in full.casefold().split())


def _explains(before: str, short: str) -> bool:
    """Whether the words before `(ABBR)` are its full form."""
    if sum(map(str.isalpha, short)) < 2:
        return False  # `（P15）` is a passage, `（D7）` a day
    term = before.rstrip()
    if has_han(term.rstrip(_SUFFIXES)[-1:]):
        return not term.endswith(_NO_NAME)
    # Schwartz and Hearst: a full form has at most this many words.
    longest = min(len(short) + 5, len(short) * 2)
    return _initials(short, " ".join(_STOP.split(before)[-1].split()[-longest:]))


def _initials(short: str, full: str) -> bool:
    """Whether the letters of `short` occur in `full` in order, the first at the beginning of a word."""
    wanted = [char for char in normal(short).casefold() if char.isascii() and char.isalnum()]
    text = full.casefold()
    position = len(text)
    for index in range(len(wanted) - 1, -1, -1):
        char = wanted[index]
        position -= 1
        while position >= 0 and (
            text[position] != char or (index == 0 and position > 0 and text[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return False
    return bool(wanted)
