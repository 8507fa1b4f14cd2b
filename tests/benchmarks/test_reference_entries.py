"""Reading a printed entry: a longer text takes no more than its share of time, whatever it says."""

from __future__ import annotations

import pytest

from tests.benchmarks.clock import growth
from tests.load.refstring.test_any_text import PIECES
from toolkit.load.refstring import parse_entry

GROWTH = 3


@pytest.mark.parametrize(
    "piece", [*PIECES, "a", " ", ". A", "A. ", "1", "(a", "[J", "John Smith, ", "1-", ", "]
)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    """Within the length of an entry: a search that tries every way to match takes four times as long."""
    assert growth(lambda length: parse_entry(piece * (length // len(piece))), 4000, GROWTH) <= GROWTH
