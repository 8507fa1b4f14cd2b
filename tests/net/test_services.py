"""The typed clients, against the documented shapes of the services' answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.net.server import FAULTS, HTML, MISSING, FakeServer, Reply, sample
from toolkit.model.lookup import Found, NotChecked, NotFound, Notice
from toolkit.model.reference import Name
from toolkit.net import Client, ClinicalTrials, Crossref, DataCite, DoiSystem, PubMed


def test_crossref_work(server: FakeServer, client: Client) -> None:
    server.answer("/works/10.5555/synthetic.1", sample("crossref_work.json"))
    answer = Crossref(client, server.url).work("10.5555/SYNTHETIC.1")
    assert isinstance(answer, Found)
    work = answer.value
    assert work.source == "Crossref"
    assert work.titles[0] == "Synthetic work 1: effects of nothing on H2O & salt"
    assert "合成文献一" in work.titles
    assert work.containers == ("Journal of Synthetic Works", "J Synth Works")
    assert work.years == {2020, 2021}
    assert work.reference.get("page") == "101-110"
    assert work.reference.names["author"] == (
        Name(family="Example", given="Anna"),
        Name(family="Muster", given="Bo"),
        Name(literal="The Fixture Group"),
    )
    assert work.notices == (
        Notice("retraction", "Retraction Watch", "2022-07-26", "10.5555/synthetic.1.retraction"),
        Notice("correction", "Crossref", "2021-03-01", "10.5555/synthetic.1.erratum"),
    )
    assert not work.is_notice


def test_crossref_search(server: FakeServer, client: Client) -> None:
    server.answer("/works?query.bibliographic=Synthetic", sample("crossref_search.json"))
    answer = Crossref(client, server.url).search("Synthetic work 2")
    assert isinstance(answer, Found)
    assert [work.titles for work in answer.value] == [("Synthetic work 2",), ("Synthetic work 3",)]
    assert [sorted(work.years) for work in answer.value] == [[2019], []]


def test_the_slash_of_a_doi_is_quoted(server: FakeServer, client: Client) -> None:
    Crossref(client, server.url).work("10.5555/a#b?c<d>;2-e")
    assert server.requests[0].path == "/works/10.5555%2Fa%23b%3Fc%3Cd%3E%3B2-e"


def test_datacite_work(server: FakeServer, client: Client) -> None:
    server.answer("/dois/10.5555/synthetic.data", sample("datacite_doi.json"))
    answer = DataCite(client, server.url).work("10.5555/synthetic.data")
    assert isinstance(answer, Found)
    work = answer.value
    assert work.titles == ("Synthetic data set 1", "合成数据集一")
    assert work.reference.type == "dataset"
    assert work.years == {2023}
    assert work.reference.names["author"][1] == Name(literal="The Fixture Group")


def test_pubmed_articles(server: FakeServer, client: Client) -> None:
    server.answer("/efetch.fcgi", sample("efetch.xml"))
    answers = PubMed(client, server.url).articles(["90000001", "90000002", "90000003"])
    first, second = answers["90000001"], answers["90000002"]
    assert isinstance(first, Found)
    assert first.value.titles == ("Synthetic work 1: effects of nothing on H2O",)
    assert first.value.reference.get("DOI") == "10.5555/synthetic.1"
    assert first.value.years == {2020, 2021}
    assert [(n.kind, n.date, n.pmid) for n in first.value.notices] == [
        ("retraction", "2022", "90000009"),
        ("correction", "2021", ""),
    ]
    assert isinstance(second, Found)
    assert second.value.titles == ("Synthetic work 2", "合成文献二")
    assert second.value.years == {2018}
    assert isinstance(answers["90000003"], NotFound)
    assert len(server.requests) == 1
    assert "tool=review-toolkit" in server.requests[0].path


def test_many_pmids_are_asked_for_in_batches(server: FakeServer, client: Client) -> None:
    server.answer("/efetch.fcgi", sample("efetch.xml"))
    answers = PubMed(client, server.url).articles(str(number) for number in range(90000001, 90000121))
    assert len(answers) == 120
    assert len(server.requests) == 2


def test_pmc_identifiers(server: FakeServer, client: Client) -> None:
    server.answer("/idconv/", sample("idconv.json"))
    answers = PubMed(client, server.url, f"{server.url}/idconv").identifiers(
        ["10.5555/synthetic.1", "10.5555/nowhere"]
    )
    found = answers["10.5555/synthetic.1"]
    assert isinstance(found, Found)
    assert found.value == ("10.5555/synthetic.1", "90000001", "PMC90000001")
    assert isinstance(answers["10.5555/nowhere"], NotFound)


def test_a_study(server: FakeServer, client: Client) -> None:
    server.answer("/api/v2/studies/NCT99999991", sample("study.json"))
    answer = ClinicalTrials(client, server.url).study(" nct99999991")
    assert isinstance(answer, Found)
    assert answer.value.nct_id == "NCT99999991"
    assert answer.value.at("protocolSection.designModule.enrollmentInfo.count") == 12
    assert answer.value.at("protocolSection.nowhere.at.all") is None


LOOK_UPS: dict[str, Callable[[Client, str], object]] = {
    "crossref": lambda client, url: Crossref(client, url).work("10.5555/1"),
    "crossref search": lambda client, url: Crossref(client, url).search("x"),
    "datacite": lambda client, url: DataCite(client, url).work("10.5555/1"),
    "pubmed": lambda client, url: PubMed(client, url).articles(["1"])["1"],
    "idconv": lambda client, url: PubMed(client, url, url).identifiers(["1"])["1"],
    "clinicaltrials": lambda client, url: ClinicalTrials(client, url).study("NCT99999991"),
}
ODD = {
    "empty": b"",
    "null": b"null",
    "empty object": b"{}",
    "wrong types": b'{"message": [], "data": "x", "protocolSection": 1, "records": {}}',
    "deep": b"[" * 20_000,
    "xml": b"<eFetchResult><ERROR>unable to obtain query #1</ERROR></eFetchResult>",
    "cut xml": b"<PubmedArticleSet><PubmedArticle>",
    "not utf-8": b'{"message": "\xff\xfe"}',
}


@pytest.mark.parametrize("name", LOOK_UPS)
@pytest.mark.parametrize("fault", ["429 for an hour", "html", "nonsense", "404 of a proxy", *ODD])
def test_no_fault_is_taken_for_an_answer(server: FakeServer, client: Client, name: str, fault: str) -> None:
    server.answer("/", FAULTS.get(fault) or Reply(ODD[fault]))
    assert isinstance(LOOK_UPS[name](client, server.url), NotChecked)


@pytest.mark.parametrize("name", LOOK_UPS)
def test_404_is_not_found(server: FakeServer, client: Client, name: str) -> None:
    server.answer("/", MISSING)
    assert isinstance(LOOK_UPS[name](client, server.url), NotFound)


@pytest.mark.parametrize(
    ("variable", "look_up"),
    [
        ("REVIEW_CROSSREF_URL", lambda client: Crossref(client).work("10.5555/1")),
        ("REVIEW_DATACITE_URL", lambda client: DataCite(client).work("10.5555/1")),
        ("REVIEW_PUBMED_URL", lambda client: PubMed(client).articles(["1"])),
        ("REVIEW_IDCONV_URL", lambda client: PubMed(client).identifiers(["1"])),
        ("REVIEW_CLINICALTRIALS_URL", lambda client: ClinicalTrials(client).study("NCT99999991")),
    ],
)
def test_the_environment_names_another_address(
    server: FakeServer,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    look_up: Callable[[Client], object],
) -> None:
    server.answer("/", HTML)
    monkeypatch.setenv(variable, server.url + "/")
    look_up(client)
    assert len(server.requests) == 1
    assert "//" not in server.requests[0].path


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'[{"DOI": "10.5555/1", "RA": "ISTIC"}]', "ISTIC"),
        (b'[{"DOI": "10.5555/1", "status": "DOI does not exist"}]', NotFound),
        (b'[{"DOI": "10.5555/1", "status": "Invalid DOI"}]', NotFound),
        (b'[{"DOI": "10.5555/1", "status": "Unknown"}]', NotChecked),
        (b"[]", NotChecked),
        (b"{}", NotChecked),
        (b"<html>", NotChecked),
    ],
)
def test_the_agency_of_a_doi(server: FakeServer, client: Client, body: bytes, expected: object) -> None:
    server.answer("/doiRA/10.5555/1", Reply(body))
    answer = DoiSystem(client, server.url).agency("10.5555/1")
    assert answer.value == expected if isinstance(answer, Found) else type(answer) is expected
