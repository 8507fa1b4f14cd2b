"""Numerals of the CSL forms: roman numbers and the letters of year suffixes."""

from __future__ import annotations

from typing import Final

_ROMAN_DIGITS: Final = (
    ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"),
    ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"),
    ("", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"),
    ("", "m", "mm", "mmm", "mmmm", "mmmmm"),
)


def roman(number: int) -> str:
    """The number in lower-case roman numerals; in digits outside 1 to 5999."""
    if not 0 < number < 6000:
        return str(number)
    digits = str(number)
    return "".join(_ROMAN_DIGITS[len(digits) - 1 - place][int(digit)] for place, digit in enumerate(digits))


def letters(index: int) -> str:
    """The year suffix of index 0, 1, … 25, 26: `a`, `b`, … `z`, `aa`."""
    text = ""
    index += 1
    while index > 0:
        index, rest = divmod(index - 1, 26)
        text = chr(97 + rest) + text
    return text
