"""How alike two titles are."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


class Titles:
    """Titles among which those like another one are found.

    Letter pairs are bits of one whole number, so that a title is compared with thousands of others in the
    time in which sets are compared with a few.
    """

    def __init__(self, titles: Iterable[str], least: float) -> None:
        self._least = least
        self._bits: dict[str, int] = {}
        self._known: list[tuple[int, int]] = []
        """Of each title its pairs and how many these are."""
        for title in titles:
            pairs = _pairs(title)
            bits = sum(1 << self._bits.setdefault(pair, len(self._bits)) for pair in pairs)
            self._known.append((bits, len(pairs)))

    def like(self, title: str) -> list[int]:
        """The numbers of the titles whose `likeness` to this one is `least` or more, in their order."""
        if not self._bits:
            return []
        pairs = _pairs(title)
        bits = sum(1 << self._bits[pair] for pair in pairs if pair in self._bits)
        count, least = len(pairs), self._least
        return [
            number
            for number, (other, size) in enumerate(self._known)
            if size and count and 2 * (bits & other).bit_count() / (count + size) >= least
        ]


def same_numbers(one: str, other: str) -> bool:
    """Whether two titles hold the same numbers: parts I and II of a work are two."""
    return numbers(one) == numbers(other)


def numbers(title: str) -> list[str]:
    """The numbers in a title, Roman ones included, sorted."""
    return sorted(_NUMBER.findall(title))
