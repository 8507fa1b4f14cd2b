"""The package of a DOCX (OPC, ISO/IEC 29500-2): parts, how they are related, and limits on both.

Everything that may be hostile is met here: what is not a DOCX, damaged archives, parts that
unpack to more than memory can hold, entities, paths that lead out of the package. Parts are
unpacked in memory only, when they are asked for; nothing is written and nothing is fetched.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from toolkit.errors import ToolkitError
from toolkit.load.docx.foreign import refuse_other_formats
from toolkit.load.docx.names import relation
from toolkit.model.diagnostic import Problem
from toolkit.model.source import Span

MAX_FILE = 300 * 2**20
"""Bytes of the file as it lies on the disk."""
MAX_PART = 64 * 2**20
"""Bytes of one XML part; the text of a thick book takes a tenth of that."""
MAX_TOTAL = 160 * 2**20
"""Bytes of all XML parts together."""
MAX_ENTRIES = 20_000

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a compression that zipfile does not know
    RuntimeError,  # encrypted entries
    OverflowError,
    ValueError,
    OSError,
)
_REPAIR = (
    "Open it in Word or WPS (“Open and Repair” in Word's dialog “Open”), save it again as .docx, or ask "
    "for the file once more: it may have been cut off on its way."
)


class Relationship(NamedTuple):
    """Where a part points: `target` is a part's name, or an address if `external`."""

    id: str
    type: str
    target: str
    external: bool


class Package:
    """A DOCX in memory. Raises `ToolkitError` if the file is none, with what it is and what to do."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self._data = data
        self._unpacked = 0
        self._trees: dict[str, etree._Element] = {}
        refuse_other_formats(path, data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _DAMAGE as error:
            raise self.damaged("its directory, which stands at the end of the file, is missing") from error
        if len(entries) > MAX_ENTRIES:
            raise self.damaged(f"it has {len(entries)} parts, more than any document")
        self._names = {_part_name(entry.filename).casefold(): entry.filename for entry in entries}
        self.main = self._main_part()

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._names

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts as they stand in the archive, in its order."""
        return tuple(self._zip.namelist())

    def bytes(self, part: str) -> bytes:
        """A part as it is stored; raises `ToolkitError` if it is not there, damaged or too large."""
        name = self._names.get(part.casefold())
        if name is None:
            raise self.damaged(f"its part {part} is missing")
        try:
            with self._zip.open(name) as file:
                content = file.read(MAX_PART + 1)
        except _DAMAGE as error:
            raise self.damaged(f"its part {part} cannot be unpacked") from error
        except MemoryError as error:
            raise self._too_large(part) from error
        self._unpacked += len(content)
        if len(content) > MAX_PART or self._unpacked > MAX_TOTAL:
            raise self._too_large(part)
        return content

    def tree(self, part: str) -> etree._Element:
        """The root of an XML part; the same object each time. Raises `ToolkitError` as `bytes` does."""
        if part not in self._trees:
            self._trees[part] = self._parse(part)
        return self._trees[part]

    def optional_tree(self, part: str | None, problems: list[str]) -> etree._Element | None:
        """The root of a part that a document can do without; a damaged one is named in `problems`."""
        if part is None or part not in self:
            return None
        try:
            return self.tree(part)
        except ToolkitError as error:
            problems.extend(problem.message for problem in error.problems)
            return None

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Where a part points; `""` is the package itself. Targets outside the package are left out."""
        folder, name = posixpath.split(part)
        own = posixpath.join(folder, "_rels", f"{name}.rels")
        if own not in self:
            return ()
        found: list[Relationship] = []
        for element in self.tree(own).iter(_RELATIONSHIPS):
            external = element.get("TargetMode") == "External"
            target: str | None = element.get("Target", "")
            if not external:
                target = _resolve(folder, target or "")
            if target is not None:
                found.append(
                    Relationship(element.get("Id", ""), relation(element.get("Type", "")), target, external)
                )
        return tuple(found)

    def related(self, type: str, part: str | None = None) -> tuple[str, ...]:
        """The parts that `part` (the main one) points to with this type, such as `footnotes`."""
        source = self.main if part is None else part
        return tuple(
            found.target
            for found in self.relationships(source)
            if found.type == type and not found.external and found.target in self
        )

    def first_related(self, type: str) -> str | None:
        return next(iter(self.related(type)), None)

    def damaged(self, what: str) -> ToolkitError:
        """The error that says that the file cannot be read because of `what`."""
        problem = Problem(f"The Word file is damaged: {what}.", Span.at(self.path), _REPAIR)
        return ToolkitError(problem)

    def _too_large(self, part: str) -> ToolkitError:
        return ToolkitError(
            Problem(
                f"The Word file is refused: its part {part} unpacks to more than {MAX_PART // 2**20} MB, "
                "which no manuscript does.",
                Span.at(self.path),
                "If the file can be trusted, copy its text into a new document.",
            )
        )

    def _main_part(self) -> str:
        main = self.related("officeDocument", "")
        if main:
            return main[0]
        if "word/document.xml" in self:
            return "word/document.xml"
        raise self.damaged("it does not say which of its parts is the text")

    def _parse(self, part: str) -> etree._Element:
        content = self.bytes(part)
        if b"<!DOCTYPE" in content.replace(b"\0", b""):
            raise self.damaged(f"its part {part} declares entities, which Word never writes")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise self.damaged(f"its part {part} is no whole XML ({_first_line(error)})") from error
        return root


def open_package(path: Path) -> Package:
    """Read a file into memory and open it. Raises `ToolkitError` if there is none or it is no DOCX."""
    try:
        if path.is_dir():
            raise ToolkitError.of(f"{path.name} is a folder, no Word file.", Span.at(path))
        size = path.stat().st_size
        if size > MAX_FILE:
            message = f"The file has {size // 2**20} MB; files of up to {MAX_FILE // 2**20} MB are read."
            remedy = "Compress its pictures (in Word: Picture Format, Compress Pictures) and save it again."
            raise ToolkitError.of(message, Span.at(path), remedy)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ToolkitError.of(f"There is no file {path}.", Span.at(path), _others(path)) from error
    except OSError as error:
        remedy = "Close it if it is open in Word or WPS, and see whether you may read it."
        raise ToolkitError.of(f"The file cannot be read: {error.strerror}.", Span.at(path), remedy) from error
    return Package(path, data)


def _others(path: Path) -> str:
    """The Word files that lie where one was looked for."""
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder {folder} either."
    names = sorted(each.name for each in folder.glob("*.docx") if not each.name.startswith("~$"))
    if not names:
        return "No Word file (.docx) lies in that folder."
    return f"In that folder lie {', '.join(names[:5])}{', …' if len(names) > 5 else ''}."


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _resolve(folder: str, target: str) -> str | None:
    """The part that a relative target means; None if it leads out of the package."""
    target = unquote(target.replace("\\", "/")).partition("#")[0]
    joined = posixpath.normpath(target if target.startswith("/") else posixpath.join("/", folder, target))
    climbs = target.split("/").count("..") > (len(folder.split("/")) if folder else 0)
    return None if climbs else joined.lstrip("/")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["unreadable"])[0]
