"""Pictures in a line of text (DrawingML, ISO/IEC 29500-1 clauses 20.2 and 20.4)."""

from __future__ import annotations

from lxml.etree import SubElement

from toolkit.render.docx.ooxml.names import ASVG, PIC, WP, A, line_text, r, w
from toolkit.render.docx.ooxml.text import Element, add_run

_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def add_picture(
    parent: Element,
    *,
    number: int,
    name: str,
    alt: str,
    width: int,
    height: int,
    relationship: str,
    svg_relationship: str = "",
) -> None:
    """An inline picture, `width` × `height` in EMU.

    Word 2016 and later draw the SVG if there is one; everything else draws the raster picture.
    """
    drawing = SubElement(add_run(parent), w("drawing"))
    inline = SubElement(drawing, f"{{{WP}}}inline", dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    size = {"cx": str(width), "cy": str(height)}
    SubElement(inline, f"{{{WP}}}extent", size)
    identity = {"id": str(number), "name": line_text(name)}
    SubElement(inline, f"{{{WP}}}docPr", identity | {"descr": line_text(alt)})
    frame = SubElement(inline, f"{{{WP}}}cNvGraphicFramePr")
    SubElement(frame, f"{{{A}}}graphicFrameLocks", {"noChangeAspect": "1"})
    data = SubElement(SubElement(inline, f"{{{A}}}graphic"), f"{{{A}}}graphicData", {"uri": PIC})
    picture = SubElement(data, f"{{{PIC}}}pic")
    about = SubElement(picture, f"{{{PIC}}}nvPicPr")
    SubElement(about, f"{{{PIC}}}cNvPr", identity)
    SubElement(about, f"{{{PIC}}}cNvPicPr")
    fill = SubElement(picture, f"{{{PIC}}}blipFill")
    blip = SubElement(fill, f"{{{A}}}blip", {r("embed"): relationship})
    if svg_relationship:
        extension = SubElement(SubElement(blip, f"{{{A}}}extLst"), f"{{{A}}}ext", {"uri": _SVG_EXTENSION})
        SubElement(extension, f"{{{ASVG}}}svgBlip", {r("embed"): svg_relationship}, nsmap={"asvg": ASVG})
    SubElement(SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
    shape = SubElement(picture, f"{{{PIC}}}spPr")
    transform = SubElement(shape, f"{{{A}}}xfrm")
    SubElement(transform, f"{{{A}}}off", {"x": "0", "y": "0"})
    SubElement(transform, f"{{{A}}}ext", size)
    geometry = SubElement(shape, f"{{{A}}}prstGeom", {"prst": "rect"})
    SubElement(geometry, f"{{{A}}}avLst")
