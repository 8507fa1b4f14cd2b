"""The PRISMA 2020 flow diagram."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model.chart import FlowBand, FlowBox, FlowChart
from toolkit.render.charts.canvas import (
    LEADING,
    SIZE,
    SKY,
    YELLOW,
    Canvas,
    longest_piece,
    text_width,
    wrapped,
)

_PAD = 4.0
_BAND = 16.0
_GAP_X, _GAP_Y = 15.0, 16.0
_HEAD_GAP = 8.0
_INDENT = 6.0
_NARROWEST = 64.0
"""A box in which a long word (`ClinicalTrials.gov`) has room."""


def draw_flow(chart: FlowChart, width: float) -> bytes:
    return _Flow(chart, width).draw()


class _Flow:
    """Places boxes in a grid: columns of equal width, rows as high as their highest box."""

    def __init__(self, chart: FlowChart, width: float) -> None:
        self.chart = chart
        columns = sorted({box.column for box in chart.boxes})
        left = _BAND + 8.0
        beside = left + 1 + _GAP_X * (len(columns) - 1)
        pieces = (longest_piece(line) + _indent(box, line) for box in chart.boxes for line in box.lines)
        narrowest = max(_NARROWEST, min(max(pieces), 2 * _NARROWEST) + 2 * _PAD)
        self.canvas = Canvas(width, beside + narrowest * len(columns))
        # Half of the last box's edge lies beyond it.
        self.box_width = (self.canvas.width - 0.5 - beside) / len(columns)
        self.x = {column: left + place * (self.box_width + _GAP_X) for place, column in enumerate(columns)}
        self.lines = {box.id: list(self._lines(box)) for box in chart.boxes}
        self.boxes = {box.id: box for box in chart.boxes}
        self.top: dict[int, float] = {}
        self.high: dict[int, float] = {}

    def draw(self) -> bytes:
        at = self._heads()
        rows = sorted({box.row for box in self.chart.boxes})
        self.high = {
            row: max(self._height(box) for box in self.chart.boxes if box.row == row) for row in rows
        }
        for band in self.chart.bands:
            self._make_room(band)
        for row in rows:
            self.top[row] = at
            at += self.high[row] + _GAP_Y
        for box in self.chart.boxes:
            self._box(box)
        for start, end in self.chart.arrows:
            self._arrow(self.boxes[start], self.boxes[end])
        self._bands()
        return self.canvas.svg(at - _GAP_Y + 1)

    def _lines(self, box: FlowBox) -> Iterator[tuple[float, str]]:
        """Each line with its indent, which the lines of a broken paragraph share."""
        for text in box.lines:
            indent = _indent(box, text)
            for line in wrapped(text.strip("\u2003"), self.box_width - 2 * _PAD - indent):
                yield indent, line

    def _height(self, box: FlowBox) -> float:
        return len(self.lines[box.id]) * SIZE * LEADING + 2 * _PAD

    def _heads(self) -> float:
        """The titles over the columns; returns where the boxes begin."""
        shown = [
            (first, last, wrapped(text, self._right(last) - self.x[first] - 2 * _PAD, bold=True))
            for first, last, text in self.chart.heads
            if first in self.x
        ]
        if not shown:
            return 1.0
        height = max(len(lines) for _, _, lines in shown) * SIZE * LEADING + 2 * _PAD
        for first, last, lines in shown:
            x, right = self.x[first], self._right(last)
            self.canvas.rect(x, 1, right - x, height, fill=YELLOW, round_=3)
            top = 1 + (height - len(lines) * SIZE * LEADING) / 2
            self.canvas.lines((x + right) / 2, top, lines, anchor="middle", bold=True)
        return 1 + height + _HEAD_GAP

    def _right(self, column: int) -> float:
        """The right edge of the last used column up to this one."""
        return max(x for place, x in self.x.items() if place <= column) + self.box_width

    def _box(self, box: FlowBox) -> None:
        x, y, height = self.x[box.column], self._y(box), self._height(box)
        self.canvas.rect(x, y, self.box_width, height, fill="#fff", stroke="#1a1a1a")
        for number, (indent, line) in enumerate(self.lines[box.id]):
            baseline = y + _PAD + SIZE * (0.95 + LEADING * number)
            self.canvas.text(x + _PAD + indent, baseline, line)

    def _y(self, box: FlowBox) -> float:
        """A box beside another one stands at its middle, the others at the top of their row."""
        return self.top[box.row] + (self.high[box.row] - self._height(box)) / 2

    def _arrow(self, start: FlowBox, end: FlowBox) -> None:
        x0, y0 = self.x[start.column], self._y(start)
        x1, y1 = self.x[end.column], self._y(end)
        middle0, middle1 = x0 + self.box_width / 2, x1 + self.box_width / 2
        bottom = y0 + self._height(start)
        if start.column == end.column:
            self.canvas.arrow((middle0, bottom), (middle1, y1))
        elif start.row == end.row:
            level = y0 + self._height(start) / 2
            self.canvas.arrow((x0 + self.box_width, level), (x1, level))
        else:
            # Down, then sideways into the box: other methods from the right, previous studies from the left.
            level = y1 + self._height(end) / 2
            side = x1 + self.box_width if start.column > end.column else x1
            self.canvas.arrow((middle0, bottom), (middle0, level), (side, level))

    def _make_room(self, band: FlowBand) -> None:
        """Rows as high together as the name of their phase is long."""
        inside = self._rows(band)
        if inside:
            high = sum(self.high[row] for row in inside) + _GAP_Y * (len(inside) - 1)
            lacking = text_width(band.text, bold=True) + 2 * _PAD - high
            self.high[inside[-1]] += max(lacking, 0.0)

    def _rows(self, band: FlowBand) -> list[int]:
        return [row for row in sorted(self.high) if band.first <= row <= band.last]

    def _bands(self) -> None:
        for band in self.chart.bands:
            inside = self._rows(band)
            if not inside:
                continue
            top = self.top[inside[0]]
            bottom = self.top[inside[-1]] + self.high[inside[-1]]
            self.canvas.rect(1, top, _BAND, bottom - top, fill=SKY, round_=3)
            x, y = 1 + _BAND / 2 + SIZE * 0.35, (top + bottom) / 2
            self.canvas.text(x, y, band.text, anchor="middle", bold=True, turned=True)


def _indent(box: FlowBox, text: str) -> float:
    """How far a paragraph is set in: below a head, and once more for each em space before it."""
    deeper = len(text) - len(text.lstrip("\u2003"))
    headed = text != box.lines[0] and box.lines[0].endswith((":", "："))
    return _INDENT * (deeper + headed)
