"""A table as Markdown: a pipe table (GitHub, pandoc) with its captions above and its notes below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.model.block import NumberedTable
from toolkit.model.table import Align
from toolkit.render.tables.flat import flat_body, flat_head, note_line
from toolkit.render.tables.text import display_width, escaped, markdown


def table_markdown(table: NumberedTable, language: str) -> bytes:
    """The table with its columns padded to equal width, ideographs counted double.

    Pipe tables know no spans: a spanning header is repeated in the label of each of its columns,
    and a cell that spans rows is written once, as a reader of the source expects.
    """
    head = flat_head(table, language, markdown)
    rows = [head]
    for row in flat_body(table, markdown, repeat=False):
        cells = row.cells
        if row.kind == "group" and cells[0]:
            cells = (f"**{cells[0].strip('*')}**", *cells[1:])
        rows.append(list(cells))
    aligns: list[Align] = [column.align for column in table.table.columns]
    aligns += ["left"] * (len(head) - len(aligns))
    captions = [f"**{escaped(c.label)}**{c.gap}{markdown(c.content)}" for c in table.captions]
    notes = [markdown(note_line(note)) for note in table.table.notes]
    parts = [*captions, "\n".join(_lines(rows, aligns)), *notes]
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def _lines(rows: Sequence[Sequence[str]], aligns: Sequence[Align]) -> Iterable[str]:
    widths = [max(3, *(display_width(row[at]) for row in rows)) for at in range(len(aligns))]
    for number, row in enumerate(rows):
        yield _line(_padded(text, width) for text, width in zip(row, widths, strict=True))
        if number == 0:
            yield _line(_rule(align, width) for align, width in zip(aligns, widths, strict=True))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _rule(align: Align, width: int) -> str:
    match align:
        case "center":
            return f":{'-' * (width - 2)}:"
        case "right" | "decimal":
            return f"{'-' * (width - 1)}:"
        case "left":
            return "-" * width
