"""`review refs add` and `complete --online`, against a local server with the services' documented answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.cli.running import run
from tests.net.server import BROKEN, FAULTS, MISSING, FakeServer, Reply, sample
from toolkit.net import Limits

QUICK = Limits(connect=1.0, whole=0.4, attempts=2, backoff=0.01, longest_wait=2.0)


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakeServer]:
    with FakeServer() as server:
        for name in ("crossref", "datacite", "pubmed"):
            monkeypatch.setenv(f"REVIEW_{name.upper()}_URL", f"{server.url}/{name}")
        monkeypatch.setenv("REVIEW_CACHE_DIR", str(tmp_path / "cache"))
        monkeypatch.setattr("toolkit.net.client.Limits", lambda: QUICK)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("REVIEW_MAILTO", "someone@example.org")
        server.answer("/crossref/works/10.5555/synthetic.1", sample("crossref_work.json"))
        server.answer("/datacite/dois/10.5555/data", sample("datacite_doi.json"))
        yield server


def test_a_doi_becomes_an_entry(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "x.bib"
    result = run(capsys, "refs", "add", "https://doi.org/10.5555/synthetic.1", "--into", into)
    assert result.status == 0, result.err
    text = into.read_text(encoding="utf-8")
    assert "@article{example" in text
    assert "author = {Example, Anna and Muster, Bo and {The Fixture Group}}" in text
    assert "doi = {10.5555/synthetic.1}" in text
    assert {request.path.partition("?")[0] for request in services.requests} == {
        "/crossref/works/10.5555%2Fsynthetic.1"
    }


def test_a_doi_that_crossref_lacks_is_asked_at_datacite(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "x.bib"
    assert run(capsys, "refs", "add", "doi:10.5555/data", "--into", into).status == 0
    assert into.exists()


def test_what_is_not_known_or_not_answered_is_said_apart(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services.answer("/crossref/works/10.5555/broken", BROKEN)
    into = tmp_path / "x.bib"
    result = run(
        capsys,
        "refs",
        "add",
        "doi:10.5555/none",
        "doi:10.5555/broken",
        "doi:10.5555/synthetic.1",
        "--into",
        into,
    )
    assert result.status == 1
    assert "doi:10.5555/none: no such work at Crossref or DataCite" in result.err
    assert "doi:10.5555/broken: not checked: " in result.err
    assert "synthetic.1" in into.read_text(encoding="utf-8")


def test_what_is_no_identifier_is_an_error_of_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = run(capsys, "refs", "add", "Yang 2024", "--into", tmp_path / "x.bib")
    assert result.status == 2
    assert "doi:10." in result.err


def test_complete_asks_by_identifier_and_fills_only_what_is_missing(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.bib"
    text = (
        "@article{a, title = {Synthetic work 1: effects on H2O}, doi = {10.5555/synthetic.1}}\n"
        "@book{b, title = {Synthetic}}\n"
    )
    path.write_text(text, encoding="utf-8")
    shown = run(capsys, "refs", "complete", path, "--online")
    assert "author = {Example, Anna and" in shown.out
    assert "from Crossref, " in shown.out
    assert path.read_text(encoding="utf-8") == text
    assert run(capsys, "refs", "complete", path, "--online", "--apply").status == 0
    written = path.read_text(encoding="utf-8")
    assert "title = {Synthetic work 1: effects on H2O}" in written
    assert "author = {Example, Anna" in written
    assert "source = " not in written
    assert len(services.requests) == 1


TITLE = "Synthetic work 1: effects of nothing on H2O & salt"


def by_title(folder: Path, fields: str) -> Path:
    path = folder / "x.bib"
    path.write_text(f"@article{{a, {fields}}}\n", encoding="utf-8")
    return path


def found(*works: dict[str, object]) -> Reply:
    """An answer to `GET /works?query.bibliographic=…`; what a work lacks is that of `crossref_work`."""
    whole = json.loads(sample("crossref_work.json").body)["message"]
    message = {"total-results": len(works), "items": [{**whole, **work} for work in works]}
    body = {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message}
    return Reply(json.dumps(body).encode())


def test_complete_finds_an_entry_without_identifier_by_its_title(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services.answer("/crossref/works?", found({"DOI": "10.5555/other", "title": ["Another"]}, {}))
    path = by_title(
        tmp_path,
        "title = {Synthetic Work 1: Effects of {Nothing} on H$_2$O \\& Salt}, author = {Example, A.},\n"
        "  year = {2020}, note = {my own note}",
    )
    result = run(capsys, "refs", "complete", path, "--online", "--apply")
    assert result.status == 0, result.err
    lines = result.out.splitlines()
    assert "    doi = {10.5555/synthetic.1} (new) from Crossref, " in result.out
    assert all(line.endswith("doi:10.5555/synthetic.1 found by title") for line in lines if " (new) " in line)
    text = path.read_text(encoding="utf-8")
    assert "author = {Example, A.}" in text
    assert "volume = {12}" in text
    assert [parse_qs(urlsplit(request.path).query) for request in services.requests] == [
        {"query.bibliographic": ["Synthetic Work 1: Effects of Nothing on H2O & Salt"], "rows": ["5"]}
    ]


@pytest.mark.parametrize(
    ("fields", "works"),
    [
        ("author = {Example, Anna}, year = {2020}", []),
        ("author = {Example, Anna}, year = {2020}", [{"title": ["Synthetic work 2: effects of salt"]}]),
        ("author = {Example, Anna}, year = {2019}", [{}]),
        ("author = {Muster, Bo}, year = {2020}", [{}]),
        ("author = {Example, Anna}, year = {2020}", [{"author": []}]),
        ("author = {Example, Anna}, year = {2020}, volume = {13}", [{}]),
        ("author = {Example, Anna}, year = {2020}", [{"type": "posted-content"}]),
        ("author = {Example, Anna}, year = {2020}", [{"type": "dataset"}]),
        ("author = {Example, Anna}, year = {2020}", [{"update-to": [{"DOI": "10.5555/x"}]}]),
    ],
    ids=["none", "title", "year", "author", "no author", "volume", "preprint", "kind", "notice"],
)
def test_what_is_not_surely_the_work_fills_nothing(
    services: FakeServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    fields: str,
    works: list[dict[str, object]],
) -> None:
    services.answer("/crossref/works?", found(*works))
    path = by_title(tmp_path, f"title = {{{TITLE.replace('&', chr(92) + '&')}}}, {fields}")
    before = path.read_bytes()
    result = run(capsys, "refs", "complete", path, "--online", "--apply")
    assert result.status == 1
    assert "a: no work at Crossref has this title, year and first author" in result.err
    assert path.read_bytes() == before


def test_two_works_that_an_entry_may_be_fill_nothing(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services.answer("/crossref/works?", found({}, {"DOI": "10.5555/twin"}))
    path = by_title(tmp_path, f"title = {{{TITLE}}}, author = {{Example, A}}, year = {{2020}}")
    result = run(capsys, "refs", "complete", path, "--online")
    assert result.status == 1
    assert "Crossref has several works that it may be: 10.5555/synthetic.1, 10.5555/twin" in result.err


def test_an_entry_with_too_little_to_be_known_by_is_not_asked_for(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.bib"
    path.write_text(
        "@article{a, title={Introduction}, author={Example, A}, year={2020}}\n"
        "@article{b, title={Synthetic work of little}, author={Example, A}}\n"
        f"@article{{c, title={{{TITLE}}}}}\n@misc{{d, author={{Example, A}}, year={{2020}}}}\n",
        encoding="utf-8",
    )
    result = run(capsys, "refs", "complete", path, "--online")
    assert result.status == 0
    assert "a: has no identifier, and its title is too short to find it by" in result.err
    assert "b: has no identifier, and its author or year is missing" in result.err
    assert "c: has no identifier, and neither author nor year to know it by" in result.err
    assert "d: has no identifier and no title" in result.err
    assert "no entry was completed" in result.err
    assert not services.requests


@pytest.mark.parametrize("fault", [*FAULTS.values(), MISSING], ids=[*FAULTS, "404"])
def test_a_search_that_fails_fills_nothing_and_is_said(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: Reply
) -> None:
    services.answer("/crossref/works?", fault)
    path = by_title(tmp_path, f"title = {{{TITLE}}}, author = {{Example, A}}, year = {{2020}}")
    before = path.read_bytes()
    result = run(capsys, "refs", "complete", path, "--online", "--apply", "--lang", "zh")
    assert result.status == 1
    expected = "a: Crossref 中没有题名" if fault is MISSING else "a: 未核对: "
    assert expected in result.err
    assert path.read_bytes() == before


def test_without_online_nothing_is_sent(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = by_title(tmp_path, f"title = {{{TITLE}}}, author = {{Example, A}}, year = {{2020}}")
    run(capsys, "refs", "complete", path, "--from", path)
    run(capsys, "refs", "dedupe", path)
    assert not services.requests


def test_many_entries_that_a_service_leaves_unanswered_are_told_on_one_line(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services.answer("/crossref/works", BROKEN)
    path = tmp_path / "x.bib"
    text = "".join(f"@misc{{k{number}, doi={{10.5555/{number}}}}}\n" for number in range(8))
    path.write_text(text, encoding="utf-8")
    result = run(capsys, "refs", "complete", path, "--online")
    assert result.status == 1
    lines = [line for line in result.err.splitlines() if "not checked" in line]
    assert "k2 (doi:10.5555/2), k3 (doi:10.5555/3), k4 (doi:10.5555/4), … (6): not checked: " in lines[-1]
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("fields", "taken"),
    [
        ("title = {Quite another book about invented stones}", False),
        ("title = {Quite another book about invented stones}, author = {Example, A}, year = {2021}", True),
        ("title = {合成文献一}", True),
        ("title = {Reply}", True),
        ("author = {Nobody, N}", True),
    ],
    ids=["unlike", "author and year", "Chinese", "short", "no title"],
)
def test_a_wrong_identifier_fills_nothing(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], fields: str, taken: bool
) -> None:
    path = by_title(tmp_path, f"{fields}, doi = {{10.5555/synthetic.1}}")
    result = run(capsys, "refs", "complete", path, "--online", "--apply")
    assert result.status == (0 if taken else 1)
    assert ("volume = {12}" in path.read_text(encoding="utf-8")) == taken
    told = "a (doi:10.5555/synthetic.1): is at Crossref another work: Synthetic work 1: effects of nothing"
    assert (told in result.err) != taken
