"""Parts beside the text: lists, settings, the document's properties, content types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree
from lxml.etree import SubElement

from toolkit.render.docx.ooxml.names import NAMESPACES, VAL, line_text, w
from toolkit.render.docx.ooxml.text import Element

_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The property set of every custom property (ISO/IEC 29500-1, 22.3.2.2)."""
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

BULLETS = 1
"""The list (`w:num`) of the template that all bullets share."""
_NUMBERS = "1"
"""The template's abstract list of numbers."""


def to_xml(root: Element) -> bytes:
    """A part as it is stored."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def empty_body() -> Element:
    """`w:body`, to be filled and then put into the document."""
    return etree.Element(w("body"), nsmap=NAMESPACES)


def empty_comments() -> Element:
    return etree.Element(w("comments"), nsmap=NAMESPACES)


def replace_body(document: Element, body: Element) -> None:
    old = document.find(w("body"))
    if old is None:
        raise KeyError("body")
    document.replace(old, body)


def add_numbered_list(numbering: Element, level: int, start: int) -> int:
    """A list of its own that counts from `start` on this level; returns its number."""
    number = 1 + len(numbering.findall(w("num")))
    instance = SubElement(numbering, w("num"), {w("numId"): str(number)})
    SubElement(instance, w("abstractNumId"), {VAL: _NUMBERS})
    override = SubElement(instance, w("lvlOverride"), {w("ilvl"): str(level)})
    SubElement(override, w("startOverride"), {VAL: str(start)})
    return number


def distinguish_even_pages(settings: Element) -> None:
    """Even pages have headers and footers of their own."""
    tab_stop = settings.find(w("defaultTabStop"))
    if tab_stop is None:
        raise KeyError("defaultTabStop")
    tab_stop.addnext(etree.Element(w("evenAndOddHeaders")))


def fill_core_properties(core: Element, title: str, creator: str, keywords: str, language: str) -> None:
    """The properties that programs show for the file; those without a value are left out."""
    for tag, value in (
        (f"{{{_DUBLIN_CORE}}}title", title),
        (f"{{{_DUBLIN_CORE}}}creator", creator),
        (f"{{{_CORE}}}keywords", keywords),
        (f"{{{_DUBLIN_CORE}}}language", language),
    ):
        node = core.find(tag)
        if node is None:
            raise KeyError(tag)
        if value:
            node.text = line_text(value)
        else:
            core.remove(node)


def custom_properties(texts: Mapping[str, str]) -> Element:
    """`docProps/custom.xml` with these texts, of which Word keeps 255 characters each."""
    root = etree.fromstring(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VARIANT}"/>')
    for number, (name, text) in enumerate(texts.items(), 2):  # 0 and 1 are reserved
        attributes = {"fmtid": _FORMAT_ID, "pid": str(number), "name": name}
        entry = SubElement(root, f"{{{_CUSTOM}}}property", attributes)
        SubElement(entry, f"{{{_VARIANT}}}lpwstr").text = text
    return root


def content_types(defaults: Mapping[str, str], overrides: Iterable[tuple[str, str]]) -> bytes:
    """`[Content_Types].xml`: types by file ending, and of single parts."""
    root = etree.fromstring(f'<Types xmlns="{_CONTENT_TYPES}"/>')
    for extension, content_type in defaults.items():
        SubElement(
            root,
            f"{{{_CONTENT_TYPES}}}Default",
            {"Extension": extension, "ContentType": content_type},
        )
    for name, content_type in overrides:
        SubElement(root, f"{{{_CONTENT_TYPES}}}Override", {"PartName": name, "ContentType": content_type})
    return to_xml(root)
