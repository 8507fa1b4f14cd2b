"""A name typed in the text against the authors of a work. All people are synthetic."""

from __future__ import annotations

import pytest

from toolkit.check.people import compare, first_author, looks_like_han_name
from toolkit.model.reference import Name, Reference


def work(*authors: Name, role: str = "author", **others: tuple[Name, ...]) -> Reference:
    names = {role: authors} if authors else {}
    return Reference("x", "article-journal", names={**names, **others})


@pytest.mark.parametrize(
    ("typed", "author"),
    [
        ("Yang", Name("Yang", "Li")),
        ("YANG", Name("Yang", "L.")),
        ("Yang L", Name("Yang", "Li")),
        ("Yanez-Mo", Name("Yáñez-Mó", "María")),
        ("Tinjic", Name("Tinjić")),
        ("Strasse", Name("Straße")),
        ("Møller", Name("Moller")),
        ("Van den Berg", Name("Berg", "Anna", non_dropping_particle="van den")),
        ("Berg", Name("van den Berg", "Anna")),
        ("García", Name("García Márquez", "Ana")),
        ("O’Brien", Name("O'Brien", "Pat")),
        ("Smith-Jones", Name("Smith Jones")),
        ("Xiaoming", Name("Zhang", "Xiaoming")),
        ("In Yang", Name("Yang", "Li")),
        ("Chen, Yang", Name("Yang", "Li")),
        ("ISCT", Name(literal="ISCT")),
        ("王明", Name("王", "明")),
        ("欧阳修文", Name("欧阳", "修文")),
        ("王明", Name(literal="王明")),
    ],
)
def test_the_first_author_is_known_in_many_forms(typed: str, author: Name) -> None:
    assert compare(typed, work(author, Name("Other", "Ann"))) == "first"


@pytest.mark.parametrize(
    ("typed", "authors", "expected"),
    [
        ("Zhou", (Name("Yang"), Name("Zhou")), "later"),
        ("Huang", (Name("Yang"), Name("Zhou")), "other"),
        ("Yan", (Name("Yang"),), "other"),
        ("李红", (Name("王", "明"), Name("李", "红")), "later"),
        ("李红", (Name("王", "明"),), "other"),
        ("Wang", (Name("王", "明"),), "unknown"),
        ("王明", (Name("Wang", "Ming"),), "unknown"),
        ("Huang", (), "unknown"),
        ("Huang", (Name(literal="A Synthetic Society"),), "unknown"),
    ],
)
def test_others(typed: str, authors: tuple[Name, ...], expected: str) -> None:
    assert compare(typed, work(*authors)) == expected


def test_the_version_in_the_other_language_counts() -> None:
    reference = work(Name("王", "明"), **{"original-author": (Name("Wang", "Ming"),)})
    assert compare("Wang", reference) == "first"
    assert compare("王明", reference) == "first"
    assert compare("Huang", reference) == "other"


def test_editors_stand_in_only_where_there_is_no_author() -> None:
    assert compare("Yang", work(Name("Yang"), role="editor")) == "first"
    assert compare("Yang", work(Name("Zhou"), editor=(Name("Yang"),))) == "other"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name("Yang", "Li"), "Yang"),
        (Name("Berg", non_dropping_particle="van den"), "van den Berg"),
        (Name("王", "明"), "王明"),
        (Name(literal="A Society"), "A Society"),
    ],
)
def test_an_author_is_called_as_in_a_text(name: Name, expected: str) -> None:
    assert first_author(work(name)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("王明", True), ("李小红", True), ("骨髓", False), ("水凝胶", False), ("王", False)],
)
def test_chinese_names_are_told_from_words(text: str, expected: bool) -> None:
    assert looks_like_han_name(text) is expected
