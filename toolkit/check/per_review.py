"""Work that several rules of one run share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from toolkit.model.review import ResolvedReview

_T = TypeVar("_T")


def per_review(compute: Callable[[ResolvedReview], _T]) -> Callable[[ResolvedReview], _T]:
    """Remember the result for the review seen last, so that the rules of one run compute it once.

    A review is frozen, so the result cannot grow stale; it is known by identity, since a
    review cannot be hashed. Only one is kept: the next review replaces it.
    """
    last: tuple[ResolvedReview, _T] | None = None

    @wraps(compute)
    def remembered(review: ResolvedReview) -> _T:
        nonlocal last
        known = last
        if known is not None and known[0] is review:
            return known[1]
        result = compute(review)
        last = (review, result)
        return result

    return remembered
