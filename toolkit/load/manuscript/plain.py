"""Characters of one kind as one character, so that a pattern need not know how an author types."""

from __future__ import annotations

import re

_ALIKE = {
    "0123456789": "０１２３４５６７８９",
    "0123456789-": "⁰¹²³⁴⁵⁶⁷⁸⁹⁻",
    "[][][]": "［］【】〔〕",
    "()": "（）",
    ",,;:.": "，、；：．",
    "-----------": "～~–—−－‒‐‑―﹣",
    "        ": "\u3000\xa0\u2009\u202f\u2060\ufeff\t\v",
}
_SAME = {
    ord(sign): plain for ascii_, signs in _ALIKE.items() for plain, sign in zip(ascii_, signs, strict=True)
}
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def folded(text: str) -> str:
    """The text with full-width signs, dashes and blanks as ASCII ones; of the same length."""
    return text.translate(_SAME)


def squeezed(text: str) -> str:
    """The folded text without blanks, in small letters: `参 考 文 献` is `参考文献`."""
    return "".join(folded(text).split()).casefold()


def language_of(text: str) -> str:
    """`zh` if Chinese characters carry the text, else `en`. A character counts for four letters."""
    return "zh" if 4 * len(_HAN.findall(text)) > len(_LATIN.findall(text)) else "en"


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None
