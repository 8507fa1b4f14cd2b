"""Mathematics in TeX notation: `$…$` in a line, and `$$ … $$ {#eq:id}` on lines of its own."""

from __future__ import annotations

import re

from toolkit.load.markdown.attributes import ATTRIBUTES
from toolkit.load.markdown.scan import match_math
from toolkit.load.markdown.state import SourceBlock, SourceInline
from toolkit.model.inline import Math

_TAIL = re.compile(r"\s*(\{[^{}]*\})?\s*")
_OWN_LINES = (
    "Put $$ on a line of its own before the equation and another one after it, or write $…$ in the line."
)


def inline_math(state: SourceInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "$":
        return False
    if state.src.startswith("$$", start) and start + 2 <= state.posMax:
        return _displayed_in_line(state)
    found = match_math(state.src, start, state.posMax)
    if found is None:
        return False
    tex = " ".join(found[1].split("\n"))
    state.put(Math(tex, state.span(start, found.end())), start, found.end())
    state.pos = found.end()
    return True


def _displayed_in_line(state: SourceInline) -> bool:
    """`$$` inside a paragraph: said to be wrong, read as mathematics all the same."""
    start = state.pos
    close = state.scan.find("$$", start + 2, state.posMax)
    if close is None:
        state.problem("“$$” is not closed in its paragraph.", start, start + 2, _OWN_LINES)
        state.add_text(start, start + 2)
        state.pos = start + 2
        return True
    end = close + 2
    state.problem("A displayed equation stands in the middle of a paragraph.", start, end, _OWN_LINES)
    state.put(Math(" ".join(state.src[start + 2 : close].split()), state.span(start, end)), start, end)
    state.pos = end
    return True


def display_math(state: SourceBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A block from `$$` to `$$`, without blank lines inside; what it leaves alone the inline rule reports."""
    first = state.content(startLine)
    if not first.startswith("$$"):
        return False
    close_line, close = startLine, first.find("$$", 2)
    while close < 0:
        close_line += 1
        if close_line >= endLine or state.isEmpty(close_line) or state.sCount[close_line] < state.blkIndent:
            return False
        close = state.content(close_line).find("$$")
    last = state.content(close_line)
    tail = _TAIL.fullmatch(last, close + 2)
    if tail is None or (tail[1] and not ATTRIBUTES.fullmatch(tail[1])):
        return False
    if silent:
        return True
    lines = [state.content(line) for line in range(startLine, close_line + 1)]
    lines[-1] = lines[-1][:close]
    lines[0] = lines[0][2:]
    token = state.push("equation", "math", 0)
    token.content = "\n".join(lines).strip()
    token.map = [startLine, close_line + 1]
    token.meta["attributes"] = tail[1] or ""
    token.meta["attributes_column"] = state.column(
        close_line, state.content_start(close_line) + tail.start(1)
    )
    state.line = close_line + 1
    return True
