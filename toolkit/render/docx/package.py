"""The package of a Word document: our template, the parts added to it, and the bytes of the whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from toolkit.render.docx.ooxml import parts
from toolkit.render.docx.ooxml.opc import (
    ContentType,
    Kind,
    Part,
    Relationships,
    parse,
    relationships_name,
)
from toolkit.render.docx.ooxml.text import Element
from toolkit.resources import templates

_FIXED_DATE = (2000, 1, 1, 0, 0, 0)
_TYPES = "[Content_Types].xml"
_DEFAULT_TYPES = {
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "xml": "application/xml",
}


@cache
def _template(journal: str) -> Mapping[str, bytes]:
    """The files of `templates/docx` by their names in the package.

    A part that a journal's own folder has under `docx` takes the place of the common one.
    """
    files: dict[str, Path] = {}
    for folder in (templates() / "docx", templates() / "journals" / journal / "docx"):
        files |= {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items()}


class WordPackage:
    """A Word document in the making. The `…` elements are the roots of its parts, free to change."""

    def __init__(self, journal: str) -> None:
        """The template of this journal (its id), without text."""
        files = _template(journal)
        types = {str(one.get("PartName")): str(one.get("ContentType")) for one in parse(files[_TYPES])}
        self._relationships = Relationships(stored=files[relationships_name("")])
        self._parts = {
            name: Part(
                name,
                types.get(f"/{name}") or _DEFAULT_TYPES[_ending(name)],
                parse(data) if name.endswith(".xml") else data,
                Relationships(name.rpartition("/")[0], files.get(relationships_name(name), b"")),
            )
            for name, data in files.items()
            if name != _TYPES and not name.endswith(".rels")
        }
        self.document = self._parts[self._relationships.target(Kind.DOCUMENT)]
        self.footnotes = self._related(Kind.FOOTNOTES)
        self._pictures: dict[bytes, str] = {}

    @property
    def styles(self) -> Element:
        return self._related(Kind.STYLES).root

    @property
    def numbering(self) -> Element:
        return self._related(Kind.NUMBERING).root

    @property
    def settings(self) -> Element:
        return self._related(Kind.SETTINGS).root

    @property
    def core_properties(self) -> Element:
        return self._parts[self._relationships.target(Kind.CORE_PROPERTIES)].root

    def _related(self, kind: str) -> Part:
        return self._parts[self.document.relationships.target(kind)]

    def add_part(self, name: str, content_type: str, kind: str, root: Element) -> str:
        """A new part of the main document, `word/NAME`; returns its relationship."""
        return self._add(f"word/{name}", content_type, kind, root)

    def add_custom_properties(self, texts: Mapping[str, str]) -> None:
        """Properties that other programs keep in the document, by name."""
        name, root = "docProps/custom.xml", parts.custom_properties(texts)
        self._parts[name] = Part(name, ContentType.CUSTOM_PROPERTIES, root, Relationships())
        self._relationships.add(Kind.CUSTOM_PROPERTIES, name)

    def add_picture(self, data: bytes, extension: str) -> str:
        """A picture file; the same bytes are stored once. Returns its relationship."""
        known = self._pictures.get(data)
        if known is None:
            name = f"word/media/image{len(self._pictures) + 1}.{extension}"
            known = self._pictures[data] = self._add(name, _DEFAULT_TYPES[extension], Kind.IMAGE, data)
        return known

    def _add(self, name: str, content_type: str, kind: str, content: bytes | Element) -> str:
        self._parts[name] = Part(name, content_type, content, Relationships())
        return self.document.relationships.add(kind, name)

    def to_bytes(self) -> bytes:
        """The file: the same parts give the same bytes."""
        every = sorted(self._parts.values(), key=lambda part: part.name)
        overrides = [
            (f"/{part.name}", part.content_type)
            for part in every
            if _DEFAULT_TYPES.get(_ending(part.name)) != part.content_type
        ]
        endings = {_ending(part.name) for part in every} | {"rels", "xml"}
        defaults = {ending: kind for ending, kind in _DEFAULT_TYPES.items() if ending in endings}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:

            def write(name: str, data: bytes) -> None:
                entry = zipfile.ZipInfo(name, _FIXED_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)

            write(_TYPES, parts.content_types(defaults, overrides))
            write(relationships_name(""), self._relationships.to_xml())
            for part in every:
                write(part.name, part.to_bytes())
                if part.relationships:
                    write(relationships_name(part.name), part.relationships.to_xml())
        return buffer.getvalue()


def _ending(name: str) -> str:
    return name.rpartition(".")[2]
