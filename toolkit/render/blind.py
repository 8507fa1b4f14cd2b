"""A copy for blind peer review: nothing in it says who wrote it."""

from __future__ import annotations

from dataclasses import replace

from toolkit.model.inline import Localized
from toolkit.model.review import LoadedReview

NAMING_STATEMENTS = frozenset({"acknowledgements", "author_contributions", "copyright", "funding"})
"""Statements that name people or their funds whatever they say."""
_NAMING_CODES = frozenset({"doi", "article_id"})
"""Codes under which an article, and so its authors, can be looked up."""


def blinded(review: LoadedReview) -> LoadedReview:
    """The review without authors, affiliations, correspondence, biographies, funding, acknowledgements,
    the statements that name people, and where it is published.

    It is blinded before it is resolved: what the later stages do not have, no format can print, neither
    as text nor as a property of the file. Whether names stand elsewhere, `leaks.find_leaks` tells.
    """
    metadata = review.metadata
    return replace(
        review,
        metadata=replace(
            metadata,
            authors=(),
            affiliations={},
            funding=(),
            acknowledgements=Localized(),
            statements={
                name: text for name, text in metadata.statements.items() if name not in NAMING_STATEMENTS
            },
            classification={
                name: code for name, code in metadata.classification.items() if name not in _NAMING_CODES
            },
            publication={},
        ),
    )
