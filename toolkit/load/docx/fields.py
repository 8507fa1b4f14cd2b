"""Fields: what kind each is, and what reference managers store in theirs.

Read are the fields of Zotero and Mendeley Desktop (CSL-JSON in the instruction), Mendeley Cite
(base64 in the tag of a content control), EndNote (XML in the instruction or, base64, in `w:fldData`),
Word's own citations (`CITATION Tag`, the sources in a custom XML part) and NoteExpress (`stored`).
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.load.docx.stored import noteexpress_works
from toolkit.load.docx.works import endnote_works, plain
from toolkit.model.csl_json import reference_from_csl
from toolkit.model.frozen import mutable
from toolkit.model.reference import Reference
from toolkit.model.word import FieldKind, FieldPiece, WordField

if TYPE_CHECKING:
    from toolkit.load.docx.walked import Walked

_MENDELEY_TAG = "MENDELEY_CITATION_v3_"
_KINDS: tuple[tuple[str, FieldKind], ...] = (
    (r"ADDIN\s+ZOTERO_ITEM|ADDIN\s+ZOTERO_CITATION", "zotero"),
    (r"ADDIN\s+(?:ZOTERO_BIBL|.*CSL_BIBLIOGRAPHY|EN\.REFLIST|NE\.Bib|CITAVI\.BIBLIOGRAPHY)", "bibliography"),
    (r"MENDELEY_BIBLIOGRAPHY|BIBLIOGRAPHY\b", "bibliography"),
    (r"ADDIN\s+(?:Mendeley Citation.*?)?CSL_CITATION|MENDELEY_CITATION", "mendeley"),
    (r"ADDIN\s+EN\.CITE(?!\.DATA)", "endnote"),
    (r"CITATION\s", "word"),
    (r"ADDIN\s+NE\.Ref", "noteexpress"),
    (r"ADDIN\s+CITAVI\.PLACEHOLDER", "citavi"),
    (r"SEQ\s", "seq"),
    (r"(?:REF|PAGEREF|NOTEREF)\s", "ref"),
    (r"HYPERLINK\b", "hyperlink"),
    (r"TOC\b", "toc"),
)
_WORD_TAG = re.compile(r'(?:CITATION|\\m)\s+("[^"]*"|\S+)')


@mutable
class OpenField:
    """A field while it is walked through; its pieces stand in the paragraphs of its result."""

    inside: OpenField | None
    code: list[str] = field(default_factory=list)
    data: str = ""
    """`w:fldData`, base64."""
    in_result: bool = False
    pieces: list[tuple[Walked, int, int]] = field(default_factory=list)
    _here: tuple[Walked, int] | None = None

    def enter(self, paragraph: Walked, start: int) -> None:
        """The result begins, or goes on, in a paragraph."""
        if self.in_result:
            self._here = (paragraph, start)

    def leave(self, end: int) -> None:
        if self._here is not None:
            paragraph, start = self._here
            self.pieces.append((paragraph, start, end))
        self._here = None

    def close(self) -> None:
        self._here = None


def read_fields(
    opened: Sequence[OpenField],
    pieces: Mapping[int, tuple[FieldPiece, ...]],
    sources: Mapping[str, Reference],
    variables: Mapping[str, str],
) -> tuple[WordField, ...]:
    """The fields of a document in the order in which they begin.

    `sources` are Word's, by tag; `variables` those of the document, by name.
    """
    index = {id(each): number for number, each in enumerate(opened)}
    data = {id(each): each.data for each in opened if each.data}
    for each in opened:
        if each.inside is not None and each.data:
            data.setdefault(id(each.inside), each.data)  # EndNote keeps its data in a field inside its own
    return tuple(
        _field(
            "".join(each.code).strip(),
            pieces.get(number, ()),
            data.get(id(each), ""),
            sources,
            variables,
            index.get(id(each.inside)) if each.inside is not None else None,
        )
        for number, each in enumerate(opened)
    )


def field_kind(code: str) -> FieldKind:
    return next((kind for pattern, kind in _KINDS if re.match(pattern, code)), "other")


def _field(
    code: str,
    pieces: tuple[FieldPiece, ...],
    data: str,
    sources: Mapping[str, Reference],
    variables: Mapping[str, str],
    inside: int | None,
) -> WordField:
    kind = field_kind(code)
    printed: str | None = None
    works: tuple[Reference, ...] = ()
    problem = ""
    try:
        match kind:
            case "zotero" | "mendeley":
                printed, works = _csl(code)
            case "endnote":
                printed, works = _endnote(code, data)
            case "word":
                tags = [tag.strip('"') for tag in _WORD_TAG.findall(code)]
                works = tuple(sources[tag] for tag in tags if tag in sources)
            case "noteexpress":
                works = noteexpress_works(code, variables)
            case _:
                pass
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error, etree.XMLSyntaxError) as error:
        problem = (str(error).splitlines() or [type(error).__name__])[0]
    return WordField(kind, code, pieces, printed, works, problem, inside)


def _csl(code: str) -> tuple[str | None, tuple[Reference, ...]]:
    """Printed text and works of a citation in CSL-JSON (citation schema of CSL 1.0)."""
    if code.startswith(_MENDELEY_TAG):
        packed = code.removeprefix(_MENDELEY_TAG)
        text = base64.b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8")
        citation = json.loads(text)
    else:
        at = code.find("{")
        if at < 0:
            raise ValueError("it holds no data")
        citation, _ = json.JSONDecoder().raw_decode(code, at)
    if not isinstance(citation, dict):
        raise TypeError("its data are no citation")
    items = citation.get("citationItems")
    works = tuple(
        reference_from_csl({"id": str(item.get("id", "")), **item["itemData"]})[0]
        for item in (items if isinstance(items, list) else ())
        if isinstance(item, dict) and isinstance(item.get("itemData"), dict)
    )
    return _printed(citation), works


def _printed(citation: Mapping[str, object]) -> str | None:
    places = (
        ("properties", "plainCitation"),
        ("mendeley", "plainTextFormattedCitation"),
        ("manualOverride", "citeprocText"),
    )
    for outer, inner in places:
        part = citation.get(outer)
        text = part.get(inner) if isinstance(part, dict) else None
        if isinstance(text, str) and text:
            return plain(text)
    return None


def _endnote(code: str, data: str) -> tuple[str | None, tuple[Reference, ...]]:
    at = code.find("<EndNote")
    if at >= 0:
        text = code[at:]
    elif data:
        raw = base64.b64decode("".join(data.split()), validate=False)
        text = raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-8").rstrip("\0")
        at = text.find("<EndNote")
        if at < 0:
            raise ValueError("it holds no data")
        text = text[at:]
    else:
        raise ValueError("it holds no data")
    return endnote_works(text)
