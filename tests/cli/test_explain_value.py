"""`review explain value`: where a number in the text comes from. Synthetic records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.folders import section, write_review

FILES = {
    "sections/01-one.md": section('共 {{ trials | sum("participants") }} 人，\n{{ trials | count }} 项。'),
    "evidence/trials.yaml": "schema: trial\nrecords:\n"
    "  - {id: a, registry: NCT00000001, participants: 30}\n"
    "  - id: b\n    registry: NCT00000002\n    participants: 10\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_review(tmp_path / "mine", FILES)


def test_an_expression_with_its_records_and_fields(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "explain", "value", 'trials | sum("participants")', folder)
    assert shown.status == 0
    assert shown.out.splitlines() == [
        '{{ trials | sum("participants") }} = 40',
        "  trials:a  participants: 30  evidence/trials.yaml:3",
        "  trials:b  participants: 10  evidence/trials.yaml:6",
    ]


def test_the_values_of_a_line_and_of_the_whole_review(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = run(capsys, "explain", "value", "sections/01-one.md:6", folder).out.splitlines()
    assert line[0] == "{{ trials | count }} = 2  (sections/01-one.md:6)"
    monkeypatch.chdir(folder)
    everything = run(capsys, "explain", "value").out
    assert everything.count("{{ ") == 2


def test_the_page_names_the_records_of_a_value(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "build", folder, "--to", "html", "-o", folder / "dist", "--force").status == 0
    page = (folder / "dist" / "mine.html").read_text(encoding="utf-8")
    assert 'title="来源记录：trials:a (participants 30)、trials:b (participants 10)">40</span>' in page
    assert 'title="来源记录：trials:a、trials:b">2</span>' in page


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ('trials | sum("participant")', "there is no field 'participant'; did you mean 'participants'?"),
        ("trails | count", "'trails' is neither a record set nor a field"),
        ("sections/01-one.md:1", "no value stands in sections/01-one.md:1"),
        ("evidence/none.md:1", "no value stands in"),
    ],
)
def test_what_cannot_be_explained(
    folder: Path, capsys: pytest.CaptureFixture[str], asked: str, message: str
) -> None:
    shown = run(capsys, "explain", "value", asked, folder)
    assert (shown.status, shown.out) == (2, "")
    assert message in shown.err
