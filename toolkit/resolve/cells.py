"""How a value of a record prints in a cell, by the journal and the language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from toolkit.model.evidence import (
    Choice,
    DateValue,
    FieldValue,
    Proportion,
    Quantity,
    RegistryId,
    Typed,
)
from toolkit.model.inline import (
    Citation,
    CiteItem,
    Inline,
    Inlines,
    Link,
    Localized,
    Style,
    Styled,
    Text,
    primary,
)
from toolkit.model.journal import Journal

UNITS: Mapping[str, Mapping[str, str]] = {
    "day": {"zh": "d", "en": "days"},
    "week": {"zh": "周", "en": "weeks"},
    "month": {"zh": "个月", "en": "months"},
    "year": {"zh": "年", "en": "years"},
}
"""Units that are words: what the author typed in one language prints in the other."""

_WORD_UNITS: Mapping[str, str] = {
    form: unit
    for unit, forms in {
        "day": ("day", "days", "天"),
        "week": ("week", "weeks", "wk", "周", "星期"),
        "month": ("month", "months", "mo", "月", "个月"),
        "year": ("year", "years", "yr", "年"),
    }.items()
    for form in forms
}
_SINGULAR = {"days": "day", "weeks": "week", "months": "month", "years": "year"}
_EXPONENT = re.compile(r"\^(-?\d+)\^?|(?<=[A-Za-z])([-\u2212]?[23])(?![\dA-Za-z])")
_POWER_FROM = 6
"""Powers of ten from which a computed number keeps the power that its values are written with."""
_APPROXIMATE = {"zh": "约 ", "en": "about "}


def print_value(value: FieldValue, language: str, journal: Journal) -> Inlines:
    """The cell of a value; one that does not fit its type prints as the author wrote it."""
    if not value.items:
        return (Text(value.raw, value.span),) if value.raw else ()
    joiner = journal.tables.list_joiner.get(primary(language), ", ")
    out: list[Inline] = []
    for number, item in enumerate(value.items):
        if number:
            out.append(Text(joiner))
        out.extend(print_item(item, language, journal))
    return _merged(tuple(out))


def print_item(item: Typed, language: str, journal: Journal) -> Inlines:
    match item:
        case Localized():
            return item.best(language)
        case Quantity():
            return print_quantity(item, language, journal)
        case Proportion():
            return print_proportion(item, language, journal)
        case bool():
            yes, no = ("是", "否") if primary(language) == "zh" else ("yes", "no")
            return (Text(yes if item else no),)
        case Decimal():
            return print_number(item)
        case DateValue():
            return (Text("-".join(f"{part:02d}" for part in item.parts)),)
        case Choice():
            return (Text(item.labels.get(primary(language)) or item.code),)
        case RegistryId():
            return (Link(item.url, (Text(item.id),)),) if item.url else (Text(item.id),)
        case CiteItem():
            return (Citation((item,), span=item.span),)


def print_number(number: Decimal) -> Inlines:
    """A number as typed; powers of ten as `1 × 10⁷`."""
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        power = number.adjusted()
        mantissa = format(number.scaleb(-power).normalize(), "f")
        return (Text(f"{mantissa} × 10"), Styled(Style.SUPER, (Text(str(power)),)))
    return (Text(format(number, "f").replace("-", "\u2212")),)


def as_counted(number: Decimal) -> Decimal:
    """A computed number of everyday size without a power of ten: 200 for 2E+2."""
    exponent = number.as_tuple().exponent
    large = isinstance(exponent, int) and exponent > 0 and number.adjusted() >= _POWER_FROM
    return number if large else Decimal(f"{number:f}")


def print_quantity(quantity: Quantity, language: str, journal: Journal) -> Inlines:
    """A quantity with its unit: `约 100 nm`, `50 ~ 150 nm`, `（108.97 ± 13.15）nm`."""
    out: list[Inline] = []
    if quantity.approximate:
        out.append(Text(_APPROXIMATE.get(primary(language), "≈")))
    if quantity.bound:
        out.append(Text(quantity.bound))
    unit = print_unit(quantity.unit, language, singular=quantity.low == 1 == quantity.high)
    match quantity.kind:
        case "mean-sd" if unit:
            left, right = parentheses(language, journal)
            gap = "" if right == "）" else " "
            out += [Text(left), *_mean(quantity), Text(right + gap)]
            return _merged((*out, *unit))
        case "mean-sd":
            out += _mean(quantity)
        case "range":
            out += [*print_number(quantity.low), Text(journal.tables.range), *print_number(quantity.high)]
        case "value":
            out += print_number(quantity.low)
        case "median-iqr":
            out += _median(quantity, language, journal)
    if quantity.unit == "%":
        out.append(Text(percent_sign(language, journal)))
    elif unit:
        closed = quantity.kind == "median-iqr" and parentheses(language, journal)[1] == "）"
        out += [Text("" if closed or quantity.unit in {"°", "‰"} else " "), *unit]
    return _merged(tuple(out))


def parentheses(language: str, journal: Journal) -> tuple[str, str]:
    """As wide as the journal types them; full-width in Chinese if it does not say."""
    typing = journal.typing.get(primary(language))
    width = typing.parentheses if typing is not None else None
    full = width == "full" or (width is None and primary(language) == "zh")
    return ("（", "）") if full else ("(", ")")


def percent_sign(language: str, journal: Journal) -> str:
    """The sign with the gap before it, as the journal types it: `%`, ` ﹪`."""
    typing = journal.typing.get(primary(language))
    return typing.percent if typing is not None and typing.percent is not None else "%"


def print_proportion(proportion: Proportion, language: str, journal: Journal) -> Inlines:
    """Both counts with their percentage: `19/61（31.1%）`, `19/61 (31.1%)`."""
    left, right = parentheses(language, journal)
    gap = "" if left == "（" else " "
    percent = f"{proportion.percent:f}{percent_sign(language, journal)}"
    return (Text(f"{proportion.part}/{proportion.whole}{gap}{left}{percent}{right}"),)


def _median(quantity: Quantity, language: str, journal: Journal) -> Inlines:
    """A median with its quartiles: `12（8 ~ 20）`, `12 (8–20)`."""
    left, right = parentheses(language, journal)
    first, third = quantity.quartiles or (quantity.low, quantity.low)
    return (
        *print_number(quantity.low),
        Text(left if left == "（" else f" {left}"),
        *print_number(first),
        Text(journal.tables.range),
        *print_number(third),
        Text(right),
    )


def _mean(quantity: Quantity) -> Inlines:
    spread = print_number(quantity.spread) if quantity.spread is not None else ()
    return (*print_number(quantity.low), Text(" ± "), *spread)


def print_unit(unit: str, language: str, *, singular: bool = False) -> Inlines:
    """A unit with its exponents raised: `EVs/cm2` and `EVs/cm^2^` print alike."""
    word = _WORD_UNITS.get(unit)
    if word is not None:
        text = UNITS[word].get(primary(language), unit)
        return (Text(_SINGULAR.get(text, text) if singular else text),)
    out: list[Inline] = []
    end = 0
    for match in _EXPONENT.finditer(unit):
        if match.start() > end:
            out.append(Text(unit[end : match.start()]))
        power = (match.group(1) or match.group(2)).replace("-", "\u2212")
        out.append(Styled(Style.SUPER, (Text(power),)))
        end = match.end()
    if end < len(unit):
        out.append(Text(unit[end:]))
    return tuple(out)


def _merged(nodes: Inlines) -> Inlines:
    """The same text with neighbouring plain texts joined."""
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + node.text)
        else:
            out.append(node)
    return tuple(out)
