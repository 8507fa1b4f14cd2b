"""The pages of explanation as a user reads them."""

from __future__ import annotations

import pytest

from toolkit.check import registry
from toolkit.check.explain import explain, listing
from toolkit.check.rule import SECTIONS
from toolkit.errors import ToolkitError


def test_a_page_has_its_name_its_summary_and_all_sections() -> None:
    page = explain(["CIT001"])
    assert page.startswith(
        "CIT001 [unknown-citation-key]  (error, stops `review build`, works offline)\n\n"
        "A citation names a work that is in no bibliography.\n\nWhat it does\n"
    )
    assert [line for line in page.splitlines() if line in SECTIONS] == list(SECTIONS)


def test_a_family_and_a_name_are_explained_too() -> None:
    assert explain(["unknown-citation-key"]) == explain(["cit001"])
    family = explain(["XRF"])
    assert family.index("XRF001 [") < family.index("XRF002 [")
    assert explain(["XRF001", "XRF"]) == family


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(ToolkitError) as caught:
        explain(["CTI001"])
    assert caught.value.problems[0].help == "did you mean 'CIT001'?"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_names_every_rule(language: str) -> None:
    text = listing(language=language)
    for entry in registry.entries():
        assert f"{entry.code}  " in text
        assert entry.summary(language) in text


def test_bold_only_on_request() -> None:
    assert "\x1b" not in explain(["CIT001"]) + listing()
    assert "\x1b[1mWhat it does\x1b[0m" in explain(["CIT001"], colour=True)
