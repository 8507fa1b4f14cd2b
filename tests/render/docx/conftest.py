"""Fixtures for the tests of the Word renderer."""

from __future__ import annotations

import pytest

from tests.render.docx.shorthand import Docx
from toolkit.model.review import ResolvedReview
from toolkit.render.docx import render_docx


@pytest.fixture(scope="session")
def sample(review: ResolvedReview) -> Docx:
    """The sample as a Word document."""
    return Docx(render_docx(review))
