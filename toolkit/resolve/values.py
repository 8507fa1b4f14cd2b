"""Values in the text: `{{ trials | count }}` computed from the records."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from toolkit.model.inline import ResolvedValue, Style, Styled, Text, Value, primary
from toolkit.model.review import LoadedReview, Unresolved
from toolkit.resolve.expressions import evaluate
from toolkit.resolve.filters import ExpressionError, RecordView, display, view


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

    def resolve(self, node: Value, language: str) -> ResolvedValue:
        try:
            outcome = evaluate(node.expression, self._names)
            text = display(outcome.value)
        except ExpressionError as error:
            self.unresolved.append(Unresolved("value", node.expression, str(error), node.span))
            return ResolvedValue(node, (Styled(Style.STRONG, (Text("{{?}}"),)),))
        if primary(language) == "zh" and isinstance(outcome.value, (list, tuple)):
            text = "、".join(display(item) for item in outcome.value)
        return ResolvedValue(node, (Text(text),), outcome.records)
