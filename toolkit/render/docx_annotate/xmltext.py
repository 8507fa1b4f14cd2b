"""An XML part as bytes: where each element stands in it, and edits that leave the rest alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

_TOKEN = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL
)
_NAME = re.compile(rb"</?\s*([^\s/>]+)")
_CHARACTER = re.compile(rb"&[^;]*;|\r\n|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")


class Extent(NamedTuple):
    """Byte positions of an element: its start tag is `start` to `inside`, its end tag `outside` to `end`.

    Of an empty-element tag (`<w:tab/>`) `inside`, `outside` and `end` are the same.
    """

    start: int
    inside: int
    outside: int
    end: int


@dataclass(frozen=True)
class XmlText:
    """A parsed part and its bytes in UTF-8."""

    content: bytes
    root: etree._Element
    extents: dict[etree._Element, Extent]

    def raw(self, start: int, end: int) -> bytes:
        return self.content[start:end]

    def name(self, element: etree._Element) -> str:
        """The element's name as it is written, with its prefix."""
        extent = self.extents[element]
        match = _NAME.match(self.content, extent.start)
        return match[1].decode() if match else ""

    def start_tag(self, element: etree._Element) -> str:
        extent = self.extents[element]
        return self.content[extent.start : extent.inside].decode()

    def whole(self, element: etree._Element) -> str:
        extent = self.extents[element]
        return self.content[extent.start : extent.end].decode()

    def position(self, element: etree._Element, offset: int) -> int | None:
        """The byte at which the character `offset` of an element's text begins.

        None if its text is not plain: mixed with comments or CDATA sections.
        """
        extent = self.extents[element]
        place = extent.inside
        if b"<" in self.content[extent.inside : extent.outside]:
            return None
        for _ in range(offset):
            match = _CHARACTER.match(self.content, place, extent.outside)
            if match is None:
                return None
            place = match.end()
        return place


def read_xml(content: bytes, root: etree._Element) -> XmlText:
    """The places of the elements of `root`, which was parsed from `content`.

    A part in another encoding than UTF-8 is written in UTF-8 first.
    """
    declared = _ENCODING.match(content)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or (
        declared and declared[1].lower() not in (b"utf-8", b"us-ascii")
    ):
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    elements = root.iter("*")
    extents: dict[etree._Element, Extent] = {}
    open_elements: list[tuple[etree._Element, int, int]] = []
    for token in _TOKEN.finditer(content):
        start, end = token.span()
        if content.startswith((b"<!", b"<?"), start):
            continue
        if content.startswith(b"</", start):
            element, first, inside = open_elements.pop()
            extents[element] = Extent(first, inside, start, end)
        elif content.endswith(b"/>", start, end):
            extents[next(elements)] = Extent(start, end, end, end)
        else:
            open_elements.append((next(elements), start, end))
    return XmlText(content, root, extents)


class Splice(NamedTuple):
    """Replace the bytes `start` to `end` by `text`."""

    start: int
    end: int
    text: str


def spliced(content: bytes, splices: Iterable[Splice]) -> bytes:
    """The content after edits that do not overlap."""
    pieces: list[bytes] = []
    last = 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        pieces += (content[last : splice.start], splice.text.encode())
        last = splice.end
    return b"".join((*pieces, content[last:]))


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """A text for an XML element, without the characters that XML cannot hold."""
    text = _FORBIDDEN.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(frozen=True)
class Vocabulary:
    """How elements of WordprocessingML are written in a part: by its prefix, or with a declaration."""

    prefix: str
    declaration: str

    @classmethod
    def of(cls, root: etree._Element) -> Vocabulary:
        uri = etree.QName(root).namespace
        for prefix, known in root.nsmap.items():
            if known == uri and prefix:
                return cls(prefix, "")
        return cls("w", f' xmlns:w="{uri}"')

    def open(self, name: str, **attributes: object) -> str:
        written = "".join(f' {self.prefix}:{key}="{value}"' for key, value in attributes.items())
        return f"<{self.prefix}:{name}{self.declaration}{written}>"

    def empty(self, name: str, **attributes: object) -> str:
        return f"{self.open(name, **attributes)[:-1]}/>"

    def close(self, name: str) -> str:
        return f"</{self.prefix}:{name}>"
