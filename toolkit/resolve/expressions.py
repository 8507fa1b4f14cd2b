"""The expression language of `where:`, `sort:`, `value:` and `{{ … }}`.

Jinja2 expressions in a sandbox, cut down to data: names are record sets (or, in a table,
the fields of a record), `.field` and `["field"]` read a field, filters compute. There are
no calls, no Python attributes, no powers and no repetition of texts, so an expression
always ends soon. Every evaluation tells which records it used.
"""

from __future__ import annotations

import operator
import statistics
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from toolkit.model.evidence import (
    Choice,
    DateValue,
    FieldValue,
    Quantity,
    Record,
    RecordSet,
    RegistryId,
    Typed,
)
from toolkit.model.inline import CiteItem, Localized, plain_text

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

Scalar: TypeAlias = str | bool | Decimal
MAX_LENGTH = 1000
"""Longest expression, in characters."""


class ExpressionError(Exception):
    """An expression that cannot be read or computed; the message is for the author."""


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


@dataclass(frozen=True)
class RecordView(Mapping[str, Any]):
    """A record as an expression sees it: field → plain value; a field not given is `MISSING`."""

    name: str
    fields: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.fields[key]

    def __iter__(self) -> Any:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def __str__(self) -> str:
        return self.name.partition(":")[2]


@dataclass(frozen=True)
class Outcome:
    """The value of an expression and the records (`set:record`) it was computed from."""

    value: Any
    records: tuple[str, ...]


@dataclass
class _Trace:
    """Which records the evaluation under way has used, in order."""

    used: dict[str, None] = field(default_factory=dict)


_trace = _Trace()


def view(records: RecordSet, record: Record, language: str) -> RecordView:
    values: dict[str, Any] = dict.fromkeys(records.schema.fields, MISSING)
    for name, value in record.values.items():
        many = name in records.schema.fields and records.schema.fields[name].multiple
        values[name] = plain_value(value, language, many=many)
    values["id"] = record.id
    return RecordView(f"{records.name}:{record.id}", values)


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
    if isinstance(value, (str, Mapping)) or not isinstance(value, Iterable):
        raise ExpressionError("this filter needs a record set or a list")
    rows = list(value)
    _trace.used.update((row.name, None) for row in rows if isinstance(row, RecordView))
    return rows


def _column(rows: Iterable[Any], name: str) -> list[Any]:
    """The values of a field, those not given left out; lists are joined."""
    out: list[Any] = []
    for row in rows:
        if not isinstance(row, RecordView):
            raise ExpressionError(f"only records have the field '{name}'")
        if name not in row.fields:
            raise ExpressionError(f"there is no field '{name}'")
        value = row.fields[name]
        if isinstance(value, tuple):
            out.extend(value)
        elif value is not MISSING:
            out.append(value)
    return out


def _numbers(value: Any, name: str | None) -> list[Decimal]:
    rows = _rows(value)
    values = rows if name is None else _column(rows, name)
    bad = next(
        (item for item in values if isinstance(item, bool) or not isinstance(item, (Decimal, int))), None
    )
    if bad is not None:
        raise ExpressionError(f"'{bad}' is not a number")
    return [Decimal(item) for item in values]


def _count(value: Any) -> Decimal:
    return Decimal(len(_rows(value)))


def _sum(value: Any, name: str | None = None) -> Decimal:
    return sum(_numbers(value, name), Decimal(0))


def _reduce(function: Callable[[list[Decimal]], Decimal]) -> Callable[[Any, str | None], Decimal]:
    def reduced(value: Any, name: str | None = None) -> Decimal:
        numbers = _numbers(value, name)
        if not numbers:
            raise ExpressionError("no record gives a value")
        return function(numbers)

    return reduced


def _where(value: Any, condition: str) -> list[Any]:
    test = compile_expression(condition)
    kept = []
    for row in _rows(value):
        if not isinstance(row, RecordView):
            raise ExpressionError("only records can be filtered")
        if test(row.fields):
            kept.append(row)
        else:
            _trace.used.pop(row.name, None)
    return kept


def _values(value: Any, name: str) -> list[Any]:
    return _column(_rows(value), name)


def _unique(value: Any) -> list[Any]:
    return list(dict.fromkeys(_rows(value)))


def _join(value: Any, joiner: str | None = None, last: str | None = None) -> str:
    parts = [display(item) for item in _rows(value)]
    middle = ", " if joiner is None else joiner
    if last is not None and len(parts) > 1:
        return middle.join(parts[:-1]) + last + parts[-1]
    return middle.join(parts)


def _round(value: Any, digits: int = 0) -> Decimal:
    if not isinstance(value, (Decimal, int)):
        raise ExpressionError(f"'{value}' is not a number")
    return Decimal(value).quantize(Decimal(1).scaleb(-int(digits)), rounding=ROUND_HALF_UP)


def _percent(value: Any, whole: Any, digits: int = 0) -> str:
    if not isinstance(value, (Decimal, int)) or not isinstance(whole, (Decimal, int)):
        raise ExpressionError("percent needs two numbers")
    if not whole:
        raise ExpressionError("percent of zero")
    return f"{_round(Decimal(value) * 100 / Decimal(whole), digits)}%"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "count": _count,
    "length": _count,
    "sum": _sum,
    "min": _reduce(min),
    "max": _reduce(max),
    "mean": _reduce(lambda numbers: sum(numbers, Decimal(0)) / len(numbers)),
    "median": _reduce(statistics.median),
    "where": _where,
    "values": _values,
    "unique": _unique,
    "join": _join,
    "round": _round,
    "percent": _percent,
    "first": lambda value: _rows(value)[0],
    "last": lambda value: _rows(value)[-1],
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
    return str(value)


# --- reading and computing --------------------------------------------------


_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
}


def _arithmetic(sign: str, left: Any, right: Any) -> Any:
    """Numbers as Decimal, so that 0.1 + 0.2 is 0.3; texts can only be added to texts."""
    if sign == "+" and isinstance(left, str) and isinstance(right, str):
        return left + right
    for value in (left, right):
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            raise ExpressionError("a value is missing" if value is MISSING else f"'{value}' is not a number")
    return _ARITHMETIC[sign](Decimal(str(left)), Decimal(str(right)))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class DataEnvironment(ImmutableSandboxedEnvironment):
        """Fields of records only, and exact arithmetic: an attribute is a field or nothing."""

        intercepted_binops = frozenset(_ARITHMETIC)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            return _arithmetic(operator, left, right)

        def getattr(self, obj: Any, attribute: str) -> Any:
            return self.getitem(obj, attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:
            if isinstance(obj, RecordView):
                _trace.used[obj.name] = None
                if argument in obj.fields:
                    return obj.fields[argument]
            elif isinstance(obj, (list, tuple)) and isinstance(argument, (int, slice)):
                try:
                    return obj[argument]
                except IndexError:
                    raise ExpressionError(f"there is no item {argument} in a list of {len(obj)}") from None
            raise ExpressionError(f"there is no field '{argument}'")

    environment = DataEnvironment(undefined=StrictUndefined)
    environment.globals.clear()
    environment.filters = dict(FILTERS)
    environment.tests = {"none": lambda value: value is None or value is MISSING, "in": lambda a, b: a in b}
    return environment


def _check_syntax(tree: nodes.Template) -> None:
    """Refuse what could run long or reach Python."""
    from jinja2 import nodes

    for kind, reason in (
        (nodes.Call, "calls are not possible here; use a filter, such as trials | count"),
        (nodes.Pow, "powers (**) are not possible here"),
        (nodes.Mod, "the % operator is not possible here; use the filter percent"),
    ):
        if tree.find(kind) is not None:
            raise ExpressionError(reason)


@lru_cache(maxsize=512)
def compile_expression(text: str) -> Callable[[Mapping[str, Any]], Any]:
    """Read an expression; the result computes it with the given names.

    Both steps raise `ExpressionError` with a message for the author.
    """
    from jinja2 import TemplateError, nodes

    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"the expression is longer than {MAX_LENGTH} characters")
    environment = _environment()
    try:
        tree = environment.parse("{{ (" + text + "\n) }}")
        outputs = tree.body
        if len(outputs) != 1 or not isinstance(outputs[0], nodes.Output) or len(outputs[0].nodes) != 1:
            raise ExpressionError("this is not one expression")
        _check_syntax(tree)
        compiled = environment.compile_expression("(" + text + "\n)", undefined_to_none=False)
    except TemplateError as error:
        raise ExpressionError(_readable(str(error.message or error))) from None
    except (RecursionError, SyntaxError, MemoryError):
        # Python's own limits on nesting: Jinja2 compiles an expression to Python code.
        raise ExpressionError("the expression is nested too deeply") from None

    def compute(names: Mapping[str, Any]) -> Any:
        try:
            value = compiled(**names)
            _ = str(value) if type(value).__name__ == "StrictUndefined" else None
        except TemplateError as error:
            raise ExpressionError(_readable(str(error.message or error))) from None
        except (TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
            raise ExpressionError(_readable(str(error))) from None
        return value

    return compute


def _readable(message: str) -> str:
    """Jinja2's and Python's words in an author's."""
    if message.startswith(("expected token", "unexpected ')'")) and message.endswith(
        ("got ')'", "unexpected ')'")
    ):
        return "the expression breaks off"
    if "DivisionByZero" in message or "DivisionUndefined" in message:
        return "division by zero"
    if "is undefined" in message:
        return message.split(" is undefined", 1)[0] + " is neither a record set nor a field"
    if "No filter named" in message:
        return message.replace("No filter named", "there is no filter")
    if "not supported between" in message or "unsupported operand" in message:
        return "text, numbers and missing values cannot be compared or added to each other"
    return message


def evaluate(text: str, names: Mapping[str, Any]) -> Outcome:
    """Compute an expression and tell which records it used."""
    _trace.used.clear()
    value = compile_expression(text)(names)
    return Outcome(value, tuple(_trace.used))
