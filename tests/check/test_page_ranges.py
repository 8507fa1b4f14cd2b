"""Which way a range of pages runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.check.page_ranges import ends, is_reversed


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("154-163", (154, 163)),
        ("154–63", (154, 163)),
        ("1291-2", (1291, 1292)),
        ("S12-S19", (12, 19)),
        ("e100-9", (100, 109)),
        ("2021-3", (2021, 2023)),
        ("2029-3", None),
        ("0715-04", None),
        ("e1-p9", None),
        ("iv-ix", None),
        ("CD001234", None),
    ],
)
def test_ends(pages: str, expected: tuple[int, int] | None) -> None:
    assert ends(pages) == expected


@given(st.integers(1, 99_999), st.integers(0, 500))
def test_a_range_that_goes_up_is_never_reversed(first: int, more: int) -> None:
    last = first + more
    assert not is_reversed(f"{first}-{last}")
    common = next((at for at, (a, b) in enumerate(zip(str(first), str(last), strict=False)) if a != b), 0)
    if len(str(first)) == len(str(last)):
        assert not is_reversed(f"{first}-{str(last)[common:]}")


@given(st.integers(100, 9_999), st.integers(1, 99))
def test_two_whole_ends_that_go_down_are_reversed(last: int, more: int) -> None:
    assert len(str(last)) != len(str(last + more)) or is_reversed(f"{last + more}--{last}")
