"""Word documents from text that anybody can edit.

One line is one paragraph, so the third line that is not empty is paragraph 3 of a finding.

- `# Title` to `### Title`: a heading in Word's own style.
- `^2^` raised, `**bold**`, `*italic*`.
- `[#] Entry`: a paragraph that Word numbers by itself, `[1]`, `[2]`, …
- `| a | b |`: a row of a table; rows that follow each other are one table.
- `{zotero: [1]}`: a live field of Zotero that shows `[1]`; `{zotero: [1] was: [2]}` one that Zotero
  last wrote as `[2]`.
- `{+inserted+}` and `{-deleted-}`: tracked changes.
- `[^1]` a footnote, its text in a line `[^1]: …`; `[^e1]` an endnote.
- `![text]`: a picture with this alternative text.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

from toolkit.model.inline import Style
from toolkit.model.word import WordDocument, WordParagraph, WordTable

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
) + "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/></w:style>'
    for level in (1, 2, 3)
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_MARKUP = re.compile(
    r"\{zotero: (?P<zotero>.+?)(?: was: (?P<was>.+?))?\}|\{\+(?P<added>.+?)\+\}|\{-(?P<removed>.+?)-\}|"
    r"\[\^(?P<note>e?\d+)\]|\^(?P<raised>[^^]+)\^|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+)\*|"
    r"!\[(?P<picture>[^\]]*)\]"
)
_NOTE = re.compile(r"\[\^(e?)(\d+)\]: (.*)")


def docx_from_text(text: str) -> bytes:
    """The Word file that a text describes."""
    body: list[str] = []
    notes: dict[str, list[str]] = {"": [], "e": []}
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(_row(line))
            continue
        if rows:
            body.append(f"<w:tbl>{''.join(rows)}</w:tbl>")
            rows = []
        note = _NOTE.fullmatch(line)
        if note is not None:
            kind = "endnote" if note[1] else "footnote"
            mark = f'<w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
            paragraph = f"<w:p>{mark}{_runs(note[3])}</w:p>"
            notes[note[1]].append(f'<w:{kind} w:id="{note[2]}">{paragraph}</w:{kind}>')
        elif line.strip():
            body.append(_paragraph(line))
    return _package("".join(body), "".join(notes[""]), "".join(notes["e"]))


def text_of(document: WordDocument) -> str:
    """A document in this notation: its paragraphs and tables, raised text, no notes, no other formatting."""
    lines: list[str] = []
    for paragraph in document.paragraphs:
        if paragraph.story != "body" or not paragraph.text.strip():
            continue
        if paragraph.table is None:
            mark = "#" * min(paragraph.outline or 0, 3)
            lines.append(f"{mark} {_raised(paragraph)}" if mark else _raised(paragraph))
        elif document.tables[paragraph.table].first == paragraph.line:
            lines += _rows(document, document.tables[paragraph.table])
    return "\n".join(lines)


def _rows(document: WordDocument, table: WordTable) -> list[str]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        text = " ".join(_raised(document.paragraph(line)) for line in cell.lines)
        rows.setdefault(cell.row, []).append(text.replace("|", "/"))
    return [f"| {' | '.join(cells)} |" for cells in rows.values()]


def _raised(paragraph: WordParagraph) -> str:
    """The text with `^` around what is raised; signs of the notation itself are left out."""
    parts = (
        (paragraph.text[run.start : run.end], Style.SUPER in run.styles)
        for run in paragraph.runs
        if run.kind == "text"
    )
    clean = ((re.sub(r"[*^{}]", "", text).replace("\v", "\n"), raised) for text, raised in parts)
    return "".join(f"^{text}^" if raised and text else text for text, raised in clean).replace("^^", "")


def _paragraph(line: str) -> str:
    heading = re.match(r"(#{1,3}) (.*)", line)
    if heading is not None:
        return f'<w:p><w:pPr><w:pStyle w:val="H{len(heading[1])}"/></w:pPr>{_runs(heading[2])}</w:p>'
    if line.startswith("[#] "):
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{number}</w:pPr>{_runs(line[4:])}</w:p>"
    return f"<w:p>{_runs(line)}</w:p>"


def _row(line: str) -> str:
    cells = line.strip().strip("|").split("|")
    return f"<w:tr>{''.join(f'<w:tc><w:p>{_runs(cell.strip())}</w:p></w:tc>' for cell in cells)}</w:tr>"


def _runs(text: str) -> str:
    parts: list[str] = []
    at = 0
    for match in _MARKUP.finditer(text):
        parts += [_run(text[at : match.start()]), _marked(match)]
        at = match.end()
    return "".join([*parts, _run(text[at:])])


def _run(text: str, properties: str = "", tag: str = "t") -> str:
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>' if text else ""


def _marked(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if match["zotero"]:
        return _zotero(match["zotero"], match["was"] or match["zotero"])
    if match["added"]:
        return f'<w:ins w:id="1" w:author="A">{_runs(match["added"])}</w:ins>'
    if match["removed"]:
        return f'<w:del w:id="1" w:author="A">{_run(match["removed"], tag="delText")}</w:del>'
    if match["note"]:
        name = "endnote" if match["note"].startswith("e") else "footnote"
        high = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        return f'<w:r>{high}<w:{name}Reference w:id="{match["note"].lstrip("e")}"/></w:r>'
    if match["raised"]:
        return _run(match["raised"], '<w:vertAlign w:val="superscript"/>')
    if kind == "picture":
        alt = quoteattr(match["picture"])
        picture = f'<wp:docPr id="1" name="p" descr={alt}/><a:blip r:embed="none"/>'
        return f"<w:r><w:drawing><wp:inline>{picture}</wp:inline></w:drawing></w:r>"
    return _run(match["bold"], "<w:b/>") if match["bold"] else _run(match["italic"], "<w:i/>")


def _zotero(shown: str, was: str) -> str:
    raised = was.replace("^", "")
    data = json.dumps({"citationID": "a", "properties": {"plainCitation": raised}, "citationItems": []})
    code = escape(f" ADDIN ZOTERO_ITEM CSL_CITATION {data}")
    begin, border, end = (
        f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{border}{_runs(shown)}{end}"


def _package(body: str, footnotes: str, endnotes: str) -> bytes:
    parts = {
        "document": f"<w:body>{body}</w:body>",
        "styles": _STYLES,
        "numbering": _NUMBERING,
        "settings": '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>',
        "footnotes": footnotes,
        "endnotes": endnotes,
    }
    links = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/{name}" Target="{name}.xml"/>'
        for name in parts
        if name != "document"
    )
    types = (
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    main = (
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": _relationships(main),
        "word/_rels/document.xml.rels": _relationships(links),
    } | {f"word/{name}.xml": f"<w:{name} {_NAMES}>{inner}</w:{name}>" for name, inner in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _relationships(rows: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
