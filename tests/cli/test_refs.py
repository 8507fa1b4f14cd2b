"""`review refs` as a user runs it. All works are synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.folders import bib, section, write_review

LIBRARY = """\
% a comment of the file
@string{ja = "Synthetic Journal"}

@article{adams, year=2001, author = "Adams, Ann and Brown, Bo", title={Synthetic work of Adams}, journal=ja}
% between
@book{müller2020, title = {Synthetic book}, author = {Müller, Ä.}, publisher = {Synthetic Press}, year=2020}
"""


def library(folder: Path, text: str = LIBRARY, name: str = "library.bib") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def test_list_shows_a_line_per_entry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = run(capsys, "refs", "list", library(tmp_path))
    assert result.status == 0
    assert result.out.splitlines() == [
        "adams  Adams et al. (2001) Synthetic work of Adams",
        "müller2020  Müller (2020) Synthetic book",
    ]
    assert "2 references" in result.err


def test_search_ignores_case_and_accents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = library(tmp_path)
    assert run(capsys, "refs", "search", "MULLER", "press", "--in", path).out.startswith("müller2020")
    assert run(capsys, "refs", "search", "muller", "adams", "--in", path).status == 1


def test_unused_counts_over_all_reviews(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = write_review(tmp_path / "a", {"sections/01.md": section("文献[@adams]。")})
    two = write_review(tmp_path / "b", {"sections/01.md": section("文献[@brown; @clark]。")})
    path = library(tmp_path, bib("adams", "brown", "clark", "davis"))
    result = run(capsys, "refs", "unused", one, two, "--in", path)
    assert result.status == 1
    assert result.out.startswith("davis  ")
    assert "1 reference not cited, 3 cited" in result.err
    assert "zhwang" in run(capsys, "refs", "unused", one).out


def test_format_changes_order_space_and_braces_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = library(tmp_path)
    assert run(capsys, "refs", "format", path, "--check").status == 1
    assert path.read_text(encoding="utf-8") == LIBRARY
    assert "+  year = {2001}," in run(capsys, "refs", "format", path, "--diff").out
    result = run(capsys, "refs", "format", path)
    assert (result.status, result.out) == (0, f"{path}: 2 entries formatted\n")
    assert path.read_text(encoding="utf-8") == (
        "% a comment of the file\n"
        '@string{ja = "Synthetic Journal"}\n'
        "\n"
        "@article{adams,\n"
        "  title = {Synthetic work of Adams},\n"
        "  author = {Adams, Ann and Brown, Bo},\n"
        "  journal = ja,\n"
        "  year = {2001},\n"
        "}\n"
        "% between\n"
        "@book{müller2020,\n"
        "  title = {Synthetic book},\n"
        "  author = {Müller, Ä.},\n"
        "  year = {2020},\n"
        "  publisher = {Synthetic Press},\n"
        "}\n"
    )
    assert run(capsys, "refs", "format", path, "--check").status == 0


def test_format_keeps_line_ends_and_byte_order_mark(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "library.bib"
    path.write_bytes(("\ufeff" + LIBRARY.replace("\n", "\r\n")).encode())
    run(capsys, "refs", "format", path)
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf%")
    assert written.count(b"\n") == written.count(b"\r\n") == 16


def test_an_entry_in_no_usual_form_is_left_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "@misc{a, title = {Synthetic} year = {2001}}\n\n@misc{b, year=2002, title={Synthetic}}\n"
    path = library(tmp_path, text)
    result = run(capsys, "refs", "format", path)
    assert result.status == 2
    assert "library.bib:1" in result.err
    assert path.read_text(encoding="utf-8").startswith(
        "@misc{a, title = {Synthetic} year = {2001}}\n\n@misc{b,\n"
    )


@pytest.mark.parametrize("command", ["list", "format"])
def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    result = run(capsys, "refs", command, tmp_path / "none.bib")
    assert result.status == 2
    assert "none.bib" in result.err


def test_a_file_that_is_no_bibtex_is_not_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = library(tmp_path, "TY  - JOUR\nTI  - Synthetic\nER  - \n", "library.ris")
    assert run(capsys, "refs", "format", path).status == 2
