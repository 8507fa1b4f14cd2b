"""How time grows with the input, measured so that a busy machine does not decide.

Processor time of this process, without the garbage collector (what it costs depends on all that the other
tests hold), the best of several rounds taken in turns, and no more rounds than it takes to meet the limit.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

ROUNDS = 8


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        if enabled:
            gc.enable()


def growth(work: Callable[[int], object], size: int, most: float, *, times: int = 2) -> float:
    """How many times as long `work` takes for `times` the `size`; measured anew while it is above `most`."""
    work(size)  # imports and caches of the first call are no part of its growth
    small = large = math.inf
    for _ in range(ROUNDS):
        small = min(small, seconds(lambda: work(size)))
        large = min(large, seconds(lambda: work(times * size)))
        if large <= most * small:
            break
    return large / small
