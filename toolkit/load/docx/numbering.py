"""Automatic numbers as Word prints them (ISO/IEC 29500-1, section 17.9).

A paragraph names a list (`w:num`) and a level, itself or by its style. The list's levels say
what is printed (`[%1]`, `%1.%2`) and how each number looks; lists that share their abstract
list count on together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field

from lxml import etree

from toolkit.load.docx.names import attribute, child, kind, switched_on, value, whole
from toolkit.load.docx.styles import Styles
from toolkit.model.frozen import frozen, mutable

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_HAN = "〇一二三四五六七八九"
_HAN_ZERO = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def _roman(number: int) -> str:
    if not 0 < number < 5000:
        return str(number)
    parts: list[str] = []
    for size, letters in _ROMAN:
        parts.append(letters * (number // size))
        number %= size
    return "".join(parts)


def _letter(number: int) -> str:
    """a to z, then aa, bb, …"""
    count, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * min(count + 1, 30) if number > 0 else str(number)


def _counting(digits: str, tens: str, *, ten_alone: bool) -> Callable[[int], str]:
    """Numbers as they are spoken in Chinese: 十二, 二十, 一百零五. `tens` are the words for 10, 100, 1000."""

    def count(number: int) -> str:
        if not 0 < number < 10_000:
            return str(number)
        text, gap = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit == 0:
                gap = bool(text)
                continue
            text += (digits[0] if gap else "") + digits[digit] + (tens[power - 1] if power else "")
            gap = False
        one_ten = digits[1] + tens[0]
        return text[1:] if ten_alone and text.startswith(one_ten) else text

    return count


def _one_by_one(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(abs(number)))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _enclosed(number: int) -> str:
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    return str(number)


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_SPOKEN = _counting(_HAN_ZERO, "十百千", ten_alone=True)
FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "decimalFullWidth": _one_by_one("０１２３４５６７８９"),
    "decimalFullWidth2": _one_by_one("０１２３４５６７８９"),
    "decimalEnclosedCircle": _enclosed,
    "decimalEnclosedCircleChinese": _enclosed,
    "decimalEnclosedFullstop": lambda number: chr(0x2488 + number - 1) if 1 <= number <= 20 else f"{number}.",
    "decimalEnclosedParen": lambda number: chr(0x2474 + number - 1) if 1 <= number <= 20 else f"({number})",
    "ideographEnclosedCircle": lambda number: chr(0x3280 + number - 1) if 1 <= number <= 10 else str(number),
    "chineseCounting": _SPOKEN,
    "chineseCountingThousand": _SPOKEN,
    "taiwaneseCounting": _SPOKEN,
    "taiwaneseCountingThousand": _SPOKEN,
    "japaneseCounting": _SPOKEN,
    "ideographDigital": _one_by_one(_HAN),
    "japaneseDigitalTenThousand": _one_by_one(_HAN),
    "taiwaneseDigital": _one_by_one(_HAN),
    "chineseLegalSimplified": _counting(_LEGAL, "拾佰仟", ten_alone=False),
    "ideographLegalTraditional": _counting(_LEGAL_TRADITIONAL, "拾佰仟", ten_alone=False),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "none": lambda number: "",
}  # fmt: skip
"""How a number is written, by `ST_NumberFormat` (section 17.18.59); others print as decimal."""


def number_text(number: int, form: str) -> str:
    """A number in one of Word's formats."""
    return FORMATS.get(form, str)(number)


@frozen
class _Level:
    start: int
    form: str
    text: str
    legal: bool
    """All numbers of the label are decimal."""
    restart: int | None
    """The level (from 1) behind which it begins anew; 0 for never, None for every higher one."""


@frozen
class Numbered:
    """The automatic number of one paragraph."""

    label: str
    level: int
    list: str
    """Id of the abstract list that counts."""
    bullet: bool


@mutable
class Numbering:
    """Counts the automatic numbers of one document, paragraph after paragraph."""

    styles: Styles
    abstracts: dict[str, etree._Element] = field(default_factory=dict)
    nums: dict[str, etree._Element] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Level of the abstract list that is bound to a style (`w:pStyle`)."""
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)
    _levels: dict[tuple[str, int], _Level | None] = field(default_factory=dict)

    def next(self, properties: etree._Element | None, style: str) -> Numbered | None:
        """The number of the next paragraph, or None if it has none. To be called in document order."""
        own = child(properties, "w:numPr")
        num = value(own, "w:numId") if own is not None else ""
        level_text = value(own, "w:ilvl") if own is not None else ""
        if not num:
            num, style_level = self.styles.numbering(style)
            level_text = level_text or style_level
        if num in {"", "0"} or num not in self.nums:
            return None
        abstract = self._abstract(num)
        if abstract is None:
            return None
        bound = self.by_style.get(style)
        level = whole(level_text) or 0
        if own is None and bound is not None and bound[0] == abstract:
            level = bound[1]
        level = min(level, _LEVELS - 1)
        definition = self._level(num, abstract, level)
        if definition is None:
            return None
        self._count(num, abstract, level, definition)
        bullet = definition.form == "bullet"
        return Numbered(self._label(num, abstract, level, definition), level, abstract, bullet)

    def _count(self, num: str, abstract: str, level: int, definition: _Level) -> None:
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        override = self._start_override(num, level)
        if override is not None and (num, level) not in self._started:
            counters[level] = override
        else:
            current = counters[level]
            counters[level] = definition.start if current is None else current + 1
        self._started.add((num, level))
        for deeper in range(level + 1, _LEVELS):
            below = self._level(num, abstract, deeper)
            restart = below.restart if below is not None else None
            if restart is None or (restart and level < restart):
                counters[deeper] = None

    def _label(self, num: str, abstract: str, level: int, definition: _Level) -> str:
        if definition.form == "bullet":
            return definition.text if definition.text.isprintable() and definition.text < "\ue000" else "•"
        counters = self._counters[abstract]

        def number(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            own = definition if index == level else self._level(num, abstract, index)
            if own is None:
                return ""
            count = counters[index]
            form = "decimal" if definition.legal else own.form
            return number_text(own.start if count is None else count, form)

        return _PLACE.sub(number, definition.text).strip()

    def _abstract(self, num: str) -> str | None:
        """The abstract list of a list, through list styles (`w:numStyleLink`)."""
        for _ in range(5):
            element = self.nums.get(num)
            abstract = value(element, "w:abstractNumId")
            definition = self.abstracts.get(abstract)
            if definition is None:
                return None
            link = value(definition, "w:numStyleLink")
            if not link:
                return abstract
            num = self.styles.numbering(link)[0]
        return None

    def _level(self, num: str, abstract: str, level: int) -> _Level | None:
        key = (num, level)
        if key not in self._levels:
            override = self._override(num, level)
            element = child(override, "w:lvl")
            if element is None:
                definition = self.abstracts[abstract]
                element = next(
                    (
                        one
                        for one in definition
                        if kind(one) == "w:lvl" and attribute(one, "w:ilvl") == str(level)
                    ),
                    None,
                )
            self._levels[key] = None if element is None else _read_level(element)
        return self._levels[key]

    def _override(self, num: str, level: int) -> etree._Element | None:
        for element in self.nums[num]:
            if kind(element) == "w:lvlOverride" and attribute(element, "w:ilvl") == str(level):
                return element
        return None

    def _start_override(self, num: str, level: int) -> int | None:
        return whole(value(self._override(num, level), "w:startOverride"))


def _read_level(element: etree._Element) -> _Level:
    start = whole(value(element, "w:start", "1"))
    form = child(element, "w:numFmt")
    return _Level(
        start=1 if start is None else start,
        form=attribute(form, "w:val", "decimal") if form is not None else "decimal",
        text=value(element, "w:lvlText"),
        legal=switched_on(element, "w:isLgl") or False,
        restart=whole(value(element, "w:lvlRestart")),
    )


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    numbering = Numbering(styles)
    for element in root if root is not None else ():
        if kind(element) == "w:abstractNum":
            abstract = attribute(element, "w:abstractNumId")
            numbering.abstracts[abstract] = element
            for level in element:
                style, number = value(level, "w:pStyle"), whole(attribute(level, "w:ilvl"))
                if kind(level) == "w:lvl" and style and number is not None:
                    numbering.by_style[style] = (abstract, min(number, _LEVELS - 1))
        elif kind(element) == "w:num":
            numbering.nums[attribute(element, "w:numId")] = element
    return numbering
