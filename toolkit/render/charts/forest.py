"""The forest plot: squares as large as their weight, lines for intervals, diamonds for what is pooled."""

from __future__ import annotations

import math

from toolkit.model.chart import ForestChart, ForestStudy, Pooled
from toolkit.model.frozen import frozen
from toolkit.render.charts.canvas import (
    BLUE,
    FAINT,
    INK,
    LEADING,
    QUIET,
    SIZE,
    VERMILION,
    Canvas,
    text_width,
    wrapped,
)

_ROW = 13.5
_GAP = 9.0
_PLOT = 90.0
"""The least width of the plot between the columns."""
_RATIO_TICKS = (
    0.001,
    0.002,
    0.005,
    0.01,
    0.02,
    0.05,
    0.1,
    0.2,
    0.5,
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    1000,
)


def draw_forest(chart: ForestChart, width: float) -> bytes:
    return _Forest(chart, width).draw()


@frozen
class _Scale:
    """Effects to places: linear, or logarithmic for ratios."""

    left: float
    right: float
    low: float
    high: float
    ratio: bool

    def place(self, value: float) -> float:
        low, high, at = (self._of(number) for number in (self.low, self.high, value))
        return self.left + (at - low) / (high - low) * (self.right - self.left)

    def inside(self, value: float) -> bool:
        return self.low <= value <= self.high

    def _of(self, value: float) -> float:
        return math.log(value) if self.ratio else value


class _Forest:
    def __init__(self, chart: ForestChart, width: float) -> None:
        self.chart = chart
        self.names = [wrapped(study.label, width * 0.3) for study in chart.studies]
        pooled = (text_width(one.label, bold=True) for one in chart.pooled)
        lines = (text_width(line) for lines in self.names for line in lines)
        self.left = max(*lines, *pooled, text_width(chart.study_label, bold=True)) + _GAP
        self.groups = [self._column(label, texts) for label, texts in self._group_texts()]
        shown: list[ForestStudy | Pooled] = [*chart.studies, *chart.pooled]
        self.effects = max(text_width(_shown(one), bold=True) for one in shown)
        self.effects = max(self.effects, text_width(chart.effect_label, bold=True) * 0.55) + _GAP
        weights = chart.weight_labels if len(chart.studies) > 1 else ()
        self.weights = [
            max(text_width("100.0%"), *(text_width(part, bold=True) for part in label.split())) + _GAP
            for label in weights
        ]
        start = self.left + sum(self.groups)
        beside = start + self.effects + sum(self.weights)
        self.canvas = Canvas(width, beside + _PLOT)
        self.width = width = self.canvas.width
        end = width - self.effects - sum(self.weights)
        low, high, self.ticks = self._axis(end - start)
        self.scale = _Scale(start + 4, end - 8, low, high, chart.ratio)

    def draw(self) -> bytes:
        top = self._heads()
        at = top
        for study, lines in zip(self.chart.studies, self.names, strict=True):
            height = max(_ROW, len(lines) * SIZE * LEADING + 2)
            self._study(study, lines, at, height)
            at += height
        if self.chart.pooled:
            self.canvas.line((2, at + 2), (self.width - 2, at + 2), stroke=FAINT, line=0.5)
            at += 4
        for one in self.chart.pooled:
            self._pooled(one, at, top)
            at += _ROW
        return self.canvas.svg(self._foot(top, at + 2))

    # --- columns -----------------------------------------------------------------

    def _group_texts(self) -> list[tuple[str, list[str]]]:
        return [
            (label, [study.groups[place] for study in self.chart.studies])
            for place, label in enumerate(self.chart.group_labels)
        ]

    @staticmethod
    def _column(label: str, texts: list[str]) -> float:
        longest = max((text_width(part, bold=True) for part in label.split()), default=0.0)
        return max(longest, *(text_width(text) for text in texts)) + _GAP

    def _heads(self) -> float:
        """The heads of the columns, on as many lines as the longest needs; returns where the rows begin."""
        heads: list[tuple[float, float, str]] = []
        x = self.left
        for label, column in zip(self.chart.group_labels, self.groups, strict=True):
            heads.append((x, column - _GAP, label))
            x += column
        x = self.width - self.effects - sum(self.weights)
        heads.append((x, self.effects - _GAP / 2, self.chart.effect_label))
        x += self.effects
        for label, column in zip(self.chart.weight_labels, self.weights, strict=False):
            heads.append((x, column - _GAP / 2, label))
            x += column
        shown = [(x, wrapped(label, room, bold=True)) for x, room, label in heads]
        depth = max(len(lines) for _, lines in shown)
        bottom = depth * SIZE * LEADING + 4
        self.canvas.text(2, bottom - 4 - SIZE * 0.35, self.chart.study_label, bold=True)
        for x, lines in shown:
            self.canvas.lines(x, bottom - 4 - len(lines) * SIZE * LEADING, lines, bold=True)
        self.canvas.line((2, bottom), (self.width - 2, bottom))
        return bottom + 3

    # --- rows --------------------------------------------------------------------

    def _study(self, study: ForestStudy, lines: list[str], y: float, height: float) -> None:
        middle = y + height / 2
        self.canvas.lines(2, middle - len(lines) * SIZE * LEADING / 2, lines)
        baseline = middle + SIZE * 0.35
        x = self.left
        for text, column in zip(study.groups, self.groups, strict=False):
            self.canvas.text(x, baseline, text)
            x += column
        self._interval(study.low, study.high, middle)
        weight = study.random if any(one.model == "random" for one in self.chart.pooled) else study.fixed
        side = 2.0 + 6.0 * math.sqrt(weight / 100)
        if self.scale.inside(study.effect):
            place = self.scale.place(study.effect)
            self.canvas.rect(place - side / 2, middle - side / 2, side, side, fill=BLUE)
        self._numbers(_shown(study), baseline, bold=False)
        models = [one.model for one in self.chart.pooled]
        x = self.width - sum(self.weights)
        for model, column in zip(models, self.weights, strict=False):
            share = study.fixed if model == "fixed" else study.random
            self.canvas.text(x, baseline, f"{share:.1f}%")
            x += column

    def _pooled(self, one: Pooled, y: float, top: float) -> None:
        middle = y + _ROW / 2
        baseline = middle + SIZE * 0.35
        self.canvas.text(2, baseline, one.label, bold=True)
        low, high = (min(max(value, self.scale.low), self.scale.high) for value in (one.low, one.high))
        left, right, centre = self.scale.place(low), self.scale.place(high), self.scale.place(one.effect)
        fill = VERMILION if one.model == "random" else QUIET
        self.canvas.line((centre, top), (centre, middle), stroke=fill, line=0.5, dash="2 2")
        self.canvas.area(
            (left, middle), (centre, middle - 4), (right, middle), (centre, middle + 4), fill=fill
        )
        self._numbers(_shown(one), baseline, bold=True)

    def _interval(self, low: float, high: float, y: float) -> None:
        """The line of an interval; an end that lies beyond the axis is an arrow."""
        scale = self.scale
        left, right = scale.place(max(low, scale.low)), scale.place(min(high, scale.high))
        if right <= scale.left or left >= scale.right:
            return
        self.canvas.line((left, y), (right, y))
        for value, place, side in ((low, left, -1), (high, right, 1)):
            if not scale.inside(value):
                self.canvas.area((place + side * 4, y), (place, y - 2), (place, y + 2))

    def _numbers(self, text: str, baseline: float, *, bold: bool) -> None:
        self.canvas.text(self.width - self.effects - sum(self.weights), baseline, text, bold=bold)

    # --- the axis ------------------------------------------------------------------

    def _axis(self, room: float) -> tuple[float, float, list[float]]:
        """Where the axis begins and ends, and its ticks. Wide intervals do not stretch it without end."""
        chart = self.chart
        none = 1.0 if chart.ratio else 0.0
        points = [none, *(study.effect for study in chart.studies), *(one.effect for one in chart.pooled)]
        shown: list[ForestStudy | Pooled] = [*chart.studies, *chart.pooled]
        ends = [end for one in shown for end in (one.low, one.high)]
        if chart.ratio:
            low = max(min(*points, *ends), min(points) / 8)
            high = min(max(*points, *ends), max(points) * 8)
            inner = [tick for tick in _RATIO_TICKS if low * 0.9 <= tick <= high * 1.1]
            low, high = min(low * 0.9, inner[0] * 0.95), max(high * 1.1, inner[-1] * 1.05)
            while len(inner) > max(room / 24, 3):
                inner = [tick for tick in inner if tick == 1 or inner.index(tick) % 2 == inner.index(1) % 2]
            return low, high, [float(tick) for tick in inner]
        spread = max(points) - min(points) or 1.0
        low = max(min(*points, *ends), min(points) - spread * 2)
        high = min(max(*points, *ends), max(points) + spread * 2)
        step = _step(high - low, max(2, int(room / 34)))
        first, last = math.floor(low / step), math.ceil(high / step)
        return first * step, last * step, [number * step for number in range(first, last + 1)]

    def _foot(self, top: float, bottom: float) -> float:
        scale, canvas = self.scale, self.canvas
        none = scale.place(1.0 if self.chart.ratio else 0.0)
        canvas.line((none, top), (none, bottom), line=0.75)
        canvas.line((scale.left, bottom), (scale.right, bottom))
        for tick in self.ticks:
            x = scale.place(tick)
            canvas.line((x, bottom), (x, bottom + 3))
            canvas.text(x, bottom + SIZE * 1.5, f"{tick:g}", anchor="middle", fill=QUIET)
        at = bottom + SIZE * 1.9
        left, right = self.chart.sides
        if left or right:
            lefts, rights = wrapped(left, none - 7), wrapped(right, self.width - none - 7)
            canvas.lines(none - 5, at, lefts, anchor="end", fill=QUIET)
            canvas.lines(none + 5, at, rights, fill=QUIET)
            at += max(len(lefts), len(rights)) * SIZE * LEADING
        for line in wrapped(self.chart.summary, self.width - 4) if self.chart.summary else []:
            canvas.text(2, at + SIZE * 1.2, line, fill=INK)
            at += SIZE * LEADING
        return at + 6


def _shown(one: ForestStudy | Pooled) -> str:
    """`0.49 (0.34, 0.70)`; a minus sign, and no hyphen, before a negative number."""
    return f"{one.effect:.2f} ({one.low:.2f}, {one.high:.2f})".replace("-", "−")


def _step(span: float, most: int) -> float:
    """A step of 1, 2 or 5 times a power of ten that divides `span` into at most so many parts."""
    power = 10.0 ** math.floor(math.log10(span / most))
    return next(size * power for size in (1, 2, 5, 10) if span / (size * power) <= most)
