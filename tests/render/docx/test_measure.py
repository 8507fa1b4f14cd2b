"""Widths of columns, words that are not cut in two, heights of tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.sample_tables import cell
from toolkit.model.grid import place
from toolkit.model.table import Column, Row
from toolkit.render.docx.measure import CELL_MARGINS, column_widths, ems, height


def widths(shares: list[float], *rows: tuple[str, ...], width: int = 9000, size: float = 7.5) -> list[int]:
    columns = [Column(str(at), "left", share) for at, share in enumerate(shares)]
    placed = place([Row(tuple(cell(words) for words in row)) for row in rows], len(columns))
    return column_widths(columns, placed, width, size)


def test_shares_hold_where_every_word_fits() -> None:
    assert widths([0.5, 0.3, 0.2], ("short words", "一二三四五六七八九十" * 9, "x")) == [4500, 2700, 1800]


def test_a_word_that_would_be_cut_gets_its_room_from_the_others() -> None:
    wide, narrow = widths([0.92, 0.08], ("文字", "NCT05078385"))
    assert wide + narrow == 9000
    assert narrow > 720
    # Eleven characters in Times New Roman at 7.5 pt are about 45 points.
    assert 45 * 20 + CELL_MARGINS <= narrow < 60 * 20 + CELL_MARGINS


def test_lines_break_at_hyphens_and_between_ideographs() -> None:
    assert widths([0.9, 0.1], ("x", "ab-cd-ef-gh-ij-kl-mn-op")) == [8100, 900]
    assert widths([0.9, 0.1], ("x", "外泌体联合水凝胶促进皮肤创面愈合")) == [8100, 900]


def test_a_list_of_names_is_kept_on_one_line() -> None:
    _, narrow = widths([0.85, 0.15], ("文字", "CD9、CD63、CD81"))
    assert 1400 < narrow < 1550


def test_an_endless_word_does_not_take_the_table() -> None:
    _, narrow = widths([0.9, 0.1], ("x", "a" * 500))
    assert narrow == 2700


def test_nothing_moves_where_nothing_can_be_spared() -> None:
    found = widths([0.5, 0.5], ("a" * 60, "b" * 60), width=1000)
    assert found == [500, 500]


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=6),
    st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=4),
    st.integers(1000, 15000),
)
def test_widths_always_add_up(shares: list[float], texts: list[list[str]], width: int) -> None:
    found = widths(shares, *(tuple(row[: len(shares)]) for row in texts), width=width)
    assert sum(found) == width
    assert all(length >= 0 for length in found)


@pytest.mark.parametrize("shares", [[0.0, 0.0], [1e-9, 1e-9]])
def test_columns_without_shares_are_alike(shares: list[float]) -> None:
    assert widths(shares) == [4500, 4500]


def test_width_of_text_is_that_of_times_and_of_square_ideographs() -> None:
    assert ems("外泌体，") == 4.0
    assert ems("[14]") == pytest.approx(1.666)
    assert ems("NCT05078385") == pytest.approx(6.0)


def test_height_grows_by_the_longest_cell_of_each_row() -> None:
    rows = place([Row((cell("一" * 30), cell("x"))), Row((cell("y"), cell("z")))], 2)
    # 30 ideographs of 7.5 pt are 225 pt: three lines in a column of 100 pt.
    assert height(rows, [2000, 2000], 7.5) == pytest.approx(4 * 1.3 * 7.5 + 2 * 2.8)
