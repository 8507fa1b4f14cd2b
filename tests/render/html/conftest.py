"""Fixtures for the tests of the web page."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement

from tests.render.html.build import parsed
from toolkit.model.review import ResolvedReview
from toolkit.render.html import render_html


@pytest.fixture(scope="session")
def source(review: ResolvedReview) -> str:
    """The sample's page as text."""
    return render_html(review).decode("utf-8")


@pytest.fixture
def tree(source: str) -> HtmlElement:
    """The sample's page as a tree."""
    return parsed(source.encode("utf-8"))
