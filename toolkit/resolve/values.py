"""Values in the text: `{{ trials | count }}` computed from the records."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from toolkit.model.evidence import FieldValue, Proportion
from toolkit.model.inline import Inlines, ResolvedValue, Style, Styled, Text, Value, plain_text, primary
from toolkit.model.journal import Journal
from toolkit.model.review import LoadedReview, Unresolved
from toolkit.resolve.cells import percent_sign, print_proportion, print_value
from toolkit.resolve.expressions import Outcome, evaluate
from toolkit.resolve.filters import ExpressionError, Extent, Percent, RecordView, display, view

_LONGEST = 40
"""Characters of a field that are shown beside its name."""


@dataclass
class Values:
    """Computes the values of one review and collects those that cannot be computed."""

    review: LoadedReview
    unresolved: list[Unresolved] = field(default_factory=list)

    @cached_property
    def _names(self) -> dict[str, list[RecordView]]:
        """Every record set under its name; a hyphen in a file's name becomes an underscore."""
        language = self.review.metadata.language
        return {
            name.replace("-", "_"): [view(records, record, language) for record in records.records.values()]
            for name, records in self.review.evidence.items()
        }

    def compute(self, expression: str) -> Outcome:
        """The value of an expression over the records. Raises `ExpressionError`."""
        return evaluate(expression, self._names)

    def resolve(self, node: Value, language: str) -> ResolvedValue:
        try:
            outcome = self.compute(node.expression)
            content = print_computed(outcome.value, language, self.review.journal)
        except ExpressionError as error:
            self.unresolved.append(Unresolved("value", node.expression, str(error), node.span))
            return ResolvedValue(node, (Styled(Style.STRONG, (Text("{{?}}"),)),))
        details = tuple(self._detail(record, fields, language) for record, fields in outcome.used.items())
        return ResolvedValue(node, content, outcome.records, details)

    def given(self, record: str, fields: tuple[str, ...]) -> tuple[tuple[str, FieldValue], ...]:
        """What a record (`set:record`) says in these fields; those it does not give are left out."""
        name, _, key = record.partition(":")
        values = self.review.evidence[name].records[key].values
        return tuple((field, values[field]) for field in fields if field in values)

    def _detail(self, record: str, fields: tuple[str, ...], language: str) -> str:
        given = self.given(record, fields)
        # A citation has no text before it is numbered: it stands as it was typed.
        shown = (
            plain_text(print_value(value, language, self.review.journal)) or value.raw for _, value in given
        )
        return ", ".join(f"{name} {_short(text)}" for (name, _), text in zip(given, shown, strict=True))


def print_computed(value: Any, language: str, journal: Journal) -> Inlines:
    """A computed value as the journal prints it in a text of this language. Raises `ExpressionError`."""
    match value:
        case Proportion():
            return print_proportion(value, language, journal)
        case Percent():
            return (Text(f"{display(value.number)}{percent_sign(language, journal)}"),)
        case Extent():
            ends = dict.fromkeys((display(value.low), display(value.high)))
            return (Text(_range_mark(language, journal).join(ends)),)
        case list() | tuple():
            return (Text(listed([display(item) for item in value], language)),)
        case _:
            return (Text(display(value)),)


def _range_mark(language: str, journal: Journal) -> str:
    typing = journal.typing.get(primary(language))
    return typing.range if typing is not None and typing.range is not None else journal.tables.range


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def listed(parts: list[str], language: str) -> str:
    """Items as a sentence of the language lists them: `甲、乙、丙`; `A, B and C`."""
    if primary(language) == "zh":
        return "、".join(parts)
    if primary(language) == "en" and len(parts) > 1:
        return f"{', '.join(parts[:-1])} and {parts[-1]}"
    return ", ".join(parts)
