"""How a run tells of its progress."""

from __future__ import annotations

from typing import Protocol


class Steps(Protocol):
    """Hears of each step of a run and, where that is known, of the share of all that is done, 0 to 1."""

    def __call__(self, step: str, done: float | None = None, /) -> None: ...


def unheard(step: str, done: float | None = None, /) -> None:
    """Progress that nobody watches."""
