"""A mark in a table has no note, or a note has no mark.

表注标记与表注不对应。

## What it does
Compares the raised letters and signs (`a`, `b`, `*`, `†`, …) in the caption, header and cells
of a table with the marks of its notes, and reports those that stand on one side only. Raised
numbers and longer texts (10⁷, CD4⁺, Ca²⁺) are no marks.

A table that is typed in Markdown and has no notes of its own may have them in the paragraph
below; it is not judged.

## Why it matters
The reader looks for an explanation that is not there, or cannot tell what a note speaks of.

## Example
```yaml
notes:
  - {mark: a, text: 经内窥镜给药}
```
while no cell has `^a^`.

## How to mend it
Say where the mark stands, `on: [product]` or `on: [record.product]`, type it into the cell as
`^a^`, or delete the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.cells import marks_of, place_of_cell
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.model.block import NumberedTable
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import Style, Styled, plain_text, walk
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="TAB006",
    name="note-mark-without-partner",
    severity=Severity.WARNING,
    message=Message(
        en="the mark `{mark}` in table {number} has no note", zh="表 {number} 中的标记“{mark}”没有对应的表注"
    ),
    help=Message(
        en="add a note with `mark: {mark}`, or delete the mark",
        zh="请补充 `mark: {mark}` 的表注，或删去该标记",
    ),
    manuscript_help=Message(
        en="add a note that begins with the mark, or delete the mark",
        zh="请在表下补充以该标记开头的注，或删去该标记",
    ),
)
NO_MARK = Message(
    en="the note `{mark}` of table {number} has no mark in the table",
    zh="表 {number} 的表注“{mark}”在表中没有标记",
)
PLACE = Message(
    en="say where its mark stands: `on: [FIELD]`, or delete the note",
    zh="请用 `on: [字段]` 指明标记位置，或删去该表注",
)
_MARK = lazy(r"[a-h]|[*†‡§¶‖#]{1,3}|[①-⑨]")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for table in review.tables.values():
        spec = review.source.tables.get(table.source.id)
        notes = {note.mark for note in table.table.notes if note.kind == "marked"}
        told = "\n".join(plain_text(note.content) for note in table.table.notes if note.kind == "general")
        if spec is None and not table.table.notes:
            continue
        seen: set[str] = set()
        for mark, span in _marks(review, table):
            if (
                mark not in seen
                and mark not in notes
                and _MARK().fullmatch(mark)
                and not _explains(told, mark)
            ):
                yield RULE.finding(span, mark=mark, number=table.number)
            seen.add(mark)
        for index, mark in enumerate(note.mark for note in table.table.notes):
            if mark in notes and mark not in seen:
                noted = spec.notes[index].span if spec and index < len(spec.notes) else None
                place = noted or (spec.spans.get("notes") if spec else None) or table.source.span
                yield RULE.finding(place, message=NO_MARK, help=PLACE, mark=mark, number=table.number)


def _marks(review: ResolvedReview, table: NumberedTable) -> Iterator[tuple[str, Span | None]]:
    """Every raised text of a table with its place, several marks in one taken apart."""
    for caption in table.captions:
        for node in walk(caption.content):
            if isinstance(node, Styled) and node.style is Style.SUPER:
                yield from ((mark, table.source.span) for mark in plain_text(node.children).split(","))
    for row in (*table.table.head, *table.table.body):
        for cell in row.cells:
            for raised in marks_of(cell):
                for mark in raised.replace("，", ",").split(","):
                    yield mark.strip(), place_of_cell(review, cell, table)


def _explains(notes: str, mark: str) -> bool:
    """Whether a general note begins with the mark, or goes on with it behind a semicolon."""
    return re.search(rf"(?:^|[;；。.:：\n])\s*{re.escape(mark)}(?![A-Za-z])", notes) is not None
