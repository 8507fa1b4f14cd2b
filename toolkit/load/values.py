"""What a field of a record says: numbers, quantities with units, dates, yes and no.

Authors type as articles print: full-width marks, Chinese words, ranges with any dash. Each
function reads one type and raises `UnfitError`, with the reason, for a text that is not of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from toolkit.load.nearest import did_you_mean
from toolkit.model.evidence import Choice, DateValue, Quantity

MISSING_TEXTS = frozenset({"", "-", "–", "—", "N/A", "n/a", "NA", "/", "~"})
"""How authors write that there is nothing to say."""

_LONGEST = 200
"""No value with a number in it is longer."""


class UnfitError(ValueError):
    """The text is no value of the type; the message says why."""


def parse_number(text: str) -> Decimal:
    """A number alone: `1`, `-3.5`, `1,200`, `5×10^6^`, `1e-3`."""
    plain = _simplified(text)
    found = _NUMBER.fullmatch(plain)
    if found is None:
        raise UnfitError(_why_no_number(plain))
    return _decimal(found, "number")


def parse_quantity(text: str, unit: str = "") -> Quantity:
    """A number, a range or a mean with its standard deviation, and its unit.

    `165.4 nm`, `约 100 nm`, `50 ~ 150 nm`, `（108.97 ± 13.15）nm`, `<20%`, `54 周`,
    `1×10^7^ EVs/cm^2^`. `unit` counts where the text has none.
    """
    plain = _simplified(text)
    approximate = _APPROXIMATE.match(plain)
    rest = plain[approximate.end() :] if approximate else plain
    bound = _BOUND.match(rest)
    if bound:
        rest = rest[bound.end() :]
    found = _BODY.match(rest)
    if found is None:
        raise UnfitError(_why_no_number(plain))
    power, typed = _split_power(rest[found.end() :].strip()) if found["open"] else (None, rest[found.end() :])
    typed, about = typed.strip(), approximate is not None
    if typed.endswith("左右"):
        typed, about = typed.removesuffix("左右").strip(), True
    _check_unit(typed, found["inner_unit"])
    kind, low, high, spread = _numbers(found, power)
    sign = _BOUNDS[bound[0].strip()] if bound else ""
    return Quantity(kind, low, high, spread, typed or found["inner_unit"] or unit, about, sign)


def parse_date(text: str) -> DateValue:
    """A date of any precision: `2023`, `2023-05`, `2023-05-08`, `2023年5月`, `May 2023`."""
    from toolkit.model.date_text import parse_date as parse_any_date

    found = parse_any_date(text)
    months = [part for parts in found.parts for part in parts[1:2]]
    if found.circa or found.season or len(found.parts) != 1 or any(12 < month < 17 for month in months):
        raise UnfitError(f"“{_cut(text)}” is not a date such as 2023-05-08, 2023-05 or 2023")
    parts = found.parts[0]
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        raise UnfitError(f"there is no such day as “{_cut(text)}”") from None
    return DateValue(parts)


def parse_boolean(text: str) -> bool:
    """Yes or no, in English or Chinese."""
    found = _BOOLEANS.get(text.strip().casefold())
    if found is None:
        raise UnfitError(f"“{_cut(text)}” is neither yes nor no")
    return found


def parse_choice(text: str, choices: Mapping[str, Mapping[str, str]]) -> Choice:
    """One of the codes of a field, or the label of one in any language."""
    wanted = _folded(text)
    for code, labels in choices.items():
        if wanted == _folded(code) or any(wanted == _folded(label) for label in labels.values()):
            return Choice(code, labels)
    known = [*choices, *(label for labels in choices.values() for label in labels.values())]
    raise UnfitError(
        f"“{_cut(text)}” is not one of {', '.join(choices)}.{did_you_mean(text, known)}".rstrip(".")
    )


# --- numbers and quantities -----------------------------------------------------

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

# A number: digits, perhaps in groups of three, and perhaps a power of ten.
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_NUMBER_PATTERN = (
    r"(?P<NAME_sign>[-+–] ?)?"
    r"(?:10\^(?P<NAME_alone>[-+]?[0-9]{1,3})\^?"
    rf"|(?P<NAME_digits>{_DIGITS})"
    r"(?:[eE](?P<NAME_exponent>[-+]?[0-9]{1,3})| ?[×xX*·] ?10\^(?P<NAME_power>[-+]?[0-9]{1,3})\^?)?)"
)


def _number_pattern(name: str) -> str:
    """The pattern of a number; its groups begin with `name`."""
    return _NUMBER_PATTERN.replace("NAME", name)


_NUMBER = re.compile(_number_pattern("number"))
_INNER_UNIT = r"(?: ?(?P<inner_unit>[^\W\d_][^\s\d~–—±()^至到-]*|%|‰|°C?|℃))"
# Behind a unit a hyphen joins a range only if the same unit comes again: `5 kg-1` is none.
_TO = r" ?(?:~|–|—|至|到|to(?= )|\.\.|--?(?(inner_unit)(?= ?[0-9.,]+ ?(?P=inner_unit)))) ?"
_BODY = re.compile(
    r"(?P<open>\( ?)?"
    + _number_pattern("low")
    + rf"(?:{_INNER_UNIT}?(?: ?(?:±|\+/?-) ?{_number_pattern('spread')}|{_TO}{_number_pattern('high')}))?"
    + r"(?(open) ?\))"
)
_TAIL_POWER = re.compile(r"[×xX*·] ?10\^([-+]?[0-9]{1,3})\^?")
_APPROXIMATE = re.compile(
    r"(?:~|≈|约为?|大约|近|approximately|approx\.?|about|around|circa|ca\.?|c\.) ?(?=[\d.(<>≤≥+-])",
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
_BOUND = re.compile(
    "(?:" + "|".join(re.escape(word) for word in sorted(_BOUNDS, key=len, reverse=True)) + ") ?"
)
_LOST_POWER = re.compile(r"[×xX*] ?10\d")
_UNIT_WORD = r"(?:[^\W\d_]+|[%‰°℃Ω]C?)(?:\^?[-+]?[0-9](?![0-9])\^?)?"
_UNIT = re.compile(rf"[/(]?{_UNIT_WORD}(?:\)?[ ·/.*(]+(?:(?<=/)[0-9.]+ )?{_UNIT_WORD}){{0,5}}\)?")
_BOOLEANS = {
    "true": True,
    "yes": True,
    "是": True,
    "有": True,
    "false": False,
    "no": False,
    "否": False,
    "无": False,
}


def _simplified(text: str) -> str:
    """Full-width marks, special spaces and raised digits as plain ones."""
    if len(text) > _LONGEST:
        raise UnfitError(f"“{_cut(text)}” is a text, not a number")
    raised = _SUPERSCRIPT.sub(lambda found: f"^{found[0]}^", text)
    return " ".join(raised.translate(_WIDTHS).split())


def _decimal(found: re.Match[str], name: str) -> Decimal:
    alone = found[f"{name}_alone"]
    sign = "-" if (found[f"{name}_sign"] or "").strip() in {"-", "–"} else ""
    if alone is not None:
        return Decimal(f"{sign}1E{alone}")
    digits = found[f"{name}_digits"].replace(",", "")
    power = found[f"{name}_power"] or found[f"{name}_exponent"]
    return Decimal(f"{sign}{digits}E{power}" if power else f"{sign}{digits}")


def _split_power(text: str) -> tuple[str | None, str]:
    """The power of ten that stands behind a bracket, `(1.2 ± 0.3) × 10^6^ cells`, and what follows."""
    found = _TAIL_POWER.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)


def _numbers(
    found: re.Match[str], power: str | None
) -> tuple[Literal["value", "range", "mean-sd"], Decimal, Decimal, Decimal | None]:
    """Kind, low, high and spread. A power of ten behind the second number counts for both."""
    low = _decimal(found, "low")
    second = next(
        (name for name in ("spread", "high") if found[f"{name}_digits"] or found[f"{name}_alone"]), ""
    )
    if not second:
        low = _scaled(low, power)
        return "value", low, low, None
    other = _decimal(found, second)
    shared = found[f"{second}_power"]
    if shared and not (found["low_power"] or found["low_exponent"] or found["low_alone"]):
        mantissa = other.scaleb(-int(shared))
        if second == "spread" or low <= mantissa:
            low = _scaled(low, shared)
    low, other = _scaled(low, power), _scaled(other, power)
    if second == "spread":
        return "mean-sd", low, low, other
    if other < low:
        raise UnfitError(f"the range runs downwards, from {low} to {other}")
    return "range", low, other, None


def _scaled(number: Decimal, power: str | None) -> Decimal:
    return number.scaleb(int(power)) if power else number


def _check_unit(unit: str, inner: str | None) -> None:
    """What follows the number must be a unit: no second number, no sentence."""
    if not unit:
        return
    if _LOST_POWER.match(unit):
        raise UnfitError(f"the power of ten in “{_cut(unit)}” has lost its superscript: write ×10^7^")
    if re.match(r",[0-9]", unit):
        raise UnfitError("the decimal sign must be a point, not a comma")
    if len(unit) > 40 or not _UNIT.fullmatch(unit):
        raise UnfitError(f"“{_cut(unit)}” after the number is no unit")
    if inner and inner != unit:
        raise UnfitError(f"there are two units, {inner} and {unit}")


def _why_no_number(text: str) -> str:
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", text):
        return "the decimal sign must be a point, not a comma"
    if _LOST_POWER.search(text):
        return f"the power of ten in “{_cut(text)}” has lost its superscript: write ×10^7^"
    if re.match(_DIGITS, text):
        return f"“{_cut(text)}” is more than a number"
    return f"“{_cut(text)}” does not begin with a number"


def _folded(text: str) -> str:
    return re.sub(r"[\s_\-]+", " ", text.strip()).casefold()


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
