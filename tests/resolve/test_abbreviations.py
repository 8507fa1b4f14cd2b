"""Which abbreviations a table explains, and how. Synthetic texts."""

from __future__ import annotations

import pytest

from toolkit.model.inline import Localized, Text, plain_text
from toolkit.model.journal import TableStyle
from toolkit.model.review import Abbreviation
from toolkit.resolve.abbreviations import abbreviation_note, abbreviations_in

KNOWN = {
    short: Abbreviation(short, Localized({"zh": (Text(zh),), "en": (Text(en),)}))
    for short, zh, en in [
        ("MSC", "间充质干细胞", "mesenchymal stem cell"),
        ("MSC-Exos", "间充质干细胞外泌体", "MSC-derived exosomes"),
        ("PEG", "聚乙二醇", "polyethylene glycol"),
        ("N/A", "不适用", "not applicable"),
    ]
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MSC与PEG", ["MSC", "PEG"]),
        ("PEG、MSCs 和 MSC", ["PEG", "MSC"]),
        ("MSC-Exos 组", ["MSC-Exos"]),
        ("ADSC-exo@MMP-PEG", []),
        ("BMSC, MSCX, CP/PEG", []),
        ("N/A", ["N/A"]),
        ("", []),
    ],
)
def test_finds_those_that_stand_alone(text: str, found: list[str]) -> None:
    assert [item.short for item in abbreviations_in([(Text(text),)], KNOWN)] == found


def test_prints_in_the_journals_form() -> None:
    style = TableStyle(
        abbreviation={"zh": "{abbreviation} 为{full}", "en": "{abbreviation}, {full}"},
        abbreviation_joiner={"zh": "；", "en": "; "},
        abbreviation_end={"zh": "。", "en": "."},
    )
    found = [KNOWN["PEG"], KNOWN["MSC"]]
    assert plain_text(abbreviation_note(found, "zh", style)) == "PEG 为聚乙二醇；MSC 为间充质干细胞。"
    assert (
        plain_text(abbreviation_note(found, "en", style))
        == "PEG, polyethylene glycol; MSC, mesenchymal stem cell."
    )
    assert abbreviation_note([], "en", style) == ()
