"""Titles that are like another one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.check.likeness import Titles, likeness

WORDS = st.sampled_from(
    ["hydrogel", "hydrogels", "wound", "wounds", "for", "外泌体", "创面", "I", "2", "<i>x</i>", ""]
)
TITLES = st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=12)


@settings(deadline=None)
@given(st.lists(TITLES, max_size=12), TITLES, st.sampled_from([0.5, 0.8, 0.88, 0.92, 1.0]))
def test_titles_find_what_comparing_each_pair_finds(titles: list[str], title: str, least: float) -> None:
    known = Titles(titles, least)
    for one in (title, *titles):
        expected = [number for number, other in enumerate(titles) if likeness(one, other) >= least]
        assert known.like(one) == expected
