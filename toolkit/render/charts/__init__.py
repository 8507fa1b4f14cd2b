"""Charts → SVG. One module per kind; nothing is computed here but places."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.model.chart import BarChart, BiasChart, BubbleChart, Chart, FlowChart, ForestChart, TimelineChart

__all__ = ["draw_chart", "text_size"]

FULL_WIDTH = 174 * 72 / 25.4
"""The width of two columns in print, 174 mm, in points."""
_BOX = re.compile(rb'<svg [^>]*width="([\d.]+)pt"[^>]*viewBox="0 0 ([\d.]+) ')
_NARROWEST = 60 * 72 / 25.4
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)\s*")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}


@lru_cache(maxsize=64)
def draw_chart(chart: Chart, width: str = "") -> bytes:
    """The chart as an SVG file; drawn for a width such as `8.4 cm`, so that text has its size in print.

    Without a length (or with a share of the page) it is drawn for 174 mm.
    """
    found = _LENGTH.fullmatch(width)
    # Whole points, so that no edge falls between two pixels.
    points = round(max(float(found[1]) * _POINTS[found[2]], _NARROWEST) if found else FULL_WIDTH)
    match chart:
        case FlowChart():
            from toolkit.render.charts.flow import draw_flow

            return draw_flow(chart, points)
        case BubbleChart():
            from toolkit.render.charts.counts import draw_bubbles

            return draw_bubbles(chart, points)
        case BarChart():
            from toolkit.render.charts.counts import draw_bars

            return draw_bars(chart, points)
        case TimelineChart():
            from toolkit.render.charts.timeline import draw_timeline

            return draw_timeline(chart, points)
        case BiasChart():
            from toolkit.render.charts.risk import draw_bias

            return draw_bias(chart, points)
        case ForestChart():
            from toolkit.render.charts.forest import draw_forest

            return draw_forest(chart, points)


def text_size(svg: bytes) -> float:
    """The size in points of the text of a drawn chart, shown at the width that it was drawn for."""
    from toolkit.render.charts.canvas import SIZE

    found = _BOX.search(svg)
    if found is None:
        raise ValueError("no chart of ours")
    return SIZE * float(found[1]) / float(found[2])
