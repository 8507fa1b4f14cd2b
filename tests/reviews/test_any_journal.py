"""Any review in any journal: changing one word in `review.yaml` moves a review to another journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from toolkit.load.journal import journal_ids
from toolkit.pipeline import build

REVIEWS = sorted(path.parent.name for path in (REPOSITORY / "reviews").glob("*/review.yaml"))


def test_there_are_five_reviews_and_eleven_journals() -> None:
    assert len(REVIEWS) == 5
    assert len(journal_ids()) == 11


@pytest.mark.parametrize("journal", journal_ids())
@pytest.mark.parametrize("name", REVIEWS)
def test_builds_without_an_error(name: str, journal: str, tmp_path: Path) -> None:
    built = build(REPOSITORY / "reviews" / name, tmp_path, journal=journal)
    assert built.checked.problems == ()
    assert built.checked.errors == 0
    assert built.checked.resolved.unresolved == ()
    assert built.checked.resolved.journal.id == journal
    assert [path.name for path in built.files] == [f"{name}.docx", f"{name}.html"]
