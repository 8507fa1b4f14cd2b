"""Ranges of numbers in prose: `30~150 nm`, `1–2 周`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.check.passages import OBJECT
from toolkit.check.prose import Prose

_RANGE = re.compile(
    r"(?<![A-Za-z0-9_Α-ω.,:/^+±×*=~～–—−-])(\d+(?:\.\d+)?)( ?(?:[%％﹪]|℃|°C))?"
    r"( ?)([-‐‑–—−~～〜])( ?)(\d+(?:\.\d+)?)"
    r"(?![\d:/^~～–—-]|\.\d|[A-Za-z]*\d| ?[-–—~～]\d)"
)
_UNIT = re.compile(
    r" ?(?:[%％﹪℃°]|[nμµmckdM]?[mgLsM]\b|nmol|μmol|mmol|mol"
    r"|kDa|Da|IU|U\b|h\b|d\b|min\b|Hz|kHz|MHz|Gy|mmHg|kPa"
    r"|days?\b|weeks?\b|months?\b|years?\b|hours?\b|fold\b|times\b|patients\b|cycles\b"
    r"|个?[月年周天日岁倍次例种项小分秒期级代人只株层片条])",
    re.ASCII,
)
_WEEKDAY = re.compile(r" ?[年月]")


class NumberRange(NamedTuple):
    """Two numbers and the mark between them. `mark_start` to `mark_end` includes the blanks."""

    start: int
    end: int
    mark_start: int
    mark_end: int
    mark: str

    @property
    def spaced(self) -> bool:
        return self.mark_end - self.mark_start > 1


def number_ranges(item: Prose) -> Iterator[NumberRange]:
    """Ranges that can be nothing else: they ascend, and a unit, a per cent sign or a measure word follows."""
    text = item.text
    for match in _RANGE.finditer(text):
        low, high = float(match[1]), float(match[6])
        if low >= high or not (match[2] or _UNIT.match(text, match.end())):
            continue
        if text[match.start() - 1 : match.start()] == OBJECT or item.raised_or_lowered(*match.span()):
            continue
        if match[4] in "-‐‑–—−" and _WEEKDAY.match(text, match.end()) and low > 31:
            continue  # `2019-12 月`
        yield NumberRange(match.start(), match.end(), match.start(3), match.end(5), match[4])
