"""Which records a table shows, in which order, and what is computed for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cmp_to_key
from typing import Any, TypeAlias

from toolkit.model.evidence import Record, RecordSet, SchemaField
from toolkit.model.frozen import frozen
from toolkit.model.source import Span
from toolkit.model.tablespec import ColumnSpec, TableSpec
from toolkit.nearest import nearest
from toolkit.resolve.expressions import check_expression, compile_expression
from toolkit.resolve.filters import (
    MISSING,
    ExpressionError,
    MissingValueError,
    RecordView,
    display,
    group_key,
    view,
)

Miss: TypeAlias = Callable[[str, str, str, Span | None], None]
"""Tells of something that is not there or cannot be computed: kind, name, reason, place."""

LONGEST_VALUE = 10_000
"""Characters of the longest text that a computed column may give, and digits of the largest number."""
LARGEST_EXPONENT = 60


@frozen
class TableRow:
    """A record of the table; `computed` holds the value of each computed column by its place."""

    record: Record
    view: RecordView
    computed: Mapping[int, Any]


def table_rows(
    spec: TableSpec, leaves: Sequence[ColumnSpec], records: RecordSet, language: str, miss: Miss
) -> list[TableRow]:
    """The rows of a table in their order. What cannot be done is told to `miss` and left out."""
    views = [(record, view(records, record, language)) for record in records.records.values()]
    if spec.where:
        try:
            check_expression(spec.where, (*records.schema.fields, "id"))
            test = compile_expression(spec.where)
            views = [(record, fields) for record, fields in views if test(fields.fields)]
        except ExpressionError as error:
            miss("expression", spec.where, str(error), spec.spans.get("where"))
    rows = _computed(leaves, views, records, miss)
    return _grouped(spec, _sorted(spec, leaves, records, rows, miss), records, miss)


# --- computed columns -------------------------------------------------------------


def _computed(
    leaves: Sequence[ColumnSpec],
    views: Sequence[tuple[Record, RecordView]],
    records: RecordSet,
    miss: Miss,
) -> list[TableRow]:
    """Every record with its computed columns; one with an id is a field for those behind it."""
    columns = [(at, column) for at, column in enumerate(leaves) if column.value]
    for _, column in columns:
        if column.id in (*records.schema.fields, "id"):
            miss("id", column.id, "the records have a field of this name", column.span)
    broken: set[int] = set()
    known = [*records.schema.fields, "id"]
    for at, column in columns:
        try:
            check_expression(column.value, known)
            known.append(column.id)
        except ExpressionError as error:  # it cannot be computed, whatever the record
            broken.add(at)
            miss("expression", column.value, str(error), column.span)
    rows = []
    for record, own in views:
        fields = dict(own.fields) if columns else own.fields
        values: dict[int, Any] = {}
        for at, column in columns:
            value: Any = MISSING
            if at not in broken:
                try:
                    value = bounded(compile_expression(column.value)(fields))
                except MissingValueError:
                    pass
                except ExpressionError as error:
                    broken.add(at)
                    reason = str(error)
                    own_name = f"record '{record.id}'"
                    reason = reason if own_name in reason else f"{reason} ({own_name})"
                    miss("expression", column.value, reason, column.span)
            values[at] = value
            if column.id and isinstance(fields, dict):
                fields[column.id] = value
        rows.append(TableRow(record, RecordView(own.name, fields) if columns else own, values))
    return rows


def bounded(value: Any) -> Any:
    """The value, if it is none that would fill pages. Raises `ExpressionError`."""
    if isinstance(value, Decimal):
        if not value.is_finite() or (value and abs(value.adjusted()) > LARGEST_EXPONENT):
            raise ExpressionError("the number is too large or too small to print")
    elif isinstance(value, int) and not isinstance(value, bool):
        return bounded(Decimal(value))
    elif value is not MISSING and value is not None and len(display(value)) > LONGEST_VALUE:
        raise ExpressionError(f"the text is longer than {LONGEST_VALUE} characters")
    return value


# --- order ------------------------------------------------------------------------


def _sorted(
    spec: TableSpec, leaves: Sequence[ColumnSpec], records: RecordSet, rows: list[TableRow], miss: Miss
) -> list[TableRow]:
    """Stable sort by the fields given; `-field` descends; a missing value comes last either way."""
    known = [*records.schema.fields, "id", *(leaf.id for leaf in leaves if leaf.value and leaf.id)]
    keys = [(key.lstrip("-"), key.startswith("-")) for key in spec.sort]
    for name, descending in reversed(keys):
        if name not in known:
            miss("field", name, unknown(name, known), spec.spans.get("sort"))
            continue
        given = [row for row in rows if not _is_missing(row, name)]
        absent = [row for row in rows if _is_missing(row, name)]
        try:
            given.sort(key=_sort_key(name, records.schema.fields.get(name)), reverse=descending)
        except ExpressionError as error:
            miss("expression", name, str(error), spec.spans.get("sort"))
            continue
        rows = given + absent
    return rows


def _is_missing(row: TableRow, name: str) -> bool:
    value = row.view.fields.get(name, MISSING)
    return value is MISSING or value is None


def _sort_key(name: str, schema: SchemaField | None) -> Callable[[TableRow], Any]:
    """The order of rows by a field: choices as in the schema, numbers by size, texts by their letters."""
    if schema is not None and schema.choices:
        ranks = {code: rank for rank, code in enumerate(schema.choices)}
        return lambda row: ranks.get(row.view.fields[name], len(ranks))
    comparable = cmp_to_key(_compare)
    return lambda row: comparable(row.view.fields[name])


def _compare(left: Any, right: Any) -> int:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return (left > right) - (left < right)
    a, b = str(left).casefold(), str(right).casefold()
    return (a > b) - (a < b)


def _grouped(spec: TableSpec, rows: list[TableRow], records: RecordSet, miss: Miss) -> list[TableRow]:
    """Rows with equal values together, the groups in order of first appearance, groups within groups."""
    known = [*records.schema.fields, "id"]
    for name in spec.rows.group_by:
        if name not in known:
            miss("field", name, unknown(name, known), spec.spans.get("rows.group_by"))
    names = group_names(spec, records)
    for depth in range(len(names), 0, -1):
        groups: dict[Any, list[TableRow]] = {}
        for row in rows:
            groups.setdefault(row_group(row, names[:depth]), []).append(row)
        rows = [row for group in groups.values() for row in group]
    return rows


def group_names(spec: TableSpec, records: RecordSet) -> tuple[str, ...]:
    """The fields that the table is grouped by and that the records have."""
    return tuple(name for name in spec.rows.group_by if name in records.schema.fields or name == "id")


def row_group(row: TableRow, names: Sequence[str]) -> tuple[Any, ...]:
    """What the row has in common with its group."""
    return tuple(group_key(row.view, name) for name in names)


def unknown(name: str, known: Iterable[str]) -> str:
    """`there is no 'hydrogel'; the nearest is 'hydrogels'`."""
    names = list(known)
    close = nearest(name, names)
    told = f"; the nearest is '{close}'" if close else f"; there are {', '.join(names)}" if names else ""
    return f"there is no '{name}'{told}"
