"""Works looked up when the user asks for it: by identifier, else by title. Nothing else is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.library.same_work import is_another, plain_title, same_works, unsearchable
from toolkit.model.lookup import Answer, Found, NotChecked, NotFound, RegisteredWork
from toolkit.model.reference import Reference

if TYPE_CHECKING:
    from toolkit.net import Client

_DOI = re.compile(r"\s*(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+?)[.,;]?\s*", re.IGNORECASE)
_PMID = re.compile(r"\s*(?:pmid:\s*|https?://pubmed\.ncbi\.nlm\.nih\.gov/)?(\d{1,9})/?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class LookedUp:
    """What a service said of one identifier or title; `reference` is None if it knows no such work, or
    did not say."""

    identifier: str
    reference: Reference | None
    source: str = ""
    reason: str = ""
    """Why there is none, as a sentence."""
    answered: bool = True
    """Whether the service could be asked, and its answer be read."""
    asked: bool = True
    """Whether a service was asked at all: an entry may have too little to be known by."""


def identifier_of(text: str) -> str:
    """`doi:10.…` or `pmid:…` of what a person typed or pasted; nothing if it is neither."""
    doi = _DOI.fullmatch(text)
    if doi:
        return f"doi:{doi[1]}"
    pmid = _PMID.fullmatch(text)
    return f"pmid:{pmid[1]}" if pmid else ""


@contextmanager
def registries() -> Iterator[Registries]:
    """The services, on one client that is closed at the end."""
    from toolkit.net import Client

    with Client() as client:
        yield Registries(client)


class Registries:
    """Crossref and DataCite for DOIs, PubMed for PMIDs, Crossref for titles."""

    def __init__(self, client: Client) -> None:
        from toolkit.net import Crossref, DataCite, PubMed

        self._crossref, self._datacite, self._pubmed = Crossref(client), DataCite(client), PubMed(client)

    def look_up(self, identifier: str, entry: Reference | None = None) -> LookedUp:
        """The work with an identifier as `identifier_of` gives it, if it may be the one of the entry."""
        kind, _, value = identifier.partition(":")
        if kind == "pmid":
            return _told(identifier, self._pubmed.articles([value])[value], "PubMed", entry)
        answer = self._crossref.work(value)
        if isinstance(answer, NotFound):
            # A DOI of another agency, such as those of data sets and many preprints.
            return _told(identifier, self._datacite.work(value), "Crossref or DataCite", entry)
        return _told(identifier, answer, "Crossref", entry)

    def find(self, reference: Reference) -> LookedUp:
        """The one work at Crossref that is surely this one, by its title; only that is sent."""
        title = plain_title(reference)
        if why := unsearchable(reference):
            return LookedUp(title, None, reason=why, asked=False)
        answer = self._crossref.search(title)
        if isinstance(answer, NotChecked):
            return LookedUp(title, None, reason=answer.reason["en"], answered=False)
        same = same_works(reference, answer.value) if isinstance(answer, Found) else []
        dois = ", ".join(work.reference.get("DOI") for work in same)
        if not same:
            return LookedUp(title, None, reason="no work at Crossref has this title, year and first author")
        if len(same) > 1:
            return LookedUp(title, None, reason=f"Crossref has several works that it may be: {dois}")
        source = f"{same[0].source}, {answer.retrieved}, doi:{dois} found by title"
        return LookedUp(title, replace(same[0].reference, extra={"source": source}), source)


def look_up_all(identifiers: Sequence[str], progress: Callable[[int], None] | None = None) -> list[LookedUp]:
    """What the services say of each identifier, in their order."""
    found: list[LookedUp] = []
    with registries() as services:
        for number, identifier in enumerate(identifiers, 1):
            found.append(services.look_up(identifier))
            if progress is not None:
                progress(number)
    return found


def completer(services: Registries, failures: list[LookedUp]) -> Callable[[Reference], Reference | None]:
    """A function that looks an entry up by its DOI, else its PMID, else its title.

    `failures` gets what is not known and what was not answered.
    """

    def look_up(reference: Reference) -> Reference | None:
        doi, pmid = reference.get("DOI"), reference.get("PMID")
        identifier = identifier_of(doi) if doi else identifier_of(f"pmid:{pmid}") if pmid else ""
        found = services.look_up(identifier, reference) if identifier else services.find(reference)
        if found.reference is None:
            name = f"{reference.id} ({identifier})" if identifier else reference.id
            failures.append(replace(found, identifier=name))
        return found.reference

    return look_up


def _told(identifier: str, answer: Answer[RegisteredWork], asked: str, entry: Reference | None) -> LookedUp:
    match answer:
        case Found(value) if entry is not None and is_another(entry, value):
            title = value.reference.get("title")
            return LookedUp(identifier, None, reason=f"is at {value.source} another work: {title}")
        case Found(value):
            reference = value.reference
            source = f"{value.source}, {answer.retrieved}"
            return LookedUp(identifier, replace(reference, extra={"source": source}), source)
        case NotFound():
            return LookedUp(identifier, None, reason=f"no such work at {asked}")
        case NotChecked(reason):
            return LookedUp(identifier, None, reason=reason["en"], answered=False)
