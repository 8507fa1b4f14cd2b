"""The CSL engine's speed, as ratios within one run. Full size: `python -m tests.benchmarks.csl`."""

from __future__ import annotations

import pytest

from tests.benchmarks.csl import FACTOR, GROWTH, STYLES, factor, growth

SMALL_RUN = 0.8
"""Reading the style weighs more in a small run, and a busy machine shakes it."""


@pytest.mark.parametrize("style_id", STYLES)
def test_several_times_as_fast_as_citeproc_py(style_id: str) -> None:
    assert factor(style_id, 250) >= SMALL_RUN * FACTOR


def test_twice_the_works_take_about_twice_as_long() -> None:
    assert growth(400) <= GROWTH
