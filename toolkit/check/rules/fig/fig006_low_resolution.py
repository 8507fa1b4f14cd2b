"""A picture has too few pixels for the width at which it prints.

图的分辨率不足以按其宽度印刷。

## What it does
Reads the size in pixels from the header of PNG, JPEG and GIF files, the printed width from
`width:` and the journal's page, and reports pictures of fewer than 300 pixels per inch. SVG and
other drawings have no pixels and pass. A file whose header cannot be read is not judged.

## Why it matters
Lettering and lines print blurred. Journals ask for 300 dpi for photographs and 600 to 1200 for
line drawings, and production stops for it.

## Example
```markdown
::: figure staining
file: figures/staining.png
width: 100%
:::
```
where the picture is 800 pixels wide: 122 dpi on a text 166 mm wide.

## How to mend it
Export the picture again with more pixels; enlarging it adds none. Draw diagrams as SVG. Or
print it smaller, with `width:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Abstention, Finding, Severity
from toolkit.model.journal import PageSetup
from toolkit.model.raster import ENOUGH, Raster, raster_format, read_raster
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="FIG006",
    name="low-resolution",
    severity=Severity.WARNING,
    message=Message(
        en="figure {number} is {pixels} pixels wide and prints {width} mm wide: {dpi} dpi",
        zh="图 {number} 宽 {pixels} 像素，印刷宽度 {width} mm，仅 {dpi} dpi",
    ),
    help=Message(
        en="export it with at least {needed} pixels, or as SVG",
        zh="请以不少于 {needed} 像素重新导出，或改用 SVG",
    ),
    inputs=("folder",),
)
UNREADABLE = Message(
    en="the resolution of `{file}` is not judged: its header cannot be read",
    zh="未判断 `{file}` 的分辨率：无法读取其文件头",
)
_LEAST_DPI = 300
_MM_PER_INCH = 25.4
_PAGE_WIDTH = {"A4": 210.0, "letter": 215.9}
_WIDTH = lazy(r"\s*(\d+(?:\.\d+)?)\s*(%|mm|cm|in|pt|px|em)\s*")
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96, "em": 10.5 * 25.4 / 72}
_RASTER = frozenset({".png", ".jpg", ".jpeg", ".gif"})


def check(review: ResolvedReview) -> Iterator[Finding | Abstention]:
    for figure in review.figures.values():
        path = review.source.root / figure.source.file
        if not figure.path or Path(figure.source.file).suffix.lower() not in _RASTER or not path.is_file():
            continue
        size = _size(path)
        if size is None:
            yield RULE.abstention(UNREADABLE, file=figure.source.file)
            continue
        width = _printed(size, figure.source.width, review.journal.page)
        dpi = size.width / width * _MM_PER_INCH
        if round(dpi) < _LEAST_DPI:
            yield RULE.finding(
                figure.source.file_span or figure.source.span,
                number=figure.number,
                pixels=size.width,
                width=round(width),
                dpi=round(dpi),
                needed=round(width / _MM_PER_INCH * _LEAST_DPI),
            )


def _size(path: Path) -> Raster | None:
    """The size of a picture; None if its header cannot be read, or says that there is nothing to see."""
    try:
        with path.open("rb") as file:
            data = file.read(ENOUGH)
            if raster_format(data) == "jpeg":
                data += file.read()
    except OSError:
        return None
    size = read_raster(data)
    return size if size and size.width and size.height else None


def _printed(size: Raster, width: str, page: PageSetup) -> float:
    """The width in millimetres at which a picture prints, never more than the text's."""
    text = _PAGE_WIDTH[page.size] - page.margin_left - page.margin_right
    match = _WIDTH().fullmatch(width)
    if match is None:
        wanted = size.width / size.x_dpi * _MM_PER_INCH
    elif match[2] == "%":
        wanted = float(match[1]) / 100 * text
    else:
        wanted = float(match[1]) * _MM[match[2]]
    return min(wanted, text) if wanted > 0 else text
