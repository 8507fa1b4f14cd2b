"""The names nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

_CUTOFF = 70.0
"""Percent of likeness below which a suggestion puzzles more than it helps."""
_SHORT, _CUTOFF_SHORT = 4, 60.0
"""In a short name one slip weighs more: `CTI` is two thirds `CIT`."""


def nearest(name: str, candidates: Iterable[str], limit: int = 1) -> list[str]:
    """The candidates most like `name`, best first; none if nothing is alike. Case does not count."""
    # Imported only where something was misspelt: most runs never need it.
    from rapidfuzz import fuzz, process

    ordered = sorted(set(candidates))
    cutoff = _CUTOFF_SHORT if len(name) <= _SHORT else _CUTOFF
    matches = process.extract(
        name, ordered, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=cutoff, limit=limit
    )
    return [str(match[0]) for match in matches]
