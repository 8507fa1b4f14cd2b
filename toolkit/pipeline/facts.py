"""Looks up what some rules judge by: services on the network, a data file of retractions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.check.facts import NOTHING, Facts
from toolkit.check.works import cited
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview
from toolkit.pipeline.progress import Steps

if TYPE_CHECKING:
    from toolkit.model.lookup import Answer, RegisteredWork
    from toolkit.net import Client, Crossref, DataCite, DoiSystem


@dataclass(frozen=True)
class Outside:
    """What a check may consult beside the review itself."""

    online: bool = False
    """Ask services on the network."""
    refresh: bool = False
    """Ask them anew, though an answer is kept."""
    retractions: Path | None = None
    """A Retraction Watch data file; None: the one that review.yaml names, if it does."""
    client: Client | None = None
    """The client that several checks share."""


ALONE = Outside()


@contextmanager
def connected(outside: Outside) -> Iterator[Outside]:
    """The same with a client, for several checks in a row; it is closed at the end."""
    if not outside.online or outside.client is not None:
        yield outside
        return
    from toolkit.net import Client
    from toolkit.net.cache import Cache

    with Client(Cache(refresh=outside.refresh)) as client:
        yield replace(outside, client=client)


def gather(review: ResolvedReview, outside: Outside, progress: Steps) -> Facts:
    """The facts for one review, on the works that it cites.

    Nothing on the network stops it: what could not be found out is `NotChecked`. Raises
    `ToolkitError` if the data file of retractions cannot be read.
    """
    facts = NOTHING
    settings = review.source.metadata
    named = outside.retractions or (
        review.source.root / settings.check.retractions if settings.check.retractions else None
    )
    if named is not None:
        from toolkit.load.retractions import read_retractions

        progress("reading retractions")
        shown = str(outside.retractions) if outside.retractions else settings.check.retractions
        place = None if outside.retractions else settings.spans.get("check.retractions")
        facts = replace(facts, retractions=read_retractions(named, shown, place))
    if outside.online:
        keys = cited(review)
        references = [one for one in review.source.bibliography.references.values() if one.id in keys]
        with connected(outside) as ready:
            if ready.client is not None:
                by_doi = _by_doi(references, ready.client, progress)
                by_pmid = _by_pmid(references, ready.client, progress)
                facts = replace(facts, online=True, by_doi=by_doi, by_pmid=by_pmid)
    return replace(facts, chart_text=_chart_text(review))


def _chart_text(review: ResolvedReview) -> dict[str, float]:
    """The size of the text of every figure that is made from evidence."""
    charts = {name: figure for name, figure in review.figures.items() if figure.chart is not None}
    if not charts:
        return {}
    from toolkit.render.docx.figure import chart_text_size
    from toolkit.render.docx.layout import page_shape

    text = page_shape(review.journal.page)
    sizes = {name: chart_text_size(figure, text, text._replace(columns=1)) for name, figure in charts.items()}
    return {name: size for name, size in sizes.items() if size is not None}


def _by_doi(
    references: list[Reference], client: Client, progress: Steps
) -> Mapping[str, Answer[RegisteredWork]]:
    from concurrent.futures import ThreadPoolExecutor

    from toolkit.net import Crossref, DataCite, DoiSystem

    crossref, datacite, system = Crossref(client), DataCite(client), DoiSystem(client)
    wanted = {one.id: doi for one in references if (doi := one.get("DOI").strip())}
    answers: dict[str, Answer[RegisteredWork]] = {}
    with ThreadPoolExecutor(crossref.at_once) as pool:
        found = pool.map(lambda doi: _registered(doi, crossref, datacite, system), wanted.values())
        for key, answer in zip(wanted, found, strict=True):
            answers[key] = answer
            progress(f"asking registries: {len(answers)} of {len(wanted)}")
    return answers


def _registered(
    doi: str, crossref: Crossref, datacite: DataCite, system: DoiSystem
) -> Answer[RegisteredWork]:
    """What the agency that registered a DOI knows of it: a DOI that Crossref lacks may be another's."""
    from toolkit.model.lookup import Found, NotChecked, NotFound

    answer = crossref.work(doi)
    if not isinstance(answer, NotFound):
        return answer
    agency = system.agency(doi)
    if not isinstance(agency, Found):
        return agency
    if agency.value == "DataCite":
        answer = datacite.work(doi)
        if not isinstance(answer, NotFound):
            return answer
    return NotChecked(
        {
            "en": f"registered with {agency.value}, which gives no record of it",
            "zh": f"DOI 由 {agency.value} 注册，无法取得其记录",
        }
    )


def _by_pmid(
    references: list[Reference], client: Client, progress: Steps
) -> Mapping[str, Answer[RegisteredWork]]:
    from toolkit.net import PubMed

    wanted = {one.id: pmid for one in references if (pmid := one.get("PMID").strip()).isdecimal()}
    if not wanted:
        return {}
    progress("asking PubMed")
    answers = PubMed(client).articles(wanted.values())
    return {key: answers[pmid] for key, pmid in wanted.items()}
