"""No text makes the parser fail, and a longer text takes no more than its share of time."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.load.refstring import ParsedEntry, parse_entry

PIECES = [
    "Fu YX, ", "FU Y X, ", "et al. ", "王璐璐, ", "等. ", "Title of work", ". ", "[J]", "[M]//",
    "[EB/OL]", "(", ")", "[", "]", ", 2021, ", "48(6): ", "819-826", "2021;12(1):161",
    "doi:10.5555/", "http://", "In: ", "(Eds.), ", ":", ";", "&", "…", "pp. 1-2", "3rd ed. ",
    "北京: ", "出版社", "[2021-01-02]", "(in Chinese)", "Vol. ", "\x1f",
]  # fmt: skip


def holds_together(entry: ParsedEntry) -> None:
    variables = {*entry.reference.fields, *entry.reference.names, *entry.reference.dates} - {"language"}
    assert set(entry.confidence) == set(entry.places) == variables
    assert all(0 < value <= 1 for value in entry.confidence.values())
    assert all(0 <= start < end <= len(entry.text) for start, end in entry.places.values())
    for variable, places in entry.name_places.items():
        assert len(places) == len(entry.reference.names[variable])


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    holds_together(parse_entry(text))


@given(st.lists(st.sampled_from([*PIECES, "\n"]), max_size=40).map("".join))
def test_any_pieces_of_entries(text: str) -> None:
    holds_together(parse_entry(text))


@pytest.mark.parametrize(
    "piece", [*PIECES, "a", " ", ". A", "A. ", "1", "(a", "[J", "John Smith, ", "1-", ", "]
)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    """Within the length of an entry: a search that tries every way to match takes four times as long."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        best = float("inf")
        for _ in range(3):
            start = perf_counter()
            parse_entry(text)
            best = min(best, perf_counter() - start)
        return best

    assert seconds(8000) < 3.4 * seconds(4000) + 0.02
