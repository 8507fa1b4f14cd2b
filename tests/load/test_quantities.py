"""Numbers and quantities as authors type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.load.quantities import UnfitError, parse_number, parse_quantity
from toolkit.model.evidence import Quantity


def value(number: str, unit: str = "", *, approximate: bool = False, bound: str = "") -> Quantity:
    return Quantity("value", Decimal(number), Decimal(number), None, unit, approximate, bound)


def between(low: str, high: str, unit: str = "") -> Quantity:
    return Quantity("range", Decimal(low), Decimal(high), None, unit)


def mean(number: str, spread: str, unit: str = "") -> Quantity:
    return Quantity("mean-sd", Decimal(number), Decimal(number), Decimal(spread), unit)


QUANTITIES = {
    "165.4 nm": value("165.4", "nm"),
    "100nm": value("100", "nm"),
    "30": value("30"),
    "54 周": value("54", "周"),
    "54 weeks": value("54", "weeks"),
    "12 个月": value("12", "个月"),
    "90%": value("90", "%"),
    "1,200 mL": value("1200", "mL"),
    "–80 ℃": value("-80", "℃"),
    "约 100 nm": value("100", "nm", approximate=True),
    "~100 nm": value("100", "nm", approximate=True),
    "100 nm 左右": value("100", "nm", approximate=True),
    "approx. 100 nm": value("100", "nm", approximate=True),
    "<20%": value("20", "%", bound="<"),
    "＜20％": value("20", "%", bound="<"),
    "≥ 18 岁": value("18", "岁", bound="≥"),
    "至少 12 周": value("12", "周", bound="≥"),
    "up to 12 weeks": value("12", "weeks", bound="≤"),
    "50 ~ 150 nm": between("50", "150", "nm"),
    "50–150 nm": between("50", "150", "nm"),
    "50-150 nm": between("50", "150", "nm"),
    "90～120 nm": between("90", "120", "nm"),
    "50 至 150 nm": between("50", "150", "nm"),
    "2 to 4 weeks": between("2", "4", "weeks"),
    "30 nm ~ 150 nm": between("30", "150", "nm"),
    "30 nm-150 nm": between("30", "150", "nm"),
    "（30 ~ 150）nm": between("30", "150", "nm"),
    "44 ﹪ ~ 100 ﹪": between("44", "100", "%"),
    "-80 ~ -20 ℃": between("-80", "-20", "℃"),
    "（108.97 ± 13.15）nm": mean("108.97", "13.15", "nm"),
    "(108.97 ± 13.15) nm": mean("108.97", "13.15", "nm"),
    "140 ± 35.5 nm": mean("140", "35.5", "nm"),
    "140+/-35.5 nm": mean("140", "35.5", "nm"),
    "50%±3%": mean("50", "3", "%"),
    "1×10^7^ EVs/cm^2^": value("1E+7", "EVs/cm^2^"),
    "1 × 10^7 EVs/cm2": value("1E+7", "EVs/cm2"),
    "5×10⁶ cells": value("5E+6", "cells"),
    "10^7^ cells/kg": value("1E+7", "cells/kg"),
    "1.5e7": value("1.5E+7"),
    "1–2×10^6^ cells": between("1E+6", "2E+6", "cells"),
    "100–2×10^3^ cells": between("100", "2E+3", "cells"),
    "1×10^6^–2×10^6^ cells": between("1E+6", "2E+6", "cells"),
    "(1.2 ± 0.3) × 10^6^ cells": mean("1.2E+6", "3E+5", "cells"),
    "5 µm²": value("5", "µm^2^"),
    "10 mg·kg^-1^": value("10", "mg·kg^-1^"),
    "0.5 mg kg-1": value("0.5", "mg kg-1"),
    "5 kg-1": value("5", "kg-1"),
    "60 mL/min/1.73 m2": value("60", "mL/min/1.73 m2"),
}


@pytest.mark.parametrize("text", QUANTITIES)
def test_quantity(text: str) -> None:
    assert parse_quantity(text) == QUANTITIES[text]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "nothing"),
        ("I", "does not begin with a number"),
        ("CD63", "does not begin with a number"),
        ("1 × 107 EVs/cm2", "has lost its superscript"),
        ("3,5 mg", "decimal sign must be a point"),
        ("150-50 nm", "runs downwards"),
        ("30 d ~ 4 weeks", "two units, d and weeks"),
        ("5 mg/kg, twice", "is no unit"),
        ("25 mL (5 mL/kg)", "is no unit"),
        ("1:1", "is no unit"),
        ("30 males 20 females", "is no unit"),
        ("a" * 500, "is a text"),
    ],
)
def test_what_is_no_quantity(text: str, reason: str) -> None:
    with pytest.raises(UnfitError, match=reason):
        parse_quantity(text)


def test_the_unit_of_the_schema_counts_where_none_was_typed() -> None:
    assert parse_quantity("100", "nm").unit == "nm"
    assert parse_quantity("100 µm", "nm").unit == "µm"


@pytest.mark.parametrize(
    ("text", "number"), [("1", "1"), ("-3.5", "-3.5"), ("1,200", "1200"), ("5×10^6^", "5E+6"), ("１２", "12")]
)
def test_number(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "abc", "3 kg", "1 2", "3,5", "1-2", "约 3"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(UnfitError):
        parse_number(text)


decimals = st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False)
units = st.sampled_from(["", "nm", "µm", "周", "weeks", "%", "mg/kg", "EVs/cm^2^", "mg·kg^-1^", "℃"])
joints = st.sampled_from([" ~ ", "~", "–", "-", " – ", "至", " to "])


@given(decimals, units)
def test_a_number_with_its_unit_comes_back(number: Decimal, unit: str) -> None:
    found = parse_quantity(f"{number} {unit}")
    assert (found.kind, found.low, found.high, found.unit) == ("value", number, number, unit)


@given(decimals, decimals, joints, units)
def test_a_range_comes_back(one: Decimal, other: Decimal, joint: str, unit: str) -> None:
    low, high = sorted((one, other))
    found = parse_quantity(f"{low}{joint}{high} {unit}")
    assert (found.kind, found.low, found.high, found.unit) == ("range", low, high, unit)
    assert low <= found.centre <= high


@given(decimals, decimals, units)
def test_a_mean_with_its_deviation_comes_back(number: Decimal, spread: Decimal, unit: str) -> None:
    for text in (f"{number} ± {spread} {unit}", f"（{number}±{spread}）{unit}"):
        found = parse_quantity(text)
        assert (found.kind, found.low, found.spread, found.unit) == ("mean-sd", number, spread, unit)
        assert found.centre == number


@given(st.text() | st.text(st.sampled_from("0123456789.,-–~±×^()eE %n约<μ ")))
def test_any_text_is_a_quantity_or_says_why_not(text: str) -> None:
    for parse in (parse_quantity, parse_number):
        try:
            found = parse(text)
        except UnfitError:
            continue
        assert isinstance(found, (Quantity, Decimal))
