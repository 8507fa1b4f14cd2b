"""How values of records print in cells. Synthetic values."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from toolkit.model.evidence import (
    Choice,
    DateValue,
    FieldValue,
    Proportion,
    Quantity,
    RegistryId,
    Typed,
)
from toolkit.model.inline import Inlines, Link, Localized, Style, Styled, Text
from toolkit.model.journal import Journal, TableStyle
from toolkit.model.source import Span
from toolkit.resolve.cells import print_item, print_unit, print_value

JOURNAL = Journal(
    "test", {"en": "Test"}, tables=TableStyle(range=" ~ ", list_joiner={"zh": "、", "en": ", "})
)


def shown(nodes: Inlines) -> str:
    """The text, superscripts behind a caret."""
    return "".join(
        node.text
        if isinstance(node, Text)
        else "^" + shown(node.children)
        if isinstance(node, Styled) and node.style is Style.SUPER
        else shown(node.children)
        if isinstance(node, (Styled, Link))
        else "?"
        for node in nodes
    )


D = Decimal


@pytest.mark.parametrize(
    ("item", "zh", "en"),
    [
        (Quantity("value", D("165.4"), D("165.4"), unit="nm"), "165.4 nm", "165.4 nm"),
        (Quantity("value", D(100), D(100), unit="nm", approximate=True), "约 100 nm", "about 100 nm"),
        (Quantity("range", D(50), D(150), unit="nm"), "50 ~ 150 nm", "50 ~ 150 nm"),
        (
            Quantity("mean-sd", D("108.97"), D("108.97"), D("13.15"), "nm"),
            "（108.97 ± 13.15）nm",
            "(108.97 ± 13.15) nm",
        ),
        (Quantity("value", D(54), D(54), unit="weeks"), "54 周", "54 weeks"),
        (Quantity("value", D(1), D(1), unit="周"), "1 周", "1 week"),
        (Quantity("value", D("1E+7"), D("1E+7"), unit="EVs/cm^2^"), "1 × 10^7 EVs/cm^2", "1 × 10^7 EVs/cm^2"),
        (Quantity("value", D(20), D(20), unit="%", bound="<"), "<20%", "<20%"),
        (Quantity("value", D(-20), D(-20), unit="℃"), "\u221220 ℃", "\u221220 ℃"),
        (D("30"), "30", "30"),
        (
            Quantity("median-iqr", D(12), D(12), unit="weeks", quartiles=(D(8), D(20))),
            "12（8 ~ 20）周",
            "12 (8 ~ 20) weeks",
        ),
        (Proportion(19, 61), "19/61（31.1%）", "19/61 (31.1%)"),
        (Proportion(1, 8, 0), "1/8（13%）", "1/8 (13%)"),
        (Choice("unclear", {"zh": "不清楚", "en": "unclear"}), "不清楚", "unclear"),
        (True, "是", "yes"),
        (DateValue((2024, 3)), "2024-03", "2024-03"),
        (Choice("completed", {"zh": "已完成", "en": "completed"}), "已完成", "completed"),
        (
            RegistryId("NCT05078385", "ClinicalTrials.gov", "https://example.org"),
            "NCT05078385",
            "NCT05078385",
        ),
        (Localized({"zh": (Text("小鼠"),), "en": (Text("mice"),)}), "小鼠", "mice"),
    ],
)
def test_prints_by_language(item: Typed, zh: str, en: str) -> None:
    assert shown(print_item(item, "zh-CN", JOURNAL)) == zh
    assert shown(print_item(item, "en", JOURNAL)) == en


def test_lists_are_joined_as_the_language_does() -> None:
    texts = tuple(Localized({"en": (Text(word),)}) for word in ("CD9", "CD63"))
    value = FieldValue(texts, "CD9, CD63", Span.at(Path("x.yaml")))
    assert shown(print_value(value, "zh", JOURNAL)) == "CD9、CD63"
    assert shown(print_value(value, "en", JOURNAL)) == "CD9, CD63"


def test_a_value_that_does_not_fit_prints_as_written() -> None:
    value = FieldValue((), "about a hundred", Span.at(Path("x.yaml")), "not a quantity")
    assert shown(print_value(value, "en", JOURNAL)) == "about a hundred"


@pytest.mark.parametrize(
    ("unit", "printed"), [("cm2", "cm^2"), ("m s-1", "m s-1"), ("IU/L", "IU/L"), ("mm^3^", "mm^3")]
)
def test_exponents_of_units_are_raised(unit: str, printed: str) -> None:
    assert shown(print_unit(unit, "en")) == printed
