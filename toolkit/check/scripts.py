"""Scripts: Chinese characters against Latin letters."""

from __future__ import annotations

import re

HAN = r"[^\W\d_A-Za-z\u00AA-\u03FF\u2070-\u218F\u2460-\u24FF]"
"""For patterns over Chinese text: a letter that is neither Latin nor Greek, nor a sign such as ₂, Ⅱ, ①.
The exact range `[\\u4e00-\\u9fff]` takes Python a millisecond to compile, at every start of the program."""
_HAN = re.compile(HAN)


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in the text; letters of Cyrillic and other scripts pass for one."""
    return not text.isascii() and _HAN.search(text) is not None
