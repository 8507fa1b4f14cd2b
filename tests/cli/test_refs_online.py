"""`review refs add` and `complete --online`, against a local server with the services' documented answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.net.server import BROKEN, FakeServer, sample


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakeServer]:
    with FakeServer() as server:
        for name in ("crossref", "datacite", "pubmed"):
            monkeypatch.setenv(f"REVIEW_{name.upper()}_URL", f"{server.url}/{name}")
        monkeypatch.setenv("REVIEW_CACHE_DIR", str(tmp_path / "cache"))
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
    text = "@article{a, title = {My own title}, doi = {10.5555/synthetic.1}}\n@book{b, title = {Synthetic}}\n"
    path.write_text(text, encoding="utf-8")
    shown = run(capsys, "refs", "complete", path, "--online")
    assert "author = {Example, Anna and" in shown.out
    assert "from Crossref, " in shown.out
    assert path.read_text(encoding="utf-8") == text
    assert run(capsys, "refs", "complete", path, "--online", "--apply").status == 0
    written = path.read_text(encoding="utf-8")
    assert "title = {My own title}" in written
    assert "author = {Example, Anna" in written
    assert "source = " not in written
    assert len(services.requests) == 1
