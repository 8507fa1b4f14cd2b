"""Fixtures for the tests of the renderers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.render.sample import sample_review, write_figures
from toolkit.model.review import ResolvedReview


@pytest.fixture(scope="session")
def review(tmp_path_factory: pytest.TempPathFactory) -> ResolvedReview:
    """The sample with its pictures on disk."""
    root = tmp_path_factory.mktemp("sample")
    write_figures(root)
    return sample_review(root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the sample's pictures, to add others to."""
    write_figures(tmp_path)
    return tmp_path
