"""Tables of `|` and `-` (GitHub's “Tables” extension): the block rule, and tokens → `TableBlock`.

Unlike there, a pipe inside `{{ … }}` or `$…$` separates no cells, the table ends at a line without a
pipe, and nothing is cut off: a row with too many cells is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from toolkit.load.markdown.comments import note_comment
from toolkit.load.markdown.place import Line, Place
from toolkit.load.markdown.scan import match_math, match_value
from toolkit.load.markdown.state import SourceBlock
from toolkit.model.inline import Inlines
from toolkit.model.source import Span
from toolkit.model.table import Align, Cell, Column, Row, Table

DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?>(?:\|[ \t]*:?-+:?[ \t]*)*)\|?")
_COMMENT = re.compile(r"<!--(?>(?:(?!-->).)*)-->")
_MARK = re.compile(r"[\\|{$]")


class RawCell(NamedTuple):
    text: str
    place: Line


class RawTable(NamedTuple):
    """The cells as typed; `aligns` and `dashes` are those of the line of dashes."""

    aligns: tuple[Align, ...]
    dashes: tuple[int, ...]
    head: tuple[RawCell, ...]
    body: tuple[tuple[RawCell, ...], ...]


def is_delimiter_row(line: str) -> bool:
    return "|" in line and "-" in line and DELIMITERS.fullmatch(line) is not None


def pipe_table(state: SourceBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    if startLine + 2 > endLine or state.sCount[startLine + 1] < state.blkIndent:
        return False
    delimiters = state.content(startLine + 1)
    if not is_delimiter_row(delimiters) or "|" not in state.content(startLine):
        return False
    head = _cells(state, startLine)
    fields = delimiters.strip("| \t").split("|")
    if len(head) != len(fields):
        return False
    if silent:
        return True
    body = []
    line = startLine + 2
    while line < endLine and _goes_on(state, line, endLine):
        comment = _COMMENT.fullmatch(state.content(line))
        if comment:
            note_comment(state.context, comment[0][4:-3], state.line_span(line), alone=True)
        else:
            body.append(_checked(state, line, len(head)))
        line += 1
    token = state.push("pipe_table", "table", 0)
    token.map = [startLine, line]
    token.meta["table"] = RawTable(
        tuple(_align(field.strip()) for field in fields),
        tuple(field.count("-") for field in fields),
        head,
        tuple(body),
    )
    state.line = line
    return True


def _goes_on(state: SourceBlock, line: int, end: int) -> bool:
    if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
        return False
    content = state.content(line)
    if _COMMENT.fullmatch(content):
        return True
    if "|" not in content or content.startswith((": ", ":\t")):
        return False
    rules = state.md.block.ruler.getRules("blockquote")
    return not any(rule(state, line, end, True) for rule in rules)


def _cells(state: SourceBlock, line: int) -> tuple[RawCell, ...]:
    """The cells of a line, each with the place where its text begins."""
    content = state.content(line)
    first_column = state.column(line, state.content_start(line))
    cells = []
    start = 1 if content.startswith("|") else 0
    position = start
    while (found := _MARK.search(content, position)) is not None:
        at = found.start()
        position = _behind(content, at)
        if found[0] == "|":
            cells.append((start, at))
            start = at + 1
    if content[start:].strip():
        cells.append((start, len(content)))
    raw = []
    for begin, end in cells:
        text = content[begin:end]
        lead = len(text) - len(text.lstrip())
        place = Line(0, state.context.first_line + line, first_column + begin + lead)
        raw.append(RawCell(text.strip(), place))
    return tuple(raw)


def _behind(content: str, at: int) -> int:
    """Where to look on: behind an escaped mark, a value or mathematics, in which pipes separate nothing."""
    match content[at]:
        case "\\":
            return at + 2
        case "{":
            found = match_value(content, at, len(content))
        case "$":
            found = match_math(content, at, len(content))
            # Two prices in two cells look like mathematics too.
            if found and content[at + 1].isdigit():
                found = None
        case _:
            return at + 1
    return found.end() if found else at + 1


def _checked(state: SourceBlock, line: int, columns: int) -> tuple[RawCell, ...]:
    cells = _cells(state, line)
    if len(cells) > columns:
        state.context.problem(
            f"This row has {len(cells)} cells, the table {columns} columns.",
            state.line_span(line),
            "Delete the surplus |, or write \\| for the character itself.",
        )
        return cells[:columns]
    end = Line(0, state.context.first_line + line, state.line_span(line).end_column)
    return (*cells, *(RawCell("", end) for _ in range(columns - len(cells))))


def _align(field: str) -> Align:
    if field.endswith(":"):
        return "center" if field.startswith(":") else "right"
    return "left"


def build_table(name: str, raw: RawTable, span: Span, inlines: Callable[[Place], Inlines]) -> Table:
    """The finished table. The number of dashes under each header is the column's share of the width."""
    total = sum(raw.dashes)
    columns = tuple(
        Column(str(number), align, dashes / total)
        for number, (align, dashes) in enumerate(zip(raw.aligns, raw.dashes, strict=True), 1)
    )

    def row(cells: Iterable[RawCell]) -> tuple[Cell, ...]:
        built = []
        for cell, align in zip(cells, raw.aligns, strict=True):
            place = Place(span.path, cell.text, (cell.place,))
            built.append(Cell(inlines(place), align=align, span=place.span(0, len(cell.text))))
        return tuple(built)

    head = (Row(row(raw.head), "head"),) if any(cell.text for cell in raw.head) else ()
    return Table(name, columns, head, tuple(Row(row(cells)) for cells in raw.body), span=span)
