"""EndNote's two formats: XML, which it imports without loss, and tagged text (.enw)."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence

from lxml import etree

from toolkit.model.formats.endnote import ENDNOTE_XML, ENW, FORMATTED, NUMBERS
from toolkit.model.reference import Reference
from toolkit.render.bibliography.fields import Writing, fields_of, written_type

_PATH = re.compile(r"[a-z][a-z0-9-]*(?:/[a-z][a-z0-9-]*){0,3}")
_TAGGED = re.compile(r"<(/?)(i|b|sup|sub)>|</?span\b[^<>]*>")
_FACES = {"i": "italic", "b": "bold", "sup": "superscript", "sub": "subscript"}
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENW_TAGS = frozenset(string.ascii_uppercase + string.digits)
_ENW = Writing(ENW, lambda name: name if len(name) == 1 and name in _ENW_TAGS else "")
_XML = Writing(ENDNOTE_XML, lambda name: name if _PATH.fullmatch(name) and "/" in name else "")
_ROWS = frozenset({"author", "keyword", "url", "date"})
"""Elements that stand in a list of their kind: each gets an element of its own."""


def write_enw(references: Sequence[Reference]) -> str:
    """EndNote's tagged text; lines of one field stand below each other."""
    return "\n".join("\n".join([*_tagged(reference), ""]) for reference in references)


def _tagged(reference: Reference) -> Iterator[str]:
    yield f"%0 {written_type(reference, ENW)}"
    for tag, text in fields_of(reference, _ENW):
        # A line that began with a per cent sign and a letter would be read as a field.
        yield f"%{tag} {text.replace(chr(10) + '%', chr(10) + ' %')}"


def write_endnote_xml(references: Sequence[Reference]) -> str:
    """EndNote XML with the formatting of titles."""
    root = etree.Element("xml")
    records = etree.SubElement(root, "records")
    for reference in references:
        records.append(_record(reference))
    text: str = etree.tostring(root, encoding="unicode", pretty_print=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _record(reference: Reference) -> etree._Element:
    record = etree.Element("record")
    kind = written_type(reference, ENDNOTE_XML)
    number = NUMBERS.get(kind, NUMBERS["Generic"])
    etree.SubElement(record, "ref-type", name=kind).text = str(number)
    for path, text in fields_of(reference, _XML):
        *above, name = path.split("/")
        parent = record
        for part in above:
            found = parent.find(part)
            parent = etree.SubElement(parent, part) if found is None else found
        before = parent.find(name)
        if before is not None and name not in _ROWS:
            last = before.findall("style")[-1]
            last.text = f"{last.text or ''}\r{_FORBIDDEN.sub('', text)}"
        else:
            _styled(etree.SubElement(parent, name), text, formatted=name in FORMATTED)
    return record


def _styled(element: etree._Element, text: str, *, formatted: bool) -> None:
    """The text in EndNote's `style` elements, one per run of the same faces."""
    faces: list[str] = []
    at = 0
    for match in [*(_TAGGED.finditer(text) if formatted else ()), None]:
        run = text[at : match.start() if match else len(text)]
        if run or (match is None and not len(element)):
            style = etree.SubElement(
                element, "style", face=" ".join(faces) or "normal", font="default", size="100%"
            )
            style.text = _FORBIDDEN.sub("", run)
        if match is not None:
            at = match.end()
            face = _FACES.get(match[2] or "")
            if face and match[1]:
                faces = [one for one in faces if one != face]
            elif face:
                faces.append(face)
