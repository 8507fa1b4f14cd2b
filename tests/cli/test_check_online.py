"""`review check --online` and `--retractions`, against a local server and a local file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.check.cases import FOLDER, read_cases, write
from tests.cli.running import run
from tests.net.server import BROKEN, FakeServer, Reply


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakeServer]:
    """A server in the place of every service, and an empty cache."""
    with FakeServer() as server:
        for name in ("doi", "crossref", "datacite", "pubmed"):
            monkeypatch.setenv(f"REVIEW_{name.upper()}_URL", f"{server.url}/{name}")
        monkeypatch.setenv("REVIEW_CACHE_DIR", str(tmp_path / "cache"))
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("REVIEW_MAILTO", "someone@example.org")
        yield server


def retracted(folder: Path, services: FakeServer) -> Path:
    """A review of which one cited work was retracted; its folder."""
    case = next(case for case in read_cases(FOLDER / "CIT014.md") if not case.clean)
    for path, body in case.answers.items():
        services.answer(path, Reply(body.encode()))
    return write(case, folder)


def test_online_is_off_by_default(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = retracted(tmp_path, services)
    assert "CIT014" not in run(capsys, "check", root).out
    assert services.requests == []


def test_online_asks_once_and_again_with_refresh(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = retracted(tmp_path, services)
    for arguments, requests in ((["--online"], 2), (["--online"], 2), (["--online", "--refresh"], 4)):
        result = run(capsys, "check", root, *arguments)
        assert result.status == 1
        assert "`yang2024` was retracted on 2025-07-26" in result.out
        assert len(services.requests) == requests
    assert "mailto:someone@example.org" in services.requests[0].headers["User-Agent"]


def test_a_service_that_fails_is_told_as_not_checked(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = retracted(tmp_path, services)
    services.answer("/crossref/works/10.1000/synthetic.1", BROKEN)
    report = json.loads(run(capsys, "check", root, "--online", "--format", "json", "--lang", "zh").out)
    reasons = [item for item in json.dumps(report, ensure_ascii=False).split('"') if "未检查" in item]
    assert any("yang2024" in reason and "500" in reason for reason in reasons)
    assert not any(finding["code"] == "REF026" for finding in _findings(report))


def _findings(report: object) -> list[dict[str, object]]:
    """All findings of a JSON report, wherever they stand in it."""
    if isinstance(report, dict):
        own = [report] if "code" in report and "severity" in report else []
        return own + [found for value in report.values() for found in _findings(value)]
    return [found for value in report for found in _findings(value)] if isinstance(report, list) else []


def test_a_rule_that_is_asked_for_and_cannot_run_says_so(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = retracted(tmp_path, services)
    result = run(capsys, "check", root, "--select", "REF026,CIT013")
    assert "--online" in result.out
    assert "--retractions" in result.out


def test_a_data_file_named_on_the_command_line(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = retracted(tmp_path, services)
    data = tmp_path / "rw.csv"
    data.write_text(
        "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate\n"
        "10.1000/synthetic.2,0,Retraction,1/2/2025 0:00\n",
        encoding="gb18030",
    )
    result = run(capsys, "check", root, "--retractions", data, "--online", "--select", "CIT013,CIT014")
    assert "CIT013" in result.out
    assert "data up to 2025-01-02" in result.out
    assert result.out.count("CIT014") == 1, "what the file reports is not said twice"
    assert services.requests


def test_a_data_file_that_is_not_there(
    services: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = retracted(tmp_path, services)
    result = run(capsys, "check", root, "--retractions", tmp_path / "nowhere.csv")
    assert result.status == 2
    assert "nowhere.csv cannot be read" in result.err
