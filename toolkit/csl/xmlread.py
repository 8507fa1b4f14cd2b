"""Reading XML of others: no entities, no DTD, no network, errors with file and line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.errors import ToolkitError
from toolkit.model.source import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_REFERENCE: Final = re.compile(r"&#(?:(\d{1,6})|[xX]([0-9a-fA-F]{1,5}));")
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def read_xml(data: bytes, name: str) -> Element:
    """The root element of a CSL style or locale. Raises ToolkitError if it is no safe XML."""
    from lxml import etree

    doctype = _DOCTYPE.search(data)
    if doctype is not None:
        line = data.count(b"\n", 0, doctype.start()) + 1
        raise fail(name, line, "a document type declaration is not allowed in a CSL file")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise fail(name, error.lineno or 1, f"not well-formed XML: {error.msg}") from None
    if not isinstance(root.tag, str):
        raise fail(name, 1, "no root element")
    return root


def local(element: Element) -> str:
    """The element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attributes_of(element: Element) -> dict[str, str]:
    """The attributes by name. Character references that a style escaped twice are read all the same."""
    found = {str(key): str(value) for key, value in element.attrib.items()}
    for key, value in found.items():
        if "&#" in value:
            found[key] = unescape_references(value)
    return found


def unescape_references(text: str) -> str:
    """`&#7506;` left in a text by double escaping, as the character it means."""
    return _REFERENCE.sub(lambda match: chr(int(match[1]) if match[1] else int(match[2], 16)), text)


def fail(name: str, line: int, message: str, help: str = "") -> ToolkitError:
    """The error to raise about line `line` of the style or locale called `name`."""
    return ToolkitError.of(message, Span.at(Path(name), max(line, 1)), help)


def fail_at(name: str, element: Element, message: str, help: str = "") -> ToolkitError:
    """The error to raise about an element."""
    line: int | None = getattr(element, "sourceline", None)
    return fail(name, line or 1, message, help)
