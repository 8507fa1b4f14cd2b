"""Counts: an evidence map of bubbles, and bars per year."""

from __future__ import annotations

import math

from toolkit.model.chart import BarChart, BubbleChart
from toolkit.render.charts.canvas import (
    BLUE,
    FAINT,
    LEADING,
    QUIET,
    SIZE,
    Canvas,
    longest_piece,
    text_width,
    wrapped,
)

_LARGEST = 15.0
"""Radius of the largest bubble; the area says the count."""
_SMALLEST = 5.5
_TALLEST = 150.0
_STEP = 26.0
"""The least width of a column: two lines of a turned head."""
_DEEPEST = 110.0
"""A turned head that is longer takes another line."""


def draw_bubbles(chart: BubbleChart, width: float) -> bytes:
    labels = [wrapped(row, width * 0.28) for row in chart.rows]
    left = max(text_width(line) for lines in labels for line in lines) + 10
    left = max(left, text_width(chart.row_label, bold=True) + 10)
    canvas = Canvas(width, left + 4 + _STEP * len(chart.columns))
    width = canvas.width
    step = (width - left - 4) / len(chart.columns)
    # Where a word is wider than its column, the heads of all columns are turned.
    turned = any(longest_piece(column) > step - 4 for column in chart.columns)
    heads = [wrapped(column, _DEEPEST if turned else step - 4) for column in chart.columns]
    deep = (
        max(text_width(line) for lines in heads for line in lines)
        if turned
        else max(len(lines) for lines in heads) * SIZE * LEADING
    )
    top = SIZE * LEADING + deep + 8
    canvas.text(left + (width - left) / 2, SIZE, chart.column_label, anchor="middle", bold=True)
    canvas.text(2, top - 6, chart.row_label, bold=True)
    for place, lines in enumerate(heads):
        x = left + step * (place + 0.5)
        if turned:
            first = x + SIZE * 0.35 - (len(lines) - 1) * SIZE * LEADING / 2
            for number, line in enumerate(lines):
                canvas.text(first + number * SIZE * LEADING, top - 6, line, turned=True)
            continue
        base = top - 6 - (len(lines) - 1) * SIZE * LEADING
        canvas.lines(x, base - SIZE * 0.95, lines, anchor="middle")
    most = max(max(row) for row in chart.counts)
    largest = min(_LARGEST, step / 2 - 2)
    at = top
    for lines, counts in zip(labels, chart.counts, strict=True):
        height = max(2 * largest + 4, len(lines) * SIZE * LEADING + 6)
        canvas.line((2, at), (width - 2, at), stroke=FAINT, line=0.5)
        middle = at + height / 2
        canvas.lines(2, middle - len(lines) * SIZE * LEADING / 2, lines)
        for place, count in enumerate(counts):
            if count:
                x = left + step * (place + 0.5)
                radius = max(largest * math.sqrt(count / most), min(_SMALLEST, largest))
                canvas.circle(x, middle, radius, fill=BLUE)
                canvas.text(x, middle + SIZE * 0.35, str(count), anchor="middle", fill="#fff")
        at += height
    canvas.line((2, at), (width - 2, at), stroke=FAINT, line=0.5)
    return canvas.svg(at + 2)


def draw_bars(chart: BarChart, width: float) -> bytes:
    canvas = Canvas(width)
    most = max(chart.counts)
    ticks = nice_ticks(0, most)
    left = text_width(str(ticks[-1])) + SIZE * LEADING + 12
    bottom = _TALLEST + 10
    scale = _TALLEST / ticks[-1]
    for tick in ticks:
        y = bottom - tick * scale
        canvas.line((left, y), (width - 2, y), stroke=FAINT, line=0.5)
        canvas.text(left - 4, y + SIZE * 0.35, str(tick), anchor="end", fill=QUIET)
    step = (width - left - 10) / len(chart.years)
    bar = min(step * 0.7, 28.0)
    # Where labels would touch, only every second, fifth or tenth year is named.
    every = next((n for n in (1, 2, 5, 10, 20) if step * n > text_width("2000") + 4), 50)
    for place, (year, count) in enumerate(zip(chart.years, chart.counts, strict=True)):
        x = left + step * (place + 0.5)
        if count:
            canvas.rect(x - bar / 2, bottom - count * scale, bar, count * scale, fill=BLUE)
            if text_width(str(count)) < step:
                canvas.text(x, bottom - count * scale - 2.5, str(count), anchor="middle")
        if year % every == 0:
            canvas.text(x, bottom + SIZE * 1.3, str(year), anchor="middle", fill=QUIET)
    canvas.line((left, bottom), (width - 2, bottom))
    canvas.text(left + (width - left) / 2, bottom + SIZE * 2.8, chart.year_label, anchor="middle", bold=True)
    canvas.text(SIZE, bottom - _TALLEST / 2, chart.count_label, anchor="middle", bold=True, turned=True)
    return canvas.svg(bottom + SIZE * 3.4)


def nice_ticks(low: int, high: int, most: int = 6) -> list[int]:
    """Whole numbers in steps of 1, 2 or 5 times a power of ten, from `low` to `high` or just beyond."""
    span = max(high - low, 1)
    step = next(
        size * 10**power for power in range(12) for size in (1, 2, 5) if span / (size * 10**power) <= most
    )
    last = low + math.ceil(span / step) * step
    return list(range(low, last + 1, step))
