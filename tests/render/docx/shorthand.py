r"""A Word document in a shorthand that people can read, for tests of what was written.

A paragraph is a line: its style, then what stands in it.

    Heading1: «_Ref_sec_delivery 1» "  " "递送方法"
    BodyText: "皮肤" "[" (#_Ref_bib_a "1") "]" sup"7" {REF _Ref_tbl_a_zh \h = "表 1"}

`sup"7"` is a run with its formatting, `«name …»` a bookmark, `(#name …)` a link inside the document,
`(https://… …)` one that leaves it, `{code = …}` a field and its result, `+[…]` and `-[…]` tracked
changes, `⏎` a line break, `⇥` a tab. A table begins with its widths and has one line per row; `↧` is a
cell that goes on below, `↓` its part there, `×2` a cell over two columns. A line of dashes ends a section.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from toolkit.render.docx.ooxml.names import EMU_PER_POINT, NAMESPACES, VAL, WP, M, r, w
from toolkit.render.docx.ooxml.text import Element

_PACKAGE_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_FLAGS = {"b": "bold", "i": "italic", "smallCaps": "caps", "strike": "strike", "u": "underline"}
_SIGNS = {
    "br": "⏎",
    "tab": "⇥",
    "footnoteRef": "{{mark}}",
    "footnoteReference": "{{footnote {}}}",
    "commentReference": "{{comment {}}}",
}
_POSITIONS = {"superscript": "sup", "subscript": "sub", "baseline": "base"}


@dataclass(slots=True)
class _Field:
    code: str = ""
    result: list[str] = field(default_factory=list)


class Docx:
    """A DOCX file opened for a test."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}

    def part(self, name: str) -> Element:
        """The root of `word/NAME`."""
        return etree.fromstring(self.files[f"word/{name}"])

    @cached_property
    def document(self) -> Element:
        return self.part("document.xml")

    @cached_property
    def styles(self) -> Element:
        return self.part("styles.xml")

    @property
    def body(self) -> Element:
        return self.document[0]

    def find(self, path: str) -> list[Element]:
        """XPath on the main part, with the usual prefixes."""
        return list(self.document.xpath(path, namespaces=NAMESPACES))

    def style(self, identifier: str) -> Element:
        return self.styles.xpath(f"w:style[@w:styleId='{identifier}']", namespaces=NAMESPACES)[0]

    def relationships(self, name: str = "document.xml") -> dict[str, str]:
        """Relationship id → target, of `word/NAME`."""
        data = self.files.get(f"word/_rels/{name}.rels")
        if data is None:
            return {}
        found = etree.fromstring(data).iter(f"{_PACKAGE_RELATIONSHIPS}Relationship")
        return {rel.get("Id"): rel.get("Target") for rel in found}

    @property
    def text(self) -> str:
        """Everything that a reader sees in the main part, without deleted text."""
        return "".join(self.document.itertext(w("t")))

    def lines(self, root: Element | None = None, name: str = "document.xml") -> list[str]:
        """The shorthand of the body, or of another root such as a footnote."""
        links = self.relationships(name)
        return list(_blocks(self.body if root is None else root, links))

    @property
    def outline(self) -> str:
        return "\n".join(self.lines())


def _blocks(parent: Element, links: dict[str, str]) -> Iterator[str]:
    for child in parent:
        if child.tag == w("p"):
            yield _paragraph(child, links)
            section = child.find(f"{w('pPr')}/{w('sectPr')}")
            if section is not None:
                yield _section(section)
        elif child.tag == w("tbl"):
            yield from _table(child, links)
        elif child.tag == w("sectPr"):
            yield _section(child)


def _section(section: Element) -> str:
    size = section.find(w("pgSz"))
    columns = section.find(w("cols")).get(w("num"), "1")
    kind = section.find(w("type")).get(VAL)
    numbered = " line-numbers" if section.find(w("lnNumType")) is not None else ""
    return f"--- {kind} {size.get(w('w'))}×{size.get(w('h'))} columns={columns}{numbered} ---"


def _table(table: Element, links: dict[str, str]) -> Iterator[str]:
    yield "┌ " + " ".join(column.get(w("w")) for column in table.iter(w("gridCol")))
    for row in table.iter(w("tr")):
        head = "head " if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None else ""
        yield f"│ {head}" + " | ".join(_cell(cell, links) for cell in row.iterfind(w("tc")))
    yield "└"


def _cell(cell: Element, links: dict[str, str]) -> str:
    properties = cell.find(w("tcPr"))
    span, merge = properties.find(w("gridSpan")), properties.find(w("vMerge"))
    if merge is not None and merge.get(VAL) == "continue":
        return "↓"
    over = f" ×{span.get(VAL)}" if span is not None else ""
    down = " ↧" if merge is not None else ""
    return " / ".join(_paragraph(part, links) for part in cell.iterfind(w("p"))) + over + down


def _paragraph(paragraph: Element, links: dict[str, str]) -> str:
    properties = paragraph.find(w("pPr"))
    named = properties.find(w("pStyle"))
    style = named.get(VAL) if named is not None else "Normal"
    listed = properties.find(f"{w('numPr')}/{w('numId')}")
    number = ""
    if listed is not None:
        level = properties.find(f"{w('numPr')}/{w('ilvl')}").get(VAL)
        number = f"(list {listed.get(VAL)}, level {level})"
    align = properties.find(w("jc"))
    placed = f"({align.get(VAL)})" if align is not None else ""
    pieces = _pieces(paragraph, links, [])
    return f"{style}{placed}{number}:" + "".join(f" {piece}" for piece in pieces)


def _pieces(parent: Element, links: dict[str, str], fields: list[_Field]) -> list[str]:
    out: list[str] = []
    for child in parent:
        match etree.QName(child).localname:
            case "r":
                _run(child, out, fields)
            case "hyperlink":
                anchor = child.get(w("anchor"))
                target = f"#{anchor}" if anchor else links[child.get(r("id"))]
                out.append(f"({target} {' '.join(_pieces(child, links, []))})")
            case "ins" | "del" as kind:
                sign = "+" if kind == "ins" else "-"
                out.append(f"{sign}[{' '.join(_pieces(child, links, []))}]")
            case "bookmarkStart":
                out.append(f"«{child.get(w('name'))}")
            case "bookmarkEnd":
                out.append("»")
            case "oMath":
                out.append("{math " + "".join(child.itertext(f"{{{M}}}t")) + "}")
            case "oMathPara":
                out.append("{display " + "".join(child.itertext(f"{{{M}}}t")) + "}")
            case _:
                pass
    return out


def _run(run: Element, out: list[str], fields: list[_Field]) -> None:
    look = _look(run.find(w("rPr")))
    for child in run:
        name = etree.QName(child).localname
        if name in _SIGNS:
            out.append(_SIGNS[name].format(child.get(w("id"))))
        elif name in ("t", "delText"):
            (fields[-1].result if fields else out).append(f'{look}"{child.text or ""}"')
        elif name in ("instrText", "delInstrText"):
            fields[-1].code += child.text
        elif name == "fldChar":
            _field_mark(child.get(w("fldCharType")), out, fields)
        elif name == "drawing":
            out.append(_picture(child))


def _field_mark(kind: str, out: list[str], fields: list[_Field]) -> None:
    if kind == "begin":
        fields.append(_Field())
    elif kind == "end":
        done = fields.pop()
        out.append(f"{{{done.code.strip()} = {' '.join(done.result)}}}")


def _picture(drawing: Element) -> str:
    inline = drawing.find(f"{{{WP}}}inline")
    size, about = inline.find(f"{{{WP}}}extent"), inline.find(f"{{{WP}}}docPr")
    points = " × ".join(str(round(int(size.get(side)) / EMU_PER_POINT)) for side in ("cx", "cy"))
    return f'{{picture {points} pt "{about.get("descr")}"}}'


def _look(properties: Element | None) -> str:
    if properties is None:
        return ""
    words: list[str] = []
    for child in properties:
        name = etree.QName(child).localname
        if name in _FLAGS:
            words.append(_FLAGS[name] if child.get(VAL, "1") not in ("0", "none") else f"no-{_FLAGS[name]}")
        elif name == "vertAlign":
            words.append(_POSITIONS[child.get(VAL)])
        elif name == "rStyle":
            words.append(child.get(VAL))
        elif name == "rFonts":
            words.append("wide")
        elif name == "lang":
            words.append(child.get(VAL) or child.get(w("eastAsia")))
    return "+".join(words)
