"""Forms of names and addresses that give an author away. All people are invented."""

from __future__ import annotations

import pytest

from toolkit.render.identities import name_forms


def found(name: str, text: str, *cited: str) -> bool:
    return any(form.pattern.search(text) for form in name_forms(name, cited))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("作者甲", "感谢作者甲的帮助"),
        ("作者甲", "作 者 甲"),
        ("AUTHOR Alpha", "by Alpha Author in"),
        ("AUTHOR Alpha", "AUTHOR Alpha"),
        ("AUTHOR Alpha", "(A. Author)"),
        ("AUTHOR Alpha", "Author A., and"),
        ("AUTHOR Alpha", "A Author"),
        ("AUTHOR Alpha", "the Author group"),
        ("AUTHOR Alpha-Beta", "Alphabeta Author"),
        ("AUTHOR Alpha-Beta", "A.-B. Author"),
        ("AUTHOR Alphabeta", "AB Author"),
        ("Alpha Writer", "Writer, Alpha"),
        ("Alpha Writer", "Writer A"),
        ("Writer, Alpha", "A. Writer"),
        ("Alpha Müller", "A. Müller"),
        ("van der Writer, Alpha", "A. van der Writer"),
        ("欧阳样例", "欧阳报道"),
    ],
)
def test_form_is_found(name: str, text: str) -> None:
    assert found(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("作者甲", "作者认为甲组"),
        ("AUTHOR Alpha", "the authors, an author"),
        ("AUTHOR Alpha", "Authority A"),
        ("AUTHOR Alpha", "alpha-adrenergic"),
        ("LI An", "Li"),  # a family name of two letters is in too many words
        ("LI An", "Lithium An"),
        ("WANG Xy", "B. Wang"),
    ],
)
def test_other_words_are_left_alone(name: str, text: str) -> None:
    assert not found(name, text, "wang")


def test_family_name_that_cited_people_bear_too_proves_nothing() -> None:
    assert found("WRITER Alpha", "Writer reported")
    assert not found("WRITER Alpha", "Writer reported", "writer")
    assert found("WRITER Alpha", "A. Writer reported", "writer")


def test_family_name_knows_the_word_that_it_may_be() -> None:
    assert {form.ordinary for form in name_forms("YOUNG Alpha")} == {"", "young"}


@pytest.mark.parametrize("name", ["", " ", "甲"])
def test_what_is_no_name_has_no_forms(name: str) -> None:
    assert not list(name_forms(name))
