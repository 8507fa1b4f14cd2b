"""Ranges of pages: which way they run."""

from __future__ import annotations

import re

_RANGE = re.compile(r"\s*([A-Za-z]{0,3})(\d{1,7})\s*[-‐‑‒–—―~～]{1,3}\s*([A-Za-z]{0,3})(\d{1,7})\s*")
_SEPARATOR = re.compile(r"[,;，；、&]")
_SHORTEST_END = 2
"""Digits of a shortened end, `254-63`, below which it may be an article number, `2021-3`."""


def ends(pages: str) -> tuple[int, int] | None:
    """First and last page of one range, a shortened end made whole; None for anything else.

    `S12-S19` and `e100-9` are ranges; two ends with different letters (`e1-p9`) are not.
    """
    match = _RANGE.fullmatch(pages)
    if match is None or (match[3] and match[3] != match[1]):
        return None
    first, last = match[2], match[4]
    if len(last) < len(first) and last.startswith("0"):
        return None  # `0715-04`: Chinese journals count the pages so, four from page 715
    if _SHORTEST_END <= len(last) < len(first):
        last = first[: -len(last)] + last
    elif len(last) < len(first):
        return None if int(last) < int(first[-len(last) :]) else (int(first), int(first[: -len(last)] + last))
    return int(first), int(last)


def is_reversed(pages: str) -> bool:
    """Whether one of the ranges in this text ends before it begins."""
    return any(
        (pair := ends(part)) is not None and pair[1] < pair[0] for part in _SEPARATOR.split(pages) if part
    )
