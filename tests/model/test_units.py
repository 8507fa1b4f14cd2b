"""Units: what can be converted into what, and by which factor."""

from __future__ import annotations

from decimal import Decimal

import pytest

from toolkit.model.units import factor


@pytest.mark.parametrize(
    ("unit", "other", "expected"),
    [
        ("μm", "nm", "1000"),
        ("\u00b5m", "\u03bcm", "1"),
        ("um", "nm", "1000"),
        ("mm", "cm", "0.1"),
        ("纳米", "nm", "1"),
        ("m", "mm", "1000"),
        ("kg", "mg", "1000000"),
        ("微克", "ng", "1000"),
        ("公斤", "g", "1000"),
        ("mL", "μL", "1000"),
        ("ml", "mL", "1"),
        ("L", "毫升", "1000"),
        ("min", "s", "60"),
        ("小时", "min", "60"),
        ("weeks", "d", "7"),
        ("周", "天", "7"),
        ("mM", "μM", "1000"),
        ("kDa", "Da", "1000"),
        ("mg/mL", "μg/mL", "1000"),
        ("EVs/mL", "EVs/L", "1000"),
        ("EVs/cm2", "EVs/cm^2^", "1"),
        ("mg·kg-1", "mg/kg", "1"),
        ("EVs", "EVs", "1"),
        ("%", "‰", "10"),
        ("", "", "1"),
    ],
)
def test_one_dimension(unit: str, other: str, expected: str) -> None:
    assert factor(unit, other) == Decimal(expected)


@pytest.mark.parametrize(
    ("unit", "other"),
    [
        ("mg", "nm"),
        ("", "nm"),
        ("m", "min"),
        ("mol", "M"),
        ("EVs", "cells"),
        ("mg/mL", "mg"),
        ("cm2", "cm"),
        ("months", "weeks"),
    ],
)
def test_different_dimensions(unit: str, other: str) -> None:
    assert factor(unit, other) is None
