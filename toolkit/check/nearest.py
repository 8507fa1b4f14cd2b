"""The names nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

_CUTOFF = 70.0
"""Percent of likeness below which a suggestion puzzles more than it helps."""


def nearest(name: str, candidates: Iterable[str], limit: int = 1) -> list[str]:
    """The candidates most like `name`, best first; none if nothing is alike. Case does not count."""
    # Imported only where something was misspelt: most runs never need it.
    from rapidfuzz import fuzz, process

    ordered = sorted(set(candidates))
    matches = process.extract(
        name, ordered, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_CUTOFF, limit=limit
    )
    return [str(match[0]) for match in matches]
