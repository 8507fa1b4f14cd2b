"""Zotero's RDF → fields under Zotero's own names, whose table says what they become in CSL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from toolkit.load.bibliography.records import Field, Record, references_of
from toolkit.load.bibliography.xml_tree import Element, elements_of
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.columns import RDF_CONTAINERS, RDF_ELEMENTS, TABLE
from toolkit.model.frozen import frozen
from toolkit.model.reference import Reference

RECOGNISED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<rdf:RDF\b[^>]*zotero\.org/namespaces", re.DOTALL)
_RESOURCES = frozenset(
    re.findall(
        r"\S+",
        """bib:Article bib:Book bib:BookSection bib:Thesis bib:Letter bib:Manuscript bib:Interview
        bib:MotionPicture bib:Illustration bib:Document bib:Report bib:Legislation bib:Patent bib:Image
        bib:Recording bib:ConferenceProceedings bib:Data bib:Journal bib:Periodical bib:Newspaper
        bib:CourtReporter bib:Series bib:Memo z:Attachment z:Collection z:Website z:Blog z:Forum
        rdf:Description""",
    )
)
_NO_WORK = frozenset({"attachment", "note", ""})
_IDENTIFIER = re.compile(r"(DOI|ISBN|ISSN) (.+)", re.DOTALL)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SKIPPED = frozenset({"z:itemType", "z:displayTitle", "dc:relation"})
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>")


def read_zotero_rdf(
    path: Path, text: str, problems: list[Problem], notes: list[Note]
) -> tuple[Reference, ...]:
    """The works of a Zotero RDF file in its order, with their notes, attachments and collections."""
    elements = elements_of(path, text, _RESOURCES, problems)
    graph = _Graph.of(elements)
    works = (one for one in elements if one.text_at("z:itemType") not in _NO_WORK)
    return references_of((graph.record(work) for work in works), TABLE, notes)


@frozen
class _Graph:
    """The resources of a file by their names, and the collections in which each of them is."""

    resources: Mapping[str, Element]
    collections: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, elements: list[Element]) -> _Graph:
        collections: dict[str, tuple[str, ...]] = {}
        for one in elements:
            if one.name == "z:Collection":
                for part in one.all("dcterms:hasPart"):
                    name = part.attributes.get("rdf:resource", "")
                    collections[name] = (*collections.get(name, ()), one.text_at("dc:title"))
        named = {one.attributes["rdf:about"]: one for one in elements if "rdf:about" in one.attributes}
        return cls(named, collections)

    def record(self, work: Element) -> Record:
        fields = list(self._fields(work, RDF_ELEMENTS))
        titles = self.collections.get(work.attributes.get("rdf:about", ""), ())
        fields.extend(Field("collections", title, work.span) for title in titles)
        kind = work.first("z:itemType") or work
        return Record(work.text_at("z:itemType"), kind.span, fields)

    def _fields(self, element: Element, names: Mapping[str, str], above: str = "") -> Iterator[Field]:
        for child in element.elements():
            path = f"{above}{child.name}"
            people = child.first("rdf:Seq")
            if path in _SKIPPED:
                continue
            if people is not None:
                yield from _people(path, people)
            elif path == "dcterms:isPartOf":
                yield from self._container(child)
            elif path in {"dcterms:isReferencedBy", "link:link"}:
                yield from self._attached(child)
            elif any(child.elements()):
                yield from self._fields(child, names, f"{path}/")
            elif child.text.strip():
                yield _field(names.get(path), path, child)

    def _container(self, link: Element) -> Iterator[Field]:
        """The journal, book or series of a work: within it, or a resource of its own."""
        named = self.resources.get(link.attributes.get("rdf:resource", ""))
        for one in [named] if named is not None else link.elements():
            names = {**RDF_ELEMENTS, **RDF_CONTAINERS.get(one.name, RDF_CONTAINERS[""])}
            yield from self._fields(one, names)

    def _attached(self, link: Element) -> Iterator[Field]:
        """A note, or the place of a file."""
        one = self.resources.get(link.attributes.get("rdf:resource", ""))
        if one is None:
            return
        if one.name == "bib:Memo":
            yield Field("notes", _HTML.sub("", one.text_at("rdf:value")), one.span)
            return
        file = one.first("rdf:resource") or one.first("z:path")
        place = file.attributes.get("rdf:resource", "") if file is not None else ""
        address = place or one.text_at("dc:identifier/dcterms:URI/rdf:value") or one.text_at("dc:title")
        if address:
            yield Field("file attachments" if place else "link attachments", address, one.span)


def _field(name: str | None, path: str, element: Element) -> Field:
    text = element.text.strip()
    identifier = _IDENTIFIER.fullmatch(text) if path == "dc:identifier" else None
    if identifier is not None:
        place = replace(element.span, column=element.span.column + identifier.start(2))
        return Field(identifier[1].lower(), identifier[2], place)
    own = _CAMEL.sub(" ", path.removeprefix("z:")).lower() if path.startswith("z:") else path
    return Field(name or own, text, element.span)


def _people(path: str, people: Element) -> Iterator[Field]:
    """`bib:authors`, `z:seriesEditors`: a field each person."""
    role = _CAMEL.sub(" ", path.partition(":")[2].removesuffix("s")).lower()
    for person in people.all("rdf:li/foaf:Person"):
        family = person.text_at("foaf:surname")
        given = person.text_at("foaf:givenName") or person.text_at("foaf:givenname")
        joint = "" if not given or not family else ", "
        place = person.first("foaf:surname") or person
        yield Field(role, f"{family}{joint}{given}", place.span)
