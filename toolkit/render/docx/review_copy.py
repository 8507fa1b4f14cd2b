"""The copy for reviewers: lines numbered and double-spaced in one column, whatever the journal prints."""

from __future__ import annotations

from dataclasses import replace

from toolkit.model.journal import FontStyle
from toolkit.model.review import ResolvedReview

DOUBLE = 2.0
LEAST_SIZE = 10.5
"""Of the text in points: what journals print in columns is too small to be corrected by hand."""
_KEPT = frozenset({"table", "note", "header", "footer", "footnote"})
"""Kinds of text whose styles have their own spacing: a table of double the height breaks across pages."""
_SHORT = (
    *("title", "title-foreign", "authors", "affiliations", "caption"),
    *("heading-1", "heading-2", "heading-3", "heading-4"),
)
"""Kinds in which nobody corrects between the lines: they stay as close as the journal sets its text."""


def review_copy(review: ResolvedReview) -> ResolvedReview:
    """The same review in its journal's styles, but with numbered lines and double spacing."""
    journal = review.journal
    body = journal.fonts.get("body", FontStyle())
    fonts = {
        kind: look if kind in _KEPT else replace(look, line=None) for kind, look in journal.fonts.items()
    }
    for kind in _SHORT:
        look = journal.fonts.get(kind, FontStyle())
        fonts[kind] = replace(look, line=look.line or body.line or 1.0)
    # All other text takes its spacing from the body's.
    fonts["body"] = replace(body, line=DOUBLE, size=max(body.size or LEAST_SIZE, LEAST_SIZE))
    page = replace(journal.page, line_numbers=True, columns=1)
    return replace(review, source=replace(review.source, journal=replace(journal, page=page, fonts=fonts)))
