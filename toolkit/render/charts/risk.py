"""Risk of bias: traffic lights for each study, or stacked bars of shares."""

from __future__ import annotations

from toolkit.model.chart import BiasChart, Level
from toolkit.render.charts.canvas import (
    FAINT,
    GREEN,
    GREY,
    LEADING,
    ORANGE,
    QUIET,
    SIZE,
    VERMILION,
    YELLOW,
    Canvas,
    text_width,
    wrapped,
)
from toolkit.render.charts.legend import draw_legend, draw_sign

_ROW = 18.0
_RADIUS = 6.5
_BAR = 13.0
_STEP = 19.0
"""The least width of a column: `D10` in bold, or a light."""


def draw_bias(chart: BiasChart, width: float) -> bytes:
    return _traffic(chart, width) if chart.view == "traffic-light" else _summary(chart, width)


def _fill(level: Level) -> str:
    if level.grade is None:
        return GREY
    return next(
        fill
        for most, fill in ((0.2, GREEN), (0.6, YELLOW), (0.8, ORANGE), (1, VERMILION))
        if level.grade <= most
    )


def _traffic(chart: BiasChart, width: float) -> bytes:
    levels = {level.code: level for level in chart.levels}
    room = width - _STEP * len(chart.domains) - 12
    names = [wrapped(study, min(width * 0.4, max(room, 60.0))) for study in chart.studies]
    left = max(text_width(line) for lines in names for line in lines)
    left = max(left, text_width(chart.study_label, bold=True)) + 12
    canvas = Canvas(width, left + _STEP * len(chart.domains))
    width = canvas.width
    step = min((width - left) / len(chart.domains), 40.0)
    top = SIZE * LEADING + 8
    canvas.text(2, SIZE, chart.study_label, bold=True)
    for place in range(len(chart.domains)):
        code = f"{chart.domain_code}{place + 1}"
        canvas.text(left + step * (place + 0.5), SIZE, code, anchor="middle", bold=True)
    right = left + step * len(chart.domains)
    at = top
    for lines, row in zip(names, chart.judgements, strict=True):
        height = max(_ROW, len(lines) * SIZE * LEADING + 4)
        canvas.line((2, at), (right, at), stroke=FAINT, line=0.5)
        canvas.lines(2, at + (height - len(lines) * SIZE * LEADING) / 2, lines)
        for place, code in enumerate(row):
            x, y = left + step * (place + 0.5), at + height / 2
            if code in levels:
                draw_sign(canvas, x, y, _fill(levels[code]), levels[code].symbol, _RADIUS)
            else:
                canvas.text(x, y + SIZE * 0.35, "–", anchor="middle", fill=QUIET)
        at += height
    canvas.line((2, at), (right, at), stroke=FAINT, line=0.5)
    at = draw_legend(canvas, 2, at + 5, [(one.label, _fill(one), one.symbol) for one in chart.levels], width)
    for place, domain in enumerate(chart.domains):
        text = f"{chart.domain_code}{place + 1}: {domain}"
        lines = wrapped(text, width - 4)
        canvas.lines(2, at + 3, lines, fill=QUIET)
        at += len(lines) * SIZE * LEADING
    return canvas.svg(at + 5)


def _summary(chart: BiasChart, width: float) -> bytes:
    canvas = Canvas(width)
    names = [wrapped(domain, width * 0.38) for domain in chart.domains]
    left = max(text_width(line) for lines in names for line in lines) + 10
    scale = (width - left - 14) / 100
    at = 4.0
    for place, lines in enumerate(names):
        height = max(_BAR + 6, len(lines) * SIZE * LEADING + 4)
        canvas.lines(2, at + (height - len(lines) * SIZE * LEADING) / 2, lines)
        judged = [row[place] for row in chart.judgements if row[place]]
        x = left
        for level in chart.levels:
            share = 100 * judged.count(level.code) / len(judged) if judged else 0.0
            if share:
                canvas.rect(
                    x, at + (height - _BAR) / 2, share * scale, _BAR, fill=_fill(level), stroke="#fff"
                )
                if share * scale > 14:
                    middle = at + height / 2 + SIZE * 0.35
                    canvas.text(x + share * scale / 2, middle, level.symbol, anchor="middle", bold=True)
                x += share * scale
        at += height
    canvas.line((left, at), (left + 100 * scale, at))
    for tick in range(0, 101, 25):
        x = left + tick * scale
        canvas.line((x, at), (x, at + 3))
        canvas.text(x, at + SIZE * 1.5, f"{tick}%", anchor="middle", fill=QUIET)
    canvas.text(left + 50 * scale, at + SIZE * 3, chart.share_label, anchor="middle", bold=True)
    at = draw_legend(
        canvas, 2, at + SIZE * 3.6, [(one.label, _fill(one), one.symbol) for one in chart.levels], width
    )
    return canvas.svg(at + 2)
