"""Where a number in the text comes from: the records and fields that it was computed from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.load.yaml_nodes import shorten
from toolkit.model.diagnostic import Problem
from toolkit.model.inline import ResolvedValue, Value, plain_text
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span
from toolkit.pipeline.checking import load
from toolkit.resolve.values import Values

_PLACE = re.compile(r"(?P<path>.+\.(?:md|ya?ml)):(?P<line>\d+)(?::\d+)?")


@dataclass(frozen=True)
class UsedField:
    """What a record says in a field, as its author wrote it, and where."""

    name: str
    text: str
    span: Span


@dataclass(frozen=True)
class UsedRecord:
    """A record (`set:record`) that a value was computed from."""

    name: str
    span: Span
    fields: tuple[UsedField, ...]


@dataclass(frozen=True)
class Trace:
    """A value, as it prints, and all that it was computed from."""

    expression: str
    text: str
    span: Span | None
    """Where it stands in the text; None for an expression that was only asked about."""
    records: tuple[UsedRecord, ...]


def trace_values(path: Path, wanted: str = "") -> tuple[Trace, ...]:
    """The values of a review: all, those of a line (`sections/01.md:12`), or that of an expression.

    Raises `ToolkitError` for a review that cannot be read, an expression that cannot be computed
    and a line without a value.
    """
    from toolkit.resolve import resolve

    loaded = load(path)
    if loaded.problems:
        raise ToolkitError(*loaded.problems)
    values = Values(loaded)
    language = loaded.metadata.language
    place = _PLACE.fullmatch(wanted)
    if wanted and place is None:
        expression = wanted.strip().removeprefix("{{").removesuffix("}}").strip()
        return (_trace(values, expression, None, language),)
    found = list(_values_of(resolve(loaded)))
    if place is not None:
        found = [
            value for value in found if _stands_at(value, loaded.root, place["path"], int(place["line"]))
        ]
        if not found:
            raise ToolkitError.of(
                f"no value stands in {wanted}", help="name a line with {{ … }}, as in sections/01-text.md:12"
            )
    return tuple(_trace(values, value.expression.strip(), value.span, language) for value in found)


def _values_of(review: ResolvedReview) -> Iterator[Value]:
    """Every value of the text, in reading order."""
    from toolkit.check.passages import passages

    for passage in passages(review):
        for _, node in passage.nodes():
            if isinstance(node, ResolvedValue):
                yield node.source
            elif isinstance(node, Value):
                yield node


def _stands_at(value: Value, root: Path, path: str, line: int) -> bool:
    span = value.span
    if span is None or not span.line <= line <= span.end_line:
        return False
    return any(os.path.normpath(base / path) == os.path.normpath(span.path) for base in (root, Path.cwd()))


def _trace(values: Values, expression: str, span: Span | None, language: str) -> Trace:
    from toolkit.resolve.filters import ExpressionError
    from toolkit.resolve.values import print_computed

    evidence = values.review.evidence
    try:
        outcome = values.compute(expression)
        text = plain_text(print_computed(outcome.value, language, values.review.journal))
    except ExpressionError as error:
        sets = ", ".join(name.replace("-", "_") for name in evidence) or "none"
        message = f"“{expression}” cannot be computed: {error}"
        raise ToolkitError(Problem(message, span, f"The record sets of this review: {sets}.")) from None
    records = []
    for name, fields in outcome.used.items():
        collection, _, key = name.partition(":")
        given = values.given(name, fields)
        records.append(
            UsedRecord(
                name,
                evidence[collection].records[key].span,
                tuple(UsedField(field, " ".join(value.raw.split()), value.span) for field, value in given),
            )
        )
    return Trace(expression, text, span, tuple(records))


def report_traces(traces: tuple[Trace, ...], root: Path) -> str:
    """Traces as text: each value with its place, below it one line for each record."""
    lines: list[str] = []
    for trace in traces:
        place = f"  ({_place(trace.span, root)})" if trace.span else ""
        lines.append(f"{{{{ {trace.expression} }}}} = {trace.text}{place}")
        rows = [
            (
                record.name,
                "; ".join(f"{field.name}: {shorten(field.text, 60)}" for field in record.fields),
                _place(record.fields[-1].span if record.fields else record.span, root),
            )
            for record in trace.records
        ]
        widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
        lines += [f"  {name:<{widths[0]}}  {given:<{widths[1]}}  {place}" for name, given, place in rows]
        if not rows:
            lines.append("  no record")
    return "\n".join(lines) + "\n" if lines else "This review has no values.\n"


def _place(span: Span, root: Path) -> str:
    path = os.path.relpath(span.path, root) if span.path.is_relative_to(root) else str(span.path)
    return f"{Path(path).as_posix()}:{span.line}"
