"""Whole review folders: what is read, what is found wrong, and what no mistake may do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.load.support import FILES, edited, load, places, problems_of, write_review
from toolkit.errors import ToolkitError
from toolkit.load.project import load_review
from toolkit.model.block import FigureBlock
from toolkit.model.diagnostic import Problem

SECTION = FILES["sections/01-introduction.md"]
FIGURE = "\n::: figure {id}\nfile: {file}\ncaption: 合成图\n:::\n"


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, [problem.message for problem in problems]
    return problems[0]


def test_reads_the_whole_folder(tmp_path: Path) -> None:
    review = load(tmp_path)
    assert not review.problems
    assert review.journal.id == "cn-medical-biotechnology"
    assert [section.id for section in review.sections] == ["introduction"]
    assert review.sections[0].role == "introduction"
    assert list(review.evidence) == list(review.tables) == ["products"]
    assert list(review.bibliography.references) == ["synthetic2020"]
    # Every file that was read can be shown.
    read = {
        path.relative_to(review.root).as_posix()
        for path in review.sources
        if path.is_relative_to(review.root)
    }
    assert read == set(FILES)


def test_a_review_is_named_by_its_folder_or_its_file(tmp_path: Path) -> None:
    root = write_review(tmp_path)
    assert load_review(root / "review.yaml").root == load_review(root).root == root


def test_another_journal_takes_the_place_of_its_own(tmp_path: Path) -> None:
    root = write_review(tmp_path)
    assert load_review(root, journal="icmje").journal.id == "icmje"
    review = load_review(root, journal="nowhere")
    assert "There is no journal “nowhere”" in only(list(review.problems)).message


def test_sections_stand_in_the_order_of_their_names(tmp_path: Path) -> None:
    names = ["10-last", "2-second", "02-also", "1-first"]
    changes: dict[str, str | None] = {
        f"sections/{name}.md": f"---\ntitle: {name}\n---\n文。\n" for name in names
    }
    review = load(tmp_path, {**changes, "sections/01-introduction.md": None})
    assert [section.id for section in review.sections] == ["first", "also", "second", "last"]


# --- which folder -----------------------------------------------------------------


def not_found(path: Path) -> Problem:
    with pytest.raises(ToolkitError) as raised:
        load_review(path)
    return only(list(raised.value.problems))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    write_review(tmp_path / "reviews")
    problem = not_found(tmp_path / "reviews" / "reviw")
    assert "There is no folder" in problem.message
    assert problem.help == f"Did you mean {tmp_path / 'reviews' / 'review'}?"


def alone(folder: Path) -> Path:
    """A folder without neighbours: the folders of other tests hold reviews, which would be suggested."""
    inner = folder / "alone" / "folder"
    inner.mkdir(parents=True)
    return inner


def test_an_empty_folder(tmp_path: Path) -> None:
    problem = not_found(alone(tmp_path))
    assert "There is no review.yaml" in problem.message
    assert "review new" in problem.help


def test_a_folder_above_a_review(tmp_path: Path) -> None:
    folder = alone(tmp_path)
    root = write_review(folder / "reviews")
    assert not_found(folder).help == f"Did you mean {root}?"


def test_a_folder_inside_a_review(tmp_path: Path) -> None:
    root = write_review(tmp_path)
    assert not_found(root / "sections").help == f"Did you mean {root}?"


def test_a_misnamed_review_file(tmp_path: Path) -> None:
    root = write_review(tmp_path)
    (root / "review.yaml").rename(root / "review.yml")
    assert not_found(root).help == "Rename review.yml to review.yaml."


def test_a_file_is_no_review(tmp_path: Path) -> None:
    root = write_review(tmp_path)
    assert "is no review folder" in not_found(root / "references.bib").message


# --- files that cannot be read ------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["review.yaml", "sections/01-introduction.md", "evidence/products.yaml", "tables/products.yaml"]
)
def test_a_gb18030_file(tmp_path: Path, name: str) -> None:
    problems = problems_of(tmp_path, {name: FILES[name].encode("gb18030")})
    problem = next(problem for problem in problems if "GB18030" in problem.message)
    assert problem.span is not None
    assert problem.span.path.name == Path(name).name
    before = FILES[name].splitlines()[: problem.span.line - 1]
    assert all(line.isascii() for line in before), "an earlier line has Chinese already"


def test_without_its_review_file_all_problems_are_raised_at_once(tmp_path: Path) -> None:
    changes = {"review.yaml": "- a list\n", "evidence/products.yaml": "schema: trail\nrecords: []\n"}
    with pytest.raises(ToolkitError) as raised:
        load_review(write_review(tmp_path, changes))
    found = places(list(raised.value.problems))
    assert ("review.yaml", 1, 1) in found
    assert ("products.yaml", 1, 9) in found


def test_problems_of_all_files_are_collected(tmp_path: Path) -> None:
    problems = problems_of(
        tmp_path,
        {
            **edited("review.yaml", "journal:", "jurnal:"),
            **edited("evidence/products.yaml", "schema: delivery", "schema: delivry"),
            **edited("tables/products.yaml", "records:", "record:"),
            **edited("sections/01-introduction.md", "role:", "rolle:"),
        },
    )
    assert {place[0] for place in places(problems)} == {
        "review.yaml",
        "products.yaml",
        "01-introduction.md",
    }


def test_a_table_without_a_file_is_no_obstacle(tmp_path: Path) -> None:
    changes: dict[str, str | None] = {"evidence/products.yaml": None, "tables/products.yaml": None}
    assert not load(tmp_path, changes).problems


@pytest.mark.parametrize("folder", ["section", "Sektionen"])
def test_no_sections(tmp_path: Path, folder: str) -> None:
    problem = only(
        problems_of(
            tmp_path, {"sections/01-introduction.md": None, f"{folder}/01.md": "---\ntitle: a\n---\n"}
        )
        if folder == "section"
        else problems_of(tmp_path, {"sections/01-introduction.md": None})
    )
    assert "The review has no sections." in problem.message
    assert "01-introduction.md" in problem.help


# --- front matter ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "line", "message"),
    [
        ("---\nid: a\ntitel: b\n---\n", 3, "Did you mean “title”?"),
        ("---\ntitle: A: B\n---\n", 2, "second colon"),
        ("---\ntitle: b\nrole: introducton\n---\n", 3, "Did you mean “introduction”?"),
        ("---\ntitle: b\nnumbered: no\n---\n", 3, "true or false"),
        ("---\ntitle: b\nid: 引言\n---\n", 3, "cannot be an id"),
        ("---\n- title\n---\n", 2, "must be a mapping"),
        ("", 1, "This section has no title."),
        ("---\nid: a\n---\n", 2, "This section has no title."),
    ],
)
def test_mistakes_in_front_matter(tmp_path: Path, front: str, line: int, message: str) -> None:
    problems = problems_of(tmp_path, {"sections/02.md": f"{front}文。\n"})
    assert places(problems)[0][:2] == ("02.md", line)
    assert message in problems[0].message


def test_a_section_without_front_matter_takes_its_id_from_its_name(tmp_path: Path) -> None:
    review = load(tmp_path, {"sections/02-methods.md": "---\ntitle: 方法\nnumbered: false\n---\n文。\n"})
    assert (review.sections[1].id, review.sections[1].numbered) == ("methods", False)


def test_a_problem_in_a_body_has_its_line_in_the_file(tmp_path: Path) -> None:
    problems = problems_of(
        tmp_path, {"sections/02.md": "---\ntitle: a\n---\n\n文。\n\n::: figure x\nfile: a.svg\n"}
    )
    assert places(problems)[0][:2] == ("02.md", 7)


def test_a_caption_in_one_language_stands_under_the_main_one(tmp_path: Path) -> None:
    review = load(
        tmp_path, {"sections/02.md": "---\ntitle: a\n---\n" + FIGURE.format(id="f", file="figures/a.svg")}
    )
    (figure,) = (block for block in review.sections[1].blocks if isinstance(block, FigureBlock))
    assert set(figure.caption.texts) == {"zh"}


# --- ids that are given twice -----------------------------------------------------------


def other(body: str, id: str = "other") -> dict[str, str]:
    return {"sections/02-other.md": f"---\nid: {id}\ntitle: 别\n---\n{body}"}


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        (
            other("", "introduction"),
            ("02-other.md", 2, 5),
            "two sections with the id “introduction”, the first in 01-introduction.md",
        ),
        (
            other("## 标题 {#introduction}\n"),
            ("02-other.md", 5, 1),
            "two sections with the id “introduction”",
        ),
        (
            other("## 标题 {#other}\n"),
            ("02-other.md", 5, 1),
            "two sections with the id “other”, the first in 02-other.md, line 2",
        ),
        (
            other("::: table products\n:::\n"),
            ("02-other.md", 5, 1),
            "“products” is placed twice, the first time in 01-introduction.md, line 8",
        ),
        (
            {"tables/two.yaml": FILES["tables/products.yaml"]},
            ("two.yaml", 1, 5),
            "two tables with the id “products”, the first in products.yaml, line 1",
        ),
        (
            {
                "sections/01-introduction.md": SECTION + FIGURE.format(id="f", file="a.svg"),
                **other(FIGURE.format(id="f", file="b.svg")),
            },
            ("02-other.md", 6, 1),
            "two figures with the id “f”, the first in 01-introduction.md, line 11",
        ),
        (
            {
                "sections/01-introduction.md": SECTION + "\n$$\nx\n$$ {#eq:e}\n",
                **other("\n$$\ny\n$$ {#eq:e}\n"),
            },
            ("02-other.md", 6, 1),
            "two equations with the id “e”, the first in 01-introduction.md",
        ),
    ],
)
def test_an_id_given_twice_names_both_places(
    tmp_path: Path, changes: dict[str, str], place: tuple[str, int, int], message: str
) -> None:
    problems = problems_of(tmp_path, changes)
    assert message in only(problems).message
    assert places(problems)[0][:2] == place[:2]


def test_two_entries_with_one_key_are_left_to_the_checker(tmp_path: Path) -> None:
    review = load(tmp_path, {"references.bib": FILES["references.bib"] * 2})
    assert not review.problems
    assert len(review.bibliography.references) == len(review.bibliography.repeated) == 1


# --- nothing outside ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "file", ["../secret.svg", "figures/../../secret.svg", "/etc/passwd", "C:/secret.svg", "a\\b.svg"]
)
def test_a_picture_outside_is_refused(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.svg").write_text("<svg/>", encoding="utf-8")
    root = write_review(
        tmp_path,
        {
            "sections/02.md": "---\ntitle: a\n---\n\n> "
            + FIGURE.format(id="f", file=file).strip().replace("\n", "\n> ")
            + "\n"
        },
    )
    review = load_review(root)
    assert places(list(review.problems))[0][:2] == ("02.md", 6)
    assert "secret" not in repr(review.sections[1].blocks)
    assert "passwd" not in repr(review.sections[1].blocks)


def test_a_bibliography_may_lie_outside(tmp_path: Path) -> None:
    (tmp_path / "shared.bib").write_text(FILES["references.bib"], encoding="utf-8")
    changes = edited("review.yaml", "[references.bib]", "[../shared.bib]")
    review = load(tmp_path, {**changes, "references.bib": None})
    assert not review.problems
    assert list(review.bibliography.references) == ["synthetic2020"]
    # The path is shown without its detour.
    assert tmp_path / "shared.bib" in review.sources


def link(path: Path, target: Path, *, folder: bool = False) -> None:
    try:
        path.symlink_to(target, target_is_directory=folder)
    except OSError:
        pytest.skip("this system does not let us make links")


@pytest.mark.parametrize("name", ["sections/02.md", "evidence/x.yaml", "tables/x.yaml"])
def test_a_link_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.write_text("---\ntitle: secret\n---\n", encoding="utf-8")
    root = write_review(tmp_path)
    link(root / name, outside)
    review = load_review(root)
    assert "link to a place outside" in only(list(review.problems)).message
    assert all("secret" not in text for text in review.sources.values())


@pytest.mark.parametrize("name", ["sections/03.md.txt", "evidence/x.yaml.txt", "tables/x.YML.TXT"])
def test_a_file_that_notepad_named_is_not_passed_over(tmp_path: Path, name: str) -> None:
    root = write_review(tmp_path, {name: "id: x\n", "sections/notes.txt": "not part of the review\n"})
    problem = only(list(load_review(root).problems))
    assert problem.span is not None
    assert problem.span.path == root / name
    assert f"Rename it to {Path(name).stem};" in problem.help


def test_a_folder_that_leads_out_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.yaml").write_text("schema: trial\nrecords: []\n", encoding="utf-8")
    root = write_review(tmp_path, {"evidence/products.yaml": None, "tables/products.yaml": None})
    (root / "evidence").rmdir()
    link(root / "evidence", outside, folder=True)
    review = load_review(root)
    assert any("link to a place outside" in problem.message for problem in review.problems)
    assert not review.evidence


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    root = write_review(tmp_path, {"shared/t.yaml": "schema: trial\nrecords: []\n"})
    link(root / "evidence" / "t.yaml", root / "shared" / "t.yaml")
    review = load_review(root)
    assert not review.problems
    assert "t" in review.evidence


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    root = write_review(tmp_path)
    link(root / "sections" / "02.md", root / "sections" / "03.md")
    link(root / "sections" / "03.md", root / "sections" / "02.md")
    assert [section.id for section in load_review(root).sections] == ["introduction"]


def test_hidden_and_temporary_files_are_passed_over(tmp_path: Path) -> None:
    changes = {
        "sections/.02.md": "x",
        "sections/~$03.md": "x",
        "evidence/.x.yaml": "x",
        "tables/notes.txt": "x",
    }
    assert not load(tmp_path, changes).problems


# --- whatever the files hold ----------------------------------------------------------------


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(FILES)),
    st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
    st.integers(0, 400),
)
def test_no_bytes_in_any_file_crash_the_loader(tmp_path: Path, name: str, noise: bytes, at: int) -> None:
    content = FILES[name].encode("utf-8")
    problems_of(tmp_path, {name: content[:at] + noise + content[at + 20 :]})


def test_the_same_folder_gives_the_same_review(tmp_path: Path) -> None:
    root = write_review(tmp_path)
    assert load_review(root) == load_review(root)


def test_the_working_directory_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_review(tmp_path)
    monkeypatch.chdir(root)
    review = load_review(Path())
    assert not review.problems
    monkeypatch.chdir(tmp_path)
    assert not load_review(Path("review")).problems
    assert not load_review(Path(os.pardir) / tmp_path.name / "review").problems
