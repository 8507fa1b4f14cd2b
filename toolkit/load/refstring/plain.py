"""The text of an entry with its punctuation folded, character for character.

Every place in the folded text is the same place in the printed one, so that patterns need
to know neither full-width forms nor the many dashes, and a field is still taken from what
was printed.
"""

from __future__ import annotations

import re

TAKEN = "\x1f"
"""Stands for a character that an identifier or a note took; white space to every pattern."""

_FULL_WIDTH = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)}
_SINGLE = {
    "。": ".",
    "｡": ".",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
    "〖": "[",
    "〗": "]",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "〜": "-",
    "～": "-",
    "~": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "„": '"',
}
_SPACES = (
    "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_FOLD = {
    **_FULL_WIDTH,
    **{ord(char): plain for char, plain in _SINGLE.items()},
    **{ord(char): " " for char in _SPACES},
}
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_EDGE = " .,;:/" + TAKEN


def fold(text: str) -> str:
    """The text with punctuation and spaces in their half-width forms; of the same length."""
    return text.translate(_FOLD)


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return not text.isascii() and _HAN.search(text) is not None


def has_latin(text: str) -> bool:
    """Whether a Latin letter stands in the text."""
    return _LATIN.search(text) is not None


def trim(plain: str, start: int, end: int, edge: str = _EDGE) -> tuple[int, int]:
    """The range without white space and separating punctuation at its ends."""
    while start < end and plain[start] in edge:
        start += 1
    while end > start and plain[end - 1] in edge:
        end -= 1
    return start, end


def blank(plain: str, ranges: list[tuple[int, int]]) -> str:
    """The folded text with some ranges, in order and apart, marked as taken."""
    pieces: list[str] = []
    last = 0
    for start, end in ranges:
        pieces += (plain[last:start], TAKEN * (end - start))
        last = end
    return "".join((*pieces, plain[last:]))
