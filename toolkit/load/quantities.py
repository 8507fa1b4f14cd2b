"""Numbers and quantities with their units, as articles print them.

A small grammar read from left to right:

    quantity  = [about] [bound] ["("] number [unit] [("±" | "~") number] [")" [power]] [unit]
    number    = [sign] digits [power]
    power     = "×10^" exponent
    median    = ["median"] number [unit] "(" ["IQR"] number ("~" | ",") number ")" [unit]

A median is known by that word or by the name of its quartiles; without one, `12 (8–20)` is a median
only where the field asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from toolkit.load.yaml_nodes import shorten
from toolkit.model.evidence import Quantity

_LONGEST = 200
"""No value with a number in it is longer."""


class UnfitError(ValueError):
    """The text is no value of the type; the message says why."""


def parse_number(text: str) -> Decimal:
    """A number alone: `1`, `-3.5`, `1,200`, `5×10^6^`, `1e-3`."""
    plain = _simplified(text)
    number = _number(plain, 0)
    if number is None or number.end < len(plain):
        raise UnfitError(_why_no_number(plain))
    return number.value


def parse_quantity(text: str, unit: str = "", kind: str = "") -> Quantity:
    """A number, a range, a mean with its SD or a median with its quartiles, and its unit.

    `165.4 nm`, `约 100 nm`, `50 ~ 150 nm`, `（108.97 ± 13.15）nm`, `12 (IQR 8–20) weeks`, `<20%`,
    `54 周`, `1×10^7^ EVs/cm^2^`. `unit` counts where the text has none. With `kind` no other form
    is taken.
    """
    plain = _simplified(text)
    median = _MEDIAN.fullmatch(plain)
    if median and (kind == "median-iqr" or median["word"] or median["iqr"]):
        found = _median(median, unit)
    else:
        found = _measured(plain, unit)
    if kind and found.kind != kind:
        raise UnfitError(f"“{shorten(text)}” {_KINDS[kind]}")
    return found


def _measured(plain: str, unit: str) -> Quantity:
    """A number, a range or a mean with its SD."""
    about = _ABOUT.match(plain)
    bound = _BOUND.match(plain, about.end() if about else 0)
    position = bound.end() if bound else about.end() if about else 0
    body = _body(plain, position)
    if body is None:
        raise UnfitError(_why_no_number(plain))
    typed = plain[body.end :].strip()
    rounded = typed.endswith("左右")
    typed = typed.removesuffix("左右").strip()
    _check_unit(typed, body.unit)
    kind, low, high, spread = _meaning(body)
    return Quantity(
        kind,
        low,
        high,
        spread,
        typed or body.unit or unit,
        about is not None or rounded,
        _BOUNDS[bound[0].strip()] if bound else "",
    )


def _median(found: re.Match[str], unit: str) -> Quantity:
    """A median with its quartiles, from the parts of `_MEDIAN`."""
    middle, first, third = (Decimal(found[name].replace(",", "")) for name in ("middle", "first", "third"))
    inner = (found["inner"] or found["within"] or "").strip()
    outer = (found["outer"] or found["within"] or "").strip()
    _check_unit(outer or inner, inner)
    if not first <= middle <= third:
        raise UnfitError(f"the median {middle} does not lie between the quartiles {first} and {third}")
    return Quantity("median-iqr", middle, middle, None, outer or inner or unit, quartiles=(first, third))


# --- the marks ------------------------------------------------------------------

_WIDTHS = str.maketrans(
    {
        **{chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94)},
        **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True)),
        "\u3000": " ",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "﹪": "%",
        "〜": "~",
        "∼": "~",
        "≦": "≤",
        "≧": "≥",
        "\u2212": "-",
        "－": "-",
    }
)
_SUPERSCRIPT = re.compile("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_NUMBER = re.compile(rf"([-+–] ?)?(?:10\^([-+]?[0-9]{{1,3}})\^?|({_DIGITS})(?:[eE]([-+]?[0-9]{{1,3}}))?)")
_POWER = re.compile(r" ?[×xX*·] ?10\^([-+]?[0-9]{1,3})\^?")
_LOST_POWER = re.compile(r"[×xX*] ?10[0-9]")
_JOINT = re.compile(r" ?(±|\+/?-|~|–|—|至|到|to(?= )|\.\.|--?) ?")
_ABOUT = re.compile(
    r"(?:~|≈|约为?|大约|近|approximately|approx\.?|about|around|circa|ca\.?|c\.) ?(?=[0-9.(<>≤≥+-])",
    re.IGNORECASE,
)
_BOUNDS = {
    "<": "<",
    ">": ">",
    "≤": "≤",
    "≥": "≥",
    "<=": "≤",
    ">=": "≥",
    "小于": "<",
    "大于": ">",
    "不超过": "≤",
    "至少": "≥",
    "up to": "≤",
    "at least": "≥",
    "less than": "<",
    "more than": ">",
}
_BOUND = re.compile(f"(?:{'|'.join(sorted(_BOUNDS, key=len, reverse=True))}) ?")
# A unit between two numbers, and one behind them: words with exponents, joined by spaces, / and ·.
_INNER_UNIT = re.compile(r" ?([^\W\d_][^\s\d~–—±()^至到-]*|[%‰℃]|°C?)")
_UNIT_WORD = r"(?:[^\W\d_]+|[%‰°℃Ω]C?)(?:\^?[-+]?[0-9](?![0-9])\^?)?"
_PLAIN = rf"-?(?:{_DIGITS})"
_QUARTILES = r"IQR|Q1 ?[-–~,] ?Q3|P25 ?[-–~,] ?P75|四分位数?(?:间距|范围)?"
_AFTER = r" ?[^\W\d_][^()\[\]\d]*|%"
_MEDIAN = re.compile(
    rf"(?P<word>median|中位数)?[ :=为]{{0,2}}(?P<middle>{_PLAIN})(?P<inner>{_AFTER})? ?"
    rf"[(\[] ?(?P<iqr>{_QUARTILES})?[ :=,为]{{0,2}}"
    rf"(?P<first>{_PLAIN}) ?(?:[,;~–—至到]|to(?= )|-) ?(?P<third>{_PLAIN})(?P<within>{_AFTER})? ?"
    rf"[)\]](?P<outer>.*)",
    re.IGNORECASE,
)
_KINDS: Mapping[str, str] = {
    "range": "is no range, such as 50–150 nm",
    "mean-sd": "is no mean with its standard deviation, such as 108.97 ± 13.15 nm",
    "median-iqr": "is no median with its quartiles, such as 12 (8–20) weeks",
}
_UNIT = re.compile(rf"[/(]?{_UNIT_WORD}(?:\)?[ ·/.*(]+(?:(?<=/)[0-9.]+ )?{_UNIT_WORD}){{0,5}}\)?")


def _simplified(text: str) -> str:
    """Full-width marks, special spaces and raised digits as plain ones."""
    if len(text) > _LONGEST:
        raise UnfitError(f"“{shorten(text)}” is a text, not a number")
    raised = _SUPERSCRIPT.sub(lambda found: f"^{found[0]}^", text)
    return " ".join(raised.translate(_WIDTHS).split())


# --- reading --------------------------------------------------------------------


class _Number(NamedTuple):
    """A number; `shift` is the power of ten typed with ×, `plain` means that there is none of any kind."""

    value: Decimal
    shift: int
    plain: bool
    end: int


class _Body(NamedTuple):
    low: _Number
    joint: str
    other: _Number | None
    unit: str
    shift: int
    """Power of ten behind a bracket, for both numbers."""
    end: int


def _number(text: str, position: int) -> _Number | None:
    found = _NUMBER.match(text, position)
    if found is None:
        return None
    sign, alone, digits, exponent = found.groups()
    minus = "-" if sign and sign[0] in "-–" else ""
    if alone is not None:
        return _Number(Decimal(f"{minus}1E{alone}"), 0, plain=False, end=found.end())
    value = Decimal(f"{minus}{digits.replace(',', '')}E{exponent or 0}")
    power = _POWER.match(text, found.end())
    if power is None:
        return _Number(value, 0, plain=exponent is None, end=found.end())
    shift = int(power[1])
    return _Number(_shifted(value, shift), shift, plain=False, end=power.end())


def _body(text: str, position: int) -> _Body | None:
    opened = text.startswith("(", position)
    low = _number(text, position + opened + text.startswith("( ", position))
    if low is None:
        return None
    joint, other, unit = _second(text, low.end)
    end = other.end if other else low.end
    if not opened:
        return _Body(low, joint, other, unit, 0, end)
    end += text.startswith(" ", end)
    if not text.startswith(")", end):
        return None
    power = _POWER.match(text, end + 1)
    if power is None:
        return _Body(low, joint, other, unit, 0, end + 1)
    return _Body(low, joint, other, unit, int(power[1]), power.end())


def _second(text: str, position: int) -> tuple[str, _Number | None, str]:
    """What joins a second number to the first, that number, and the unit between them."""
    inner = _INNER_UNIT.match(text, position)
    for unit, start in ((inner[1], inner.end()) if inner else ("", position), ("", position)):
        joint = _JOINT.match(text, start)
        number = _number(text, joint.end()) if joint else None
        if joint is None or number is None:
            continue
        # Behind a unit a hyphen joins a range only if the same unit comes again: `5 kg-1` is none.
        if unit and joint[1] == "-" and not text[number.end :].lstrip().startswith(unit):
            continue
        return joint[1], number, unit
    return "", None, ""


def _meaning(
    body: _Body,
) -> tuple[Literal["value", "range", "mean-sd"], Decimal, Decimal, Decimal | None]:
    """Kind, low, high and spread. A power of ten behind the second number counts for both."""
    low, other = body.low.value, body.other
    if other is None:
        low = _shifted(low, body.shift)
        return "value", low, low, None
    is_spread = body.joint in {"±", "+-", "+/-"}
    if body.low.plain and other.shift and (is_spread or low <= _shifted(other.value, -other.shift)):
        low = _shifted(low, other.shift)
    low, second = _shifted(low, body.shift), _shifted(other.value, body.shift)
    if is_spread:
        return "mean-sd", low, low, second
    if second < low:
        raise UnfitError(f"the range runs downwards, from {low} to {second}")
    return "range", low, second, None


def _shifted(number: Decimal, power: int) -> Decimal:
    return number.scaleb(power) if power else number


def _check_unit(unit: str, inner: str) -> None:
    """What follows the number must be a unit: no second number, no sentence."""
    if not unit:
        return
    if _LOST_POWER.match(unit):
        raise UnfitError(f"the power of ten in “{shorten(unit)}” has lost its superscript: write ×10^7^")
    if re.match(r",[0-9]", unit):
        raise UnfitError("the decimal sign must be a point, not a comma")
    if len(unit) > 40 or not _UNIT.fullmatch(unit):
        raise UnfitError(f"“{shorten(unit)}” after the number is no unit")
    if inner and inner != unit:
        raise UnfitError(f"there are two units, {inner} and {unit}")


def _why_no_number(text: str) -> str:
    if not text:
        return "there is nothing here"
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", text):
        return "the decimal sign must be a point, not a comma"
    if _LOST_POWER.search(text):
        return f"the power of ten in “{shorten(text)}” has lost its superscript: write ×10^7^"
    if _NUMBER.match(text):
        return f"“{shorten(text)}” is more than a number"
    return f"“{shorten(text)}” does not begin with a number"
