"""The rules on wording and typing on two source articles: what they must find, and nothing wrong beside it.

`research/journals.md` lists the defects of the articles that are certain (**D**). Every
finding of these families was judged by hand; the tests hold the judgement.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.check.seeds import write_seed
from toolkit.model.diagnostic import Finding
from toolkit.pipeline import check

FAMILIES = ("TYP", "LNG", "NUM", "ABB")
MOST_WRONG = 3
"""Wrong findings per thousand Chinese characters."""

LISTED = {
    "001": {
        ("ABB005", "MSC-Exo"),
        ("ABB005", "ADSCs-Exos"),
        ("ABB005", "HD-DP7/Exo"),
        ("ABB005", "ADSC-exo@MMP-PEG"),
        ("ABB005", "ECM@exo"),
        ("ABB005", "HucMSCs"),
        ("ABB006", "PTEN"),
        ("ABB006", "PI3K"),
        ("ABB006", "Akt"),
        ("ABB006", "ROS"),
        ("LNG005", "cirRNA"),
        ("TYP014", "1 × 107"),
        ("TYP014", "cm2"),
        ("TYP015", "H2O2"),
        ("TYP015", "Fe3O4"),
    },
    "004": {("ABB003", "PGC")},
}
"""Certain defects of the list that these families can see."""

RIGHT = {
    "001": {
        ("ABB003", "SMF"),
        ("ABB003", "VEGFA"),
        ("ABB006", "lncRNA"),
        ("TYP015", "Fe2O3"),
        ("TYP018", "、"),
        ("TYP018", "（"),
        ("TYP020", "2 blanks in a row"),
    },
    "004": {
        ("TYP001", "."),
        ("TYP005", "gap"),
        ("TYP018", "、"),
    },
}
"""What else stands in the texts as the seeds give them."""


def what(finding: Finding) -> tuple[str, str]:
    """A finding as code and the words it quotes first."""
    message = finding.message["en"]
    if finding.code == "TYP005":
        return finding.code, "gap"
    return finding.code, message.split("`")[1] if "`" in message else message


@pytest.mark.parametrize("number", ["001", "004"])
def test_listed_defects_are_found_and_little_else(shared: Path, tmp_path: Path, number: str) -> None:
    root = write_seed(shared, number, tmp_path / number)
    checked = check(root, select=FAMILIES)
    assert not checked.problems
    found = Counter(map(what, checked.result.findings))
    assert set(found) >= LISTED[number], LISTED[number] - set(found)
    wrong = {
        finding: count for finding, count in found.items() if finding not in LISTED[number] | RIGHT[number]
    }
    text = (root / "sections" / "01.md").read_text(encoding="utf-8")
    characters = sum("\u4e00" <= char <= "\u9fff" for char in text)
    assert characters > 3000
    assert sum(wrong.values()) <= MOST_WRONG * characters / 1000, wrong
    assert not wrong, "a new finding: judge it, then list it here"


@pytest.mark.parametrize("number", ["000", "002", "003"])
def test_certain_slips_of_the_other_articles(shared: Path, tmp_path: Path, number: str) -> None:
    root = write_seed(shared, number, tmp_path / number)
    found = set(map(what, check(root, select=FAMILIES).result.findings))
    expected = {
        "000": {("LNG005", "umbilicai"), ("TYP016", "显着")},
        "002": {("TYP016", "显着"), ("LNG001", "trials"), ("TYP014", "CD4+")},
        "003": {("NUM001", "19/61 is 31.1%, not 31.3%"), ("LNG005", "oxygense"), ("ABB005", "PI3K-AKT")},
    }
    assert found >= expected[number]
