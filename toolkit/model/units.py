"""Units of measurement: of which dimension one is, and how large beside others of that dimension.

The units of the SI with their decimal prefixes, those accepted beside it (SI Brochure, 9th
edition, tables 7 and 8), and their Chinese names (GB 3100). A unit that is not known, such as
`EVs`, is a dimension of its own. Months and years have no fixed length and count as unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

_PREFIXES: Mapping[str, int] = {
    "f": -15,
    "p": -12,
    "n": -9,
    "\u03bc": -6,
    "u": -6,
    "m": -3,
    "c": -2,
    "d": -1,
    "k": 3,
    "M": 6,
    "G": 9,
}
_PREFIXED = {
    "m": "length",
    "g": "mass",
    "L": "volume",
    "l": "volume",
    "s": "time",
    "mol": "amount",
    "M": "concentration",
    "Pa": "pressure",
    "Da": "molecular mass",
    "J": "energy",
    "W": "power",
    "V": "voltage",
    "A": "current",
    "N": "force",
    "Hz": "frequency",
    "Gy": "dose",
    "Bq": "activity",
}
"""Units that take prefixes, and their dimensions; each is its dimension's measure."""

_HOUR, _DAY, _WEEK = 3600, 86400, 604800
_NAMED: Mapping[str, tuple[str, Decimal]] = {
    name: (dimension, Decimal(factor))
    for dimension, factor, names in (
        ("time", 1, "sec second seconds 秒 秒钟"),
        ("time", 60, "min mins minute minutes 分 分钟"),
        ("time", _HOUR, "h hr hrs hour hours 时 小时"),
        ("time", _DAY, "d day days 天 日"),
        ("time", _WEEK, "wk wks week weeks w 周 星期"),
        ("length", "1e-9", "纳米"),
        ("length", "1e-6", "微米"),
        ("length", "1e-3", "毫米"),
        ("length", "1e-2", "厘米"),
        ("length", 1, "米"),
        ("mass", "1e-9", "纳克"),
        ("mass", "1e-6", "微克"),
        ("mass", "1e-3", "毫克"),
        ("mass", 1, "克"),
        ("mass", 1000, "千克 公斤"),
        ("volume", "1e-6", "微升"),
        ("volume", "1e-3", "毫升"),
        ("volume", 1, "升"),
        ("ratio", "1e-2", "%"),
        ("ratio", "1e-3", "‰"),
        ("temperature", 1, "℃ °C"),
    )
    for name in names.split()
}
_CALENDAR = frozenset(["mo", "month", "months", "y", "yr", "year", "years", "月", "个月", "年"])
"""Units of time without a fixed length."""
Measured: TypeAlias = Literal["", "time", "length", "mass", "volume", "amount", "pressure", "energy"]
"""What a schema may say that all units of a field measure; empty: anything."""
_POWER = re.compile(r"(.*?\D)\^?([-+]?[1-9])\^?")
_JOINED = re.compile(r"\s*([/·*])\s*|\s+")
_PREFIX_LETTERS = str.maketrans({"\u00b5": "\u03bc", "\u2212": "-"})


class Unit(NamedTuple):
    """What a unit measures, as powers of dimensions, and its size in the measures of these dimensions."""

    dimension: tuple[tuple[str, int], ...]
    size: Decimal


def factor(unit: str, other: str) -> Decimal | None:
    """What a number in `unit` is multiplied by to be one in `other`; None if they cannot be converted."""
    if unit == other:
        return Decimal(1)
    first, second = read_unit(unit), read_unit(other)
    if first.dimension != second.dimension:
        return None
    return first.size / second.size


@lru_cache(maxsize=512)
def read_unit(text: str) -> Unit:
    """The dimension and size of a unit such as `μg/mL`, `EVs/cm^2^` or `周`. No unit has no dimension."""
    powers: dict[str, int] = {}
    size = Decimal(1)
    sign, end = 1, 0
    plain = text.translate(_PREFIX_LETTERS).strip().strip("()")
    for joint in (*_JOINED.finditer(plain), None):
        name, power = _power(plain[end : joint.start() if joint else None])
        if name:
            dimension, one = _simple(name)
            powers[dimension] = powers.get(dimension, 0) + sign * power
            size *= one ** (sign * power)
        if joint:
            end = joint.end()
            sign = -1 if joint[1] == "/" else sign
    return Unit(tuple(sorted(item for item in powers.items() if item[1])), size)


def measures(unit: str, what: str) -> bool:
    """Whether a unit is one of time, of length, …; months and years are units of time."""
    return read_unit(unit).dimension == ((what, 1),) or (what == "time" and unit in _CALENDAR)


def _power(name: str) -> tuple[str, int]:
    found = _POWER.fullmatch(name)
    return (found[1].rstrip("^"), int(found[2])) if found else (name, 1)


def _simple(name: str) -> tuple[str, Decimal]:
    """The dimension and size of a unit without powers."""
    if name in _NAMED:
        return _NAMED[name]
    if name in _PREFIXED:
        return _PREFIXED[name], Decimal(1)
    base, shift = name[1:], _PREFIXES.get(name[:1])
    if shift is not None and base in _PREFIXED:
        return _PREFIXED[base], Decimal(1).scaleb(shift)
    return name, Decimal(1)
