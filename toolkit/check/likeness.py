"""How alike two titles are."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.check.works import folded

_NUMBER = re.compile(r"\d+|\b[IVX]+\b")


@lru_cache(maxsize=4096)
def _pairs(title: str) -> frozenset[str]:
    plain = folded(title)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def likeness(one: str, other: str) -> float:
    """Share of letter pairs that two titles have in common (Dice), 0 to 1; case and signs do not count."""
    left, right = _pairs(one), _pairs(other)
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def same_numbers(one: str, other: str) -> bool:
    """Whether two titles hold the same numbers: parts I and II of a work are two."""
    return sorted(_NUMBER.findall(one)) == sorted(_NUMBER.findall(other))
