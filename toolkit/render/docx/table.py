"""A numbered table: captions, the three-line table itself, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.model.block import NumberedTable
from toolkit.model.frozen import mutable
from toolkit.model.grid import Placed, cell_rows, place, row_cells, table_parts
from toolkit.model.table import Note, Row, Table
from toolkit.render.docx.captions import caption_text, write_captions
from toolkit.render.docx.context import Context
from toolkit.render.docx.inline import InlineWriter
from toolkit.render.docx.measure import column_widths, height
from toolkit.render.docx.ooxml import table as oo
from toolkit.render.docx.ooxml.page import PageShape
from toolkit.render.docx.ooxml.text import CharFormat, Element, add_paragraph, add_text
from toolkit.render.tables.continued import continued_line

KEPT_WHOLE = 0.35
"""Tables that need up to this share of the page are not broken across pages."""
KEPT_FROM_CONTINUING = 0.85
"""Likewise where the journal marks what is continued: a longer table has pages of its own."""

_STYLES = {"head": "TableHeading", "group": "TableGroup", "body": "TableText", "total": "TableText"}
_ALIGN = {"left": "", "center": "center", "right": "right", "decimal": "center"}


def write_table(
    context: Context,
    writer: InlineWriter,
    parent: Element,
    block: NumberedTable,
    page: PageShape,
    size: float,
) -> None:
    """The table with all that belongs to it, as wide as the text; `size` is that of its text in points."""
    style = context.journal.tables
    table = block.table
    caption_above = style.caption.position == "above"
    notes_below = style.note_position == "below"

    def captions() -> None:
        write_captions(
            context, writer, parent, "tbl", block.source.id, block.captions, keep_next=caption_above
        )

    if caption_above:
        captions()
    if not notes_below:
        _write_notes(writer, parent, table.notes, keep_next=True)
    if table.columns:
        followed = not caption_above or (notes_below and bool(table.notes))
        _write_parts(context, writer, parent, block, page, size, followed=followed)
    else:
        missing = add_paragraph(parent, "MissingPicture")
        add_text(missing, f"::: table {block.source.id}")
    if notes_below:
        _write_notes(writer, parent, table.notes, keep_next=not caption_above)
    if not caption_above:
        captions()
    elif not (notes_below and table.notes):
        add_paragraph(parent, "TableEnd")  # Word gives tables no space after them


def _write_parts(
    context: Context,
    writer: InlineWriter,
    parent: Element,
    block: NumberedTable,
    page: PageShape,
    size: float,
    *,
    followed: bool,
) -> None:
    """The table, or its parts one below the other, each but the first under a line that says so."""
    parts = table_parts(block.table)
    label = continued_line(context.journal.tables, block.captions, context.language)
    for number, part in enumerate(parts, 1):
        if number > 1:
            # Also keeps Word from joining the two tables into one.
            add_text(add_paragraph(parent, "Caption", keep_next=True), label)
        stays = followed and number == len(parts)
        _Drawing(context, writer, part, page, size, stays).draw(parent, caption_text(block.captions))


def continued_label(context: Context, block: NumberedTable) -> str:
    """`续表 1` where the journal wants it over the later pages of a table, else nothing.

    Word and LibreOffice repeat header rows, but can neither hide one on the first page nor count in it.
    So it stands in the running head of the section of a table that has pages of its own: one on a page
    lying on its side, or one longer than a page. Any other table is kept whole, or says it over its parts.
    """
    if block.table.parts:
        return ""
    word = context.say(context.journal.tables.continued)
    return f"{word}{block.captions[0].word_gap}{block.number}" if word and block.captions else ""


def needs_own_pages(table: Table, page: PageShape, size: float) -> bool:
    """Whether a table with text of this size is longer than what is kept on one page."""
    rows = (*place(table.head, table.width), *place(table.body, table.width))
    if not rows:
        return False
    widths = column_widths(table.columns, rows, page.text_width, size)
    return height(rows, widths, size) > KEPT_FROM_CONTINUING * page.text_height / 20


def _write_notes(writer: InlineWriter, parent: Element, notes: Sequence[Note], *, keep_next: bool) -> None:
    for position, note in enumerate(notes):
        last = position == len(notes) - 1
        paragraph = add_paragraph(parent, "TableNote", keep_next=keep_next or not last)
        if note.label:
            add_text(paragraph, note.label)
        if note.mark:
            add_text(paragraph, note.mark, CharFormat(position="superscript"))
            add_text(paragraph, " ")
        writer.write(paragraph, note.content)


@mutable
class _Drawing:
    context: Context
    writer: InlineWriter
    table: Table
    page: PageShape
    size: float
    followed: bool
    """Notes or captions follow and stay with the last row."""

    def draw(self, parent: Element, description: str) -> None:
        style = self.context.journal.tables
        head, body = self.table.head, self.table.body
        placed_head, placed_body = place(head, self.table.width), place(body, self.table.width)
        rows = (*placed_head, *placed_body)
        widths = column_widths(self.table.columns, rows, self.page.text_width, self.size)
        drawn = oo.add_table(parent, "ThreeLineTable", widths, description)
        for at, (row, line) in enumerate(zip(head, cell_rows(head, self.table.width), strict=True)):
            self._row(drawn, row, at, line, widths, tiers=len(head))
        padding = _decimal_padding(placed_body)
        share = KEPT_FROM_CONTINUING if self.context.say(style.continued) else KEPT_WHOLE
        whole = height(rows, widths, self.size) <= share * self.page.text_height / 20
        for at, (row, line) in enumerate(zip(body, cell_rows(body, self.table.width), strict=True)):
            keep_next = self.followed if at == len(body) - 1 else whole
            self._row(drawn, row, at, line, widths, keep_next=keep_next, padding=padding)

    def _row(
        self,
        drawn: Element,
        row: Row,
        at: int,
        cells: Sequence[Placed | None],
        widths: Sequence[int],
        *,
        tiers: int = 0,
        keep_next: bool = False,
        padding: Mapping[tuple[int, int], tuple[int, int]] | None = None,
    ) -> None:
        """One row of the body, or of a head of so many tiers; `cells` stands in its columns."""
        header = tiers > 0
        line = oo.add_row(drawn, header=header)
        style = "TableHeading" if header else _STYLES[row.kind]
        for placed, column, span in row_cells(cells, at, len(widths)):
            starts = placed.row == at
            merge: oo.Merge = "" if placed.rowspan == 1 else "restart" if starts else "continue"
            rules = self._head_rules(placed, at, tiers) if header else self._body_rules(row)
            cell = oo.add_cell(
                line,
                sum(widths[column : column + span]),
                span=span,
                merge=merge,
                rules=rules,
                middle=header or placed.rowspan > 1,
            )
            before, after = padding.get((at, column), (0, 0)) if padding else (0, 0)
            paragraph = add_paragraph(
                cell,
                style,
                keep_next=keep_next,
                align=_ALIGN[placed.cell.align],
                # Half a digit is a quarter of an em.
                left_indent=round(before * self.size * 5),
                right_indent=round(after * self.size * 5),
            )
            if starts and column == placed.column:
                self.writer.write(paragraph, placed.cell.content)

    def _head_rules(self, placed: Placed, at: int, tiers: int) -> dict[oo.Side, float]:
        """The header's rule under its last tier, a fine one under each spanning header above that."""
        style = self.context.journal.tables
        if at == tiers - 1:
            return {"bottom": style.rule_header}
        if placed.colspan > 1 and at == placed.row + placed.rowspan - 1:
            return {"bottom": style.rule_spanner}
        return {}

    def _body_rules(self, row: Row) -> dict[oo.Side, float]:
        return {"top": self.context.journal.tables.rule_spanner} if row.kind == "total" else {}


def _decimal_padding(rows: Sequence[Sequence[Placed]]) -> Mapping[tuple[int, int], tuple[int, int]]:
    """The space before and after each decimal cell in halves of a digit, by row and column."""
    if not any(placed.cell.align == "decimal" for row in rows for placed in row):
        return {}
    from toolkit.render.tables.decimals import decimal_padding

    return decimal_padding(rows)
