"""Scripts of East Asia, told by comparisons.

A range of a regular expression that covers Han characters takes Python a millisecond to compile, at
every start of the program, and four where case is ignored.
"""

from __future__ import annotations


def is_han(character: str) -> bool:
    """Whether this is a Chinese character (CJK Unified Ideographs and their extensions)."""
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return not text.isascii() and any(map(is_han, text))


def has_east_asian(text: str) -> bool:
    """Whether a Chinese character, kana or a Hangul syllable stands in the text."""
    return not text.isascii() and any(
        is_han(character) or "\u3040" <= character <= "\u30ff" or "\uac00" <= character <= "\ud7af"
        for character in text
    )
