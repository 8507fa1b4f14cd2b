"""Lengths as journals count them, and limits."""

from __future__ import annotations

import pytest

from toolkit.check.limits import length, wanted
from toolkit.model.journal import Range


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("慢性创面，MSC 可促进愈合。", "zh", 10),
        ("30~150 nm 的外泌体", "zh-CN", 7),
        ("Chronic wounds – in men – heal 3.5 times slower.", "en", 8),
        ("", "zh", 0),
        ("，。（）", "zh", 0),
    ],
)
def test_length(text: str, language: str, expected: int) -> None:
    assert length(text, language) == expected


@pytest.mark.parametrize(
    ("limit", "count", "expected"),
    [
        (Range(2, 5), 1, "2 to 5"),
        (Range(2, 5), 5, None),
        (Range(None, 5), 6, "at most 5"),
        (Range(2, None), 0, "at least 2"),
        (Range(), 99, None),
        (None, 99, None),
    ],
)
def test_wanted(limit: Range | None, count: int, expected: str | None) -> None:
    want = wanted(limit, count)
    assert (want.en if want else None) == expected
