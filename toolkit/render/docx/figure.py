"""A numbered figure: picture, captions, note."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.model.block import NumberedFigure
from toolkit.model.diagnostic import Problem
from toolkit.render.docx.captions import write_captions
from toolkit.render.docx.context import Context
from toolkit.render.docx.inline import InlineWriter
from toolkit.render.docx.ooxml.drawing import add_picture
from toolkit.render.docx.ooxml.names import EMU_PER_POINT
from toolkit.render.docx.ooxml.page import PageShape
from toolkit.render.docx.ooxml.text import Element, add_paragraph, add_text
from toolkit.render.docx.pictures import Picture, UnreadablePicture, read_picture
from toolkit.render.picture_file import picture_bytes

_WIDTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(%|mm|cm|in|pt|px|em)\s*")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "px": 0.75, "em": 10.5}
_TALLEST = 0.75
"""Of the text's height: the rest is for caption and note."""
_HARDLY_WIDER = 1.03
"""A figure wider than a column by up to this is made as narrow: 8.4 cm is what journals call a column."""
_RASTER_DPI = 300.0
"""Of the picture beside an SVG, for programs that do not draw SVG; what journals ask for."""
_MISSING = {"zh": "图片缺失：{}", "en": "Picture missing: {}"}


def write_figure(
    context: Context, writer: InlineWriter, parent: Element, block: NumberedFigure, shape: PageShape
) -> None:
    """The figure with all that belongs to it, fitted to the page it stands on."""
    style = context.journal.figures
    caption_above = style.caption.position == "above"
    note_above = style.note_position == "above"

    def captions(*, keep_next: bool) -> None:
        write_captions(context, writer, parent, "fig", block.source.id, block.captions, keep_next=keep_next)

    def note(*, keep_next: bool) -> None:
        if block.note:
            writer.write(add_paragraph(parent, "FigureNote", keep_next=keep_next), block.note)

    if note_above and caption_above:
        note(keep_next=True)
    if caption_above:
        captions(keep_next=True)
    _write_picture(context, parent, block, shape)
    if note_above and not caption_above:
        note(keep_next=True)
    if not caption_above:
        captions(keep_next=bool(block.note) and not note_above)
    if not note_above:
        note(keep_next=False)


def _write_picture(context: Context, parent: Element, block: NumberedFigure, shape: PageShape) -> None:
    """The picture, or a visible sign of the file that is missing: that is for a rule to report."""
    data = _drawn(block, shape) if block.chart else picture_bytes(context.review.source.root, block.path)
    if data is None:
        text = context.say(_MISSING).format(block.path or block.source.file or block.source.id)
        add_text(add_paragraph(parent, "MissingPicture"), text)
        return
    try:
        picture = read_picture(data)
        relationships = _store(context, block, data, picture)
    except UnreadablePicture as error:
        context.problems.append(
            Problem(
                f"{block.path}: {error}",
                block.source.file_span or block.source.span,
                "Save the picture as PNG, JPEG or SVG and name that file.",
            )
        )
        return
    width, height = fitted(picture, block.source.width, shape.text_width / 20, shape.text_height / 20)
    add_picture(
        add_paragraph(parent, "Figure"),
        number=context.new_drawing(),
        name=Path(block.path).name or f"{block.source.id}.svg",
        alt=block.alt,
        width=round(width * EMU_PER_POINT),
        height=round(height * EMU_PER_POINT),
        relationship=relationships[0],
        svg_relationship=relationships[1],
    )


def is_wider(context: Context, block: NumberedFigure, column: PageShape, page: PageShape) -> bool:
    """Whether a figure that may use the whole page would be wider than a column of the text."""
    data = _drawn(block, page) if block.chart else picture_bytes(context.review.source.root, block.path)
    if data is None:
        return False
    try:
        picture = read_picture(data)
    except UnreadablePicture:
        return False  # reported where it is written
    width, _ = fitted(picture, block.source.width, page.text_width / 20, page.text_height / 20)
    return width > column.text_width / 20 * _HARDLY_WIDER


def fitted(picture: Picture, wanted: str, text_width: float, text_height: float) -> tuple[float, float]:
    """Width and height in points: as the author or the file says, but within the text."""
    width = picture.width
    found = _WIDTH.fullmatch(wanted)
    if found:
        number, unit = float(found[1]), found[2]
        width = text_width * number / 100 if unit == "%" else number * _POINTS[unit]
    width = max(min(width, text_width), 1.0)
    height = width * picture.height / picture.width
    tallest = text_height * _TALLEST
    if height > tallest:
        width, height = width * tallest / height, tallest
    return width, height


def _drawn(block: NumberedFigure, page: PageShape) -> bytes | None:
    """The figure made from evidence, as SVG; drawn for the width that it has on this page, so that its text
    is as large as that of print."""
    from toolkit.render.charts import FULL_WIDTH, draw_chart

    if block.chart is None:
        return None
    found = _WIDTH.fullmatch(block.source.width)
    room = page.text_width / 20
    if found and found[2] != "%":
        wanted = float(found[1]) * _POINTS[found[2]]
    else:
        wanted = room * float(found[1]) / 100 if found else FULL_WIDTH
    return draw_chart(block.chart, f"{min(wanted, room):.2f} pt")


def chart_text_size(block: NumberedFigure, text: PageShape, page: PageShape) -> float | None:
    """The size in points at which the text of a chart prints, in a column of the text or, where it is wider,
    across the page; None for other figures."""
    from toolkit.render.charts import text_size

    drawn = _drawn(block, page)
    if drawn is None:
        return None
    picture = read_picture(drawn)
    within = page if picture.width > text.text_width / 20 * _HARDLY_WIDER else text
    width, _ = fitted(picture, block.source.width, within.text_width / 20, within.text_height / 20)
    return text_size(drawn) * width / picture.width


def _store(context: Context, block: NumberedFigure, data: bytes, picture: Picture) -> tuple[str, str]:
    """Put the file into the package: the relationships of the raster picture and of the SVG, if it is one."""
    if picture.extension != "svg":
        return context.package.add_picture(data, picture.extension), ""
    beside = Path(block.path).with_suffix(".png").as_posix() if block.path else ""
    raster = picture_bytes(context.review.source.root, beside)
    if raster is None:
        raster = _rasterize(data)
    elif read_picture(raster).extension != "png":
        raise UnreadablePicture(f"{beside} beside it is no PNG file")
    return context.package.add_picture(raster, "png"), context.package.add_picture(data, "svg")


def _rasterize(svg: bytes) -> bytes:
    """The SVG as PNG."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise UnreadablePicture(
            "Word needs a PNG beside an SVG: put one of the same name there, or install resvg-py"
        ) from error
    try:
        # Without a resolution, sizes in mm or pt count as none.
        return bytes(svg_to_bytes(svg_string=svg.decode("utf-8"), zoom=_RASTER_DPI / 96, dpi=96.0))
    except ValueError as error:  # not UTF-8, or nothing that can be drawn
        raise UnreadablePicture(f"the SVG file cannot be drawn: {error}") from error
