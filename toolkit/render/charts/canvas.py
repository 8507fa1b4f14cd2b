"""A drawing in points, written as SVG: text stays text, and the same drawing is the same bytes.

Lengths are points (1/72 inch), y grows downwards. Texts are measured by the published widths of
Helvetica, which Arial and Liberation Sans share; ideographs are one em wide.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

Anchor = Literal["start", "middle", "end"]

FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
HAN_FONTS = "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Source Han Sans SC', SimHei, sans-serif"
"""For texts with ideographs: where the first font lacks them, programs take any font for them."""
SIZE = 8.0
"""Size of text: journals ask for 7 to 9 pt in print."""
LEADING = 1.3
INK, QUIET, FAINT = "#1a1a1a", "#595959", "#bfbfbf"
BLUE, SKY, GREEN, YELLOW = "#0072b2", "#56b4e9", "#009e73", "#f0e442"
ORANGE, VERMILION, PURPLE, GREY = "#e69f00", "#d55e00", "#cc79a7", "#999999"
"""Okabe and Ito's colours, which people of every colour vision tell apart."""

# Helvetica, thousandths of an em (Adobe Font Metrics); other characters: 556.
_WIDTHS = {
    char: width
    for width, chars in {
        222: "ijl'|",
        278: " ftI.,:;/!\\[]",
        333: "r()-`“”",
        355: '"',
        500: "cksvxyzJ",
        584: "+<=>±×÷~−",
        611: "FTZ",
        667: "ABEKPSVXY&",
        722: "CDHNRUw",
        778: "GOQ",
        833: "mM",
        889: "%",
        944: "W",
        1000: "…—",
        1015: "@",
    }.items()
    for char in chars
}


_SLACK = 0.01
"""A text is not broken where its own width, computed in another order, is the room it has."""


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """The width of a text on one line, in points; bold text is about 6 % wider."""
    thousandths = sum(
        1000 if char > "\u2e7f" and unicodedata.east_asian_width(char) in "WF" else _WIDTHS.get(char, 556)
        for char in text
    )
    return thousandths / 1000 * size * (1.06 if bold else 1.0)


def wrapped(text: str, width: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """The lines of a text that is set in a width; broken at spaces, and between ideographs."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width((line + piece).rstrip(), size, bold=bold) > width + _SLACK:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def longest_piece(text: str, *, bold: bool = False) -> float:
    """The width that `wrapped` needs so that nothing sticks out."""
    return max((text_width(piece.rstrip(), bold=bold) for piece in _pieces(text)), default=0.0)


def _pieces(text: str) -> list[str]:
    """What is not broken: a word with the space behind it, an ideograph with the mark behind it."""
    pieces: list[str] = []
    for char in text:
        wide = char > "\u2e7f" and unicodedata.east_asian_width(char) in "WF"
        closing = unicodedata.category(char) in {"Po", "Pe", "Pf"}
        last = pieces[-1][-1] if pieces else ""
        opened = bool(last) and unicodedata.category(last) in {"Ps", "Pi"}
        starts = not pieces or (not closing and not opened and (last == " " or wide or last > "\u2e7f"))
        if starts and char != " ":
            pieces.append(char)
        elif pieces:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


class Canvas:
    """Collects shapes; `svg` writes them."""

    def __init__(self, width: float, least: float = 0.0) -> None:
        """`width` is the paper's. What needs at least more is drawn wider and shown smaller."""
        self.shown = width
        self.width = max(width, math.ceil(least))
        self._parts: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SIZE,
        anchor: Anchor = "start",
        bold: bool = False,
        fill: str = INK,
        turned: bool = False,
    ) -> None:
        """A line of text; `y` is its baseline. `turned` reads upwards, around its anchor."""
        weight = ' font-weight="bold"' if bold else ""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        turn = f' transform="rotate(-90 {_n(x)} {_n(y)})"' if turned else ""
        font = f" font-family={quoteattr(HAN_FONTS)}" if any(char > "\u2e7f" for char in text) else ""
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{font}{weight}{where} fill="{fill}"{turn}>'
            f"{escape(text)}</text>"
        )

    def lines(
        self,
        x: float,
        y: float,
        lines: list[str],
        *,
        size: float = SIZE,
        anchor: Anchor = "start",
        bold: bool = False,
        fill: str = INK,
    ) -> None:
        """Lines below each other; `y` is the top of the first."""
        for number, line in enumerate(lines):
            baseline = y + size * (0.95 + LEADING * number)
            self.text(x, baseline, line, size=size, anchor=anchor, bold=bold, fill=fill)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        stroke: str = "none",
        round_: float = 0.0,
        line: float = 0.75,
    ) -> None:
        corner = f' rx="{_n(round_)}"' if round_ else ""
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"{corner} fill="{fill}" '
            f'stroke="{stroke}" stroke-width="{_n(line)}"/>'
        )

    def circle(self, x: float, y: float, radius: float, *, fill: str, stroke: str = "none") -> None:
        self._parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}" stroke="{stroke}" '
            'stroke-width="0.75"/>'
        )

    def line(
        self, *points: tuple[float, float], stroke: str = INK, line: float = 0.75, dash: str = ""
    ) -> None:
        """A line through points."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polyline points="{_points(points)}" fill="none" stroke="{stroke}" stroke-width="{_n(line)}"'
            f"{dashes}/>"
        )

    def area(self, *points: tuple[float, float], fill: str = INK) -> None:
        """A filled polygon."""
        self._parts.append(f'<polygon points="{_points(points)}" fill="{fill}"/>')

    def arrow(self, *points: tuple[float, float]) -> None:
        """A line with a head at its last point, which is reached straight down, up, left or right."""
        (x0, y0), (x, y) = points[-2], points[-1]
        size = 4.0
        dx, dy = _sign(x - x0), _sign(y - y0)
        self.line(*points[:-1], (x - dx * size, y - dy * size))
        side = size * 0.5
        self.area(
            (x, y),
            (x - dx * size - dy * side, y - dy * size - dx * side),
            (x - dx * size + dy * side, y - dy * size + dx * side),
        )

    def svg(self, height: float) -> bytes:
        """The drawing on white paper of its width and this height (rounded up to a point)."""
        height = math.ceil(height)
        scale = self.shown / self.width
        size = f'width="{_n(self.shown)}pt" height="{_n(height * scale)}pt"'
        box = f'viewBox="0 0 {_n(self.width)} {_n(height)}"'
        paper = f'<rect width="{_n(self.width)}" height="{_n(height)}" fill="#fff"/>'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} font-family={quoteattr(FONTS)}>'
        return "\n".join((head, paper, *self._parts, "</svg>\n")).encode()


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(number: float) -> str:
    """A length with at most two decimals: exact enough for print, and the same on every machine."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if number else "0"


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
