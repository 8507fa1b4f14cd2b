"""Inline rule for changes and comments of co-authors (CriticMarkup).

`{++inserted++}`, `{--deleted--}`, `{~~old~>new~~}`, `{>>comment<<}`, `{==passage==}{>>comment<<}`.
"""

from __future__ import annotations

from typing import Literal

from toolkit.load.markdown.characters import is_cjk
from toolkit.load.markdown.state import SourceInline
from toolkit.model.inline import Change, Comment

_CLOSING = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{>>": "<<}", "{==": "==}"}


def critic(state: SourceInline, silent: bool) -> bool:
    start = state.pos
    mark = state.src[start : min(start + 3, state.posMax)]
    closing = _CLOSING.get(mark)
    if closing is None:
        return False
    close = state.scan.find(closing, start + 3, state.posMax)
    if close is None:
        state.problem(
            f"“{mark}” is not closed in its paragraph.",
            start,
            start + 3,
            f"Close it with {closing}, or write \\{mark} if the characters themselves are meant.",
        )
        state.add_text(start, start + 3)
        state.pos = start + 3
        return True
    end = close + 3
    match mark:
        case "{++":
            _change(state, "insert", start + 3, close, (start, end))
        case "{--":
            _change(state, "delete", start + 3, close, (start, end))
        case "{~~":
            _replacement(state, close, end)
        case "{>>":
            comment = " ".join(state.src[start + 3 : close].split())
            state.put(Comment(comment, state.span(start, end)), start, end)
        case _:
            _highlight(state, close, end)
    state.pos = end
    return True


def _change(
    state: SourceInline, kind: Literal["insert", "delete"], start: int, end: int, whole: tuple[int, int]
) -> None:
    """Spaces just inside the marks count, unless they can only be there for the eye."""
    content = state.src[start:end]
    if len(content) > 2 and content[0] == content[-1] == " " and _stands_free(state, *whole):
        start, end = start + 1, end - 1
    state.put(Change(kind, state.inlines(start, end), state.span(*whole)), *whole)


def _stands_free(state: SourceInline, start: int, end: int) -> bool:
    """Neither side touches a word that is written with spaces."""
    before = state.before(start) or " "
    after = state.src[end] if end < state.posMax else " "
    return not any(side.isalnum() and not is_cjk(side) for side in (before, after))


def _replacement(state: SourceInline, close: int, end: int) -> None:
    start = state.pos
    arrow = state.scan.find("~>", start + 3, close)
    if arrow is None:
        state.problem(
            "A replacement needs ~> between the old and the new text.",
            start,
            end,
            "Write {~~old~>new~~}; for a deletion alone {--old--}.",
        )
        _change(state, "delete", start + 3, close, (start, end))
        return
    content = state.src[start + 3 : close]
    padded = len(content) > 2 and content[0] == content[-1] == " " and _stands_free(state, start, end)
    old, new = (start + 3, arrow), (arrow + 2, close)
    if padded:
        old, new = _without_padding(state, *old), _without_padding(state, *new)
    state.put(Change("delete", state.inlines(*old), state.span(start, arrow)), start, arrow)
    state.put(Change("insert", state.inlines(*new), state.span(arrow, end)), arrow, end)


def _without_padding(state: SourceInline, start: int, end: int) -> tuple[int, int]:
    """One space less on either side."""
    if start < end and state.src[start] == " ":
        start += 1
    if start < end and state.src[end - 1] == " ":
        end -= 1
    return start, end


def _highlight(state: SourceInline, close: int, end: int) -> None:
    """The passage that a comment is about; without a comment the mark would say nothing in print."""
    start = state.pos
    if not state.src.startswith("{>>", end):
        state.problem(
            "A marked passage {==…==} needs a comment behind it.",
            start,
            end,
            "Write {==passage==}{>>comment<<}, or delete the marks.",
        )
    for node in state.inlines(start + 3, close):
        state.put(node, start + 3, close)
