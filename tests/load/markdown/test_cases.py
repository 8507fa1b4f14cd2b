"""Every construct, case by case; see `casefiles.py` for the form of `cases/*.md`."""

from __future__ import annotations

import pytest

from tests.load.markdown.casefiles import FILES, Case, read_cases
from tests.load.markdown.tree import tree_of

ALL = [case for path in FILES for case in read_cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.file}: {case.title}")
def test_case(case: Case) -> None:
    assert tree_of(case.text) == case.tree


def test_every_title_is_there_once() -> None:
    names = [(case.file, case.title) for case in ALL]
    assert len(names) == len(set(names)) > 100
