"""Where cells stand, spans counted."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.render.sample_tables import HYDROGELS, cell
from toolkit.model.grid import full_width, place
from toolkit.model.table import Row


def test_two_tiers() -> None:
    first, second = place(HYDROGELS.head, HYDROGELS.width)
    assert [placed.column for placed in first] == [0, 1, 2, 4, 5, 6]
    assert [placed.column for placed in second] == [2, 3]
    assert list(first[2].columns) == [2, 3]


def test_cell_after_a_row_span_moves_on() -> None:
    rows = place(HYDROGELS.body, HYDROGELS.width)
    assert [placed.column for placed in rows[2]] == [0, 2, 3, 4, 5, 6]


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5), max_size=5),
    st.integers(1, 5),
)
def test_no_two_cells_meet_and_none_leaves_the_rows(spans: list[list[tuple[int, int]]], width: int) -> None:
    rows = [Row(tuple(cell("x", colspan=across, rowspan=down) for across, down in line)) for line in spans]
    taken: set[tuple[int, int]] = set()
    for line in place(rows, width):
        for placed in line:
            assert placed.row + placed.rowspan <= len(rows)
            if placed.column < width:
                assert placed.column + placed.colspan <= width
            for row in range(placed.row, placed.row + placed.rowspan):
                own = {(row, column) for column in placed.columns}
                assert taken.isdisjoint(own)
                taken |= own


def test_cell_too_many_is_kept() -> None:
    row = Row((cell("a"), cell("b", colspan=3)))
    [line] = place([row], 1)
    assert [(placed.column, placed.colspan) for placed in line] == [(0, 1), (1, 1)]
    assert full_width(replace(HYDROGELS, columns=HYDROGELS.columns[:1], head=(), body=(row,))) == 2
