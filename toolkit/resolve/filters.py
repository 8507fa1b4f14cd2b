"""What expressions compute with: records as plain values, and the filters over them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeAlias

from toolkit.model.evidence import (
    Choice,
    DateValue,
    FieldValue,
    Proportion,
    Quantity,
    Record,
    RecordSet,
    RegistryId,
    Typed,
)
from toolkit.model.frozen import frozen
from toolkit.model.inline import CiteItem, Localized, plain_text
from toolkit.model.units import factor
from toolkit.nearest import nearest

Scalar: TypeAlias = str | bool | Decimal | Proportion


class ExpressionError(Exception):
    """An expression that cannot be read or computed; the message is for the author."""


class MissingValueError(ExpressionError):
    """A computation needs the value of a field that the record does not give."""


class Missing:
    """A field that a record does not give: equal to nothing but `none`, in order with nothing."""

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Missing)

    def __hash__(self) -> int:
        return hash(None)

    def __bool__(self) -> bool:
        return False

    def _never(self, other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _never


MISSING = Missing()


@dataclass(frozen=True, eq=False)
class WrongUnit:
    """A quantity that cannot be converted into the unit its field computes in: every use says why."""

    reason: str

    def _refuse(self, other: object) -> bool:
        if other is None or isinstance(other, Missing):
            return False
        raise ExpressionError(self.reason)

    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse

    def __hash__(self) -> int:
        return hash(self.reason)

    def __str__(self) -> str:
        raise ExpressionError(self.reason)


@dataclass(frozen=True, eq=False)
class RecordView:
    """A record as an expression sees it: field → plain value; a field not given is `MISSING`."""

    name: str
    fields: Mapping[str, Any]

    def __str__(self) -> str:
        return self.name.partition(":")[2]


used: ContextVar[dict[str, dict[str, None]]] = ContextVar("used")
"""The records that the evaluation under way has used, each with its fields; unset where nobody asks."""


def note_use(record: RecordView, *fields: str) -> None:
    """Remember that a value is computed from this record, and from which of its fields."""
    records = used.get(None)
    if records is not None:
        records.setdefault(record.name, {}).update(dict.fromkeys(fields))


@frozen
class Percent:
    """A number of hundredths; its sign is the journal's."""

    number: Decimal

    def __str__(self) -> str:
        return f"{display(self.number)}%"


@frozen
class Extent:
    """From the smallest number to the largest; the mark between them is the journal's."""

    low: Decimal
    high: Decimal

    def __str__(self) -> str:
        return "–".join(dict.fromkeys((display(self.low), display(self.high))))


def view(records: RecordSet, record: Record, language: str) -> RecordView:
    """The record for expressions. A field's quantities are all given in one unit: see `common_unit`."""
    values: dict[str, Any] = dict.fromkeys(records.schema.fields, MISSING)
    for name, value in record.values.items():
        many = name in records.schema.fields and records.schema.fields[name].multiple
        if any(isinstance(item, Quantity) for item in value.items):
            unit = common_unit(records, name)
            items = tuple(
                _converted(item, unit, record, name)
                if isinstance(item, Quantity)
                else _scalar(item, language)
                for item in value.items
            )
            values[name] = items if many else items[0]
        else:
            values[name] = plain_value(value, language, many=many)
    values["id"] = record.id
    return RecordView(f"{records.name}:{record.id}", values)


def group_key(record: RecordView, name: str) -> Any:
    """What records are grouped by; a value of a wrong unit stands by itself."""
    value = record.fields.get(name, MISSING)
    return value.reason if isinstance(value, WrongUnit) else value


def common_unit(records: RecordSet, name: str) -> str:
    """The unit in which expressions see a field: the schema's, else that of the first quantity given."""
    field = records.schema.fields.get(name)
    if field is not None and field.unit:
        return field.unit
    given = (record.values[name] for record in records.records.values() if name in record.values)
    return next((item.unit for value in given for item in value.items if isinstance(item, Quantity)), "")


def _converted(quantity: Quantity, unit: str, record: Record, name: str) -> Decimal | WrongUnit:
    times = factor(quantity.unit, unit)
    if times is None:
        own = f"in {quantity.unit}" if quantity.unit else "without a unit"
        return WrongUnit(
            f"record '{record.id}' gives '{name}' {own}, which cannot be converted to "
            + (unit or "a number without a unit")
        )
    return quantity.centre if times == 1 else (quantity.centre * times).normalize()


def plain_value(value: FieldValue, language: str, *, many: bool = False) -> Any:
    """What an expression computes with: numbers as Decimal, all else as text, lists as tuples."""
    if not value.items:
        return value.raw or MISSING
    items = tuple(_scalar(item, language) for item in value.items)
    return items if many else items[0]


def _scalar(item: Typed, language: str) -> Scalar:
    match item:
        case Localized():
            return plain_text(item.best(language))
        case Quantity():
            return item.centre
        case DateValue():
            return "-".join(f"{part:02d}" for part in item.parts)
        case Choice():
            return item.code
        case RegistryId():
            return item.id
        case CiteItem():
            return item.key
        case _:
            return item


# --- filters ----------------------------------------------------------------


def _rows(value: Any) -> list[Any]:
    """A list, whose records now count as used."""
    rows = _listed(value)
    for row in rows:
        if isinstance(row, RecordView):
            note_use(row)
    return rows


def _listed(value: Any) -> list[Any]:
    if isinstance(value, (str, RecordView)) or not isinstance(value, Iterable):
        raise ExpressionError("this filter needs a record set or a list")
    return list(value)


def no_field(name: Any, known: Iterable[str]) -> ExpressionError:
    """There is no such field, and what may have been meant."""
    close = nearest(str(name), known)
    return ExpressionError(f"there is no field '{name}'" + (f"; did you mean '{close}'?" if close else ""))


def part_of(value: Any, key: Any) -> Any:
    """`part`, `whole` or `percent` of a proportion; missing if that is."""
    if value is MISSING and key in PARTS:
        return MISSING
    if isinstance(value, Proportion) and key in PARTS:
        return Decimal(getattr(value, key))
    raise ExpressionError(f"there is no field '{key}'")


PARTS = ("part", "whole", "percent")


def _column(rows: Iterable[Any], name: str) -> list[Any]:
    """The values of a field, those not given left out; lists are joined. `share.percent` asks proportions."""
    out: list[Any] = []
    name, _, part = name.partition(".")
    for row in rows:
        if not isinstance(row, RecordView):
            raise ExpressionError(f"only records have the field '{name}'")
        if name not in row.fields:
            raise no_field(name, row.fields)
        note_use(row, name)
        value = row.fields[name]
        if isinstance(value, tuple):
            out.extend(value)
        elif value is not MISSING:
            out.append(value)
    return [part_of(value, part) for value in out] if part else out


def _values_of(value: Any, name: str | None) -> list[Any]:
    rows = _listed(value)
    return _rows(rows) if name is None else _column(rows, name)


def _numbers(value: Any, name: str | None) -> list[Decimal]:
    return _as_numbers(_values_of(value, name))


def _as_numbers(values: list[Any]) -> list[Decimal]:
    bad = next(
        (item for item in values if isinstance(item, bool) or not isinstance(item, (Decimal, int))), None
    )
    if bad is not None:
        raise ExpressionError(f"'{bad}' is not a number")
    return [Decimal(item) for item in values]


def _count(value: Any) -> Decimal:
    return Decimal(len(_rows(value)))


def _sum(value: Any, name: str | None = None) -> Decimal | Proportion:
    """The sum of numbers; of proportions, all parts of all wholes."""
    values = _values_of(value, name)
    shares = [item for item in values if isinstance(item, Proportion)]
    if shares and len(shares) == len(values):
        whole = sum(share.whole for share in shares)
        return Proportion(sum(share.part for share in shares), whole, shares[0].decimals)
    return sum(_as_numbers(values), Decimal(0))


def _extent(value: Any, name: str | None = None) -> Extent:
    numbers = _numbers(value, name)
    if not numbers:
        raise ExpressionError("no record gives a value")
    return Extent(min(numbers), max(numbers))


def _reduce(function: Callable[[list[Decimal]], Decimal]) -> Callable[[Any, str | None], Decimal]:
    def reduced(value: Any, name: str | None = None) -> Decimal:
        numbers = _numbers(value, name)
        if not numbers:
            raise ExpressionError("no record gives a value")
        return function(numbers)

    return reduced


def _where(value: Any, condition: str) -> list[Any]:
    from toolkit.resolve.expressions import check_expression, compile_expression, names_in

    test = compile_expression(condition)
    kept = []
    for number, row in enumerate(_listed(value)):
        if not isinstance(row, RecordView):
            raise ExpressionError("only records can be filtered")
        if not number:
            check_expression(condition, row.fields)
        if test(row.fields):
            kept.append(row)
            note_use(row, *names_in(condition))
    return kept


def _values(value: Any, name: str) -> list[Any]:
    return _column(_listed(value), name)


def _unique(value: Any) -> list[Any]:
    return list(dict.fromkeys(_rows(value)))


def _end(value: Any, index: int) -> Any:
    rows = _rows(value)
    if not rows:
        raise ExpressionError("the list is empty")
    return rows[index]


def _join(value: Any, joiner: str | None = None, last: str | None = None) -> str:
    parts = [display(item) for item in _rows(value)]
    middle = ", " if joiner is None else joiner
    if last is not None and len(parts) > 1:
        return middle.join(parts[:-1]) + last + parts[-1]
    return middle.join(parts)


def rounded(value: Any, digits: int = 0) -> Decimal:
    if not isinstance(value, (Decimal, int)):
        raise ExpressionError(f"'{value}' is not a number")
    return Decimal(value).quantize(Decimal(1).scaleb(-int(digits)), rounding=ROUND_HALF_UP)


def _percent(value: Any, whole: Any, digits: int = 0) -> Percent:
    """How many of the whole, in percent; a list of records stands for how many they are."""
    value, whole = (_count(one) if isinstance(one, list) else one for one in (value, whole))
    if not isinstance(value, (Decimal, int)) or not isinstance(whole, (Decimal, int)):
        raise ExpressionError("percent needs two numbers")
    if not whole:
        raise ExpressionError("percent of zero")
    return Percent(rounded(Decimal(value) * 100 / Decimal(whole), digits))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "count": _count,
    "length": _count,
    "sum": _sum,
    "min": _reduce(min),
    "max": _reduce(max),
    "mean": _reduce(lambda numbers: sum(numbers, Decimal(0)) / len(numbers)),
    "median": _reduce(statistics.median),
    "range": _extent,
    "where": _where,
    "values": _values,
    "unique": _unique,
    "join": _join,
    "round": rounded,
    "percent": _percent,
    "first": lambda value: _end(value, 0),
    "last": lambda value: _end(value, -1),
    "sort": lambda value: sorted(_rows(value)),
    "lower": lambda value: display(value).lower(),
    "upper": lambda value: display(value).upper(),
}


def display(value: Any) -> str:
    """A computed value as text: whole numbers without a decimal point, no exponent."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text and value == value.to_integral() else text
    if value is None or value is MISSING:
        raise ExpressionError("the value is missing")
    if isinstance(value, (list, tuple)):
        return _join(value)
    if isinstance(value, Proportion):
        return f"{value.part}/{value.whole} ({value.percent}%)"
    return str(value)
