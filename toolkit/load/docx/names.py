"""Names of OOXML, the same for its transitional and its strict form (ISO/IEC 29500-1 and -4).

The strict form has the same elements in other namespaces. Trees are kept as they are, so that a
part can be written back unchanged; elements and attributes are asked for by the names below.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    f"{_TRANSITIONAL}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_TRANSITIONAL}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_TRANSITIONAL}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_TRANSITIONAL}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_TRANSITIONAL}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_TRANSITIONAL}officeDocument/2006/bibliography": "b",
    f"{_STRICT}officeDocument/bibliography": "b",
    f"{_TRANSITIONAL}markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
}
_NAMESPACES: dict[str, tuple[str, ...]] = {}
for _uri, _prefix in _PREFIXES.items():
    _NAMESPACES[_prefix] = (*_NAMESPACES.get(_prefix, ()), _uri)


_MOST_DIGITS = 6


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """`w:p` for the qualified name of a paragraph, in either form; the local name for other namespaces."""
    uri, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(uri[1:])
    return f"{prefix}:{local}" if prefix else local


def kind(element: etree._Element) -> str:
    """The short name of an element; empty for a comment or a processing instruction."""
    tag = element.tag
    return short(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=512)
def _qualified(name: str) -> tuple[str, ...]:
    prefix, _, local = name.partition(":")
    return tuple(f"{{{uri}}}{local}" for uri in _NAMESPACES[prefix])


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """The value of an attribute given by its short name, `w:val`."""
    for qualified in _qualified(name):
        value = element.get(qualified)
        if value is not None:
            return value
    return default


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child with this short name."""
    if element is None:
        return None
    for qualified in _qualified(name):
        found = element.find(qualified)
        if found is not None:
            return found
    return None


def value(element: etree._Element | None, name: str, default: str = "") -> str:
    """`w:val` of the child with this short name; `default` if there is none."""
    found = child(element, name)
    return default if found is None else attribute(found, "w:val", default)


def switched_on(properties: etree._Element | None, name: str) -> bool | None:
    """The state of a toggle such as `w:b`; None if it is not given (part 1, section 17.17.4)."""
    found = child(properties, name)
    if found is None:
        return None
    return attribute(found, "w:val", "true") not in {"0", "false", "off"}


def whole(text: str) -> int | None:
    """A number of up to six digits; None for anything else that may stand where one belongs."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def relation(type_uri: str) -> str:
    """The last part of a relationship's type, `footnotes`, the same in both forms."""
    return type_uri.rpartition("/")[2]


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element below (and this one) with this short name, in document order."""
    return element.iter(*_qualified(name))
