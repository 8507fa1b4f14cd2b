"""Word documents that tests write from the XML of their parts. All of their text is synthetic."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from toolkit.load.docx import OpenDocx, open_docx
from toolkit.model.word import View

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header1": "header",
}


def part(root: str, inner: str, *, namespace: str = W) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{namespace}" {_NAMES}>{inner}</w:{root}>'
    )


def docx(
    body: str,
    *,
    namespace: str = W,
    extra: Mapping[str, str | bytes] | None = None,
    links: str = "",
    **parts: str,
) -> bytes:
    """A document of this body. `parts` are the insides of further parts by name: `styles="<w:style …/>"`;
    `extra` are whole files by their name, `links` further relationships of the text."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        ),
        "_rels/.rels": _rels(
            f'<Relationship Id="rId1" Type="{_RELATIONSHIPS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>", namespace=namespace),
    }
    rows = links
    for name, inner in parts.items():
        root = {"header1": "hdr"}.get(name, name)
        files[f"word/{name}.xml"] = part(root, inner, namespace=namespace)
        rows += f'<Relationship Id="{name}" Type="{_RELATIONSHIPS}/{_TYPES[name]}" Target="{name}.xml"/>'
    files["word/_rels/document.xml.rels"] = _rels(rows)
    return archive(files | dict(extra or {}))


def _rels(rows: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{rows}</Relationships>'


def archive(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def opened(folder: Path, data: bytes, view: View = "accepted") -> OpenDocx:
    path = folder / "manuscript.docx"
    path.write_bytes(data)
    return open_docx(path, view=view)


def texts(folder: Path, body: str, view: View = "accepted", **parts: str) -> list[str]:
    """The text of every paragraph."""
    return [paragraph.text for paragraph in opened(folder, docx(body, **parts), view).document.paragraphs]


def p(*runs: str, properties: str = "") -> str:
    """A paragraph. A run that is no XML is plain text."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, *result: str) -> str:
    """A complex field; a result that is no XML is plain text."""
    inner = "".join(run if run.startswith("<") else r(run) for run in result)
    instruction = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + inner + mark("end")
