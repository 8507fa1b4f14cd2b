"""What colours and signs mean, in a line or several below a drawing."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.render.charts.canvas import SIZE, Canvas, text_width

_RADIUS = 5.0
_ROW = 15.0


def draw_legend(
    canvas: Canvas, x: float, y: float, entries: Sequence[tuple[str, str, str]], right: float
) -> float:
    """Entries of (text, colour, sign) from `x`, `y` on, broken at `right`; returns where they end."""
    at = x
    for text, fill, sign in entries:
        width = 2 * _RADIUS + 5 + text_width(text)
        if at > x and at + width > right:
            at, y = x, y + _ROW
        middle = y + _ROW / 2
        draw_sign(canvas, at + _RADIUS, middle, fill, sign, _RADIUS)
        canvas.text(at + 2 * _RADIUS + 5, middle + SIZE * 0.35, text)
        at += width + 14
    return y + _ROW


def draw_sign(canvas: Canvas, x: float, y: float, fill: str, sign: str, radius: float) -> None:
    """A coloured disc with its sign, which says the same without colour."""
    canvas.circle(x, y, radius, fill=fill)
    if sign:
        canvas.text(x, y + radius * 0.55, sign, size=radius * 1.6, anchor="middle", bold=True)
