"""Office Math: mending what the converter leaves undone, and setting formulas on a line of their own."""

from __future__ import annotations

from lxml import etree
from lxml.etree import SubElement

from toolkit.render.docx.ooxml.names import SPACE, M, m
from toolkit.render.docx.ooxml.text import Element

_MVAL = m("val")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def parse_math(markup: str) -> Element:
    """`m:oMath` from the converter's text, as Word wants it.

    Boxes that only group are taken away, since Word does not break lines in them; an empty degree,
    subscript or superscript is hidden, where Word would draw a dotted square; spaces are kept.
    """
    wrapped = f'<m:all xmlns:m="{M}">{markup}</m:all>'
    math = etree.fromstring(wrapped.encode("utf-8"), _PARSER)[0]
    for box in list(math.iter(m("box"))):
        _unwrap(box)
    for radical in math.iter(m("rad")):
        if radical.find(m("deg")) is None:
            radical.insert(0, etree.Element(m("deg")))
            _hide(radical, "radPr", "degHide")
    for operator in math.iter(m("nary")):
        for part in ("sub", "sup"):
            found = operator.find(m(part))
            if found is not None and len(found) == 0:
                _hide(operator, "naryPr", f"{part}Hide")
    for text in math.iter(m("t")):
        text.set(SPACE, "preserve")
    return math


def _unwrap(box: Element) -> None:
    """Put what a box holds in its place."""
    parent, content = box.getparent(), box.find(m("e"))
    if parent is None or content is None or box.find(m("boxPr")) is not None:
        return
    at = parent.index(box)
    parent[at : at + 1] = list(content)


def _hide(element: Element, properties_name: str, switch: str) -> None:
    properties = element.find(m(properties_name))
    if properties is None:
        properties = etree.Element(m(properties_name))
        element.insert(0, properties)
    SubElement(properties, m(switch), {_MVAL: "1"})


def add_displayed(paragraph: Element, math: Element) -> None:
    """The formula on a line of its own, centred and in full size."""
    SubElement(paragraph, m("oMathPara")).append(math)
