"""Open Packaging Conventions (ISO/IEC 29500-2): parts of a package, and what they refer to."""

from __future__ import annotations

from typing import Final

from lxml import etree
from lxml.etree import SubElement

from toolkit.model.frozen import mutable
from toolkit.render.docx.ooxml.parts import to_xml
from toolkit.render.docx.ooxml.text import Element

_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARSER: Final = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False)


class Kind:
    """Types of relationships (ISO/IEC 29500-1, 11.3 and 15.2)."""

    COMMENTS: Final = f"{_OFFICE}/comments"
    CORE_PROPERTIES: Final = f"{_RELATIONSHIPS}/metadata/core-properties"
    CUSTOM_PROPERTIES: Final = f"{_OFFICE}/custom-properties"
    DOCUMENT: Final = f"{_OFFICE}/officeDocument"
    FOOTER: Final = f"{_OFFICE}/footer"
    FOOTNOTES: Final = f"{_OFFICE}/footnotes"
    HEADER: Final = f"{_OFFICE}/header"
    HYPERLINK: Final = f"{_OFFICE}/hyperlink"
    IMAGE: Final = f"{_OFFICE}/image"
    NUMBERING: Final = f"{_OFFICE}/numbering"
    SETTINGS: Final = f"{_OFFICE}/settings"
    STYLES: Final = f"{_OFFICE}/styles"


class ContentType:
    """Content types of the parts that are added to the template."""

    COMMENTS: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    CUSTOM_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    FOOTER: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    HEADER: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


class Relationships:
    """What a part, or the package itself, refers to. What is referred to twice is stored once."""

    def __init__(self, folder: str = "", stored: bytes = b"") -> None:
        """Of a part in `folder`, beginning with those of its file of relationships."""
        self._folder = f"{folder}/" if folder else ""
        self._root = parse(stored or f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode())
        self._known = {(one.get("Type"), one.get("Target")): str(one.get("Id")) for one in self._root}
        self._taken = set(self._known.values())

    def add(self, kind: str, target: str, *, outside: bool = False) -> str:
        """The id of the reference to a part (its name), or to an address `outside` the package."""
        target = target if outside else target.removeprefix(self._folder)
        known = self._known.get((kind, target))
        if known is None:
            known = self._known[kind, target] = self._new_id()
            attributes = {"Id": known, "Type": kind, "Target": target}
            if outside:
                attributes["TargetMode"] = "External"
            SubElement(self._root, f"{{{_RELATIONSHIPS}}}Relationship", attributes)
        return known

    def _new_id(self) -> str:
        number = len(self._taken) + 1
        while f"rId{number}" in self._taken:
            number += 1
        self._taken.add(f"rId{number}")
        return f"rId{number}"

    def target(self, kind: str) -> str:
        """The name of the part that is referred to as this. Raises `KeyError` if none is."""
        for known, target in self._known:
            if known == kind:
                return f"{self._folder}{target}"
        raise KeyError(kind)

    def __bool__(self) -> bool:
        return bool(self._known)

    def to_xml(self) -> bytes:
        return to_xml(self._root)


@mutable
class Part:
    """One file of the package: XML as the root of its tree, free to change, anything else as bytes."""

    name: str
    """Its path in the package, such as word/styles.xml."""
    content_type: str
    content: bytes | Element
    relationships: Relationships

    @property
    def root(self) -> Element:
        if isinstance(self.content, bytes):
            raise TypeError(self.name)
        return self.content

    def to_bytes(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else to_xml(self.content)


def parse(data: bytes) -> Element:
    """An XML part without entities, comments, and the spaces that only indent it."""
    return etree.fromstring(data, _PARSER)


def relationships_name(part: str) -> str:
    """Where the relationships of a part are stored; of the package itself for an empty name."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".removeprefix("/")
