"""Captions of tables and figures against the languages in which the journal prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from toolkit.check.rule import Message
from toolkit.model.inline import Localized, primary
from toolkit.model.journal import CaptionStyle
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span


class Lacking(NamedTuple):
    """A caption that lacks languages; `languages` is empty where there is no caption at all."""

    id: str
    number: int
    languages: tuple[str, ...]
    span: Span | None


def of_tables(review: ResolvedReview) -> Iterator[Lacking]:
    for name, table in review.tables.items():
        spec = review.source.tables.get(table.source.id)
        caption = spec.caption if spec else table.source.caption
        span = (spec.spans.get("caption") or spec.span) if spec else table.source.span
        lacking = _lacking(caption, review.journal.tables.caption, review.language)
        if lacking is not None:
            yield Lacking(name, table.number, lacking, span)


def of_figures(review: ResolvedReview) -> Iterator[Lacking]:
    for name, figure in review.figures.items():
        lacking = _lacking(figure.source.caption, review.journal.figures.caption, review.language)
        if lacking is not None:
            yield Lacking(name, figure.number, lacking, figure.source.span)


def _lacking(caption: Localized, style: CaptionStyle, language: str) -> tuple[str, ...] | None:
    """The languages that are missing, none of them if all are; None for a caption that is complete."""
    if not caption:
        return ()
    wanted = [primary(tag) for tag in style.languages] or [primary(language)]
    return tuple(tag for tag in wanted if not caption.get(tag)) or None


_NAMES = {"zh": Message("Chinese", "中文"), "en": Message("English", "英文")}


def language_name(tag: str) -> Message:
    """How messages call a language."""
    return _NAMES.get(primary(tag), Message(tag, tag))
