"""Two hundred different works rendered by our own styles and read back."""

from __future__ import annotations

import pytest

from tests.csl.cases import data_folder
from tests.load.refstring.roundtrip import STYLES, cases, misread

pytestmark = pytest.mark.skipif(
    not data_folder().is_dir(), reason="the conformance data is not beside the project"
)

ARTICLES, OTHERS = 0.97, 0.90
"""The least share of works of which every printed field is read."""


@pytest.mark.parametrize("name", STYLES)
def test_what_a_style_prints_is_read_back(name: str) -> None:
    wrong = {case.work.id: (case, fields) for case in cases(STYLES[name]) if (fields := misread(case))}
    for kind, least in ((True, ARTICLES), (False, OTHERS)):
        listed = [case for case in cases(STYLES[name]) if (case.work.type == "article-journal") == kind]
        missed = [wrong[case.work.id] for case in listed if case.work.id in wrong]
        told = "\n".join(f"{', '.join(fields)}: {case.text}" for case, fields in missed)
        assert len(listed) == 100
        assert len(listed) - len(missed) >= least * len(listed), told
