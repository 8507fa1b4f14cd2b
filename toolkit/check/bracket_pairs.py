"""Brackets of a text and their partners."""

from __future__ import annotations

import re
from typing import NamedTuple

_BRACKET = re.compile(r"[()\[\]（）［］【】〔〕]")
_OPENS = {"(": ")", "（": ")", "[": "]", "［": "]", "【": "】", "〔": "〕"}
_WIDTH = {"）": ")", "］": "]"}
_COUNTS = re.compile(
    r"(?:\d{1,2}|(?<![A-Za-z])[A-Za-z]|(?<![A-Za-z])[ivx]{1,4}|[一二三四五六七八九十]{1,3}|[①-⑳])$"
)
"""What stands before a lone closing bracket that counts items: `1)`, `a)`, `一）`."""
_INTERVAL = re.compile(r"[\[(]\s*[-−–+]?\d[\d.]*\s*[,，;；~]\s*[-−–+]?(?:\d[\d.]*|∞)\s*[\])]")
"""A half-open interval, `[0, 1)`."""


class Brackets(NamedTuple):
    """Places of the brackets of one text."""

    matched: tuple[tuple[int, int], ...]
    """Opening and closing one of each pair, whatever their width."""
    unopened: tuple[int, ...]
    unclosed: tuple[int, ...]


def pairs(text: str) -> Brackets:
    """Match the brackets; what counts items of a list (`1)`) is none."""
    found = list(_BRACKET.finditer(text))
    if not found:
        return Brackets((), (), ())
    intervals = [match.span() for match in _INTERVAL.finditer(text)] if "," in text or "，" in text else []
    matched: list[tuple[int, int]] = []
    unopened: list[int] = []
    stack: list[tuple[str, int]] = []
    for match in found:
        char, place = match[0], match.start()
        if any(low <= place < high for low, high in intervals):
            continue
        if char in _OPENS:
            stack.append((_OPENS[char], place))
            continue
        char = _WIDTH.get(char, char)
        if stack and stack[-1][0] == char:
            matched.append((stack.pop()[1], place))
        elif not stack and _COUNTS.search(text, max(0, place - 5), place):
            continue
        elif any(wanted == char for wanted, _ in stack):
            while stack[-1][0] != char:
                stack.pop()
            matched.append((stack.pop()[1], place))
        else:
            unopened.append(place)
    return Brackets(tuple(sorted(matched)), tuple(unopened), tuple(place for _, place in stack))
