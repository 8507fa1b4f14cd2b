"""Journal profiles: built in, of the author's own, and extended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.support import places
from toolkit.load.journal import journal_ids, load_journal
from toolkit.model.diagnostic import Problem
from toolkit.model.journal import Journal
from toolkit.model.source import Span

BASE = "cn-medical-biotechnology"


def own(folder: Path, text: str, name: str = "mine.yaml") -> tuple[Journal | None, list[Problem]]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return load_journal(f"./{name}", folder, problems), problems


def test_every_built_in_profile_is_valid(tmp_path: Path) -> None:
    assert BASE in journal_ids()
    for name in journal_ids():
        problems: list[Problem] = []
        journal = load_journal(name, tmp_path, problems)
        assert journal is not None
        assert not problems
        assert journal.id == name


def test_a_profile_is_read_into_the_model(tmp_path: Path) -> None:
    journal = load_journal(BASE, tmp_path, [])
    assert journal is not None
    assert journal.headings.introduction == "hidden"
    assert journal.front[0].part == "title"
    assert journal.fonts["body"].size == 9
    assert journal.cross_references["zh"].repeat_word


def test_an_unknown_journal_names_the_nearest_and_all_there_are(tmp_path: Path) -> None:
    problems: list[Problem] = []
    span = Span.at(tmp_path / "review.yaml", 3, 10, 5)
    assert load_journal("cn-medical-biotech", tmp_path, problems, span=span) is None
    assert problems[0].message == f"There is no journal “cn-medical-biotech”. Did you mean “{BASE}”?"
    assert problems[0].span == span
    assert all(name in problems[0].help for name in journal_ids())


@pytest.mark.parametrize(
    "name", ["../mine.yaml", "/etc/passwd", "C:\\mine.yaml", "a\\mine.yaml", "./none.yaml", "", ".", ".."]
)
def test_paths_that_lead_nowhere_or_out(tmp_path: Path, name: str) -> None:
    root = tmp_path / "review"
    root.mkdir()
    (tmp_path / "mine.yaml").write_text("id: mine\nname: {}\n", encoding="utf-8")
    problems: list[Problem] = []
    assert load_journal(name, root, problems) is None
    assert len(problems) == 1


@pytest.mark.parametrize("name", ["journals/mine/profile.yaml", "journals/mine"])
def test_a_profile_in_a_folder_of_the_review(tmp_path: Path, name: str) -> None:
    own(tmp_path, "name: {en: Mine}\n", "journals/mine/profile.yaml")
    problems: list[Problem] = []
    journal = load_journal(name, tmp_path, problems)
    assert not problems
    assert journal is not None
    # Without an id the name of the folder is one.
    assert (journal.id, journal.name) == ("mine", {"en": "Mine"})


def test_a_profile_named_without_its_ending(tmp_path: Path) -> None:
    own(tmp_path, "name: {en: Mine}\n")
    journal = load_journal("mine", tmp_path, [])
    assert journal is not None
    assert journal.id == "mine"


def test_extends_merges_mappings_and_replaces_lists(tmp_path: Path) -> None:
    base = load_journal(BASE, tmp_path, [])
    journal, problems = own(
        tmp_path,
        f"extends: {BASE}\ntables: {{missing: –, caption: {{word: {{en: Tab.}}}}}}\nfront:\n"
        "  - {part: title, language: zh}\nheadings: {separator: ~}\n",
    )
    assert not problems
    assert base is not None
    assert journal is not None
    assert journal.id == "mine"
    assert journal.name == base.name
    assert journal.tables.missing == "–"
    assert journal.tables.caption.word == {"zh": "表", "en": "Tab."}
    assert journal.tables.caption.position == base.tables.caption.position
    assert [part.part for part in journal.front] == ["title"]
    assert journal.back == base.back
    # An empty value takes the model's default back.
    assert journal.headings.separator == "."


def test_a_chain_of_profiles(tmp_path: Path) -> None:
    own(tmp_path, f"extends: {BASE}\ntables: {{missing: a, range: b}}\n", "one.yaml")
    journal, problems = own(tmp_path, "extends: ./one.yaml\ntables: {missing: c}\n")
    assert not problems
    assert journal is not None
    assert (journal.tables.missing, journal.tables.range) == ("c", "b")


def test_profiles_that_extend_each_other(tmp_path: Path) -> None:
    own(tmp_path, "extends: ./mine.yaml\nname: {}\n", "one.yaml")
    _, problems = own(tmp_path, "extends: ./one.yaml\nname: {}\n")
    assert places(problems) == [("one.yaml", 1, 10)]
    assert "without end" in problems[0].message


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("nam: {en: a}\n", (1, 1), "Did you mean “name”?"),
        ("name: {en: a}\ntables: {captoin: {}}\n", (2, 10), "Did you mean “caption”?"),
        ("name: {en: a}\ntables: {rule_top: thick}\n", (2, 20), "must be a number"),
        ("name: {en: a}\npage: {columns: 3}\n", (2, 17), "must be 1 or 2"),
        ("name: {en: a}\npage: {columns: 2, size: A3}\n", (2, 26), "must be A4 or letter"),
        ("name: {en: a}\nfront: [{part: titel, language: zh}]\n", (2, 16), "Did you mean “title”?"),
        ("name: {en: a}\nfonts: {boddy: {size: 9}}\n", (2, 9), "Did you mean “body”?"),
        ("name: {en: a}\nreferences: {style: gb-t-7714-2015-numric}\n", (2, 21), "There is no CSL style"),
        ("name: {en: a}\nextends: [a]\n", (2, 10), "id or the path of one profile"),
        ("name: {en: a}\nextends: nothing-like-it\n", (2, 10), "There is no journal"),
        ("- a\n", (1, 1), "must be a mapping"),
    ],
)
def test_mistakes_in_a_profile(tmp_path: Path, text: str, place: tuple[int, int], message: str) -> None:
    _, problems = own(tmp_path, text)
    assert places(problems)[0] == ("mine.yaml", *place)
    assert message in problems[0].message


def test_a_mistake_is_shown_in_the_profile_that_holds_it(tmp_path: Path) -> None:
    own(tmp_path, "name: {en: a}\ntables: {rule_top: thick}\n", "one.yaml")
    _, problems = own(tmp_path, "extends: ./one.yaml\ntables: {missing: a}\n")
    assert places(problems) == [("one.yaml", 2, 20)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("中国医药生物技术", "Did you mean “cn-medical-biotechnology”?"),
        ("Chinese Medicinal Biotechnology", "Did you mean “cn-medical-biotechnology”?"),
        ("chinese medical biotechnology", "Did you mean “cn-medical-biotechnology”?"),
        ("中国医药生物技木", "Did you mean “cn-medical-biotechnology”?"),
        ("中华", "Did you mean “chin-j-cell-stem-cell” or “cma”?"),
        ("cn-medical-biotech", "Did you mean “cn-medical-biotechnology”?"),
        ("nowhere at all", ""),
    ],
)
def test_a_journal_named_by_its_name(tmp_path: Path, written: str, meant: str) -> None:
    problems: list[Problem] = []
    assert load_journal(written, tmp_path, problems) is None
    assert problems[0].message == f"There is no journal “{written}”. {meant}".rstrip()
    lines = problems[0].help.splitlines()
    assert "./my-journal.yaml" in lines[0]
    assert [line.partition(":")[0] for line in lines[1:]] == list(journal_ids())
    assert "cn-medical-biotechnology: 中国医药生物技术, Chinese Medicinal Biotechnology" in lines
