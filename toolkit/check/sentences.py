"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.patterns import lazy

_END = lazy(r"[。！？]+[”’」』）)]*|[.!?]+[”’\")]*(?=\s+[^\sa-z0-9])|\n")
_NO_END = lazy(
    r"(?:\b(?:al|vs|etc|cf|ca|approx|figs?|tabs?|eqs?|refs?|nos?|vol|e\.g|i\.e|dr|prof|st|spp?)|\b[A-Za-z])\.$",
    re.IGNORECASE,
)
"""Words that end with a full stop, and initials."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence. In doubt two are taken for one."""
    start = 0
    for match in _END().finditer(text):
        if match[0].startswith(".") and _NO_END().search(
            text, max(start, match.start() - 8), match.start() + 1
        ):
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
