"""Duplicates and relations. All works are synthetic."""

from __future__ import annotations

import pytest

from tests.library.kit import work
from toolkit.library.duplicates import find_duplicates
from toolkit.model.reference import Reference

TITLE = "Synthetic hydrogels for the repair of invented wounds"
ONE = work("one", TITLE, "Yang X", 2024, DOI="10.5555/one", volume="3", page="154-163")


def groups(*references: Reference) -> list[tuple[str, ...]]:
    return [tuple(one.id for one in group.references) for group in find_duplicates(references).groups]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (work("b", TITLE, DOI="https://doi.org/10.5555/ONE"), "doi"),
        (work("b", TITLE.upper() + ".", "Yang X", 2024), "title"),
        (work("b", TITLE, "Yang X", 2023, page="154-63"), "title"),
        (work("b", TITLE.replace("wounds", "wound"), "Yang X", 2024), "similar title"),
    ],
)
def test_entries_of_one_work(other: Reference, reason: str) -> None:
    (group,) = find_duplicates((ONE, other)).groups
    assert group.reasons == (reason,)


def test_entries_with_one_pmid() -> None:
    one = work("a", TITLE, "Yang X", 2024, PMID="123")
    (group,) = find_duplicates((one, work("b", f"{TITLE}?", "Yang X", 2024, PMID="123"))).groups
    assert group.reasons == ("pmid",)


@pytest.mark.parametrize(
    "other",
    [
        work("b", TITLE, "Li Y", 2024),
        work("b", TITLE, "Yang X", 2020),
        work("b", TITLE, "Yang X", 2024, volume="4"),
        work("b", TITLE, "Yang X", 2024, page="200-209"),
        work("b", TITLE, "Yang X", 2024, DOI="10.5555/other"),
        work("b", f"Correction: {TITLE}", "Yang X", 2024, DOI="10.5555/one"),
        work("b", f"{TITLE} II", "Yang X", 2024),
        work("b", "Editorial", "Yang X", 2024),
    ],
)
def test_works_that_are_two(other: Reference) -> None:
    assert not groups(ONE, other)


def test_parts_of_a_series_are_two() -> None:
    assert not groups(
        work("a", f"{TITLE} part 1", "Yang X", 2024), work("b", f"{TITLE} part 2", "Yang X", 2024)
    )


def test_short_titles_need_more_than_likeness() -> None:
    assert not groups(work("a", "Wound care", "Yang X", 2024), work("b", "Wound cure", "Yang X", 2024))


def test_three_entries_of_one_work_are_one_group() -> None:
    assert groups(ONE, work("b", TITLE, "Yang X", 2024), work("c", TITLE, "Yang X", 2024, volume="3")) == [
        ("one", "b", "c")
    ]


def test_a_preprint_and_its_article_are_related() -> None:
    preprint = work("p", TITLE, "Yang X", 2023, DOI="10.5555/pre", container_title="bioRxiv")
    found = find_duplicates((preprint, ONE))
    assert not found.groups
    (relation,) = found.relations
    assert (relation.kind, relation.source.id, relation.target.id) == ("preprint", "p", "one")


@pytest.mark.parametrize(
    "chinese",
    [
        work("zh", "合成水凝胶", "杨 西", 2024, original_title=TITLE),
        work("zh", "合成水凝胶", "杨 西", 2024, volume="3", page="154-163"),
    ],
)
def test_a_chinese_work_and_its_english_version_are_related(chinese: Reference) -> None:
    (relation,) = find_duplicates((chinese, ONE)).relations
    assert (relation.kind, relation.source.id, relation.target.id) == ("translation", "one", "zh")


def test_works_at_one_place_of_other_people_are_not_related() -> None:
    chinese = work("zh", "合成水凝胶", "李 西", 2024, volume="3", page="154-163")
    assert not find_duplicates((chinese, ONE)).relations


def test_progress_is_told() -> None:
    told: list[int] = []
    find_duplicates([work(str(n), f"{TITLE} {n}", "Yang X", 2000 + n) for n in range(9)], told.append)
    assert told == [9]
