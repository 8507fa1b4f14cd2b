"""Results of checks, in memory, for a while."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.model.diagnostic import Problem
from toolkit.pipeline.examining import Examined

LIFETIME = 30 * 60.0
"""Seconds that a result is kept after it was last looked at."""
LARGEST = 400 * 1024 * 1024
"""Bytes of all results together; the oldest go first."""


@dataclass(frozen=True)
class Outcome:
    """One file of a batch: what was found, or why it could not be read."""

    name: str
    examined: Examined | None
    problems: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        return self.examined.size if self.examined else 0


@dataclass
class _Kept:
    batch: tuple[Outcome, ...]
    time: float

    @property
    def size(self) -> int:
        return sum(outcome.size for outcome in self.batch)


class Store:
    """Batches of outcomes under names that cannot be guessed; safe for several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def put(self, batch: Sequence[Outcome]) -> str:
        """Keep a batch; the answer is its name."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[name] = _Kept(tuple(batch), self._clock())
            self._sweep()
        return name

    def get(self, name: str) -> tuple[Outcome, ...] | None:
        """A batch; None if there is none of this name (any more)."""
        with self._lock:
            self._sweep()
            kept = self._kept.get(name)
            if kept is None:
                return None
            kept.time = self._clock()
            self._kept.move_to_end(name)
            return kept.batch

    def forget(self, name: str) -> None:
        with self._lock:
            self._kept.pop(name, None)

    def _sweep(self) -> None:
        now = self._clock()
        for name in [name for name, kept in self._kept.items() if now - kept.time > LIFETIME]:
            del self._kept[name]
        while len(self._kept) > 1 and sum(kept.size for kept in self._kept.values()) > LARGEST:
            self._kept.popitem(last=False)
