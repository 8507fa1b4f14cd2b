"""Inline rules for `*emphasis*`, `**strong**` and `~~struck~~`.

CommonMark decides by the characters on both sides whether a run of marks can open or close
emphasis (section 6.2); its rule takes for granted that words stand between spaces, and so
`**重点。**然后` stays unmarked. Here a CJK character beside a mark counts as no punctuation, and beside
a mark with Latin punctuation on its other side as a space would (as the “CJK-friendly emphasis”
extension of CommonMark does).
"""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from toolkit.load.markdown.characters import is_cjk, is_punctuation
from toolkit.load.markdown.state import SourceInline

_TILDE = ord("~")


class Flanks(NamedTuple):
    can_open: bool
    can_close: bool


def emphasis(state: SourceInline, silent: bool) -> bool:
    """A run of `*` or `_`; which of them pair is decided at the end of the passage."""
    start = state.pos
    mark = state.src[start]
    if mark not in ("*", "_"):
        return False
    end = _end_of_run(state, start)
    if mark == "*" and end - start == 1 and _between_digits(state, start, end):
        return False
    flanks = flanks_of(state, start, end, relaxed=mark == "*")
    for position in range(start, end):
        token = state.push("text", "", 0)
        token.content = mark
        token.meta["at"] = (position, position + 1)
        index = len(state.tokens) - 1
        state.delimiters.append(
            Delimiter(ord(mark), end - start, index, -1, flanks.can_open, flanks.can_close)
        )
    state.pos = end
    return True


def strikethrough(state: SourceInline, silent: bool) -> bool:
    """`~~`, and no more tildes than two; between digits it is a range."""
    start = state.pos
    if state.src[start] != "~" or state.before(start) == "~":
        return False
    end = _end_of_run(state, start)
    if end - start < 2:
        return False
    if end - start > 2 or _between_digits(state, start, end):
        state.add_text(start, end)
    else:
        flanks = flanks_of(state, start, end, relaxed=True)
        token = state.push("text", "", 0)
        token.content = "~~"
        token.meta["at"] = (start, end)
        index = len(state.tokens) - 1
        state.delimiters.append(Delimiter(_TILDE, 0, index, -1, flanks.can_open, flanks.can_close))
    state.pos = end
    return True


def strikethrough_pairs(state: StateInline) -> None:
    """After the pairs are known: the marks of struck text become its beginning and end."""
    for delimiter in state.delimiters:
        if delimiter.marker == _TILDE and delimiter.end >= 0:
            opening = state.tokens[delimiter.token]
            closing = state.tokens[state.delimiters[delimiter.end].token]
            opening.type, closing.type = "s_open", "s_close"
            opening.tag = closing.tag = "s"
            opening.markup = closing.markup = "~~"


def flanks_of(state: SourceInline, start: int, end: int, *, relaxed: bool) -> Flanks:
    """Whether a run of marks can open and can close; `relaxed` heeds CJK characters."""
    before = state.before(start) or " "
    after = state.src[end] if end < state.posMax else " "
    cjk_before, cjk_after = relaxed and is_cjk(before), relaxed and is_cjk(after)
    mark_before = is_punctuation(before) and not cjk_before
    mark_after = is_punctuation(after) and not cjk_after
    left = not after.isspace() and (not mark_after or before.isspace() or mark_before or cjk_before)
    right = not before.isspace() and (not mark_before or after.isspace() or mark_after or cjk_after)
    if relaxed:
        return Flanks(left, right)
    # An underscore inside a word is part of it.
    return Flanks(left and (not right or mark_before), right and (not left or mark_after))


def _end_of_run(state: SourceInline, start: int) -> int:
    end = start
    while end < state.posMax and state.src[end] == state.src[start]:
        end += 1
    return end


def _between_digits(state: SourceInline, start: int, end: int) -> bool:
    """`1.5*10^8^` is a product, `3~~5` a range."""
    after = state.src[end] if end < state.posMax else ""
    return state.before(start).isdigit() and after.isdigit()
