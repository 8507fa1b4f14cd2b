"""Files that are called .docx and are none: what they are, and what to do."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.source import Span

_SAVE_AS = "Open it in Word or WPS and save it as “Word Document (*.docx)”."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_LOCK_FILE = 162
"""Bytes of the file `~$name.docx` that Word keeps while a document is open."""


def refuse_other_formats(path: Path, data: bytes) -> None:
    """Raise `ToolkitError` for a file that is recognisably something else than a DOCX."""
    found = _recognised(path, data)
    if found is not None:
        what, remedy = found
        raise ToolkitError.of(
            f"{path.name} is no Word document (.docx): it is {what}.", Span.at(path), remedy
        )


def _recognised(path: Path, data: bytes) -> tuple[str, str] | None:
    if not data:
        return "an empty file", "Ask for the file once more: it may have been lost on its way."
    if path.name.startswith("~$") and len(data) <= _LOCK_FILE * 2:
        return "the note that Word keeps while a document is open", f"The document is {path.name[2:]}."
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _archive(data)
    return _by_first_bytes(data)


def _ole(data: bytes) -> tuple[str, str]:
    """A compound file (MS-CFB): its directory names its streams in UTF-16."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        remedy = "Open it with its password, remove it (File, Info, Protect Document), and save it again."
        return "protected by a password", remedy
    if has("WordDocument"):
        return "a document of Word 97–2003 or WPS (.doc, .wps)", _SAVE_AS
    if has("Workbook") or has("Book"):
        return "an Excel workbook (.xls)", "Give the manuscript's .docx file."
    if has("PowerPoint Document"):
        return "a presentation (.ppt)", "Give the manuscript's .docx file."
    return "an old Office file", _SAVE_AS


def _archive(data: bytes) -> tuple[str, str] | None:
    """A zip archive that has another format's parts and none of Word's."""
    if b"word/" in data or b"[Content_Types].xml" in data[:65536]:
        other = next(
            (
                name
                for mark, name in ((b"xl/workbook", "an Excel workbook"), (b"ppt/", "a presentation"))
                if mark in data
            ),
            None,
        )
        return (other, "Give the manuscript's .docx file.") if other and b"word/" not in data else None
    if b"application/vnd.oasis.opendocument" in data[:200]:
        return "an OpenDocument file (.odt)", "Open it in LibreOffice or Word and save it as .docx."
    if b"application/epub+zip" in data[:200]:
        return "an e-book (EPUB)", "Give the manuscript's .docx file."
    if b"Index/Document.iwa" in data:
        return "a document of Apple Pages", "In Pages: File, Export To, Word."
    if data.startswith(_EMPTY_ZIP):
        return "an empty zip archive", "Ask for the file once more."
    if b"PK\x05\x06" not in data[-66000:]:
        return None  # a torn archive: said by whoever opens it
    inside = re.search(rb"[^\x00-\x1f]{1,200}\.docx", data[:4096])
    remedy = "Unpack it and give the .docx file in it." if inside else "Give the manuscript's .docx file."
    return "a zip archive without a document", remedy


def _by_first_bytes(data: bytes) -> tuple[str, str]:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        remedy = (
            "Ask the authors for the Word file: a PDF does not say what is a citation, a note or a table."
        )
        return "a PDF", remedy
    if head.startswith(b"{\\rtf"):
        return "a Rich Text file (.rtf)", _SAVE_AS
    if b"Word.Document" in head and head.startswith(b"<?xml"):
        return "a Word document in one XML file", _SAVE_AS
    if re.match(rb"<(?:!doctype html|html|\?xml)", head, re.IGNORECASE):
        return "a web page or XML file", _SAVE_AS
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return "a picture", "Give the manuscript's .docx file."
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "an archive", "Unpack it and give the .docx file in it."
    if b"\0" not in data[:8192]:
        return (
            "a text file",
            "A review in Markdown is a folder with review.yaml; a manuscript is a .docx file.",
        )
    return "of a kind that is not known, or damaged from its first byte on", "Ask for the file once more."
