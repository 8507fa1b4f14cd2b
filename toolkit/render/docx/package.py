"""The package: our template opened with python-docx, parts added to it, and the bytes of the whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from lxml import etree

from toolkit.render.docx.ooxml import parts
from toolkit.render.docx.ooxml.text import Element
from toolkit.resources import templates

_FIXED_DATE = (2000, 1, 1, 0, 0, 0)
_DEFAULT_TYPES = {
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "rels": CT.OPC_RELATIONSHIPS,
    "svg": "image/svg+xml",
    "xml": CT.XML,
}


@cache
def _template(journal: str) -> bytes:
    """`templates/docx`, kept there as readable parts, as a package.

    A part that a journal's own folder has under `docx` takes the place of the common one.
    """
    parts_of: dict[str, Path] = {}
    for folder in (templates() / "docx", templates() / "journals" / journal / "docx"):
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        parts_of |= {path.relative_to(folder).as_posix(): path for path in files}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, path in parts_of.items():
            archive.writestr(name, path.read_bytes())
    return buffer.getvalue()


class TreePart(Part):
    """A part that is kept as a tree until it is written."""

    def __init__(self, name: PackURI, content_type: str, root: Element, package: Package) -> None:
        super().__init__(name, content_type, package=package)
        self.root = root

    @property
    def blob(self) -> bytes:
        return parts.to_xml(self.root)


class WordPackage:
    """A Word document in the making. The `…` elements are the roots of its parts, free to change."""

    def __init__(self, journal: str) -> None:
        """The template of this journal (its id), without text."""
        self._main = docx.Document(io.BytesIO(_template(journal))).part
        package = self._main.package
        if package is None:  # python-docx's types allow a part without a package; one just opened has it
            raise TypeError("part without package")
        self._package: Package = package
        self.document: XmlPart = self._main
        self.footnotes = self._as_xml(self._main, RT.FOOTNOTES)
        self._core = self._as_xml(self._package, RT.CORE_PROPERTIES)
        self._pictures: dict[bytes, str] = {}

    @property
    def styles(self) -> Element:
        return self._root_of(RT.STYLES)

    @property
    def numbering(self) -> Element:
        return self._root_of(RT.NUMBERING)

    @property
    def settings(self) -> Element:
        return self._root_of(RT.SETTINGS)

    @property
    def core_properties(self) -> Element:
        return self._core.root

    def _root_of(self, kind: str) -> Element:
        part = self._main.part_related_by(kind)
        if not isinstance(part, XmlPart):
            raise TypeError(f"python-docx does not parse {part.partname}")
        root: Element = part.element
        return root

    def _as_xml(self, source: Part | OpcPackage, kind: str) -> TreePart:
        """A part that python-docx keeps as bytes, put in its own place as a tree that can be changed."""
        old = source.part_related_by(kind)
        relationship = next(key for key, rel in source.rels.items() if rel.reltype == kind)
        parser = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False)
        root = etree.fromstring(old.blob, parser)
        new = TreePart(old.partname, old.content_type, root, self._package)
        del source.rels[relationship]
        source.load_rel(kind, new, relationship)
        return new

    def add_part(self, name: str, content_type: str, kind: str, root: Element) -> str:
        """A new part of the main document, `word/NAME`; returns its relationship."""
        part = TreePart(PackURI(f"/word/{name}"), content_type, root, self._package)
        return self._main.relate_to(part, kind)

    def add_custom_properties(self, texts: Mapping[str, str]) -> None:
        """Properties that other programs keep in the document, by name."""
        root = parts.custom_properties(texts)
        name = PackURI("/docProps/custom.xml")
        part = TreePart(name, CT.OFC_CUSTOM_PROPERTIES, root, self._package)
        self._package.relate_to(part, RT.CUSTOM_PROPERTIES)

    def add_picture(self, data: bytes, extension: str) -> str:
        """A picture file; the same bytes are stored once. Returns its relationship."""
        known = self._pictures.get(data)
        if known is None:
            name = PackURI(f"/word/media/image{len(self._pictures) + 1}.{extension}")
            part = Part(name, _DEFAULT_TYPES[extension], data, self._package)
            known = self._pictures[data] = self._main.relate_to(part, RT.IMAGE)
        return known

    def to_bytes(self) -> bytes:
        """The file. python-docx's own writer stamps it with the time of day, so it is zipped here."""
        every = sorted(self._package.iter_parts(), key=lambda part: part.partname)
        overrides = [
            (part.partname, part.content_type)
            for part in every
            if _DEFAULT_TYPES.get(part.partname.ext) != part.content_type
        ]
        endings = {part.partname.ext for part in every} | {"rels", "xml"}
        defaults = {ending: kind for ending, kind in _DEFAULT_TYPES.items() if ending in endings}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:

            def write(name: str, data: bytes) -> None:
                entry = zipfile.ZipInfo(name.lstrip("/"), _FIXED_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)

            write("[Content_Types].xml", parts.content_types(defaults, overrides))
            write("_rels/.rels", self._package.rels.xml)
            for part in every:
                write(part.partname, part.blob)
                if part.rels:
                    write(part.partname.rels_uri, part.rels.xml)
        return buffer.getvalue()
