"""What East Asian typography needs to know of a character (Unicode Standard Annex 11, CSS Text 3)."""

from __future__ import annotations

from unicodedata import category, east_asian_width

_FIRST_WIDE = "\u1100"


def is_cjk(character: str) -> bool:
    """A Chinese, Japanese or Korean letter or full-width sign; typographic quotes are none."""
    return character >= _FIRST_WIDE and east_asian_width(character) in "WFH"


def is_punctuation(character: str) -> bool:
    """Punctuation or symbol as CommonMark 0.31 means it (general categories P and S)."""
    return category(character)[0] in "PS"


def breaks_without_space(before: str, after: str) -> bool:
    """Whether a line break between these two characters of one paragraph stands for nothing.

    So between characters of scripts that are written without spaces, and beside their
    punctuation (CSS Text 3, 4.1.3); otherwise it stands for a space. An empty string is a side
    without text, which leaves the decision to the other one.
    """
    sides = [side for side in (before, after) if side]
    wide = [is_cjk(side) and not _is_hangul(side) for side in sides]
    if all(wide):
        return bool(wide)
    return any(wide) and any(side > "\x7f" and category(side)[0] == "P" for side in sides)


def _is_hangul(character: str) -> bool:
    """Korean is written with spaces."""
    return (
        "\uac00" <= character <= "\ud7a3"
        or "\u1100" <= character <= "\u11ff"
        or "\u3130" <= character <= "\u318f"
    )
