"""Fixes: edits of the author's files, found where the words stand."""

from __future__ import annotations

from toolkit.check.rule import Message
from toolkit.model.diagnostic import Applicability, Edit, Fix
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span


def replacement(
    review: ResolvedReview,
    span: Span | None,
    old: str,
    new: str,
    message: Message,
    applicability: Applicability,
    **values: object,
) -> Fix | None:
    """Replace `old` within `span` by `new`; None unless it stands there exactly once, on one line.

    `values` fill the places of `message`, with `right` for `new`.
    """
    if span is None or not old or span.path not in review.source.sources:
        return None
    lines = review.source.sources[span.path].split("\n")[span.line - 1 : span.end_line]
    places: list[Span] = []
    for number, line in enumerate(lines, span.line):
        low = span.column - 1 if number == span.line else 0
        high = span.end_column - 1 if number == span.end_line else len(line)
        column = line.find(old, low, high)
        while column >= 0:
            places.append(Span.at(span.path, number, column + 1, len(old)))
            column = line.find(old, column + 1, high)
    if len(places) != 1:
        return None
    return Fix(message.fill({"right": new, **values}), (Edit(places[0], new),), applicability)


def narrowed(review: ResolvedReview, span: Span | None, text: str) -> Span | None:
    """The place of `text` within `span`, or `span` itself where it does not stand there exactly once."""
    fix = replacement(review, span, text, text, Message("", ""), Applicability.DISPLAY)
    return fix.edits[0].span if fix else span
