"""Regular expressions that are compiled when they are first needed.

Compiling takes a fraction of a millisecond each, at every start of the program; most rules need
theirs only where something suspicious stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache


def lazy(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A function that gives the compiled pattern, compiling it at its first call."""
    return cache(lambda: re.compile(pattern, flags))
