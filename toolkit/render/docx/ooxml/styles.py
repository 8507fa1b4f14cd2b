"""Changing what a style of the template says: fonts, size, spacing, alignment, language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from toolkit.render.docx.ooxml.names import VAL, w
from toolkit.render.docx.ooxml.table import rule
from toolkit.render.docx.ooxml.text import Element

# The children of CT_PPrBase and CT_RPr that occur in the template, in the order of the schema.
_PARAGRAPH_ORDER = [
    w(name)
    for name in (
        *("keepNext", "keepLines", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs"),
        *("autoSpaceDE", "autoSpaceDN", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl"),
    )
]
_CHARACTER_ORDER = [
    w(name)
    for name in (
        *("rFonts", "b", "i", "smallCaps", "strike", "noProof", "color", "kern", "sz", "szCs", "u"),
        *("vertAlign", "lang"),
    )
]


def styles_by_id(styles: Element) -> dict[str, Element]:
    """The styles of the template."""
    return {style.get(w("styleId"), ""): style for style in styles.iterfind(w("style"))}


def run_defaults(styles: Element) -> Element:
    """The run properties that every style starts from."""
    found = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if found is None:
        raise KeyError("rPrDefault")
    return found


def _properties(style: Element, name: str, before: Sequence[str]) -> Element:
    found = style.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        following = next((child for child in style if child.tag in before), None)
        if following is None:
            style.append(found)
        else:
            following.addprevious(found)
    return found


def paragraph_properties(style: Element) -> Element:
    return _properties(style, "pPr", (w("rPr"), w("tblPr")))


def run_properties(style: Element) -> Element:
    return _properties(style, "rPr", (w("tblPr"),))


def _put(properties: Element, order: Sequence[str], name: str, attributes: Mapping[str, str]) -> None:
    """Set attributes of the child `name`, which is made in its place if it is missing."""
    tag = w(name)
    child = properties.find(tag)
    if child is None:
        child = etree.Element(tag)
        later = order[order.index(tag) + 1 :]
        following = next((sibling for sibling in properties if sibling.tag in later), None)
        if following is None:
            properties.append(child)
        else:
            following.addprevious(child)
    for key, value in attributes.items():
        child.set(w(key), value)


def put_fonts(properties: Element, latin: str | None, cjk: str | None) -> None:
    fonts = {} if latin is None else {"ascii": latin, "hAnsi": latin, "cs": latin}
    if cjk is not None:
        fonts["eastAsia"] = cjk
    if fonts:
        _put(properties, _CHARACTER_ORDER, "rFonts", fonts)


def put_toggle(properties: Element, name: str, value: bool | None) -> None:
    """Bold (`b`) or italic (`i`), on or off; None leaves it to the style below."""
    if value is not None:
        _put(properties, _CHARACTER_ORDER, name, {"val": "1" if value else "0"})


def put_size(properties: Element, points: float | None) -> None:
    if points is not None:
        half_points = str(round(points * 2))
        _put(properties, _CHARACTER_ORDER, "sz", {"val": half_points})
        _put(properties, _CHARACTER_ORDER, "szCs", {"val": half_points})


def put_language(properties: Element, attribute: str, tag: str) -> None:
    """`attribute` is `val` for Latin text, `eastAsia` for Chinese, Japanese and Korean."""
    _put(properties, _CHARACTER_ORDER, "lang", {attribute: tag})


def put_spacing(properties: Element, before: float | None, after: float | None, line: float | None) -> None:
    """Space before and after in points, line spacing as a multiple of single spacing."""
    spacing = {}
    if before is not None:
        spacing["before"] = str(round(before * 20))
    if after is not None:
        spacing["after"] = str(round(after * 20))
    if line is not None:
        spacing |= {"line": str(round(line * 240)), "lineRule": "auto"}
    if spacing:
        _put(properties, _PARAGRAPH_ORDER, "spacing", spacing)


def close_gap_between_scripts(properties: Element) -> None:
    """No gap of the word processor's own between Chinese and Latin letters or digits."""
    for name in ("autoSpaceDE", "autoSpaceDN"):
        _put(properties, _PARAGRAPH_ORDER, name, {"val": "0"})


def put_least_line_height(properties: Element, points: float) -> None:
    """Lines of at least this height, whatever font they are set in."""
    _put(properties, _PARAGRAPH_ORDER, "spacing", {"line": str(round(points * 20)), "lineRule": "atLeast"})


def put_first_line_indent(properties: Element, characters: float, size: float) -> None:
    """In characters, with the same length in twips for programs that do not count characters."""
    attributes = {
        "firstLineChars": str(round(characters * 100)),
        "firstLine": str(round(characters * size * 20)),
    }
    _put(properties, _PARAGRAPH_ORDER, "ind", attributes)


def put_hanging_indent(properties: Element, twips: int) -> None:
    _put(properties, _PARAGRAPH_ORDER, "ind", {"left": str(twips), "hanging": str(twips)})


def put_alignment(properties: Element, align: str) -> None:
    _put(properties, _PARAGRAPH_ORDER, "jc", {"val": {"justify": "both"}.get(align, align)})


def put_table_rules(style: Element, top: float, bottom: float) -> None:
    """The outer rules of a table style, in points."""
    borders = style.find(f"{w('tblPr')}/{w('tblBorders')}")
    if borders is None:
        raise KeyError("tblBorders")
    for side, width in (("top", top), ("bottom", bottom)):
        border = borders.find(w(side))
        if border is None:
            raise KeyError(side)
        border.attrib.clear()
        for key, value in rule(width).items():
            border.set(key, value)


def size_of(style: Element) -> float | None:
    """The font size in points that this style itself gives."""
    size = style.find(f"{w('rPr')}/{w('sz')}")
    return None if size is None else float(size.get(VAL, "0")) / 2


def default_size(styles: Element) -> float | None:
    """The font size in points of styles that give none."""
    size = run_defaults(styles).find(w("sz"))
    return None if size is None else float(size.get(VAL, "0")) / 2
