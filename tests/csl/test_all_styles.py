"""A random sample of all independent styles; the whole is `python -m tests.csl.all_styles`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.csl.all_styles import check, independent_styles
from tests.csl.varied import items

SAMPLE = random.Random(7714).sample(independent_styles(), 24)  # noqa: S311 - a sample, no secret


def test_there_are_forty_works_of_as_many_types() -> None:
    assert len({item["type"] for item in items()}) == 40


def test_all_independent_styles_are_known() -> None:
    assert len(independent_styles()) > 2800


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_style_formats_varied_works(path: Path) -> None:
    assert check(path) is None
