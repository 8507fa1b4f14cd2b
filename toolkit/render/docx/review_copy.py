"""The copy for reviewers: lines numbered and double-spaced in one column, whatever the journal prints."""

from __future__ import annotations

from dataclasses import replace

from toolkit.model.journal import FontStyle
from toolkit.model.review import ResolvedReview

DOUBLE = 2.0
_OWN_SPACING = frozenset({"table", "note", "header", "footer", "footnote"})
"""Kinds of text that keep their spacing: a table of double the height would break across pages."""


def review_copy(review: ResolvedReview) -> ResolvedReview:
    """The same review in its journal's styles, but with numbered lines and double spacing."""
    journal = review.journal
    fonts = {
        kind: look if kind in _OWN_SPACING else replace(look, line=None)
        for kind, look in journal.fonts.items()
    }
    # All other text takes its spacing from the body's.
    fonts["body"] = replace(journal.fonts.get("body", FontStyle()), line=DOUBLE)
    page = replace(journal.page, line_numbers=True, columns=1)
    return replace(review, source=replace(review.source, journal=replace(journal, page=page, fonts=fonts)))
