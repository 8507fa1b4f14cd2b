"""Works as EndNote and Word store them, as references in CSL's terms."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from toolkit.load.docx.names import child, descendants
from toolkit.load.docx.package import Package
from toolkit.model.date_text import parse_date
from toolkit.model.reference import Name, Reference

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENDNOTE_TYPES = {
    "Journal Article": "article-journal",
    "Electronic Article": "article-journal",
    "Book": "book",
    "Edited Book": "book",
    "Book Section": "chapter",
    "Thesis": "thesis",
    "Conference Proceedings": "paper-conference",
    "Conference Paper": "paper-conference",
    "Report": "report",
    "Web Page": "webpage",
    "Patent": "patent",
    "Standard": "standard",
    "Newspaper Article": "article-newspaper",
    "Dataset": "dataset",
}
_ENDNOTE_FIELDS = {
    "titles/title": "title",
    "titles/secondary-title": "container-title",
    "pages": "page",
    "volume": "volume",
    "number": "issue",
    "edition": "edition",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "electronic-resource-num": "DOI",
    "isbn": "ISSN",
    "urls/related-urls/url": "URL",
    "language": "language",
}
_WORD_TYPES = {
    "JournalArticle": "article-journal",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "Patent": "patent",
}
_WORD_FIELDS = {
    "b:Title": "title",
    "b:JournalName": "container-title",
    "b:BookTitle": "container-title",
    "b:ConferenceName": "container-title",
    "b:Volume": "volume",
    "b:Issue": "issue",
    "b:Pages": "page",
    "b:Publisher": "publisher",
    "b:City": "publisher-place",
    "b:Edition": "edition",
    "b:DOI": "DOI",
    "b:URL": "URL",
}


def plain(text: str) -> str:
    """Text without the few tags of rich text that reference managers store."""
    return _TAG.sub("", text)


def endnote_works(xml: str) -> tuple[str | None, tuple[Reference, ...]]:
    """The displayed text and the works of a citation of EndNote. Raises `XMLSyntaxError`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    root = etree.fromstring(xml.encode("utf-8"), parser)
    shown = [_text(element) for element in root.iter("DisplayText")]
    works = [_endnote_work(cite) for cite in root.iter("Cite")]
    return (shown[0] if shown else None), tuple(work for work in works if work is not None)


def _endnote_work(cite: etree._Element) -> Reference | None:
    record = cite.find("record")
    if record is None:
        return None
    kind = record.find("ref-type")
    names = {
        variable: tuple(_name(_text(author)) for author in record.iterfind(path))
        for variable, path in (
            ("author", "contributors/authors/author"),
            ("editor", "contributors/secondary-authors/author"),
        )
    }
    found = {variable: _text(record.find(path)) for path, variable in _ENDNOTE_FIELDS.items()}
    year = _text(record.find("dates/year"))
    return Reference(
        id=_text(record.find("rec-number")) or _text(cite.find("RecNum")),
        type=_ENDNOTE_TYPES.get(kind.get("name", "") if kind is not None else "", "document"),
        fields={variable: text for variable, text in found.items() if text},
        names={variable: people for variable, people in names.items() if people},
        dates={"issued": parse_date(year)} if year else {},
    )


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(str(text) for text in element.itertext()).strip()


def _name(text: str) -> Name:
    family, comma, given = text.partition(",")
    if not comma:
        return Name(literal=text)
    return Name(family=family.strip(), given=given.strip()) if given.strip() else Name(literal=family.strip())


def word_sources(package: Package, warnings: list[str]) -> Mapping[str, Reference]:
    """The sources that Word keeps in a custom XML part, by their tags."""
    found: dict[str, Reference] = {}
    for part in package.related("customXml"):
        root = package.optional_tree(part, warnings)
        if root is None:
            continue
        for source in descendants(root, "b:Source"):
            tag = _text(child(source, "b:Tag"))
            if tag:
                found.setdefault(tag, _word_source(tag, source))
    return found


def _word_source(tag: str, source: etree._Element) -> Reference:
    people = child(child(child(source, "b:Author"), "b:Author"), "b:NameList")
    names = tuple(
        Name(family=_text(child(person, "b:Last")), given=_text(child(person, "b:First")))
        for person in (people if people is not None else ())
    )
    fields = {variable: _text(child(source, name)) for name, variable in _WORD_FIELDS.items()}
    year = _text(child(source, "b:Year"))
    return Reference(
        id=tag,
        type=_WORD_TYPES.get(_text(child(source, "b:SourceType")), "document"),
        fields={variable: text for variable, text in fields.items() if text},
        names={"author": names} if names else {},
        dates={"issued": parse_date(year)} if year else {},
    )
