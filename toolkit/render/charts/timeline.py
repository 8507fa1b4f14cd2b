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
)
from toolkit.render.charts.legend import draw_legend

_ROW = 15.0
_BAR = 9.0
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
    canvas = Canvas(width)
    phases = max((text_width(item.phase) for item in chart.items), default=0.0)
    phases = max(phases, text_width(chart.phase_label, bold=True)) + 10
    left = phases + max(text_width(item.label) for item in chart.items) + 10
    first = math.floor(min(item.start for item in chart.items))
    # A trial without an end runs to the edge, a year beyond what is known.
    known = max(item.end if item.end is not None else item.start + 1 for item in chart.items)
    last = max(math.ceil(known), first + 1)
    scale = (width - left - 14) / (last - first)
    top = SIZE * 2.4
    bottom = top + _ROW * len(chart.items)
    every = next((n for n in (1, 2, 5, 10, 20) if scale * n > text_width("2000") + 6), 50)
    canvas.text(2, SIZE, chart.phase_label, bold=True)
    for year in range(first, last + 1):
        if (year - first) % every == 0:
            x = left + (year - first) * scale
            canvas.line((x, top), (x, bottom), stroke=FAINT, line=0.5)
            canvas.text(x, SIZE, str(year), anchor="middle", fill=QUIET)
    before = ""
    for place, item in enumerate(chart.items):
        y = top + _ROW * place
        if item.phase != before or not place:
            canvas.line((2, y), (width - 2, y), stroke=FAINT, line=0.5)
            canvas.text(2, y + _ROW / 2 + SIZE * 0.35, item.phase)
            before = item.phase
        canvas.text(phases, y + _ROW / 2 + SIZE * 0.35, item.label)
        x = left + (item.start - first) * scale
        end = left + ((item.end if item.end is not None else last) - first) * scale
        fill = _COLOURS.get(item.status, GREY)
        above, below = y + (_ROW - _BAR) / 2, y + (_ROW + _BAR) / 2
        if item.end is None:
            # An open end is an arrow: nobody says when it closes.
            tip = min(_BAR * 0.7, end - x)
            canvas.area(
                (x, above), (end - tip, above), (end, y + _ROW / 2), (end - tip, below), (x, below), fill=fill
            )
        else:
            canvas.rect(x, above, max(end - x, 1.5), _BAR, fill=fill)
    canvas.line((2, bottom), (width - 2, bottom), stroke=FAINT, line=0.5)
    statuses = dict.fromkeys((item.status_label, _COLOURS.get(item.status, GREY)) for item in chart.items)
    at = draw_legend(canvas, 2, bottom + 6, [(label, fill, "") for label, fill in statuses], width)
    return canvas.svg(at + SIZE * LEADING * 0.2)
