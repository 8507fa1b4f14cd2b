"""Suggestions for misspelt names."""

from __future__ import annotations

import pytest

from toolkit.check.nearest import nearest


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("yng2024", ["wang2020", "yang2024", "yang2023"], ["yang2024"]),
        ("YANG2024", ["wang2020", "yang2024"], ["yang2024"]),
        ("CTI", ["ABB", "CIT", "EVD"], ["CIT"]),
        ("xyzzy", ["yang2024", "wang2020"], []),
        ("anything", [], []),
    ],
)
def test_the_nearest_name_or_none(name: str, candidates: list[str], expected: list[str]) -> None:
    assert nearest(name, candidates) == expected


def test_several_come_best_first_and_always_in_one_order() -> None:
    names = ["yang2021", "yang2024a", "yang2024", "zhou1999"]
    assert nearest("yang2024", names, 3) == ["yang2024", "yang2024a", "yang2021"]
    assert nearest("yang2024", names[::-1], 3) == nearest("yang2024", names, 3)
