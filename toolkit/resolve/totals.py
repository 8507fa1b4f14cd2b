"""Rows of totals: what `sum`, `mean` or an expression gives over the records above them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from toolkit.model.evidence import Quantity, RecordSet
from toolkit.model.inline import Inlines
from toolkit.model.journal import Journal
from toolkit.nearest import nearest
from toolkit.resolve.cells import as_counted, print_number, print_quantity
from toolkit.resolve.expressions import compile_expression
from toolkit.resolve.filters import (
    MISSING,
    ExpressionError,
    Extent,
    RecordView,
    common_unit,
    rounded,
)
from toolkit.resolve.table_rows import bounded
from toolkit.resolve.values import print_computed

FUNCTIONS: Mapping[str, str] = {
    "sum": "records | sum({name})",
    "mean": "records | mean({name})",
    "median": "records | median({name})",
    "min": "records | min({name})",
    "max": "records | max({name})",
    "range": "records | range({name})",
    "n": "records | values({name}) | count",
    "count": "records | count",
}
"""The totals that have a name, as expressions over the records and the name of a column."""
_COUNTS = frozenset({"n", "count"})
_WORD = re.compile(r"[A-Za-z_]\w*")

LABELS: Mapping[str, Mapping[str, str]] = {
    "all": {"zh": "合计", "en": "Total"},
    "group": {"zh": "小计", "en": "Subtotal"},
    "mean": {"zh": "均值", "en": "Mean"},
}
"""What a row of totals is called if its author does not say."""


def print_total(
    show: str,
    name: str,
    rows: Sequence[RecordView],
    records: RecordSet,
    unit: str,
    language: str,
    journal: Journal,
) -> tuple[Inlines, bool]:
    """What stands under the column `name`, and whether that is one number.

    `unit` is the unit that the column's header carries. A column of which no record gives a value has no
    total. Raises `ExpressionError` for a function that there is not and for what cannot be computed.
    """
    value = compute(show, name, rows)
    if value is MISSING:
        return (), False
    own = "" if show in _COUNTS or name not in records.schema.fields else common_unit(records, name)
    own = "" if own == unit else own
    if isinstance(value, Extent) and own:
        low, high = as_counted(value.low), as_counted(value.high)
        kind: Literal["value", "range"] = "value" if low == high else "range"
        return print_quantity(Quantity(kind, low, high, unit=own), language, journal), False
    if not isinstance(value, Decimal):
        return print_computed(value, language, journal), False
    value = as_counted(value)
    if own and show in FUNCTIONS:
        return print_quantity(Quantity("value", value, value, unit=own), language, journal), False
    return print_number(value), True


def compute(show: str, name: str, rows: Sequence[RecordView]) -> Any:
    """The value of one total over these records, or MISSING if none of them gives a value."""
    expression = FUNCTIONS.get(show)
    if expression is None and _WORD.fullmatch(show):
        raise ExpressionError(_unknown(show))
    if expression is not None and show not in _COUNTS and all(_value(row, name) is MISSING for row in rows):
        return MISSING
    text = expression.format(name=f'"{name}"') if expression is not None else show
    value = compile_expression(text)({"records": rows})
    return _rounded(value, rows, name) if show == "mean" else bounded(value)


def _value(row: RecordView, name: str) -> Any:
    return row.fields.get(name, MISSING)


def _rounded(mean: Decimal, rows: Sequence[RecordView], name: str) -> Decimal:
    """A mean with one decimal place more than the values that it is of."""
    values = [value for row in rows if isinstance(value := _value(row, name), Decimal)]
    places = max((-_exponent(value) for value in values), default=0)
    digits = max(places, 0) + 1
    return rounded(mean, digits)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _unknown(show: str) -> str:
    close = nearest(show, FUNCTIONS)
    meant = f"; did you mean '{close}'?" if close else "."
    return (
        f"there is no total '{show}'{meant} There are {', '.join(FUNCTIONS)}; "
        "an expression is over records: records | count"
    )
