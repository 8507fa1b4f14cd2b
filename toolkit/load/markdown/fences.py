"""Block rule for `::: table id` and `::: figure id`, each up to a line of `:::`."""

from __future__ import annotations

import re

from toolkit.load.markdown.attributes import checked_id
from toolkit.load.markdown.state import SourceBlock
from toolkit.model.source import Span
from toolkit.nearest import did_you_mean

_FENCE = re.compile(r"([:：]{3,})[ \t\u3000]*(.*)")
_OPENING = re.compile(r"([A-Za-z][\w-]*)(?:[ \t\u3000]+(\S+))?[ \t]*(.*)")
_KINDS = {"table": "tbl", "figure": "fig"}


def fence(state: SourceBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    opening = _FENCE.fullmatch(state.content(startLine))
    if opening is None:
        return False
    if silent:
        return True
    span = state.line_span(startLine)
    if "：" in opening[1]:
        state.context.problem("These colons are full-width (：).", span, "Write three ordinary colons: :::")
    named = _OPENING.fullmatch(opening[2])
    if named is None:
        _report_nameless(state, opening[2], span)
        state.line = startLine + 1
        return True
    close = _closing_line(state, startLine, endLine)
    if close is None:
        state.context.problem(
            f"The block “::: {named[1]}” is not closed.", span, "Put a line with ::: behind its last line."
        )
    if named[1] in _KINDS:
        _known(state, named, startLine, endLine, close)
    else:
        _unknown(state, named, startLine, close)
    return True


def _report_nameless(state: SourceBlock, rest: str, span: Span) -> None:
    if rest:
        state.context.problem(
            f"“{rest}” behind ::: is not understood.", span, "Write `::: table id` or `::: figure id`."
        )
    else:
        state.context.problem(
            "This ::: closes nothing: no block is open here.",
            span,
            "Delete the line, or begin the block above with `::: table id` or `::: figure id`.",
        )


def _closing_line(state: SourceBlock, start: int, end: int) -> int | None:
    """The line of `:::` that closes a block; one that opens another block comes too early."""
    for line in range(start + 1, end):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return None
        found = _FENCE.fullmatch(state.content(line))
        if found:
            return line if not found[2] else None
    return None


def _known(state: SourceBlock, named: re.Match[str], start: int, end: int, close: int | None) -> None:
    kind, context = named[1], state.context
    span = state.line_span(start)
    if named[2] is None:
        context.problem(
            f"A {kind} needs an id.", span, f"Write `::: {kind} id`; the text refers to it by it."
        )
    name = checked_id(context, named[2], _KINDS[kind], span) if named[2] else ""
    if named[3]:
        context.problem(f"“{named[3]}” is too much behind the id of a {kind}.", span, "Delete it.")
    stop = (
        close if close is not None else _end_of_unclosed(state, start, end) if kind == "figure" else start + 1
    )
    token = state.push(f"{kind}_block", "", 0)
    token.map = [start, stop + 1 if close is not None else stop]
    token.meta["id"] = name
    if kind == "figure":
        token.content = _body(state, start + 1, stop)
    else:
        _report_content(state, start + 1, stop)
    state.line = token.map[1]


def _end_of_unclosed(state: SourceBlock, start: int, end: int) -> int:
    line = start + 1
    while line < end and not state.isEmpty(line) and not _FENCE.fullmatch(state.content(line)):
        line += 1
    return line


def _body(state: SourceBlock, start: int, end: int) -> str:
    """The lines inside, with spaces for what stands before them, so that columns stay as in the file."""
    lines = []
    for line in range(start, end):
        offset = min(state.bMarks[line] + min(state.tShift[line], state.blkIndent), state.eMarks[line])
        lines.append(" " * (state.column(line, offset) - 1) + state.src[offset : state.eMarks[line]])
    return "".join(line + "\n" for line in lines)


def _report_content(state: SourceBlock, start: int, end: int) -> None:
    for line in range(start, end):
        if not state.isEmpty(line):
            state.context.problem(
                "A table block holds nothing; what the table shows stands in tables/.",
                state.line_span(line),
                "Delete the line. A table of your own is written with | between the cells, without :::.",
            )
            return


def _unknown(state: SourceBlock, named: re.Match[str], start: int, close: int | None) -> None:
    """What stands inside is read as if the fence were not there, so that its mistakes show too."""
    state.context.problem(
        f"“::: {named[1]}” is no block that is known here.{did_you_mean(named[1], _KINDS)}",
        state.line_span(start),
        "Write `::: table id` or `::: figure id`.",
    )
    state.line = start + 1
    if close is not None:
        line_max, state.lineMax = state.lineMax, close
        state.md.block.tokenize(state, start + 1, close)
        state.lineMax = line_max
        state.line = close + 1
