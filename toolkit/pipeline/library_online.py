"""Works looked up by their identifiers, when the user asks for it. Nothing else is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.model.lookup import Answer, Found, NotChecked, NotFound, RegisteredWork
from toolkit.model.reference import Reference

if TYPE_CHECKING:
    from toolkit.net import Client

_DOI = re.compile(r"\s*(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+?)[.,;]?\s*", re.IGNORECASE)
_PMID = re.compile(r"\s*(?:pmid:\s*|https?://pubmed\.ncbi\.nlm\.nih\.gov/)?(\d{1,9})/?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class LookedUp:
    """What a service said of one identifier; `reference` is None if it knows no such work, or did not say."""

    identifier: str
    reference: Reference | None
    source: str = ""
    reason: str = ""
    """Why there is none, as a sentence."""


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
    """Crossref and DataCite for DOIs, PubMed for PMIDs."""

    def __init__(self, client: Client) -> None:
        from toolkit.net import Crossref, DataCite, PubMed

        self._crossref, self._datacite, self._pubmed = Crossref(client), DataCite(client), PubMed(client)

    def look_up(self, identifier: str) -> LookedUp:
        """The work with an identifier as `identifier_of` gives it."""
        kind, _, value = identifier.partition(":")
        if kind == "pmid":
            return _told(identifier, self._pubmed.articles([value])[value], "PubMed")
        answer = self._crossref.work(value)
        if isinstance(answer, NotFound):
            # A DOI of another agency, such as those of data sets and many preprints.
            return _told(identifier, self._datacite.work(value), "Crossref or DataCite")
        return _told(identifier, answer, "Crossref")


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
    """A function that looks an entry up by its DOI, else its PMID; `failures` gets what was not answered."""

    def look_up(reference: Reference) -> Reference | None:
        doi, pmid = reference.get("DOI"), reference.get("PMID")
        identifier = identifier_of(doi) if doi else identifier_of(f"pmid:{pmid}") if pmid else ""
        if not identifier:
            return None
        found = services.look_up(identifier)
        if found.reference is None:
            failures.append(replace(found, identifier=f"{reference.id} ({identifier})"))
        return found.reference

    return look_up


def _told(identifier: str, answer: Answer[RegisteredWork], asked: str) -> LookedUp:
    match answer:
        case Found(value):
            reference = value.reference
            source = f"{value.source}, {answer.retrieved}"
            return LookedUp(identifier, replace(reference, extra={"source": source}), source)
        case NotFound():
            return LookedUp(identifier, None, reason=f"no such work at {asked}")
        case NotChecked(reason):
            return LookedUp(identifier, None, reason=f"not checked: {reason['en']}")
