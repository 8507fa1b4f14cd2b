"""PubMed's XML (`<PubmedArticleSet>`), as E-utilities give it → the fields of PubMed's text format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit.load.bibliography.medline import publication_type, without_full_stop
from toolkit.load.bibliography.records import Field, Record, references_of
from toolkit.load.bibliography.xml_tree import Element, elements_of
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.medline import MEDLINE
from toolkit.model.formats.pubmed_xml import COMMENTS, ELEMENTS, LEFT_OUT
from toolkit.model.reference import Reference

RECOGNISED = re.compile(r"<(?:PubmedArticleSet|PubmedBookArticleSet|PubmedArticle|PubmedBookArticle)\b")
_INLINE = {"i": "i", "b": "b", "sup": "sup", "sub": "sub", "u": ""}
_RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle"})
_TITLES = frozenset({"TI", "TT", "BTI"})


def read_pubmed_xml(
    path: Path, text: str, problems: list[Problem], notes: list[Note]
) -> tuple[Reference, ...]:
    """The references of a PubMed XML file in its order."""
    elements = elements_of(path, text, _RECORDS, problems)
    return references_of((_record(element) for element in elements), MEDLINE, notes)


def _record(element: Element) -> Record:
    fields: list[Field] = []
    for path, read in _READERS.items():
        for found in element.all(path):
            fields += read(found)
    fields += _others(element, "")
    return Record(publication_type(fields), element.span, fields)


def _simple(tag: str) -> Callable[[Element], Iterator[Field]]:
    """The text of an element."""

    def read(found: Element) -> Iterator[Field]:
        text = " ".join(_marked(found).split())
        if tag == "IS" and found.attributes.get("IssnType"):
            text = f"{text} ({found.attributes['IssnType']})"
        yield Field(tag, without_full_stop(text) if tag in _TITLES else text, found.span)

    return read


def _identifier(found: Element) -> Iterator[Field]:
    kind = found.attributes.get("EIdType") or found.attributes.get("IdType", "")
    text = found.text.strip()
    if kind == "doi":
        yield Field("LID", text, found.span)
    elif kind == "pmc":
        yield Field("PMC", text, found.span)
    elif kind != "pubmed":
        yield Field("MID" if kind == "mid" else "AID", f"{text} [{kind}]", found.span)


def _people(tag: str) -> Callable[[Element], Iterator[Field]]:
    """The names of a list; in that of a book they are authors or editors."""

    def read(group: Element) -> Iterator[Field]:
        own = {"editors": "FED", "authors": "FAU"}.get(group.attributes.get("Type", ""), tag)
        for author in (*group.all("Author"), *group.all("Investigator")):
            collective = author.first("CollectiveName")
            if collective is not None:
                yield Field("CN", collective.text.strip(), collective.span)
                continue
            given = author.text_at("ForeName") or author.text_at("Initials")
            parts = [author.text_at("LastName"), given, author.text_at("Suffix")]
            place = author.first("LastName") or author
            yield Field(own, ", ".join(part for part in parts if part), place.span)
            for number in author.all("Identifier"):
                source = number.attributes.get("Source", "")
                yield Field("AUID", f"{source}: {number.text.strip()}", number.span)
        if group.attributes.get("CompleteYN") == "N":
            yield Field(own, "et al.", group.span)

    return read


def _published(found: Element) -> Iterator[Field]:
    parts = [found.text_at(name) for name in ("Year", "Month", "Day")]
    text = " ".join(part for part in (*parts[:1], found.text_at("Season"), *parts[1:]) if part)
    yield Field("DP", found.text_at("MedlineDate") or text, found.span)


def _date(tag: str) -> Callable[[Element], Iterator[Field]]:
    """A date in digits."""

    def read(found: Element) -> Iterator[Field]:
        yield Field(tag, _digits(found, "" if tag != "DEP" else "-"), found.span)

    return read


def _history(found: Element) -> Iterator[Field]:
    yield Field("PHST", f"{_digits(found, '/')} [{found.attributes.get('PubStatus', '')}]", found.span)


def _digits(found: Element, joint: str) -> str:
    return joint.join(part.zfill(2) for name in ("Year", "Month", "Day") if (part := found.text_at(name)))


def _abstract(tag: str) -> Callable[[Element], Iterator[Field]]:
    """The parts of a structured abstract, each with its label, as PubMed's text format has them."""

    def read(found: Element) -> Iterator[Field]:
        parts = []
        for part in found.all("AbstractText"):
            label = part.attributes.get("Label", "")
            text = " ".join(_marked(part).split())
            parts.append(f"{label}: {text}" if label else text)
        first = found.first("AbstractText") or found
        yield Field(tag, "\n".join(parts), first.span)

    return read


def _heading(found: Element) -> Iterator[Field]:
    """`*Hydrogels/therapeutic use`: a star before what the work is mainly about."""
    terms = [
        f"{'*' if term.attributes.get('MajorTopicYN') == 'Y' else ''}{term.text.strip()}"
        for term in found.elements()
    ]
    yield Field("MH", "/".join(terms), next(found.elements(), found).span)


def _chemical(found: Element) -> Iterator[Field]:
    yield Field("RN", f"{found.text_at('RegistryNumber')} ({found.text_at('NameOfSubstance')})", found.span)


def _grant(found: Element) -> Iterator[Field]:
    parts = (found.text_at(name) for name in ("GrantID", "Acronym", "Agency", "Country"))
    yield Field("GR", "/".join(filter(None, parts)), found.span)


def _data_bank(found: Element) -> Iterator[Field]:
    name = found.text_at("DataBankName")
    for number in found.all("AccessionNumberList/AccessionNumber"):
        yield Field("SI", f"{name}/{number.text.strip()}", number.span)


def _comment(found: Element) -> Iterator[Field]:
    kind = found.attributes.get("RefType", "")
    parts = [found.text_at("RefSource"), found.text_at("Note")]
    pmid = found.text_at("PMID")
    text = ". ".join(part.rstrip(".") for part in [*parts, f"PMID: {pmid}" if pmid else ""] if part)
    yield Field(COMMENTS.get(kind, kind), text, found.span)


_READERS: dict[str, Callable[[Element], Iterator[Field]]] = {
    **{path: _simple(tag) for path, tag in ELEMENTS.items()},
    "MedlineCitation/Article/AuthorList": _people("FAU"),
    "BookDocument/AuthorList": _people("FAU"),
    "BookDocument/Book/AuthorList": _people("FED"),
    "MedlineCitation/InvestigatorList": _people("FIR"),
    "BookDocument/InvestigatorList": _people("FIR"),
    "MedlineCitation/PersonalNameSubjectList": _people("FPS"),
    "MedlineCitation/Article/Journal/JournalIssue/PubDate": _published,
    "BookDocument/Book/PubDate": _published,
    "MedlineCitation/Article/ArticleDate": _date("DEP"),
    "MedlineCitation/DateCompleted": _date("DCOM"),
    "MedlineCitation/DateRevised": _date("LR"),
    "BookDocument/ContributionDate": _date("CTDT"),
    "BookDocument/DateRevised": _date("DRDT"),
    "PubmedData/History/PubMedPubDate": _history,
    "PubmedBookData/History/PubMedPubDate": _history,
    "MedlineCitation/Article/ELocationID": _identifier,
    "PubmedData/ArticleIdList/ArticleId": _identifier,
    "BookDocument/ArticleIdList/ArticleId": _identifier,
    "BookDocument/Book/ELocationID": _identifier,
    "PubmedBookData/ArticleIdList/ArticleId": _identifier,
    "MedlineCitation/Article/Abstract": _abstract("AB"),
    "BookDocument/Abstract": _abstract("AB"),
    "MedlineCitation/OtherAbstract": _abstract("OAB"),
    "MedlineCitation/MeshHeadingList/MeshHeading": _heading,
    "MedlineCitation/ChemicalList/Chemical": _chemical,
    "MedlineCitation/Article/GrantList/Grant": _grant,
    "MedlineCitation/Article/DataBankList/DataBank": _data_bank,
    "MedlineCitation/CommentsCorrectionsList/CommentsCorrections": _comment,
}


def _others(element: Element, above: str) -> Iterator[Field]:
    """What no reader takes is kept under its path."""
    for child in element.elements():
        path = f"{above}{child.name}"
        if path in _READERS or path in LEFT_OUT:
            continue
        if any(child.elements()):
            yield from _others(child, f"{path}/")
        elif child.text.strip():
            yield Field(path.partition("/")[2] or path, " ".join(child.text.split()), child.span)


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
