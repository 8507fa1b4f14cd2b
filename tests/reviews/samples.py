"""The sample reviews as they print in their own journals, and the articles they are measured against.

The articles are not part of the project: they lie in the shared data, and what needs them is
skipped where they are absent.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from toolkit.model.inline import plain_text
from toolkit.model.review import BibliographyEntry, ResolvedReview
from toolkit.pipeline import Checked, check

SHARED = Path(os.environ.get("SHARED_DATA") or REPOSITORY.parent / "shared")
OVARIAN_FAILURE = "ovarian-failure-hsct"
POI = "poi-clinical"


@cache
def checked(name: str) -> Checked:
    """A review loaded, resolved and checked, in the journal that it names."""
    return check(REPOSITORY / "reviews" / name)


def printed(name: str) -> ResolvedReview:
    return checked(name).resolved


def article(number: str) -> str:
    """The text of a published article, as extracted from its PDF."""
    folder = SHARED / "seeds"
    found = sorted(folder.glob(f"{number}_*.txt")) if folder.is_dir() else []
    if not found:
        pytest.skip(
            f"article {number} is absent from {folder} (set SHARED_DATA to the folder of shared data)"
        )
    return found[0].read_text(encoding="utf-8")


def folded(text: str) -> str:
    """One space for every run of white space: where lines break is the extraction's doing."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """Without any white space, for Chinese text that the extraction broke between any two letters."""
    return "".join(text.split())


def entry_text(entry: BibliographyEntry) -> str:
    """An entry and, behind it, its version in the other language."""
    return folded(f"{plain_text(entry.content)} {plain_text(entry.translation)}")


def citation_texts(review: ResolvedReview) -> list[str]:
    return [plain_text(citation.content) for citation in review.citations]


def without_marks(text: str) -> str:
    """Markdown emphasis and TeX superscripts of the extraction as plain text."""
    return re.sub(r"\^\{?(\w+)\}?", r"\1", text).replace("*", "").replace("$", "")
