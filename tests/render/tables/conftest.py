"""Fixtures for the tests of tables as files."""

from __future__ import annotations

import pytest

from tests.render.sample import sample_review
from toolkit.model.review import ResolvedReview


@pytest.fixture(scope="session")
def review() -> ResolvedReview:
    return sample_review()
