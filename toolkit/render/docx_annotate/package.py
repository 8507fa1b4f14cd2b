"""The package around the text: the part of comments, and the lists that must name it."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from toolkit.render.docx_annotate.xmltext import Splice, read_xml, spliced

_TYPES = "[Content_Types].xml"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class WordFile:
    """A Word file as it was read: its bytes, name and tree of its text, and its part of comments if any."""

    data: bytes
    main: str
    root: etree._Element
    comments: str | None = None

    def part(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.read(_entry(archive, name))

    def has(self, name: str) -> bool:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return any(_same(entry, name) for entry in archive.namelist())


def with_parts(file: WordFile, changed: Mapping[str, bytes], new: Mapping[str, bytes]) -> bytes:
    """The file with some parts changed and some added, all entries in their order and with their dates."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive, zipfile.ZipFile(target, "w") as written:
        names = {_entry(archive, name): content for name, content in changed.items()}
        for entry in archive.infolist():
            content = names[entry.filename] if entry.filename in names else archive.read(entry)
            written.writestr(entry, content, entry.compress_type)
        for name, content in new.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, content)
    return target.getvalue()


def comments_parts(file: WordFile, entries: str, opening: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The parts to change and to add so that the file holds these `w:comment` elements.

    `opening` is the start tag of a part of comments for a file that has none.
    """
    if file.comments is not None:
        return {file.comments: appended(file.part(file.comments), entries)}, {}
    folder = posixpath.dirname(file.main)
    name = next(name for name in _names(folder) if not file.has(name))
    closing = f"</{opening[1:].split(maxsplit=1)[0].rstrip('>')}>"
    part = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{opening}{entries}{closing}'
    changed = {_TYPES: appended(file.part(_TYPES), _override(name))}
    relations = posixpath.join(folder, "_rels", f"{posixpath.basename(file.main)}.rels")
    if file.has(relations):
        content = file.part(relations)
        changed[relations] = appended(content, _relationship(file, content, posixpath.basename(name)))
        return changed, {name: part.encode()}
    own = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
    return changed, {
        name: part.encode(),
        relations: appended(own, _relationship(file, own, posixpath.basename(name))),
    }


def parsed(content: bytes) -> etree._Element:
    """The root of a part, without entities or network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(content, parser)


def appended(content: bytes, entries: str) -> bytes:
    """A part with elements added at the end of its root element."""
    text = read_xml(content, parsed(content))
    extent = text.extents[text.root]
    if extent.inside == extent.end:
        closing = f">{entries}</{text.name(text.root)}>"
        return spliced(text.content, [Splice(extent.end - 2, extent.end, closing)])
    return spliced(text.content, [Splice(extent.outside, extent.outside, entries)])


def _names(folder: str) -> Iterator[str]:
    yield posixpath.join(folder, "comments.xml")
    yield from (posixpath.join(folder, f"comments{number}.xml") for number in range(1, 1000))


def _override(name: str) -> str:
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Override xmlns="{types}" PartName="/{name}" ContentType="{_COMMENTS}"/>'


def _relationship(file: WordFile, relations: bytes, target: str) -> str:
    taken = {element.get("Id") for element in parsed(relations)}
    own = next(name for number in range(1, 100_000) if (name := f"rId{number}") not in taken)
    strict = (etree.QName(file.root).namespace or "").startswith(_STRICT)
    relation = f"{_STRICT_RELATION if strict else _RELATION}/comments"
    return f'<Relationship xmlns="{_RELATIONSHIPS}" Id="{own}" Type="{relation}" Target="{target}"/>'


def _same(entry: str, name: str) -> bool:
    return entry.replace("\\", "/").lstrip("/").casefold() == name.casefold()


def _entry(archive: zipfile.ZipFile, name: str) -> str:
    """The entry of a part, whose name differs perhaps in its capitals."""
    return next(entry for entry in archive.namelist() if _same(entry, name))
