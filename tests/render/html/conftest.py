"""Fixtures for the tests of the web page."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import HtmlElement

from tests.render.html.build import parsed
from tests.render.sample import sample_review, write_figures
from toolkit.model.review import ResolvedReview
from toolkit.render.html import render_html


@pytest.fixture(scope="session")
def review(tmp_path_factory: pytest.TempPathFactory) -> ResolvedReview:
    """The sample with its pictures on disk."""
    root = tmp_path_factory.mktemp("sample")
    write_figures(root)
    return sample_review(root)


@pytest.fixture(scope="session")
def source(review: ResolvedReview) -> str:
    """The sample's page as text."""
    return render_html(review).decode("utf-8")


@pytest.fixture
def tree(source: str) -> HtmlElement:
    """The sample's page as a tree."""
    return parsed(source.encode("utf-8"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the sample's pictures, to add others to."""
    write_figures(tmp_path)
    return tmp_path
