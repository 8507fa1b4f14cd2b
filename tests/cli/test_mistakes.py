"""Deliberate mistakes in a copy of the real review: each is named with its place and its remedy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.conftest import REPOSITORY


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the real review, with its bibliography beside it."""
    source = REPOSITORY / "reviews" / "wound-healing"
    shutil.copytree(source, tmp_path / "reviews" / "wound-healing", ignore=shutil.ignore_patterns("dist"))
    shutil.copytree(REPOSITORY / "references", tmp_path / "references")
    return tmp_path / "reviews" / "wound-healing"


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def append(name: str, text: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return spoil


def remove_figure(folder: Path) -> None:
    for path in (folder / "figures").iterdir():
        path.unlink()


def save_as_gb18030(folder: Path) -> None:
    path = folder / "sections" / "03-healing.md"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))


BIB = "../../references/stem-cells.bib"
CYCLE = "\n@article{aa, crossref = {bb}}\n@article{bb, crossref = {aa}}\n"


@pytest.mark.parametrize(
    ("spoil", "status", "words"),
    [
        pytest.param(
            replace("sections/01-introduction.md", "@zhou2023stemexo", "@zhuo2023stemexo"),
            1, ["01-introduction.md:", "CIT001", "did you mean `zhou2023stemexo`?"], id="unknown key",
        ),
        pytest.param(
            replace("review.yaml", "\nkeywords:", "\nkeyword:"),
            2, ["review.yaml:", ":1: error", "“keyword”", "“keywords”"], id="misspelt field",
        ),
        pytest.param(
            replace("review.yaml", "\n  zh: ", "\n\tzh: "),
            2, ["review.yaml:4:1: error", "tab"], id="tab in YAML",
        ),
        pytest.param(remove_figure, 1, ["03-healing.md:", "FIG003", "phases.svg"], id="missing figure"),
        pytest.param(
            replace(BIB, "{10.1186/s13287-023-03345-0}", "{11.1186-03345}"),
            1, ["stem-cells.bib:", "REF003", "a DOI begins with `10.`"], id="bad DOI",
        ),
        pytest.param(
            replace("tables/trials.yaml", "id: trials", "id: hydrogels"),
            2, ["tables/trials.yaml:1:5: error", "hydrogels.yaml, line 1"], id="two tables with one id",
        ),
        pytest.param(
            replace("review.yaml", "journal: cn-medical-biotechnology", "journal: cn-medical-biotechnolgy"),
            2, ["review.yaml:", "Did you mean “cn-medical-biotechnology”?"], id="unknown journal",
        ),
        pytest.param(
            append(BIB, CYCLE), 2, ["stem-cells.bib:", "in a circle", "aa (line"], id="cyclic crossref"
        ),
        pytest.param(
            replace("sections/05-delivery.md", "::: table hydrogels\n:::", "::: table hydrogels\n"),
            2, ["05-delivery.md:", "::: table", "is not closed"], id="unclosed block",
        ),
        pytest.param(
            save_as_gb18030, 2, ["03-healing.md:", "GB18030", "Save the file as UTF-8"], id="GB18030"
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place_and_remedy(
    copy: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None],
    status: int,
    words: list[str],
) -> None:
    spoil(copy)
    result = run(capsys, "check", copy, "--lang", "en")
    assert result.status == status
    text = result.out + result.err
    assert [word for word in words if word not in text] == [], text
    assert "Traceback" not in text


def test_all_mistakes_of_a_run_are_reported(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace("review.yaml", "\nkeywords:", "\nkeyword:")(copy)
    replace("sections/01-introduction.md", "@zhou2023stemexo", "@zhuo2023stemexo")(copy)
    save_as_gb18030(copy)
    result = run(capsys, "build", copy, "--output", copy / "dist", "--lang", "en")
    assert result.status == 2
    for words in ("keyword", "CIT001", "GB18030"):
        assert words in result.err
    assert not (copy / "dist").exists()


def test_a_folder_in_the_place_of_a_bibliography(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "new", tmp_path / "mine", "--language", "en")
    library = tmp_path / "mine" / "references.bib"
    library.unlink()
    library.mkdir()
    result = run(capsys, "check", tmp_path / "mine", "--lang", "en")
    assert result.status == 2
    assert "“references.bib” is a folder, not a file." in result.out + result.err


def test_schemas_go_into_a_folder_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = run(capsys, "schema", tmp_path / "msispelt")
    assert result.status == 2
    assert "does not exist" in result.err
    assert not (tmp_path / "msispelt").exists()


def test_a_library_that_is_not_there_is_told_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    result = run(capsys, "csl", "--style", "apa", "--items", tmp_path / "none.bib")
    assert result.status == 2
    assert "没有文件" in result.err
    assert "No such file" not in result.err
