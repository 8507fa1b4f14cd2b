"""Entries in two languages: the Chinese entry and its English version under one number."""

from __future__ import annotations

import re

from toolkit.load.refstring.entry import Range
from toolkit.load.refstring.plain import fold, has_han, has_latin
from toolkit.load.refstring.typecodes import find_code

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_IN_CHINESE = re.compile(r"[\[(]\s?(?:(?:article\s)?in\s)?Chinese\b[^()\[\]]{0,60}[\])]", re.IGNORECASE)
_START = re.compile(
    r"[.\]]\s{0,4}(?=[^\W\d_a-z])(?!DOI\b|PMI?D|PMCID|CSTR|http|Accessed|Available|Retrieved|URL|Epub)"
)
_CLOSED = re.compile(r"([\])])[\s.]{0,4}$")
_SHORTEST = 20
"""Characters of a version of an entry."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def split_translation(text: str) -> tuple[Range, Range | None]:
    """The passage of the entry and that of its English version, if there is one."""
    whole = (0, len(text))
    if text.isascii() or not has_han(text) or not has_latin(text):
        return whole, None
    return _by_line(text) or _in_brackets(text) or _behind(text) or (whole, None)


def _by_line(text: str) -> tuple[Range, Range] | None:
    """A line with Chinese characters and one without, each an entry of its own."""
    for match in re.finditer(r"\s*[\n\v\u2028]\s*", text):
        first, second = (0, match.start()), (match.end(), len(text))
        for own, other in ((first, second), (second, first)):
            if has_han(text[slice(*own)]) and _is_entry(text[slice(*other)]):
                return own, other
    return None


def _in_brackets(text: str) -> tuple[Range, Range] | None:
    """The version in the other script in brackets at the end: `CAI YL, 1996. Title. [蔡运龙，1996．题名]`."""
    plain = fold(text)
    match = _CLOSED.search(plain)
    if match is None:
        return None
    open_ = {"]": "[", ")": "("}[match[1]]
    depth, at = 0, match.start(1)
    while at >= 0:
        depth += (plain[at] == match[1]) - (plain[at] == open_)
        if not depth:
            break
        at -= 1
    outer, inner = (0, at), (at + 1, match.start(1))
    if at < _SHORTEST or any(_YEAR.search(plain, *each) is None for each in (outer, inner)):
        return None
    han = [has_han(text[slice(*each)]) for each in (outer, inner)]
    if han == [False, True]:
        return inner, outer
    return (outer, inner) if han == [True, False] and inner[1] - inner[0] > _SHORTEST else None


def _behind(text: str) -> tuple[Range, Range] | None:
    """An English version that follows in the same line."""
    last = max(match.end() for match in _HAN.finditer(text))
    plain = fold(text)
    for match in _START.finditer(plain, last):
        if _YEAR.search(plain, 0, match.start() + 1) is None:
            continue
        if _is_entry(text[match.end() :]):
            return (0, match.start() + 1), (match.end(), len(text))
        return None
    return None


def _is_entry(text: str) -> bool:
    """Whether a text without Chinese characters says of itself that it is a version of the entry."""
    if has_han(text) or len(text) < _SHORTEST:
        return False
    plain = fold(text)
    return bool(_IN_CHINESE.search(plain)) or (
        find_code(plain) is not None and _YEAR.search(plain) is not None
    )
