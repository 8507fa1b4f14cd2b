"""Trials over time: a bar each, by phase, coloured by status."""

from __future__ import annotations

import math

from toolkit.model.chart import TimelineChart
from toolkit.render.charts.canvas import (
    BLUE,
    FAINT,
    GREEN,
    GREY,
    LEADING,
    ORANGE,
    PURPLE,
    QUIET,
    SIZE,
    SKY,
    VERMILION,
    YELLOW,
    Canvas,
    text_width,
    wrapped,
)
from toolkit.render.charts.legend import draw_legend

_ROW = 15.0
_BAR = 9.0
_PLOT = 90.0
"""The least width in which the years are told apart."""
_COLOURS = {
    "completed": GREEN,
    "recruiting": BLUE,
    "enrolling-by-invitation": BLUE,
    "not-yet-recruiting": SKY,
    "active-not-recruiting": ORANGE,
    "suspended": YELLOW,
    "terminated": VERMILION,
    "withdrawn": PURPLE,
}


def draw_timeline(chart: TimelineChart, width: float) -> bytes:
    labels = [wrapped(item.label, width * 0.4) for item in chart.items]
    phases = max((text_width(item.phase) for item in chart.items), default=0.0)
    phases = max(phases, text_width(chart.phase_label, bold=True)) + 10
    left = phases + max(text_width(line) for lines in labels for line in lines) + 10
    canvas = Canvas(width, left + _PLOT)
    width = canvas.width
    first = math.floor(min(item.start for item in chart.items))
    # A trial without an end runs to the edge, a year beyond what is known.
    known = max(item.end if item.end is not None else item.start + 1 for item in chart.items)
    last = max(math.ceil(known), first + 1)
    scale = (width - left - 14) / (last - first)
    top = SIZE * 2.4
    heights = [max(_ROW, len(lines) * SIZE * LEADING + 4) for lines in labels]
    bottom = top + sum(heights)
    every = next((n for n in (1, 2, 5, 10, 20) if scale * n > text_width("2000") + 6), 50)
    canvas.text(2, SIZE, chart.phase_label, bold=True)
    for year in range(first, last + 1):
        if (year - first) % every == 0:
            x = left + (year - first) * scale
            canvas.line((x, top), (x, bottom), stroke=FAINT, line=0.5)
            canvas.text(x, SIZE, str(year), anchor="middle", fill=QUIET)
    before = ""
    y = top
    for item, lines, height in zip(chart.items, labels, heights, strict=True):
        middle = y + height / 2
        if item.phase != before or y == top:
            canvas.line((2, y), (width - 2, y), stroke=FAINT, line=0.5)
            canvas.text(2, middle + SIZE * 0.35, item.phase)
            before = item.phase
        canvas.lines(phases, middle - len(lines) * SIZE * LEADING / 2, lines)
        x = left + (item.start - first) * scale
        end = left + ((item.end if item.end is not None else last) - first) * scale
        fill = _COLOURS.get(item.status, GREY)
        above, below = middle - _BAR / 2, middle + _BAR / 2
        if item.end is None:
            # An open end is an arrow: nobody says when it closes.
            tip = min(_BAR * 0.7, end - x)
            canvas.area(
                (x, above), (end - tip, above), (end, middle), (end - tip, below), (x, below), fill=fill
            )
        else:
            canvas.rect(x, above, max(end - x, 1.5), _BAR, fill=fill)
        y += height
    canvas.line((2, bottom), (width - 2, bottom), stroke=FAINT, line=0.5)
    statuses = dict.fromkeys((item.status_label, _COLOURS.get(item.status, GREY)) for item in chart.items)
    at = draw_legend(canvas, 2, bottom + 6, [(label, fill, "") for label, fill in statuses], width)
    return canvas.svg(at + SIZE * LEADING * 0.2)
