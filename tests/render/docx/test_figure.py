"""Figures: formats, sizes, alternative text, SVG with its raster picture, missing and broken files."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import pytest

from tests.render.docx.build import docx_of
from tests.render.docx.shorthand import Docx
from tests.render.sample import FIGURE, png
from tests.render.sample_matter import JOURNAL
from toolkit.errors import ToolkitError
from toolkit.model.block import NumberedFigure
from toolkit.model.chart import BarChart
from toolkit.model.journal import Journal
from toolkit.render.docx.figure import chart_text_size, fitted
from toolkit.render.docx.layout import page_shape
from toolkit.render.docx.ooxml.names import ASVG, r
from toolkit.render.docx.pictures import Picture, UnreadablePicture, read_picture

GIF = b"GIF89a" + struct.pack("<HH", 96, 48) + b"\0" * 20


def jpeg(width: int, height: int, density: bytes = b"\x01\x00\x48\x00\x48") -> bytes:
    jfif = b"JFIF\0\x01\x01" + density + b"\0\0"
    frame = b"\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\0"
    return (
        b"\xff\xd8"
         b"\xff\xe0" + struct.pack(">H", len(jfif) + 2) + jfif
        + b"\xff\xff\xc2" + struct.pack(">H", len(frame) + 2) + frame
    )  # fmt: skip


def svg(attributes: str) -> bytes:
    return f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()


def figure(path: str, width: str = "") -> NumberedFigure:
    return replace(FIGURE, path=path, source=replace(FIGURE.source, file=path, width=width))


def document_of(path: str, root: Path, width: str = "", journal: Journal = JOURNAL) -> Docx:
    return docx_of(figure(path, width), root=root, journal=journal, bibliography=())


@pytest.mark.parametrize(
    ("data", "extension", "width", "height"),
    [
        (png(300, 150), "png", 144, 72),
        (jpeg(720, 360), "jpeg", 720, 360),
        (jpeg(300, 300, b"\x02\x00\x64\x00\x64"), "jpeg", 300 * 72 / 254, 300 * 72 / 254),
        (jpeg(96, 48, b"\x00\x00\x01\x00\x01"), "jpeg", 72, 36),
        (GIF, "gif", 72, 36),
        (svg('width="96" height="48"'), "svg", 72, 36),
        (svg('width="25.4mm" height="1in"'), "svg", 72, 72),
        (svg('viewBox="0 0 200 100"'), "svg", 150, 75),
        (svg('width="100%" height="100%" viewBox="0 0 200 100"'), "svg", 150, 75),
        (svg('width="72pt" viewBox="0 0 200 100"'), "svg", 72, 36),
        (svg('height="72pt" viewBox="0,0,200,100"'), "svg", 144, 72),
    ],
)
def test_format_and_size_are_read_from_the_bytes(
    data: bytes, extension: str, width: float, height: float
) -> None:
    picture = read_picture(data)
    assert picture.extension == extension
    assert (picture.width, picture.height) == pytest.approx((width, height), rel=1e-3)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"II*\0", "TIFF"),
        (b"RIFF\0\0\0\0WEBP", "WebP"),
        (b"plain text", "no picture format"),
        (b"", "no picture format"),
        (png(10, 10)[:20], "cut off"),
        (png(0, 10), "no size"),
        (jpeg(10, 10)[:20], "cut off"),
        (GIF[:8], "cut off"),
        (b"<svg", "not well-formed"),
        (b"<html><svg/></html>", "no SVG"),
        (svg(""), "says no size"),
        (svg('width="1.2.3" height="4"'), "says no size"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, message: str) -> None:
    with pytest.raises(UnreadablePicture, match=message):
        read_picture(data)


@pytest.mark.parametrize(
    ("wanted", "width"),
    [
        ("", 200.0),
        ("50%", 250.0),
        ("10 cm", 283.46),
        ("1in", 72.0),
        ("300%", 500.0),
        ("96px", 72.0),
        ("wide", 200.0),
    ],
)
def test_width_is_the_authors_or_the_files_within_the_text(wanted: str, width: float) -> None:
    found = fitted(Picture("png", 200, 100), wanted, 500, 700)
    assert found == pytest.approx((width, width / 2), rel=1e-3)


def test_tall_pictures_leave_room_for_their_caption() -> None:
    assert fitted(Picture("png", 100, 1000), "", 500, 700) == pytest.approx((52.5, 525))


def test_figure_with_caption_and_note_below(root: Path) -> None:
    lines = document_of("figures/mechanism.png", root).lines()
    assert [line.split(":")[0] for line in lines[:4]] == ["Figure", "Caption", "Caption", "FigureNote"]
    assert lines[0] == 'Figure: {picture 216 × 96 pt "三个方框由箭头相连"}'


def test_order_of_caption_and_note_is_the_journals(root: Path) -> None:
    style = JOURNAL.figures

    def order(position: str, note: str) -> list[str]:
        figures = replace(style, caption=replace(style.caption, position=position), note_position=note)
        lines = document_of("figures/mechanism.png", root, journal=replace(JOURNAL, figures=figures)).lines()
        return [line.split(":")[0] for line in lines[:4]]

    assert order("below", "above") == ["Figure", "FigureNote", "Caption", "Caption"]
    assert order("above", "below") == ["Caption", "Caption", "Figure", "FigureNote"]
    assert order("above", "above") == ["FigureNote", "Caption", "Caption", "Figure"]


def test_same_picture_is_stored_once(root: Path) -> None:
    twice = (figure("figures/mechanism.png"), figure("figures/mechanism.png"))
    files = docx_of(*twice, root=root).files
    assert [name for name in files if "/media/" in name] == ["word/media/image1.png"]


def test_svg_brings_the_raster_picture_beside_it(root: Path) -> None:
    document = document_of("figures/mechanism.svg", root)
    links = document.relationships()
    (blip,) = document.find("//a:blip")
    (vector,) = blip.iter(f"{{{ASVG}}}svgBlip")
    raster = document.files["word/" + links[blip.get(r("embed"))].removeprefix("/word/")]
    assert raster == (root / "figures/mechanism.png").read_bytes()
    assert links[vector.get(r("embed"))].endswith(".svg")
    assert "{picture 225 × 75 pt" in document.outline


def test_svg_alone_is_drawn_as_a_raster_picture(root: Path) -> None:
    pytest.importorskip("resvg_py")
    (root / "figures/mechanism.png").unlink()
    document = document_of("figures/mechanism.svg", root)
    (blip,) = document.find("//a:blip")
    name = document.relationships()[blip.get(r("embed"))].removeprefix("/word/")
    # 300 pixels of an SVG are 3.125 inches, at 300 dots per inch.
    assert read_picture(document.files[f"word/{name}"]).width == pytest.approx(938 * 0.75, abs=1)


def test_missing_picture_is_seen() -> None:
    document = docx_of(figure(""), bibliography=())
    assert document.lines()[0] == 'MissingPicture: "图片缺失：mechanism"'
    document = docx_of(figure("figures/none.png"), bibliography=(), language="en")
    assert document.lines()[0] == 'MissingPicture: "Picture missing: figures/none.png"'


def test_pictures_outside_the_review_are_not_read(root: Path) -> None:
    inner = root / "inner"
    inner.mkdir()
    assert document_of("../figures/mechanism.png", inner).lines()[0].startswith("MissingPicture")


def test_all_pictures_that_word_cannot_show_are_reported(root: Path) -> None:
    (root / "a.pdf").write_bytes(b"%PDF-1.7")
    (root / "b.svg").write_bytes(b"<svg>")
    with pytest.raises(ToolkitError) as caught:
        docx_of(figure("a.pdf"), figure("b.svg"), root=root)
    first, second = caught.value.problems
    assert first.message.startswith("a.pdf: PDF is no picture format")
    assert second.message.startswith("b.svg: the SVG file is not well-formed")
    assert "PNG" in first.help


def test_svg_loads_nothing_from_its_document_type(root: Path) -> None:
    (root / "secret.txt").write_text("secret", encoding="utf-8")
    (root / "x.svg").write_text(
        '<!DOCTYPE svg [<!ENTITY e SYSTEM "secret.txt">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>&e;</title></svg>',
        encoding="utf-8",
    )
    (root / "x.png").write_bytes(png(10, 10))
    document = document_of("x.svg", root)
    assert not any(b"secret\n" in data or data == b"secret" for data in document.files.values())


STUDIES = BarChart(tuple(range(2010, 2016)), (1, 2, 1, 3, 2, 1), "Year", "Studies")


@pytest.mark.parametrize(
    ("columns", "width", "printed", "text"),
    [
        (1, "", 166.0, 8.0),
        (2, "", 166.0, 8.0),
        (1, "50%", 83.0, 8.0),
        (2, "8.0 cm", 79.3, 7.9),
        (2, "120 mm", 120.0, 8.0),
    ],
)
def test_a_chart_is_drawn_for_where_it_stands(columns: int, width: str, printed: float, text: float) -> None:
    """Its text keeps its size: in columns a chart without a width goes across the page."""
    journal = replace(JOURNAL, page=replace(JOURNAL.page, columns=columns, margin_left=22, margin_right=22))
    chart = replace(figure("", width), chart=STUDIES)
    document = docx_of(chart, journal=journal)
    (extent,) = document.find("//wp:extent")
    assert int(extent.get("cx")) / 36000 == pytest.approx(printed, abs=0.5)
    page = page_shape(journal.page)
    assert chart_text_size(chart, page, page._replace(columns=1)) == pytest.approx(text, abs=0.1)


def test_a_figure_from_a_file_has_no_text_of_ours() -> None:
    page = page_shape(JOURNAL.page)
    assert chart_text_size(figure("figures/a.png"), page, page) is None
