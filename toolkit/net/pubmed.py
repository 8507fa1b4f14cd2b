"""NCBI's E-utilities for PubMed (efetch), and the ID converter of PubMed Central."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from toolkit.model.lookup import Answer, Found, NotChecked, NotFound, Notice, NoticeKind, RegisteredWork
from toolkit.model.reference import Date, Name, Reference
from toolkit.net.client import Client, UnreadableError, base_url, mailto
from toolkit.net.json_values import objects, read_object, text

if TYPE_CHECKING:
    from lxml.etree import _Element

SOURCE = "PubMed"
_INTERVAL = 0.35
"""Seconds between requests: NCBI allows three a second without a key."""
_BATCH = 100
_NOTICES: Mapping[str, NoticeKind] = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "correction",
    "ExpressionOfConcernIn": "concern",
    "ErratumIn": "correction",
    "CorrectedandRepublishedIn": "correction",
}
"""`RefType` of `CommentsCorrections` in the DTD of PubMed, for notices on the article itself."""
_YEAR = re.compile(r"\b(1[89]|20)\d\d\b")


class Identifiers(NamedTuple):
    """One work's identifiers as the ID converter of PMC knows them; empty where it has none."""

    doi: str = ""
    pmid: str = ""
    pmcid: str = ""


class PubMed:
    """Looks articles up at NCBI. `url` is the address of the E-utilities, `idconv_url` of the converter."""

    def __init__(self, client: Client, url: str = "", idconv_url: str = "") -> None:
        self._client = client
        self._url = url.rstrip("/") or base_url(
            "REVIEW_PUBMED_URL", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
        )
        self._idconv_url = idconv_url.rstrip("/") or base_url(
            "REVIEW_IDCONV_URL", "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles"
        )

    def articles(self, pmids: Iterable[str]) -> Mapping[str, Answer[RegisteredWork]]:
        """The articles with these PMIDs (`efetch.fcgi?db=pubmed&retmode=xml`), many in one request."""
        answers: dict[str, Answer[RegisteredWork]] = {}
        wanted = sorted(set(pmids), key=lambda pmid: (len(pmid), pmid))
        for batch in _batches(wanted):
            got = self._client.ask(
                f"{self._url}/efetch.fcgi",
                _read_articles,
                params={"db": "pubmed", "id": ",".join(batch), "retmode": "xml", **_who()},
                accept="application/xml",
                interval=_INTERVAL,
            )
            for pmid in batch:
                if not isinstance(got, Found):
                    answers[pmid] = got
                elif pmid in got.value:
                    answers[pmid] = Found(got.value[pmid], got.retrieved)
                else:
                    answers[pmid] = NotFound(got.retrieved)
        return answers

    def identifiers(self, ids: Iterable[str]) -> Mapping[str, Answer[Identifiers]]:
        """What else these DOIs, PMIDs or PMCIDs (one kind at a time) are known as.

        `NotFound` says that PubMed Central does not hold the article, nothing more.
        """
        answers: dict[str, Answer[Identifiers]] = {}
        for batch in _batches(sorted(set(ids))):
            got = self._client.ask(
                f"{self._idconv_url}/",
                _read_identifiers,
                params={"ids": ",".join(batch), "format": "json", **_who()},
                interval=_INTERVAL,
            )
            for one in batch:
                answers[one] = _of(one, got)
        return answers


def _of(one: str, got: Answer[Mapping[str, Identifiers]]) -> Answer[Identifiers]:
    if isinstance(got, NotChecked | NotFound):
        return got
    found = got.value.get(one.lower())
    return Found(found, got.retrieved) if found else NotFound(got.retrieved)


def _who() -> dict[str, str]:
    """NCBI asks for the name of the program and an address."""
    address = mailto()
    return {"tool": "review-toolkit", **({"email": address} if address else {})}


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def _read_identifiers(body: bytes) -> Mapping[str, Identifiers]:
    """`records` by the identifier that was asked for; one with an error (`errmsg`) is not known."""
    answer = read_object(body)
    if not isinstance(answer.get("records"), list):
        raise UnreadableError("'records' is missing")
    found: dict[str, Identifiers] = {}
    for record in objects(answer.get("records")):
        if text(record.get("status")) == "error":
            continue
        ids = Identifiers(text(record.get("doi")), text(record.get("pmid")), text(record.get("pmcid")))
        asked = text(record.get("requested-id"))
        found.update({key.lower(): ids for key in (*ids, asked) if key})
    return found


def _read_articles(body: bytes) -> Mapping[str, RegisteredWork]:
    """The articles of a `PubmedArticleSet` by PMID."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError("no whole XML") from None
    if root.tag != "PubmedArticleSet":
        raise UnreadableError(f"<{root.tag}> where <PubmedArticleSet> belongs")
    articles = (_article(element) for element in root.iter("PubmedArticle"))
    return {work.reference.get("PMID"): work for work in articles}


def _article(element: _Element) -> RegisteredWork:
    citation = "MedlineCitation"
    article = f"{citation}/Article"
    title = _text(element, f"{article}/ArticleTitle").strip()
    if title.startswith("[") and title.endswith(("]", "].")):
        title = title.rstrip(".")[1:-1]  # the translation of a title that is not English
    titles = (title, _text(element, f"{article}/VernacularTitle"))
    containers = (
        _text(element, f"{article}/Journal/Title"),
        _text(element, f"{article}/Journal/ISOAbbreviation"),
        _text(element, f"{citation}/MedlineJournalInfo/MedlineTA"),
    )
    pmid = _text(element, f"{citation}/PMID")
    fields = {
        "PMID": pmid,
        "DOI": _doi(element),
        "title": title.rstrip("."),
        "container-title": containers[0],
        "volume": _text(element, f"{article}/Journal/JournalIssue/Volume"),
        "issue": _text(element, f"{article}/Journal/JournalIssue/Issue"),
        "page": _text(element, f"{article}/Pagination/MedlinePgn"),
        "language": _text(element, f"{article}/Language"),
    }
    years = _years(element)
    return RegisteredWork(
        source=SOURCE,
        reference=Reference(
            id=pmid,
            type="article-journal",
            fields={key: value for key, value in fields.items() if value},
            names={"author": authors} if (authors := tuple(_authors(element))) else {},
            dates={"issued": Date(((years[0],),))} if years else {},
        ),
        titles=tuple(filter(None, (one.rstrip(".") for one in titles))),
        containers=tuple(filter(None, containers)),
        years=frozenset(years),
        notices=tuple(_notices(element)),
        is_notice="Retraction of Publication" in _publication_types(element),
    )


def _text(element: _Element, path: str) -> str:
    """The text of the first element at a path, that of its formatting included."""
    found = element.find(path)
    return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""


def _doi(element: _Element) -> str:
    for path in ("PubmedData/ArticleIdList/ArticleId", "MedlineCitation/Article/ELocationID"):
        for one in element.findall(path):
            if "doi" in (one.get("IdType"), one.get("EIdType")) and one.text:
                return str(one.text).strip()
    return ""


def _publication_types(element: _Element) -> set[str]:
    found = element.findall("MedlineCitation/Article/PublicationTypeList/PublicationType")
    return {str(one.text or "") for one in found}


def _authors(element: _Element) -> Iterator[Name]:
    for author in element.findall("MedlineCitation/Article/AuthorList/Author"):
        family, group = _text(author, "LastName"), _text(author, "CollectiveName")
        if family:
            given = _text(author, "ForeName") or _text(author, "Initials")
            yield Name(family=family, given=given, suffix=_text(author, "Suffix"))
        elif group:
            yield Name(literal=group)


def _years(element: _Element) -> list[int]:
    """The year of the issue first, then that of the first appearance online."""
    issue = "MedlineCitation/Article/Journal/JournalIssue/PubDate"
    texts = (
        _text(element, f"{issue}/Year") or _text(element, f"{issue}/MedlineDate"),
        _text(element, "MedlineCitation/Article/ArticleDate/Year"),
    )
    return [int(found[0]) for one in texts if (found := _YEAR.search(one))]


def _notices(element: _Element) -> Iterator[Notice]:
    seen = set()
    for correction in element.findall("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        kind = _NOTICES.get(correction.get("RefType") or "")
        if kind:
            seen.add(kind)
            where = _text(correction, "RefSource")
            doi = re.search(r"\bdoi:\s*(10\.\S+)", where)
            yield Notice(
                kind,
                SOURCE,
                date=found[0] if (found := _YEAR.search(where)) else "",
                doi=doi[1].rstrip(".") if doi else "",
                pmid=_text(correction, "PMID"),
            )
    if "Retracted Publication" in _publication_types(element) and "retraction" not in seen:
        yield Notice("retraction", SOURCE)
