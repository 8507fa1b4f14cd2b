"""EndNote's XML export (`<xml><records><record>…`), also written by NoteExpress, Mendeley and Citavi."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.load.bibliography.records import Field, Record, references_of
from toolkit.load.bibliography.xml_tree import Element, elements_of
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.endnote import ENDNOTE_XML, FORMATTED, NUMBERS
from toolkit.model.reference import Reference

RECOGNISED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<(?:xml|records)\b[^>]*>\s*(?:<records\b[^>]*>\s*)?<record\b"
)
_TYPES = {str(number): name for name, number in NUMBERS.items()}
_FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_LEAVES = frozenset({"style"})


def read_endnote_xml(
    path: Path, text: str, problems: list[Problem], notes: list[Note]
) -> tuple[Reference, ...]:
    """The references of an EndNote XML file in its order."""
    elements = elements_of(path, text, frozenset({"record"}), problems)
    return references_of((_record(element) for element in elements), ENDNOTE_XML, notes)


def _record(element: Element) -> Record:
    kind = element.first("ref-type")
    name, number = "", ""
    if kind is not None:
        name, number = kind.attributes.get("name", "").strip(), kind.text.strip()
    known = name if ENDNOTE_XML.csl_type(name) else _TYPES.get(number, name)
    fields = [field for field in _fields(element, "") if field.tag != "ref-type"]
    return Record(known, kind.span if kind is not None else element.span, fields)


def _fields(element: Element, prefix: str) -> Iterator[Field]:
    """Every element that holds text, its path as its tag."""
    for child in element.elements():
        path = f"{prefix}{child.name}"
        if any(inner.name not in _LEAVES for inner in child.elements()):
            yield from _fields(child, f"{path}/")
            continue
        text = _text(child, formatted=child.name in FORMATTED)
        if not text.strip() and child.attributes.get("year"):
            text = child.attributes["year"]
        first = next((inner for inner in child.elements() if inner.text.strip()), child)
        # EndNote writes line breaks within a field as carriage returns.
        yield Field(path, text.replace("\r", "\n").strip(), first.span)


def _text(element: Element, *, formatted: bool) -> str:
    """The text, in titles with the tags that CSL-JSON has for its faces."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
            continue
        tags = [_FACES[face] for face in child.attributes.get("face", "").split() if face in _FACES]
        text = child.text
        for tag in reversed(tags if formatted and text.strip() else []):
            text = f"<{tag}>{text}</{tag}>"
        parts.append(text)
    return "".join(parts)
