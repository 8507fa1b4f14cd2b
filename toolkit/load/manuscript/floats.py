"""Tables and figures with the numbers and captions that the author gave them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from toolkit.load.manuscript.content import Content
from toolkit.load.manuscript.layout import TypedCaption
from toolkit.load.manuscript.plain import folded, language_of
from toolkit.model.block import Caption, FigureBlock, NumberedFigure, NumberedTable, TableBlock
from toolkit.model.inline import Inline, LineBreak, Localized, Text
from toolkit.model.table import Cell, Column, Note, Row, Table
from toolkit.model.word import WordCell, WordDocument, WordParagraph, WordTable

_NOTE = re.compile(
    r"\s*(?:注\s*[:\d]|表注|notes?\s*[:.]|abbreviations?\s*[:.]|[*†‡§#]|[a-e][)\s])", re.IGNORECASE
)
_NOTE_LABEL = re.compile(r"\s*(?:注|表注|[Nn]otes?|NOTES?|[Aa]bbreviations?)\s*[:.]\s*")


def is_note(paragraph: WordParagraph) -> bool:
    """Whether a paragraph below a table is a note of it."""
    return "note" in paragraph.style.casefold() or _NOTE.match(folded(paragraph.text[:30])) is not None


def printed_caption(paragraph: WordParagraph, caption: TypedCaption, content: Content) -> Caption:
    """A typed caption as it prints."""
    text = paragraph.text
    word = re.sub(r"\s*\d+$", "", text[caption.start : caption.end])
    gap = text[caption.start + len(word) : caption.end]
    return Caption(
        language=language_of(text),
        word=word,
        word_gap=gap[: len(gap) - len(gap.lstrip())],
        number=caption.number,
        gap=text[caption.end : caption.text],
        content=content.inlines(paragraph, caption.text),
    )


def numbered_table(
    document: WordDocument,
    table: WordTable,
    name: str,
    captions: Sequence[Caption],
    notes: Sequence[WordParagraph],
    content: Content,
) -> NumberedTable:
    """A table of the document; without captions its number is 0."""
    rows: dict[int, list[WordCell]] = {number: [] for number in range(table.rows)}
    for cell in table.cells:
        rows[cell.row].append(cell)
    head = _head(table)
    made = [
        Row(
            tuple(_cell(document, cell, content) for cell in cells),
            "head" if number < head else "group" if _is_group(cells, table) else "body",
        )
        for number, cells in rows.items()
        if cells
    ]
    columns = tuple(
        Column(f"column{index}", "left", 1 / max(1, table.columns)) for index in range(table.columns)
    )
    span = document.span(table.first, 0, len(document.paragraph(table.first).text)) if table.first else None
    finished = Table(
        id=name,
        columns=columns,
        head=tuple(row for row in made if row.kind == "head"),
        body=tuple(row for row in made if row.kind != "head"),
        notes=tuple(_note(paragraph, content) for paragraph in notes),
        span=span,
    )
    number = captions[0].number if captions else 0
    block = TableBlock(name, finished, span, _localized(captions))
    return NumberedTable(number, block, finished, tuple(captions))


def numbered_figure(
    name: str,
    captions: Sequence[Caption],
    alt: str,
    part: str,
    paragraph: WordParagraph,
    document: WordDocument,
) -> NumberedFigure:
    """A figure; `part` is the picture's name in the package, or empty."""
    span = document.span(paragraph.line, 0, len(paragraph.text))
    block = FigureBlock(name, part, _localized(captions), alt=_alternative(alt, captions), span=span)
    return NumberedFigure(captions[0].number, block, tuple(captions), (), alt, "")


def _alternative(alt: str, captions: Sequence[Caption]) -> Localized:
    return Localized({captions[0].language: (Text(alt),)}) if alt else Localized()


def _localized(captions: Sequence[Caption]) -> Localized:
    return Localized({caption.language: caption.content for caption in captions})


def _head(table: WordTable) -> int:
    """Rows of the header: those that repeat, else the first with what its merged cells reach into."""
    if table.head:
        return table.head
    if table.rows < 2:
        return 0
    return min(max((cell.rowspan for cell in table.cells if cell.row == 0), default=1), table.rows - 1)


def _is_group(cells: Sequence[WordCell], table: WordTable) -> bool:
    return len(cells) == 1 and table.columns > 1 and cells[0].colspan == table.columns


def _cell(document: WordDocument, cell: WordCell, content: Content) -> Cell:
    return Cell(
        tuple(_joined(document, cell.lines, content)),
        colspan=cell.colspan,
        rowspan=cell.rowspan,
        span=document.span(cell.lines[0], 0, len(document.paragraph(cell.lines[0]).text))
        if cell.lines
        else None,
    )


def _joined(document: WordDocument, lines: Sequence[int], content: Content) -> Iterator[Inline]:
    for number, line in enumerate(lines):
        if number:
            yield LineBreak()
        yield from content.inlines(document.paragraph(line))


def _note(paragraph: WordParagraph, content: Content) -> Note:
    label = _NOTE_LABEL.match(folded(paragraph.text))
    start = label.end() if label else 0
    return Note("", content.inlines(paragraph, start), paragraph.text[:start])


def unique(name: str, taken: Mapping[str, object]) -> str:
    """A name that is not taken: `tbl1`, or `tbl1b` for a number that stands twice."""
    if name not in taken:
        return name
    return next(
        found for letter in "bcdefghijklmnopqrstuvwxyz" * 9 if (found := f"{name}{letter}") not in taken
    )
