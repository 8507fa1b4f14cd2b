"""`<!-- comments -->`, which do not print, and what some of them tell the checker.

`<!-- check: ignore CODE[, CODE] reason -->` at the end of a line counts for this line, on a line of
its own for the next one; `<!-- check: ignore-file CODE reason -->` for the whole file.
"""

from __future__ import annotations

import re

from toolkit.load.markdown.context import Context
from toolkit.load.markdown.state import SourceBlock, SourceInline
from toolkit.model.block import Suppression
from toolkit.model.source import Span
from toolkit.nearest import nearest

_DIRECTIVE = re.compile(r"\s*check\s*[:：]\s*([A-Za-z][A-Za-z-]*)(.*)", re.DOTALL)
_CODES = re.compile(
    r"\s*([A-Za-z]{2,}\d*(?:\s*[,，、]\s*[A-Za-z]{2,}\d*)*)(?![A-Za-z0-9])[\s:：—-]*(.*)", re.DOTALL
)
_CODE = re.compile(r"[A-Z]{2,}\d+|[A-Z]{3}")
_WORDS = ("ignore", "ignore-file")
_FORM = "Write <!-- check: ignore TYP003 reason -->, or ignore-file for the whole file."


def note_comment(context: Context, text: str, span: Span, *, alone: bool) -> None:
    """Keep what a comment tells the checker. `alone`: it has its lines to itself."""
    if alone:
        context.comment_lines.update(range(span.line, span.end_line + 1))
    directive = _DIRECTIVE.fullmatch(text)
    if directive is None:
        return
    word = directive[1].lower()
    if word not in _WORDS:
        if nearest(word, _WORDS):
            context.problem(f"“check: {directive[1]}” is not understood.", span, _FORM)
        return
    found = _CODES.fullmatch(directive[2])
    codes = tuple(re.split(r"\s*[,，、]\s*", found[1].upper())) if found else ()
    if found is None or not all(_CODE.fullmatch(code) for code in codes):
        context.problem(f"“check: {word}” names no code of a rule.", span, _FORM)
        return
    line = span.end_line if alone else span.line
    reason = " ".join(found[2].split())
    context.suppressions.append(Suppression(codes, reason, line, span, whole_file=word == "ignore-file"))


def inline_comment(state: SourceInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("<!--", start) or not state.context.body:
        return False
    end = _end(state, start)
    if end is None:
        state.problem(
            "This comment is not closed in its paragraph.",
            start,
            start + 4,
            "Close it with -->. A comment that holds blank lines begins on a line of its own.",
        )
        state.add_text(start, start + 4)
        state.pos = start + 4
        return True
    text = state.src[start + 4 : max(end - 3, start + 4)]
    line_start, line_end = start, end
    while line_start > 0 and state.src[line_start - 1] in " \t":
        line_start -= 1
    while line_end < state.posMax and state.src[line_end] in " \t":
        line_end += 1
    at_start = line_start == 0 or state.src[line_start - 1] == "\n"
    at_end = line_end == state.posMax or state.src[line_end] == "\n"
    note_comment(state.context, text, state.span(start, end), alone=at_start and at_end)
    if at_end and not at_start:
        state.trim_text()
    state.flush()
    # The comment leaves neither a space nor a line behind.
    if at_end:
        state.pos = min(line_end + 1, state.posMax) if at_start else line_end
    else:
        state.pos = line_end if line_start < start or at_start else end
    return True


def _end(state: SourceInline, start: int) -> int | None:
    for short in ("<!-->", "<!--->"):
        if state.src.startswith(short, start):
            return start + len(short)
    close = state.scan.find("-->", start + 4, state.posMax)
    return None if close is None else close + 3


def comment_block(state: SourceBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A comment that begins a line and ends one. Inside a paragraph only one with blank lines ends it."""
    start = state.content_start(startLine)
    if not state.src.startswith("<!--", start):
        return False
    end = state.context.end_of_comment(start)
    if end is None or end > state.eMarks[endLine - 1]:
        return False
    last = startLine
    while state.eMarks[last] < end:
        last += 1
    if silent:
        return any(state.isEmpty(line) for line in range(startLine, last))
    rest = state.src[end : state.eMarks[last]]
    if rest.strip() and last == startLine:
        return False
    context = state.context
    first = context.first_line
    span = Span(
        context.path,
        first + startLine,
        state.column(startLine, start),
        first + last,
        state.column(last, end),
    )
    note_comment(context, state.src[start + 4 : end - 3], span, alone=not rest.strip())
    state.line = last + 1
    if rest.strip():
        # The rest of the last line is text like any other.
        state.bMarks[last] = end
        state.tShift[last] = len(rest) - len(rest.lstrip(" \t"))
        state.sCount[last] = state.blkIndent
        state.line = last
    return True
