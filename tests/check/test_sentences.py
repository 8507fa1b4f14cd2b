"""Where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.check.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙！丙", ["甲。", "乙！", "丙"]),
        ("“甲。”乙。", ["“甲。”", "乙。"]),
        ("One. Two et al. Three. Four", ["One.", " Two et al. Three.", " Four"]),
        ("See Fig. 2 and J. Smith. Then 0.5 mL.", ["See Fig. 2 and J. Smith.", " Then 0.5 mL."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="甲乙。！ab.A \n”", max_size=60))
def test_sentences_follow_each_other_without_gap(text: str) -> None:
    places = list(sentences(text))
    assert all(here[1] == there[0] for here, there in pairwise(places))
    rest = text[places[-1][1] :] if places else text
    assert not rest.strip()
