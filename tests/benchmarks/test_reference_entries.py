"""Reading a printed entry: a longer text takes no more than its share of time, whatever it says."""

from __future__ import annotations

from time import perf_counter

import pytest

from tests.load.refstring.test_any_text import PIECES
from toolkit.load.refstring import parse_entry


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
