"""Full and abbreviated names of journals."""

from __future__ import annotations

import pytest

from toolkit.check.journal_names import form, is_short_for


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Stem Cell Res Ther", "Stem Cell Research & Therapy"),
        ("N Engl J Med", "N Engl Journal of Medicine"),
        ("Front Cell Dev Biol", "Frontiers in Cell and Developmental Biology"),
        ("Natl Sci Rev", "National Science Review"),
        ("J. Ovarian Res.", "Journal of Ovarian Research"),
        ("Front Med (Lausanne)", "Frontiers in Medicine"),
    ],
)
def test_an_abbreviation_is_known_by_its_words(short: str, full: str) -> None:
    assert is_short_for(short, full)
    assert not is_short_for(full, short)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cell", "Cells"),
        ("Gene", "Genes"),
        ("Nature", "Nature Medicine"),
        ("Cell Res", "Cell Reports"),
        ("J Immunol", "Journal of Immunological Methods"),
        ("Frontiers in Medicine", "Frontiers of Medicine"),
        ("Biomaterials", "Biomaterials Research"),
    ],
)
def test_journals_that_only_look_alike(one: str, other: str) -> None:
    assert not is_short_for(one, other)
    assert not is_short_for(other, one)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Int J Nanomedicine", "abbreviated"),
        ("World Journal of Stem Cells", "full"),
        ("Scientific Reports", "full"),
        ("Front Med (Lausanne)", "abbreviated"),
        ("Blood", ""),
        ("Genes (Basel)", ""),
        ("Acta Biomaterialia", ""),
        ("Cell Stem Cell", ""),
    ],
)
def test_form(name: str, expected: str) -> None:
    assert form(name) == expected
