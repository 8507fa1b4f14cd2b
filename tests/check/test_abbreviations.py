"""Where a text explains an abbreviation. The sentences are synthetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.check.abbreviations import TOKEN, definitions, is_abbreviation, normal, uses


def certain(text: str) -> list[str]:
    return [found.short for found in definitions(text) if found.certain]


def possible(text: str) -> list[str]:
    return [found.short for found in definitions(text) if not found.certain]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("间充质干细胞（mesenchymal stem cells, MSCs）可", "MSC"),
        ("神经生长因子（nerve growth factor，NGF）", "NGF"),
        ("肿瘤坏死因子-α（tumor necrosis factor-α, TNF-α）", "TNF-α"),
        ("人脐带间充质干细胞(human umbilical cord mesenchymal stem cell, hUC-MSC)", "hUC-MSC"),
        ("外泌体（exosomes, Exos）", "Exos"),
        ("白细胞介素-6（IL-6）升高", "IL-6"),
        ("血管内皮生长因子（VEGF）", "VEGF"),
        ("MSCs 来源的外泌体（MSC-Exos）具有", "MSC-Exos"),
        ("of mesenchymal stem cells (MSCs) in wounds", "MSC"),
        ("Mesenchymal stem cell-derived exosomes (MSC-Exos) have", "MSC-Exos"),
        ("the U.S. Food and Drug Administration (FDA)", "FDA"),
        ("interleukin-6 (IL-6) and", "IL-6"),
        ("premature ovarian insufficiency (POI)", "POI"),
    ],
)
def test_certain_definitions(text: str, short: str) -> None:
    assert certain(text) == [short]


@pytest.mark.parametrize(
    "text",
    [
        "由试剂盒（Gibco, USA）提取",
        "采用 Illustrator（Adobe, CA）绘制",
        "多种细胞因子等（VEGF）上调",
        "包括（IL-6）",
        "离心（100 000 × g）",
        "患者（n=12）",
        "（图 1）与（表 2）",
        "如前所述（见 2.1）",
        "wounds (see Fig. 1) and (P < 0.05)",
        "cytokines (VEGF) were measured",
        "in mice (C57BL/6) and rats (SD)",
        "two groups (A and B)",
        "合成酶（Zhang, MD）",
        "高传代（P15）与术后（D7）",
        "某中心（Medicine, Shanghai 200030, China）",
        "某中心（23J41900100）",
    ],
)
def test_what_defines_nothing_for_certain(text: str) -> None:
    assert certain(text) == []


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("MSC（间充质干细胞）来源", "MSC"),
        ("PTEN (phosphatase and tensin homolog)", "PTEN"),
        ("VEGF（上调）", "VEGF"),
    ],
)
def test_turned_round_it_may_be_a_definition(text: str, short: str) -> None:
    assert possible(text) == [short]


def test_a_definition_knows_its_place() -> None:
    text = "间充质干细胞（mesenchymal stem cells, MSCs ）"
    found = next(definitions(text))
    assert text[found.start : found.end] == "MSCs"


@pytest.mark.parametrize(
    ("token", "expected"),
    [("MSCs", "MSC"), ("MSC", "MSC"), ("EVs", "EV"), ("AIDS", "AIDS"), ("Exos", "Exos"), ("CD63s", "CD63")],
)
def test_the_plural_is_the_same_abbreviation(token: str, expected: str) -> None:
    assert normal(token) == expected


@pytest.mark.parametrize(
    "token", ["DNA", "RNA", "mRNA", "USA", "pH", "kDa", "mL", "III", "the", "Cell", "42", "A"]
)
def test_words_units_and_numbers_are_none(token: str) -> None:
    assert not is_abbreviation(token)


@pytest.mark.parametrize("token", ["MSC", "TNF-α", "miR-21", "hUC-MSC", "Bcl-2", "PF127"])
def test_abbreviations_are_told_by_their_shape(token: str) -> None:
    assert is_abbreviation(token)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("MSC-Exos、MSCs和MSC。", ["MSC-Exos", "MSCs", "MSC"]),
        ("ADSC-exo@PEG", ["ADSC-exo@PEG"]),
        ("TGF-β1/Smad3", ["TGF-β1/Smad3"]),
    ],
)
def test_a_longer_name_is_one_word(text: str, tokens: list[str]) -> None:
    assert TOKEN.findall(text) == tokens


@given(st.text(alphabet="aAbB1α-（）(), 。细胞\ufffc", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for found in definitions(text):
        assert 0 <= found.start < found.end <= len(text)
        assert normal(text[found.start : found.end]) == found.short


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("TGF-β1/Smad3 信号通路", ["TGF-β1", "Smad3"]),
        ("the PI3K/AKT pathway", ["the", "PI3K", "AKT", "pathway"]),
        ("HD-DP7/Exos 可", ["HD-DP7/Exos"]),
        ("注：ROS 为活性氧；MSCs 可", ["MSC"]),
    ],
)
def test_what_counts_as_use(text: str, words: list[str]) -> None:
    found = list(uses(text))
    assert [word for word, _, _ in found] == words
    assert all(normal(text[start:end]) == word for word, start, end in found)
