"""No text makes the parser fail."""

from __future__ import annotations

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
