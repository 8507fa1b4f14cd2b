"""Places of a Chinese text at which journals differ in how they type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.passages import OBJECT
from toolkit.check.prose import Prose, is_han
from toolkit.check.scripts import HAN

_MEET = re.compile(rf"(?<=[A-Za-z0-9)%])( ?)(?={HAN})|(?<={HAN})( ?)(?=[A-Za-z0-9(])")


def between_han(item: Prose, marks: str) -> Iterator[tuple[Prose, int, int]]:
    """Where one of these marks stands alone between two Chinese characters, with the blank behind it.

    A citation or a closing bracket behind the first character does not part them.
    """
    text = item.text
    for match in re.finditer(f"[{marks}]", text):
        start = match.start()
        end = match.end() + (text[match.end() : match.end() + 1] == " ")
        before = text[max(0, start - 3) : start].rstrip(f"{OBJECT}）”》 ")
        if is_han(before[-1:]) and is_han(text[end : end + 1]):
            yield item, start, end


def script_gaps(text: str) -> Iterator[tuple[int, int]]:
    """Where a Chinese character and a Latin letter or digit meet: the gap between them."""
    for match in _MEET.finditer(text):
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        han, other = (before, after) if is_han(before) else (after, before)
        if is_han(han) and other.isascii() and other.isalnum():
            yield match.span()
