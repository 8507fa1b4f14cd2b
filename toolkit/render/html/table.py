"""A finished table → `figure` with caption, table and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from toolkit.model.block import Caption
from toolkit.model.frozen import frozen
from toolkit.model.grid import Placed, place, table_parts
from toolkit.model.inline import plain_text
from toolkit.model.table import Note, Row, Table
from toolkit.render.html.context import Page
from toolkit.render.html.inline import Inliner
from toolkit.render.markup import NOTHING, Markup, element, escape, join
from toolkit.render.tables.continued import continued_line
from toolkit.render.tables.decimals import decimal_padding, padding_classes, padding_rules

Rows: TypeAlias = Sequence[Sequence[Placed]]

# Columns from which a table is given more room than the text has, and from which it scrolls sideways
# rather than squeeze its columns below this width.
WIDE_COLUMNS = 6
SCROLL_COLUMNS = 4
COLUMN_REMS = 6
# A sequence or an address, which may break anywhere: no word of a language is as long. Hyphens and Chinese
# characters are places to break at.
_LONG_WORD = re.compile(r"[^\s\u2010-\u2015\u3000-\u9fff\uff00-\uffef-]{30}")


def draw_table(page: Page, table: Table, captions: Sequence[Caption], anchor: str) -> Markup:
    """The table in its figure. Its ids begin with `anchor`."""
    style = page.review.journal.tables
    parts = table_parts(table)
    notes_id = f"{anchor}--notes" if table.notes else None
    pieces: list[Markup] = []
    for number, part in enumerate(parts, 1):
        own = f"{anchor}--part-{number}" if len(parts) > 1 else anchor
        drawing = _Drawing(page, Inliner(page), part, tuple(captions), own, f"{anchor}--caption", notes_id)
        if number > 1:
            line = continued_line(style, captions, page.language)
            pieces.append(element("p", {"class": "caption-lines continued"}, escape(line)))
        pieces.append(drawing.region(own if own != anchor else None, first=number == 1))
        if part.notes:
            pieces.insert(0 if style.note_position == "above" else len(pieces), drawing.notes())
    wide = table.orientation == "landscape" or max(part.width for part in parts) >= WIDE_COLUMNS
    return element("figure", {"class": "table wide" if wide else "table", "id": anchor}, *pieces)


@frozen
class _Drawing:
    page: Page
    inliner: Inliner
    table: Table
    captions: tuple[Caption, ...]
    anchor: str
    """What its ids begin with."""
    caption_id: str
    notes_id: str | None

    def region(self, identifier: str | None, *, first: bool) -> Markup:
        """The table in the box that scrolls; the caption stands over the first part."""
        label = (
            {"aria-labelledby": self.caption_id} if self.captions else {"aria-label": self.page.words.table}
        )
        self._column_widths()
        table = element(
            "table",
            {"aria-describedby": self.notes_id, **({} if first else label)},
            self._caption() if first else NOTHING,
            self._column_groups(),
            self._head(),
            *self._bodies(),
        )
        attributes = {"class": "table-scroll", "id": identifier, "role": "region", "tabindex": 0, **label}
        return element("div", attributes, table)

    def _caption(self) -> Markup:
        if not self.captions:
            return NOTHING
        lines = (draw_caption(self.inliner, caption) for caption in self.captions)
        return element(
            "caption", {"id": self.caption_id}, element("span", {"class": "caption-lines"}, join(lines, "\n"))
        )

    def _column_widths(self) -> None:
        """The columns' shares as style rules, since the page's policy allows no style attributes."""
        if self.table.width >= SCROLL_COLUMNS:
            least = COLUMN_REMS * self.table.width
            self.page.rules.append(f'[id="{self.anchor}"] table{{min-inline-size:{least}rem}}')
        total = sum(column.width for column in self.table.columns)
        if total <= 0:
            return
        for at, column in enumerate(self.table.columns):
            selector = f'[id="{self.anchor}"] col.c{at}'
            self.page.rules.append(f"{selector}{{inline-size:{100 * column.width / total:.4g}%}}")

    def _column_groups(self) -> Markup:
        """One group for each cell of the first header row, so that a spanning one heads a group."""
        first = place(self.table.head, self.table.width)[:1]
        starts = sorted({placed.column for row in first for placed in row} | {0})
        groups = []
        for start, end in zip(starts, [*starts[1:], self.table.width], strict=True):
            columns = [element("col", {"class": f"c{at}"}) for at in range(start, end)]
            groups.append(element("colgroup", {}, *columns))
        return join(groups)

    def _head(self) -> Markup:
        rows = place(self.table.head, self.table.width)
        if not rows:
            return NOTHING
        drawn = [element("tr", {}, *(self._head_cell(cell, rows) for cell in row)) for row in rows]
        return element("thead", {}, join(drawn, "\n"))

    def _head_cell(self, placed: Placed, rows: Rows) -> Markup:
        attributes = self._spans(placed)
        last = placed.row + placed.rowspan == len(rows)
        attributes["class"] = _classes(placed.cell.align, "" if last else "spanner")
        content = self.inliner.draw(placed.cell.content)
        if placed.empty:
            return element("td", attributes, content)
        attributes["scope"] = "colgroup" if placed.colspan > 1 and placed.row == 0 else "col"
        if len(rows) > 1:
            attributes["id"] = self._head_id(placed)
            above = _over(placed.columns, rows[: placed.row])
            attributes["headers"] = " ".join(map(self._head_id, above)) or None
        return element("th", attributes, content)

    def _head_id(self, placed: Placed) -> str:
        return f"{self.anchor}--h{placed.row}-{placed.column}"

    def _bodies(self) -> list[Markup]:
        """The body, a `tbody` for each group of rows; the row that heads a group heads its rows only."""
        parts: list[list[Row]] = [[]]
        for row in self.table.body:
            if row.kind == "group" and parts[-1]:
                parts.append([])
            parts[-1].append(row)
        head = place(self.table.head, self.table.width)
        padding = decimal_padding(place(self.table.body, self.table.width))
        rules = sorted({rule for sides in padding.values() for rule in padding_rules(*sides)})
        self.page.rules += [rule for rule in rules if rule not in self.page.rules]
        drawn = []
        before = 0
        for part in parts:
            if part:
                drawn.append(self._body(part, head, before, padding))
            before += len(part)
        return drawn

    def _body(
        self, part: Sequence[Row], head: Rows, before: int, padding: Mapping[tuple[int, int], tuple[int, int]]
    ) -> Markup:
        rows = place(part, self.table.width)
        names = self._header_names(part, rows, head, before) if len(head) > 1 else {}
        lines = []
        for row, cells in zip(part, rows, strict=True):
            drawn = []
            for placed in cells:
                sides = padding.get((before + placed.row, placed.column), (0, 0))
                attributes = {
                    **self._spans(placed),
                    "class": _classes(
                        placed.cell.align,
                        padding_classes(*sides),
                        "long" if _LONG_WORD.search(plain_text(placed.cell.content)) else "",
                    ),
                    **names.get((placed.row, placed.column), {}),
                }
                name = "td"
                if _is_row_heading(placed):
                    name = "th"
                    attributes["scope"] = "rowgroup" if row.kind == "group" else "row"
                drawn.append(element(name, attributes, self.inliner.draw(placed.cell.content)))
            kind = row.kind if row.kind in ("group", "total") else None
            lines.append(element("tr", {"class": kind}, *drawn))
        return element("tbody", {}, join(lines, "\n"))

    def _header_names(
        self, part: Sequence[Row], rows: Rows, head: Rows, before: int
    ) -> dict[tuple[int, int], dict[str, str]]:
        """`id` and `headers` of the cells under a header of several tiers, where `scope` says too little.

        A cell is headed by every header cell over it, by the first cell of its row, and by its group.
        """
        group = ""
        own: dict[int, str] = {}
        names: dict[tuple[int, int], dict[str, str]] = {}
        for row, cells in zip(part, rows, strict=True):
            for placed in cells:
                headers = [group] if group else []
                if row.kind != "group":
                    headers += map(self._head_id, _over(placed.columns, head))
                attributes = {}
                if _is_row_heading(placed):
                    attributes["id"] = f"{self.anchor}--r{before + placed.row}"
                    if row.kind == "group":
                        group = attributes["id"]
                    else:
                        own |= dict.fromkeys(range(placed.row, placed.row + placed.rowspan), attributes["id"])
                elif placed.row in own:
                    headers.append(own[placed.row])
                if headers:
                    attributes["headers"] = " ".join(headers)
                names[placed.row, placed.column] = attributes
        return names

    def _spans(self, placed: Placed) -> dict[str, str | int | bool | None]:
        return {
            "colspan": placed.colspan if placed.colspan > 1 else None,
            "rowspan": placed.rowspan if placed.rowspan > 1 else None,
        }

    def notes(self) -> Markup:
        lines = join((self._note(note) for note in self.table.notes), "\n")
        return element("div", {"class": "notes", "id": self.notes_id}, lines)

    def _note(self, note: Note) -> Markup:
        mark = element("sup", {}, escape(note.mark)) if note.mark else NOTHING
        label = element("span", {"class": "label"}, escape(note.label)) if note.label else NOTHING
        gap = Markup(" ") if note.mark else NOTHING
        return element("p", {}, label, mark, gap, self.inliner.draw(note.content))


def draw_caption(inliner: Inliner, caption: Caption) -> Markup:
    """One language of a caption: label, gap, text."""
    name = "b" if caption.bold_label else "span"
    label = element(name, {"class": "label"}, escape(f"{caption.label}{caption.gap}"))
    attributes = {"class": "caption-line", "lang": inliner.page.foreign(caption.language)}
    return element("span", attributes, label, inliner.draw(caption.content))


def plain_caption(captions: Sequence[Caption]) -> str:
    """The first caption as plain text, on one line."""
    return " ".join(f"{c.label}{c.gap}{plain_text(c.content)}" for c in captions[:1]).strip()


def _over(columns: range, head: Iterable[Iterable[Placed]]) -> list[Placed]:
    """The header cells with text that stand over these columns, from the top."""
    wanted = set(columns)
    return [
        placed for row in head for placed in row if not placed.empty and not wanted.isdisjoint(placed.columns)
    ]


def _is_row_heading(placed: Placed) -> bool:
    return placed.column == 0 and not placed.empty


def _classes(*names: str) -> str | None:
    return " ".join(name for name in names if name and name != "left") or None
