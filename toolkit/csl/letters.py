"""Letters of scripts that are written with spaces and initials: Latin, Greek, Cyrillic, Hebrew, Arabic, Thai.

What citeproc-js calls romanesque. Plain lookups rather than regular expressions: compiling
character classes of this size takes longer than all the lookups of a run.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

_RANGES: Final = (
    (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x17F), (0x218, 0x21B), (0x370, 0x3FF), (0x400, 0x52F), (0x590, 0x5D4),
    (0x5D6, 0x6FF), (0xE01, 0xE5B), (0x1F00, 0x1FFF), (0x200C, 0x200E), (0x202A, 0x202E),
)  # fmt: skip
_STARTS: Final = tuple(start for start, _ in _RANGES)
_ENDS: Final = tuple(end for _, end in _RANGES)


def is_letter(character: str) -> bool:
    """Whether the character is a letter of such a script."""
    code = ord(character)
    if code < 0x80:
        return character.isalpha()
    place = bisect_right(_STARTS, code) - 1
    return place >= 0 and code <= _ENDS[place]


def starts_with_letter(text: str) -> bool:
    """Whether the text begins with such a letter or with `&`."""
    return bool(text) and (text[0] == "&" or is_letter(text[0]))


def has_letter(text: str) -> bool:
    """Whether the text has such a letter, a digit or a hyphen."""
    return any(c in "-0123456789" or is_letter(c) for c in text)
