"""The expression language of `where:`, `value:` and `{{ … }}`.

Jinja2 reads the expression, and this module computes it over data: names are record sets
(or, in a table, the fields of a record), `.field` and `["field"]` read a field, filters
compute. There are no calls, no Python attributes, no powers and no repetition of texts, so
an expression always ends soon. Every evaluation tells which records it used.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal, DecimalException
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.model.frozen import frozen
from toolkit.nearest import nearest
from toolkit.resolve.filters import (
    FILTERS,
    MISSING,
    ExpressionError,
    MissingValueError,
    RecordView,
    no_field,
    note_use,
    part_of,
    used,
)

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

_FULL_WIDTH = re.compile("[！-／：-＠［-｀｛-～]")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
"""A text in an expression."""

MAX_LENGTH = 1000
"""Longest expression, in characters."""


@frozen
class Outcome:
    """The value of an expression, and the records (`set:record`) it was computed from, with their fields."""

    value: Any
    used: Mapping[str, tuple[str, ...]]

    @property
    def records(self) -> tuple[str, ...]:
        return tuple(self.used)


def evaluate(text: str, names: Mapping[str, Any]) -> Outcome:
    """Compute an expression and tell which records it used. Raises `ExpressionError`."""
    records: dict[str, dict[str, None]] = {}
    token = used.set(records)
    try:
        value = compile_expression(text)(names)
    finally:
        used.reset(token)
    for record in value if isinstance(value, (list, tuple)) else (value,):
        if isinstance(record, RecordView):
            records.setdefault(record.name, {})
    return Outcome(value, {name: tuple(fields) for name, fields in records.items()})


@lru_cache(maxsize=512)
def names_in(text: str) -> tuple[str, ...]:
    """The names that an expression reads, in its order: in a condition, the fields it asks for."""
    from jinja2 import nodes

    return tuple(dict.fromkeys(node.name for node in _parsed(text).find_all(nodes.Name)))


@lru_cache(maxsize=512)
def compile_expression(text: str) -> Callable[[Mapping[str, Any]], Any]:
    """Read an expression; the result computes it with the given names.

    Both steps raise `ExpressionError` with a message for the author.
    """
    tree = _parsed(text)

    def compute(names: Mapping[str, Any]) -> Any:
        try:
            return _compute(tree, names)
        except DecimalException:
            raise ExpressionError("division by zero, or a number too large") from None
        except RecursionError:
            raise ExpressionError("the expression is nested too deeply") from None
        except TypeError as error:
            raise ExpressionError(_readable(str(error))) from None

    return compute


def check_expression(text: str, known: Collection[str]) -> None:
    """Raise `ExpressionError` for what no record could mend: a name that is not known, a step that is not
    possible, a filter that there is not. Computing alone would not meet it behind an `and` that is false."""
    from jinja2 import nodes

    tree = _parsed(text)
    for node in (tree, *tree.find_all(nodes.Expr)):
        kind = type(node).__name__
        if kind not in _COMPUTERS:
            raise _refused(kind)
        if isinstance(node, nodes.Name) and node.name not in known:
            raise _unknown_name(node.name, known)
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise _unknown_filter(node.name)


def _parsed(text: str) -> nodes.Expr:
    """The syntax tree of an expression. Raises `ExpressionError`."""
    from jinja2 import TemplateSyntaxError
    from jinja2.parser import Parser

    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"the expression is longer than {MAX_LENGTH} characters")
    outside = _QUOTED.sub("", text)
    if any(quote in outside for quote in "“”‘’"):
        raise ExpressionError("curly quotes mean nothing in an expression; use straight quotes: \" or '")
    if wide := _FULL_WIDTH.search(outside):
        ordinary = chr(ord(wide[0]) - 0xFEE0)
        raise ExpressionError(f"the sign {wide[0]} is full-width; write {ordinary}")
    try:
        parser = Parser(_environment(), text, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            value = parser.stream.current.value
            raise ExpressionError(
                "a single = compares nothing; use ==" if value == "=" else f"unexpected '{value}'"
            )
    except TemplateSyntaxError as error:
        message = error.message or ""
        raise ExpressionError("the expression breaks off" if "end of" in message else message) from None
    except RecursionError:
        raise ExpressionError("the expression is nested too deeply") from None
    return tree


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment

    return Environment(autoescape=True)


def _readable(message: str) -> str:
    """Python's words in an author's."""
    if "not supported between" in message:
        return "text, numbers and missing values cannot be compared with each other"
    if "argument" in message:
        return "a filter has the wrong number of arguments"
    return message


# --- computing -------------------------------------------------------------------


def _compute(node: nodes.Expr, names: Mapping[str, Any]) -> Any:
    """The value of one node of Jinja2's syntax tree."""
    computer = _COMPUTERS.get(type(node).__name__)
    if computer is None:
        raise _refused(type(node).__name__)
    return computer(node, names)


def _refused(kind: str) -> ExpressionError:
    return ExpressionError(_REFUSED.get(kind, "this is not possible in an expression"))


_REFUSED = {
    "Call": "calls are not possible here; use a filter, such as trials | count",
    "Pow": "powers (**) are not possible here",
    "Mod": "the % operator is not possible here; use the filter percent",
}


def _unknown_name(name: str, names: Iterable[str]) -> ExpressionError:
    close = nearest(name, names)
    if close:
        return ExpressionError(f"'{name}' is neither a record set nor a field; did you mean '{close}'?")
    return ExpressionError(f"'{name}' is neither a record set nor a field")


def _name(node: Any, names: Mapping[str, Any]) -> Any:
    if node.name not in names:
        raise _unknown_name(node.name, names)
    return names[node.name]


def _constant(node: Any, names: Mapping[str, Any]) -> Any:
    return Decimal(str(node.value)) if isinstance(node.value, float) else node.value


def _items(node: Any, names: Mapping[str, Any]) -> Any:
    return tuple(_compute(item, names) for item in node.items)


def _field(node: Any, names: Mapping[str, Any]) -> Any:
    """`.field` and `[…]`: a field of a record, an item of a list, and nothing else."""
    whole = _compute(node.node, names)
    key = node.attr if hasattr(node, "attr") else _compute(node.arg, names)
    if isinstance(whole, RecordView):
        if key in whole.fields:
            note_use(whole, key)
            return whole.fields[key]
        raise no_field(key, whole.fields)
    if isinstance(whole, (list, tuple)) and isinstance(key, int):
        if not -len(whole) <= key < len(whole):
            raise ExpressionError(f"there is no item {key} in a list of {len(whole)}")
        return whole[key]
    return part_of(whole, key)


def _unknown_filter(name: str) -> ExpressionError:
    close = nearest(name, FILTERS)
    remedy = f"did you mean '{close}'?" if close else f"there are {', '.join(FILTERS)}"
    return ExpressionError(f"there is no filter '{name}'; {remedy}")


def _filter(node: Any, names: Mapping[str, Any]) -> Any:
    function = FILTERS.get(node.name)
    if function is None:
        raise _unknown_filter(node.name)
    arguments = [_compute(argument, names) for argument in (node.node, *node.args)]
    named = {pair.key: _compute(pair.value, names) for pair in node.kwargs}
    try:
        return function(*arguments, **named)
    except (ValueError, AttributeError, OverflowError):
        # What a filter meets where it was given a text for a number, or a number for a text.
        raise ExpressionError(f"the filter '{node.name}' can do nothing with these values") from None


def _test(node: Any, names: Mapping[str, Any]) -> bool:
    if node.name != "none":
        raise ExpressionError(f"there is no test '{node.name}'; there is 'none'")
    value = _compute(node.node, names)
    return value is None or value is MISSING


def _within(part: Any, whole: Any) -> bool:
    if whole is MISSING:
        return False
    if isinstance(whole, str) and not isinstance(part, str):
        raise ExpressionError("only a text can be in a text")
    if not isinstance(whole, (str, list, tuple)):
        raise ExpressionError("'in' needs a list or a text on its right")
    return part in whole


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": _within,
    "notin": lambda left, right: not _within(left, right),
}


def _compare(node: Any, names: Mapping[str, Any]) -> bool:
    """`a < b <= c`: every neighbouring pair must hold."""
    left = _compute(node.expr, names)
    for operand in node.ops:
        right = _compute(operand.expr, names)
        if not _COMPARISONS[operand.op](left, right):
            return False
        left = right
    return True


_ARITHMETIC: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mul": operator.mul,
    "Div": operator.truediv,
    "FloorDiv": operator.floordiv,
}


def _arithmetic(node: Any, names: Mapping[str, Any]) -> Any:
    """Numbers as Decimal, so that 0.1 + 0.2 is 0.3; a text can only be added to a text."""
    left, right = _compute(node.left, names), _compute(node.right, names)
    if isinstance(left, str) and isinstance(right, str) and type(node).__name__ == "Add":
        return left + right
    return _ARITHMETIC[type(node).__name__](_number(left), _number(right))


def _number(value: Any) -> Decimal:
    if value is MISSING:
        raise MissingValueError("a value is missing")
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ExpressionError(f"'{value}' is not a number")
    return Decimal(value)


_COMPUTERS: Mapping[str, Callable[[Any, Mapping[str, Any]], Any]] = {
    "Name": _name,
    "Const": _constant,
    "TemplateData": lambda node, names: node.data,
    "List": _items,
    "Tuple": _items,
    "Getattr": _field,
    "Getitem": _field,
    "Filter": _filter,
    "Test": _test,
    "Compare": _compare,
    "And": lambda node, names: _compute(node.left, names) and _compute(node.right, names),
    "Or": lambda node, names: _compute(node.left, names) or _compute(node.right, names),
    "Not": lambda node, names: not _compute(node.node, names),
    "Neg": lambda node, names: -_number(_compute(node.node, names)),
    "Pos": lambda node, names: _number(_compute(node.node, names)),
    "CondExpr": lambda node, names: _compute(node.expr1 if _compute(node.test, names) else node.expr2, names),
    "Concat": lambda node, names: "".join(str(_compute(part, names)) for part in node.nodes),
    **dict.fromkeys(_ARITHMETIC, _arithmetic),
}
