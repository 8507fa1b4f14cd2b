"""Pictures become data addresses; what is no picture, or not of the project, does not."""

from __future__ import annotations

import base64
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from tests.render.html.build import page_of
from tests.render.sample import FIGURE, SVG, png
from toolkit.model.chart import BarChart
from toolkit.render.html.picture import media_type, read_picture

JPEG = (
    b"\xff\xd8\xff\xe0"
    + struct.pack(">H", 16)
    + b"JFIF\0"
    + bytes(9)
    + b"\xff\xc4"
    + struct.pack(">H", 3)
    + b"x"
    b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 40, 60, 1) + bytes(3)
)
GIF = b"GIF89a" + struct.pack("<HH", 7, 5) + b"\0\0\0"


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (png(4, 3), "image/png", (4, 3)),
        (JPEG, "image/jpeg", (60, 40)),
        (JPEG[:20], "image/jpeg", (None, None)),
        (GIF, "image/gif", (7, 5)),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp", (None, None)),
        (SVG.encode(), "image/svg+xml", (300, 100)),
        (b'<?xml version="1.0"?><svg viewBox="0 0 20.4 10">', "image/svg+xml", (20, 10)),
        (b'<svg:svg width="1in" height="2.54cm">', "image/svg+xml", (96, 96)),
        (b'<svg width="50%" height="100%" viewBox="0,0,30,40">', "image/svg+xml", (30, 40)),
        (b"<svg>", "image/svg+xml", (None, None)),
    ],
)
def test_type_and_size_by_content(
    tmp_path: Path, data: bytes, kind: str, size: tuple[int | None, int | None]
) -> None:
    (tmp_path / "picture.dat").write_bytes(data)
    picture = read_picture(tmp_path, "picture.dat")
    assert picture is not None
    assert picture.address == f"data:{kind};base64,{base64.b64encode(data).decode()}"
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize("data", [b"II*\0", b"%PDF-1.7", b"", b"text"])
def test_formats_that_browsers_do_not_draw(data: bytes) -> None:
    assert media_type(data) is None


def test_pictures_outside_the_project_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png(1, 1))
    root = tmp_path / "review"
    root.mkdir()
    assert read_picture(root, "../secret.png") is None
    assert read_picture(root, str(tmp_path / "secret.png")) is None
    assert read_picture(root, "") is None
    assert read_picture(root, "no.png") is None


def test_svg_cannot_act_in_the_page(root: Path) -> None:
    """It is drawn as a picture, whatever it contains: no element of it enters the page."""
    evil = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
    (root / "figures" / "mechanism.png").write_text(evil, encoding="utf-8")
    page = page_of(FIGURE, root=root)
    assert not page.xpath("//svg | //*[local-name()='svg'] | //@onload")
    assert page.xpath("string(//img/@src)").startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize(
    ("width", "rule"),
    [("80%", "inline-size:80%"), ("8 cm", "inline-size:8cm"), ("", None), ("1px}body{display:none", None)],
)
def test_width_of_a_figure(root: Path, width: str, rule: str | None) -> None:
    from dataclasses import replace

    page = page_of(replace(FIGURE, source=replace(FIGURE.source, width=width)), root=root)
    sheet = page.findtext(".//style") or ""
    if rule is None:
        assert '[id="fig-mechanism"] img' not in sheet
    else:
        assert f'[id="fig-mechanism"] img{{{rule}}}' in sheet


def test_missing_picture_is_named() -> None:
    page = page_of(FIGURE)
    assert page.xpath("string(//p[@class='missing'])") == "图片缺失：figures/mechanism.png"


def test_a_chart_keeps_its_size_in_a_box_that_scrolls() -> None:
    """On a phone its text would be too small; a file of the author's is fitted to the screen."""
    years = BarChart(tuple(range(2010, 2016)), (1, 2, 1, 3, 2, 1), "Year", "Studies")
    figure = replace(FIGURE, path="", chart=years, source=replace(FIGURE.source, file="", width=""))
    page = page_of(figure)
    (box,) = page.findall(".//figure/div[@class='chart']")
    assert (box.get("role"), box.get("tabindex"), box.get("aria-label")) == ("region", "0", "图 1")
    (anchor,) = (node.get("id") for node in page.iter("figure"))
    style = next(page.iter("style"))
    assert f'@media screen{{[id="{anchor}"] img{{min-inline-size:576px}}}}' in (style.text or "")
    narrow = page_of(replace(figure, source=replace(figure.source, width="8 cm")))
    assert "min-inline-size:303px" in (next(narrow.iter("style")).text or "")
