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
    assert run(capsys, "refs", "search", path, "MULLER", "press").out.startswith("müller2020")
    assert run(capsys, "refs", "search", path).status == 2


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


# --- changes --------------------------------------------------------------------------------------------

RIS = """\
TY  - JOUR
AU  - Yang, Xin
TI  - Synthetic hydrogels for invented wounds
JO  - Synthetic Journal
PY  - 2024
DO  - 10.5555/one
ER  -
"""


def test_import_adds_new_works_and_completes_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = library(
        tmp_path,
        "% mine\n@article{mine, title={Synthetic hydrogels for invented wounds},\n doi={10.5555/ONE}}\n",
    )
    more = library(
        tmp_path,
        "@article{x, title={Synthetic hydrogels for invented wounds}, author={Yang, Xin},\n"
        "  doi={10.5555/one}, year={2024}}\n"
        "@book{mine, title={Another synthetic book}, author={Li, Y}, year={2020}}\n",
        "more.bib",
    )
    result = run(capsys, "refs", "import", more, "--into", into)
    assert result.status == 0, result.err
    assert "mine: already there (same DOI); completed" in result.out
    assert "li2020another: new: Another synthetic book" in result.out
    text = into.read_text(encoding="utf-8")
    assert text.startswith(
        "% mine\n@article{mine, title={Synthetic hydrogels for invented wounds},\n doi={10.5555/ONE},\n"
    )
    assert "  author = {Yang, Xin},\n  year = {2024},\n}" in text
    again = run(capsys, "refs", "import", more, "--into", into)
    assert into.read_text(encoding="utf-8") == text
    assert "written" not in again.out


def test_import_makes_the_file_and_the_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = library(tmp_path, bib("adams", "brown"), "source.bib")
    into = tmp_path / "new" / "library.bib"
    shown = run(capsys, "refs", "import", source, "--into", into, "--rekey", "--dry-run")
    assert "adams2001synthetic: new" in shown.out
    assert not into.exists()
    assert (
        run(capsys, "refs", "import", source, "--into", into, "--keys", "{author}-{year}", "--rekey").status
        == 0
    )
    assert "@article{adams-2001," in into.read_text(encoding="utf-8")
    assert run(capsys, "refs", "import", source, "--into", into, "--keys", "{name}").status == 2


TWINS = """\
@article{full, title = {Synthetic hydrogels for invented wounds}, author = {Yang, Xin and Li, Yi},
  year = {2024}, journal = {Synthetic Journal}, volume = {3}, doi = {10.5555/one}}
% between
@article{short, title = {Synthetic Hydrogels for Invented Wounds.}, author = {Yang, X and others},
  year = {2024}, pages = {1--9}}
@article{other, title = {Another synthetic work}, author = {Xu, Z}, year = {2024}}
"""


def test_dedupe_shows_then_merges_and_keeps_the_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = library(tmp_path, TWINS)
    shown = run(capsys, "refs", "dedupe", path)
    assert shown.status == 1
    assert "full: takes in short (same title)" in shown.out
    assert path.read_text(encoding="utf-8") == TWINS
    assert run(capsys, "refs", "dedupe", path, "--apply").status == 0
    text = path.read_text(encoding="utf-8")
    assert "@article{short" not in text
    assert "  pages = {1--9},\n" in text
    assert "  ids = {short},\n" in text
    assert "% between\n" in text
    assert run(capsys, "refs", "dedupe", path).status == 0
    review = write_review(
        tmp_path / "review", {"sections/01.md": section("文献[@short]。"), "refs.bib": text}
    )
    assert "CIT001" not in run(capsys, "check", review, "--select", "CIT001").out


def test_complete_fills_from_another_library_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = library(tmp_path, "@article{a, title = {Synthetic work}, doi = {10.5555/one}, volume = {3}}\n")
    other = library(
        tmp_path,
        "@article{b, title = {Synthetic work}, doi = {10.5555/one}, volume = {4}, year = {2024}}\n",
        "o.bib",
    )
    result = run(capsys, "refs", "complete", path, "--from", other)
    assert "    year = {2024} (new) from o.bib:1 (b)" in result.out
    assert "volume" not in result.out
    run(capsys, "refs", "complete", path, "--from", other, "--apply")
    assert "  year = {2024},\n" in path.read_text(encoding="utf-8")
    assert "volume = {3}" in path.read_text(encoding="utf-8")
    assert run(capsys, "refs", "complete", path).status == 2


def test_link_translations_joins_two_entries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "@article{zh, title = {合成水凝胶}, author = {杨, 西}, journal = {合成杂志},\n"
        "  year = {2024}, volume = {3}, pages = {1--9}}\n"
        "@article{en, title = {Synthetic hydrogel}, author = {Yang, Xi}, journal = {Synthetic Journal},\n"
        "  year = {2024}, volume = {3}, pages = {1--9}, doi = {10.5555/zh}}\n"
    )
    path = library(tmp_path, text)
    assert run(capsys, "refs", "link-translations", path, "--apply").status == 0
    written = path.read_text(encoding="utf-8")
    assert "@article{en" not in written
    for line in (
        "title-en = {Synthetic hydrogel}",
        "author-en = {Yang, Xi}",
        "journal-en = {Synthetic Journal}",
    ):
        assert line in written
    assert "doi = {10.5555/zh}" in written
    assert "ids = {en}" in written


def test_abbreviate_goes_both_ways(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = library(tmp_path, "@article{a, title = {Synthetic}, journal = {Synthetic Journal of Tissue}}\n")
    names = tmp_path / "names.csv"
    names.write_text("Synthetic Journal of Tissue;Synth. J. Tissue\n", encoding="utf-8")
    run(capsys, "refs", "abbreviate", path, "--list", names, "--apply")
    assert "journal = {Synth. J. Tissue}" in path.read_text(encoding="utf-8")
    run(capsys, "refs", "abbreviate", path, "--list", names, "--expand", "--apply")
    assert "journal = {Synthetic Journal of Tissue}" in path.read_text(encoding="utf-8")
    names.write_text("nothing here\n", encoding="utf-8")
    assert run(capsys, "refs", "abbreviate", path, "--list", names).status == 2


def test_copy_takes_what_a_review_cites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review = write_review(tmp_path / "r", {"sections/01.md": section("文献[@clark; @adams; @nobody]。")})
    into = tmp_path / "subset.bib"
    result = run(capsys, "refs", "copy", review, "--into", into)
    assert result.status == 1
    assert "nobody" in result.err
    listed = run(capsys, "refs", "list", into).out
    assert [line.split()[0] for line in listed.splitlines()] == ["adams", "clark"]


def test_export_writes_another_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = library(tmp_path, bib("adams"))
    assert "date = {2001}" in run(capsys, "refs", "export", path, "--to", "biblatex").out
    output = tmp_path / "out.bib"
    assert run(capsys, "refs", "export", path, "-o", output).status == 0
    assert "@article{adams," in output.read_text(encoding="utf-8")
    result = run(capsys, "refs", "export", path, "-o", tmp_path / "out.xyz")
    assert result.status == 2
    assert "--to" in result.err


def test_a_library_that_changed_in_the_meantime_is_not_overwritten(tmp_path: Path) -> None:
    from toolkit.errors import ToolkitError
    from toolkit.pipeline.library_changes import formatted

    path = library(tmp_path)
    change = formatted(path)
    path.write_text("% somebody else\n", encoding="utf-8")
    with pytest.raises(ToolkitError) as caught:
        change.write()
    assert "changed by somebody else" in caught.value.problems[0].message
    assert path.read_text(encoding="utf-8") == "% somebody else\n"


def test_a_read_only_library_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = library(tmp_path)
    path.chmod(0o444)
    result = run(capsys, "refs", "format", path)
    assert result.status == 2
    assert "library.bib is read-only; nothing was written" in result.err
    assert path.read_text(encoding="utf-8") == LIBRARY


def test_a_read_only_folder_is_named_by_its_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    path = library(tmp_path)

    def refuse(*_: object, dir: Path, prefix: str) -> None:
        raise PermissionError(13, "Permission denied", str(dir / f"{prefix}x1"))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    result = run(capsys, "refs", "format", path)
    assert result.status == 2
    assert "library.bib:1:1: error: cannot write: Permission denied" in result.err
    assert path.read_text(encoding="utf-8") == LIBRARY


def test_a_second_writer_waits_and_then_gives_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit.pipeline import library_changes

    path = library(tmp_path)
    monkeypatch.setattr(library_changes, "_PATIENCE", 0.05)
    with library_changes.locked(path):
        result = run(capsys, "refs", "format", path)
    assert result.status == 2
    assert "another command is writing library.bib" in result.err
    assert path.read_text(encoding="utf-8") == LIBRARY
    assert run(capsys, "refs", "format", path).status == 0


@pytest.mark.parametrize("command", [("dedupe",), ("format",), ("import", "--into")])
def test_a_web_page_is_not_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    text = "<!DOCTYPE html><html><body>@article{k, title={x}}</body></html>"
    path = library(tmp_path, text, "page.bib")
    more = [library(tmp_path)] if "import" in command else []
    result = run(capsys, "refs", command[0], *more, *command[1:], path)
    assert result.status == 2
    assert "page.bib is a web page (HTML)" in result.err
    assert path.read_text(encoding="utf-8") == text


def test_entries_of_one_key_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = library(tmp_path, "@misc{a, title={Synthetic one}}\n@book{a, title={Another synthetic}}\n")
    result = run(capsys, "refs", "list", path)
    assert result.status == 0
    assert "2 references" in result.err
    assert "a is the key of 2 entries (library.bib:1, library.bib:2)" in result.err
    assert "a: is the key of 2 entries" in run(capsys, "refs", "dedupe", path).out


GB18030 = "@article{wang,\r\n title={合成文献：外泌体与创面愈合的研究}, year=2020,author={王甲}}\r\n"


@pytest.mark.parametrize("command", ["list", "dedupe", "format"])
def test_a_library_in_gb18030_is_read_and_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    path = tmp_path / "cnki.bib"
    path.write_bytes(GB18030.encode("gb18030"))
    result = run(capsys, "refs", command, path)
    assert result.status == 0
    assert "cnki.bib is stored as GB18030" in result.err


def test_a_library_in_gb18030_stays_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cnki.bib"
    path.write_bytes(GB18030.encode("gb18030"))
    result = run(capsys, "refs", "format", "--diff", path)
    assert "+  title = {合成文献：外泌体与创面愈合的研究}," in result.out
    result = run(capsys, "refs", "import", library(tmp_path), "--into", path)
    assert result.status == 0
    written = path.read_bytes().decode("gb18030")
    assert "合成文献" in written
    assert "Müller" in written
    assert written.count("\n") == written.count("\r\n")


def test_an_import_in_gb18030_is_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cnki.bib"
    path.write_bytes(GB18030.encode("gb18030"))
    result = run(capsys, "refs", "import", path, "--into", tmp_path / "new.bib")
    assert "cnki.bib is stored as GB18030" in result.err
    assert "合成文献" in (tmp_path / "new.bib").read_text(encoding="utf-8")


def test_an_import_of_nothing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.ris").write_bytes(b"")
    seen = run(capsys, "refs", "import", tmp_path / "empty.ris", "--into", tmp_path / "mine.bib")
    assert seen.status == 2
    assert "There are no references in" in seen.err
    assert not (tmp_path / "mine.bib").exists()


# --- lists of journal names ---------------------------------------------------------------------------


JOURNALS = "Synthetic Journal;Synth. J.\n"


def journal_review(folder: Path, files: dict[str, str], journal: str, extra: str = "") -> Path:
    from tests.folders import REVIEW

    text = REVIEW.replace("cn-medical-biotechnology", journal) + extra
    return write_review(folder, {"sections/01.md": section("文献[@adams]。"), **files}, review=text)


def test_abbreviate_takes_the_lists_of_the_review_and_then_of_its_profile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "journals/mine.yaml": "extends: cma\nreferences: {journal_list: [names.csv, more.csv]}\n",
        "journals/names.csv": JOURNALS,
        "journals/more.csv": "# one more\nSynthetic Journal;Never taken\n",
    }
    review = journal_review(tmp_path / "r", files, "./journals/mine.yaml")
    for named in (review, review / "refs.bib", review / "review.yaml"):
        result = run(capsys, "refs", "abbreviate", named)
        assert result.status == 0, result.err
        assert "adams: Synthetic Journal → Synth. J." in result.out
    (tmp_path / "own.csv").write_text("Synthetic Journal,Own form\n", encoding="utf-8")
    journal_review(tmp_path / "r", files, "./journals/mine.yaml", "journal_list: ../own.csv\n")
    assert "adams: Synthetic Journal → Own form" in run(capsys, "refs", "abbreviate", review).out
    given = run(capsys, "refs", "abbreviate", review, "--list", review / "journals" / "names.csv", "--apply")
    assert "→ Synth. J." in given.out
    assert "journal = {Synth. J.}" in (review / "refs.bib").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("journal", "printed", "other"),
    [("cma", "Synth J", "Synthetic Journal"), ("./full.yaml", "Synthetic Journal", "Synth J")],
)
def test_a_list_decides_how_journals_print(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], journal: str, printed: str, other: str
) -> None:
    both = bib("adams") + bib("brown").replace("Synthetic Journal", "Synth J")
    files = {
        "refs.bib": both,
        "names.csv": JOURNALS,
        "full.yaml": "extends: cma\nreferences: {journal_names: full}\n",
        "sections/01.md": section("文献[@adams; @brown]。"),
    }
    review = journal_review(tmp_path / "r", files, journal, "journal_list: names.csv\n")
    out = tmp_path / "dist"
    assert run(capsys, "build", review, "--to", "html", "-o", out).status in {0, 1}
    text = (out / "r.html").read_text(encoding="utf-8")
    listed = text.partition('class="references')[2]
    assert listed.count(printed) == 4  # in the list, and with each citation
    assert other not in listed
    assert "REF017" not in run(capsys, "check", review, "--select", "REF017").out
    copied = tmp_path / "copied.bib"
    run(capsys, "refs", "copy", review, "--cited", "--into", copied)
    assert "Synth. J" not in copied.read_text(encoding="utf-8")
    assert "journal = {Synthetic Journal}" in copied.read_text(encoding="utf-8")


def test_a_list_that_is_missing_or_wrong_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = journal_review(tmp_path / "r", {}, "cma", "journal_list: nmes.csv\n")
    (review / "names.csv").write_text("no pair here\n" + JOURNALS, encoding="utf-8")
    result = run(capsys, "refs", "abbreviate", review)
    assert result.status == 2
    assert "There is no file “nmes.csv”" in result.err
    checked = run(capsys, "check", review)
    assert checked.status == 2
    assert "review.yaml:6:15: error: There is no file “nmes.csv”. Did you mean “names.csv”?" in checked.out
    journal_review(tmp_path / "r", {}, "cma", "journal_list: names.csv\n")
    result = run(capsys, "refs", "abbreviate", review)
    assert result.status == 2
    assert "names.csv:1:1: error: This line holds no pair of journal names." in result.err
    assert "adams: Synthetic Journal → Synth. J." in result.out


def test_without_a_list_it_is_said_where_one_can_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = library(tmp_path)
    for arguments in ((), ("--journal", "cma")):
        result = run(capsys, "refs", "abbreviate", path, *arguments)
        assert result.status == 2
        assert "Name one with --list, as `journal_list:` in review.yaml" in result.err


# --- several entries of one work ------------------------------------------------------------------------


THREE = """\
@article{a, title = {Synthetic hydrogels for invented wounds}, author = {Yang, Xin and others},
  year = {2024}, volume = {3}, doi = {10.5555/one}}
@article{b, title = {Synthetic hydrogels for invented wounds}, author = {Yang, Xin and Li, Yi},
  year = {2024}, journal = {Synth J}, publisher = {One Press}, doi = {10.5555/ONE}, ids = {old}}
@article{c, title = {Synthetic Hydrogels for Invented Wounds: A Study}, author = {Yang, X},
  year = {2024}, month = may, journal = {Synthetic Journal}, volume = {4}, number = {2}, pages = {1--9},
  publisher = {Two Press}, doi = {https://doi.org/10.5555/one}}
@misc{d, title = {Another synthetic work of nobody}, author = {Xu, Z}, year = {2024}}
@article{pre, title = {Synthetic hydrogels for invented wounds}, author = {Yang, Xin}, year = {2023},
  journal = {bioRxiv}, doi = {10.5555/preprint}}
"""


def test_three_entries_of_one_work_become_one_field_by_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = library(tmp_path, THREE)
    shown = run(capsys, "refs", "dedupe", path)
    assert shown.status == 1
    for line in (
        "c: takes in a, b (same DOI)",
        "    author = Yang, Xin; Li, Yi (from b)",
        "    author: Yang, Xin; others (from a) is not taken",
        "    volume = 4 (from c)",
        "    volume: 3 (from a) is not taken",
        "    publisher: One Press (from b) is not taken",
        "pre: is the preprint of c; both stay",
    ):
        assert line in shown.out.splitlines()
    assert "1 work in several entries, 1 related pair" in shown.err
    assert run(capsys, "refs", "dedupe", path, "--apply").status == 0
    text = path.read_text(encoding="utf-8")
    assert [line[: line.find(",")] for line in text.splitlines() if line.startswith("@")] == [
        "@article{c",
        "@misc{d",
        "@article{pre",
    ]
    assert "author = {Yang, Xin and Li, Yi}" in text
    assert "ids = {a, b, old}" in text
    assert run(capsys, "refs", "dedupe", path).status == 0


def test_chinese_messages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = run(capsys, "refs", "dedupe", library(tmp_path, THREE), "--lang", "zh")
    assert "c: 并入 a, b（DOI 相同）" in result.out
    assert "    volume：未采用 3（a）" in result.out
    assert "pre: 是 c 的预印本；两条都保留" in result.out
    assert "未写入；加 --apply 即合并" in result.out
    assert "1 种文献重复收录，1 对相关文献" in result.err


# --- what is not touched --------------------------------------------------------------------------------


MIXED = (
    b"\xef\xbb\xbf% own comment\r\n@string{ja = {Synthetic Journal}}\n"
    b"@article{a,title={One synthetic thing},  year=2001}\r\n\n text between\n"
    b"@book{b,\r\n\ttitle={Two},year=2002,doi={10.5555/b}}\r\n\r\n% last line"
)


def test_untouched_bytes_stay_whatever_the_lines_end_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mixed.bib"
    path.write_bytes(MIXED)
    new = library(tmp_path, "@book{n, title={Synthetic and new}, author={Xu, Z}, year={2024}}\n", "new.bib")
    assert run(capsys, "refs", "import", new, "--into", path).status == 0
    assert path.read_bytes().startswith(MIXED + b"\r\n\r\n@book{n,\r\n")
    path.write_bytes(MIXED)
    more = library(
        tmp_path, "@book{x, title={Two}, doi={10.5555/b}, publisher={Synthetic Press}}\n", "more.bib"
    )
    assert run(capsys, "refs", "complete", path, "--from", more, "--apply").status == 0
    assert path.read_bytes() == MIXED.replace(
        b"doi={10.5555/b}}", b"doi={10.5555/b},\r\n  publisher = {Synthetic Press},\r\n}"
    )


def test_an_entry_that_is_not_closed_is_told_by_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "@book{a, title={One}}\n@book{bad, title={Unclosed, year=2002}\n\n@book{c, title={Third}}\n"
    path = library(tmp_path, text)
    for command in (("list",), ("format", "--check"), ("dedupe",), ("export", "--to", "ris")):
        result = run(capsys, "refs", command[0], path, *command[1:])
        assert result.status == 2
        assert "library.bib:2:" in result.err
        assert "bad" in result.err
    assert run(capsys, "refs", "search", "third", "--in", path).status == 2
    assert path.read_text(encoding="utf-8") == text


def test_targets_that_cannot_be_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = library(tmp_path)
    assert "Name it x.bib." in run(capsys, "refs", "import", source, "--into", "x.ris").err
    assert not (tmp_path / "x.ris").exists()
    (tmp_path / "folder").mkdir()
    result = run(capsys, "refs", "import", source, "--into", "folder")
    assert result.status == 2
    assert "folder is a folder, and no review" in result.err
    assert "No file is named" in run(capsys, "refs", "list").err
    assert "Did you mean 'dedupe'?" in run(capsys, "refs", "dedup", source).err
    both = run(capsys, "refs", "format", "none.bib", source)
    assert both.status == 2
    assert "2 entries formatted" in both.out
    review = write_review(tmp_path / "r", {"more.bib": bib("more")})
    text = (review / "review.yaml").read_text(encoding="utf-8")
    (review / "review.yaml").write_text(text.replace("[refs.bib]", "[refs.bib, more.bib]"), encoding="utf-8")
    assert (
        "This review lists 2 bibliographies: refs.bib, more.bib." in run(capsys, "refs", "dedupe", review).err
    )


# --- every format in a review ----------------------------------------------------------------------------


SEVERAL = """\
@article{adams2001, title={Synthetic work of Adams}, author={Adams, Ann and Brown, Bo}, doi={10.5555/adams},
  journal={Synthetic Journal}, year={2001}, volume={3}, number={2}, pages={1--9}}
@book{brown2002, title={Synthetic book}, author={Brown, Bo}, publisher={Press}, address={London}, year={2002}}
@article{wang2020, title={合成文献：外泌体与创面愈合}, author={王, 甲 and 李, 乙}, journal={虚构医学杂志},
  year={2020}, volume={5}, number={1}, pages={10--19}, langid={chinese}}
"""


def test_every_format_prints_the_same_references(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import re
    import zipfile

    source = library(tmp_path, SEVERAL)
    names = ["refs.ris", "refs.nbib", "refs.enw", "refs.xml", "refs.json", "refs.yaml", "refs.bib"]
    text = section("文献[@adams2001]。又一[@brown2002; @wang2020]。")
    lists: set[str] = set()
    for name in (*names, "refs.ris, other.json"):
        review = write_review(tmp_path / name / "r", {"sections/01.md": text})
        described = (review / "review.yaml").read_text(encoding="utf-8")
        (review / "review.yaml").write_text(described.replace("refs.bib", name), encoding="utf-8")
        (review / "refs.bib").unlink()
        for file in name.split(", "):
            assert run(capsys, "refs", "export", source, "-o", review / file).status == 0
        out = tmp_path / name / "dist"
        built = run(capsys, "build", review, "--to", "html,docx", "-o", out)
        assert built.status in {0, 1}, built.err
        page = (out / "r.html").read_text(encoding="utf-8")
        listed = re.search(r'<ol role="list">.*?</ol>', page, re.DOTALL)
        assert listed is not None
        lists.add(listed[0])
        with zipfile.ZipFile(out / "r.docx") as package:
            document = re.sub("<[^>]+>", "", package.read("word/document.xml").decode())
        assert all(title in document for title in ("work of Adams", "Synthetic book", "外泌体与创面愈合"))
        if "," not in name:
            printed = run(capsys, "csl", "--style", "vancouver-nlm", "--items", review / name).out
            assert "Adams A, Brown B. Synthetic work of Adams. Synthetic Journal. 2001;3(2):1" in printed
            assert printed.count("\n") == 3
    assert len(lists) == 1


def test_copy_never_lets_a_key_mean_another_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review = write_review(tmp_path / "r", {"sections/01.md": section("文献[@adams; @brown]。")})
    text = "@book{adams, title={Quite another synthetic book}, author={Zed, Z}, year={1999}}\n"
    into = library(tmp_path, text, "subset.bib")
    result = run(capsys, "refs", "copy", review, "--cited", "--into", into)
    assert result.status == 2
    assert "subset.bib:1:7: error: subset.bib has another work under the key adams" in result.err
    assert "brown: copied" in result.out
    assert into.read_text(encoding="utf-8").startswith(text)
    whole = tmp_path / "whole.bib"
    assert run(capsys, "refs", "copy", review, "--all", "--into", whole).status == 0
    assert whole.read_text(encoding="utf-8").count("@article{") == 5
    again = run(capsys, "refs", "copy", review, "--into", whole)
    assert (again.status, again.out) == (0, "")
    assert "holds all of it already" in again.err


def test_an_export_never_replaces_what_it_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = library(tmp_path)
    result = run(capsys, "refs", "export", path, "-o", path)
    assert result.status == 2
    assert "library.bib is what is read" in result.err
    assert path.read_text(encoding="utf-8") == LIBRARY


def test_a_list_names_chinese_authors_as_chinese_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = run(capsys, "refs", "list", library(tmp_path, SEVERAL)).out.splitlines()
    assert lines == [
        "adams2001  Adams et al. (2001) Synthetic work of Adams",
        "brown2002  Brown (2002) Synthetic book",
        "wang2020  王甲 等 (2020) 合成文献：外泌体与创面愈合",
    ]
