"""Suggestions for misspelt names."""

from __future__ import annotations

import pytest

from toolkit.nearest import nearest, several_nearest


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("yng2024", ["wang2020", "yang2024", "yang2023"], "yang2024"),
        ("YANG2024", ["wang2020", "yang2024"], "yang2024"),
        ("group by", ["group_by", "groups"], "group_by"),
        ("CTI", ["ABB", "CIT", "EVD"], "CIT"),
        ("particip", ["participants", "phase"], "participants"),
        ("xyzzy", ["yang2024", "wang2020"], None),
        ("anything", [], None),
    ],
)
def test_the_nearest_name_or_none(name: str, candidates: list[str], expected: str | None) -> None:
    assert nearest(name, candidates) == expected


def test_several_come_best_first_and_always_in_one_order() -> None:
    names = ["yang2021", "yang2024a", "yang2024", "zhou1999"]
    assert several_nearest("yang2024", names, 3) == ["yang2024", "yang2024a", "yang2021"]
    assert several_nearest("yang2024", names[::-1], 3) == several_nearest("yang2024", names, 3)
