"""Lengths and numbers against the limits of a journal's profile."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.check.passages import OBJECT
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message
from toolkit.model.inline import Inlines, plain_text, primary
from toolkit.model.journal import Range
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

_CHINESE = lazy(r"[^\W\d_A-Za-z\u00AA-\u03FF]|[A-Za-z0-9\u00AA-\u03FF]+(?:[-'’./][A-Za-z0-9\u00AA-\u03FF]+)*")
"""One Chinese character, or one word or number in Latin letters, which counts as one."""
_WORD = lazy(r"\S*[^\W_]\S*")
CHARACTERS = Message("characters", "字")
WORDS = Message("words", "词")


def length(text: str, language: str) -> int:
    """The length as journals count it: a Chinese text in characters, any other in words.

    Punctuation and blanks do not count. A Latin word or a number within a Chinese text counts
    as one character.
    """
    pattern = _CHINESE() if primary(language) == "zh" else _WORD()
    return sum(1 for _ in pattern.finditer(text.replace(OBJECT, " ")))


def text_length(nodes: Iterable[Inlines], language: str) -> int:
    return sum(length(plain_text(part), language) for part in nodes)


def unit(language: str) -> Message:
    return CHARACTERS if primary(language) == "zh" else WORDS


def wanted(limit: Range | None, count: int) -> Message | None:
    """What the journal wants if `count` is outside its limit, else None."""
    if limit is None:
        return None
    low, high = limit.low, limit.high
    if (low is None or count >= low) and (high is None or count <= high):
        return None
    if low is not None and high is not None:
        return Message(f"{low} to {high}", f"{low}～{high}")
    return (
        Message(f"at most {high}", f"不超过 {high}")
        if high is not None
        else Message(f"at least {low}", f"不少于 {low}")
    )


def place(review: ResolvedReview, *keys: str) -> Span | None:
    """The place of the first of these keys of review.yaml that is given, else of the journal or title."""
    spans = review.source.metadata.spans
    return next((spans[key] for key in (*keys, "journal", "title") if key in spans), None)
