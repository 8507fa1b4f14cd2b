"""PubMed's XML (`<PubmedArticleSet>`), as E-utilities give it → the fields of PubMed's text format.

Source: PubMed's DTD and the *MEDLINE/PubMed XML Element Descriptions*, National Library of Medicine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit.load.bibliography.medline import without_full_stop
from toolkit.load.bibliography.records import Field, Record, references_of
from toolkit.load.bibliography.xml_tree import Element, elements_of
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.medline import MEDLINE
from toolkit.model.reference import Reference

RECOGNISED = re.compile(r"<(?:PubmedArticleSet|PubmedBookArticleSet|PubmedArticle|PubmedBookArticle)\b")
_INLINE = {"i": "i", "b": "b", "sup": "sup", "sub": "sub", "u": ""}
_RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle"})

_SINGLE = {
    "MedlineCitation/PMID": "PMID",
    "BookDocument/PMID": "PMID",
    "MedlineCitation/Article/ArticleTitle": "TI",
    "MedlineCitation/Article/VernacularTitle": "TT",
    "BookDocument/ArticleTitle": "TI",
    "BookDocument/Book/BookTitle": "BTI",
    "BookDocument/Book/CollectionTitle": "CTI",
    "BookDocument/Book/Edition": "EN",
    "BookDocument/Book/Publisher/PublisherName": "PB",
    "BookDocument/Book/Publisher/PublisherLocation": "PL",
    "BookDocument/Book/Isbn": "ISBN",
    "MedlineCitation/Article/Journal/Title": "JT",
    "MedlineCitation/Article/Journal/ISOAbbreviation": "TA",
    "MedlineCitation/Article/Journal/JournalIssue/Volume": "VI",
    "MedlineCitation/Article/Journal/JournalIssue/Issue": "IP",
    "MedlineCitation/Article/Journal/ISSN": "IS",
    "MedlineCitation/Article/Pagination/MedlinePgn": "PG",
    "MedlineCitation/Article/Language": "LA",
    "BookDocument/Language": "LA",
    "MedlineCitation/Article/PublicationTypeList/PublicationType": "PT",
    "BookDocument/PublicationType": "PT",
    "MedlineCitation/KeywordList/Keyword": "OT",
    "BookDocument/KeywordList/Keyword": "OT",
    "MedlineCitation/MeshHeadingList/MeshHeading/DescriptorName": "MH",
    "MedlineCitation/MedlineJournalInfo/NlmUniqueID": "JID",
    "MedlineCitation/Article/GrantList/Grant/GrantID": "GR",
    "MedlineCitation/CoiStatement": "COIS",
    "MedlineCitation/Article/AuthorList/Author/AffiliationInfo/Affiliation": "AD",
}
"""Elements of the XML → tags of PubMed's text format, whose table says what they become."""


def read_pubmed_xml(
    path: Path, text: str, problems: list[Problem], notes: list[Note]
) -> tuple[Reference, ...]:
    """The references of a PubMed XML file in its order."""
    elements = elements_of(path, text, _RECORDS, problems)
    return references_of((_record(element) for element in elements), MEDLINE, notes)


def _record(element: Element) -> Record:
    fields = [field for read in _READERS for field in read(element)]
    kinds = [field.text for field in fields if field.tag == "PT" and field.text in MEDLINE.types]
    tags = {field.tag for field in fields}
    if element.name == "PubmedBookArticle":
        kind = "Book Chapter" if "TI" in tags else "Book"
    else:
        kind = "Preprint" if "Preprint" in kinds else (kinds or ["Journal Article"])[0]
    return Record(kind, element.span, fields)


def _simple(element: Element) -> Iterator[Field]:
    for path, tag in _SINGLE.items():
        for found in element.all(path):
            text = " ".join(_marked(found).split())
            yield Field(tag, without_full_stop(text) if tag in {"TI", "TT", "BTI"} else text, found.span)


def _identifiers(element: Element) -> Iterator[Field]:
    for path in (
        "MedlineCitation/Article/ELocationID",
        "PubmedData/ArticleIdList/ArticleId",
        "BookDocument/ArticleIdList/ArticleId",
    ):
        for found in element.all(path):
            kind = found.attributes.get("EIdType") or found.attributes.get("IdType", "")
            text = found.text.strip()
            if kind == "doi":
                yield Field("LID", text, found.span)
            elif kind == "pmc":
                yield Field("PMC", text, found.span)
            elif kind in {"pii", "mid"}:
                yield Field(kind.upper() if kind == "mid" else "AID", f"{text} [{kind}]", found.span)


def _people(element: Element) -> Iterator[Field]:
    lists = [
        ("MedlineCitation/Article/AuthorList", "FAU"),
        ("BookDocument/AuthorList", "FAU"),
        ("BookDocument/Book/AuthorList", "FED"),
    ]
    for path, tag in lists:
        for group in element.all(path):
            own = "FED" if group.attributes.get("Type") == "editors" else tag
            for author in group.all("Author"):
                collective = author.first("CollectiveName")
                if collective is not None:
                    yield Field("CN", collective.text.strip(), collective.span)
                    continue
                given = author.text_at("ForeName") or author.text_at("Initials")
                parts = [author.text_at("LastName"), given, author.text_at("Suffix")]
                place = author.first("LastName") or author
                yield Field(own, ", ".join(part for part in parts if part), place.span)
            if group.attributes.get("CompleteYN") == "N":
                yield Field(own, "et al.", group.span)


def _dates(element: Element) -> Iterator[Field]:
    for path, tag in (
        ("MedlineCitation/Article/Journal/JournalIssue/PubDate", "DP"),
        ("BookDocument/Book/PubDate", "DP"),
        ("MedlineCitation/Article/ArticleDate", "DEP"),
    ):
        for found in element.all(path):
            parts = [found.text_at(name) for name in ("Year", "Month", "Day")]
            if tag == "DEP":
                text = "-".join(part for part in parts if part)
            else:
                season = found.text_at("Season")
                text = found.text_at("MedlineDate") or " ".join(
                    part for part in (*parts[:1], season, *parts[1:]) if part
                )
            yield Field(tag, text, found.span)


def _abstract(element: Element) -> Iterator[Field]:
    """The parts of a structured abstract, each with its label, as PubMed's text format has them."""
    for path in ("MedlineCitation/Article/Abstract", "BookDocument/Abstract"):
        for found in element.all(path):
            parts = []
            for part in found.all("AbstractText"):
                label = part.attributes.get("Label", "")
                text = " ".join(_marked(part).split())
                parts.append(f"{label}: {text}" if label else text)
            first = found.first("AbstractText") or found
            yield Field("AB", "\n".join(parts), first.span)


_READERS: tuple[Callable[[Element], Iterator[Field]], ...] = (
    _simple,
    _people,
    _dates,
    _identifiers,
    _abstract,
)


def _marked(element: Element) -> str:
    """The text with the tags that CSL-JSON shares with PubMed."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        else:
            tag = _INLINE.get(child.name, "")
            inner = _marked(child)
            parts.append(f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else inner)
    return "".join(parts)
