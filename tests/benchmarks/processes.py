"""What commands cost, measured so that a busy machine does not decide.

Processor time of the processes, theirs and the system's for them, the best of several rounds taken in
turns, and no more rounds than it takes to meet a limit with room to spare.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pytest

LEAST = 3
"""Rounds that are run in any case."""
ROOM = 0.95
"""The share of a limit from which more rounds would tell nothing."""

Command = Sequence[str]

needs_costs = pytest.mark.skipif(
    not hasattr(os, "wait4"), reason="needs a system that tells the processor time of a process"
)


class Cost(NamedTuple):
    seconds: float
    """Processor time."""
    megabytes: float
    """Peak memory."""


def environment(**others: str) -> dict[str, str]:
    """As installed by pip: with the modules' byte code beside them, written by the first round."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | others


_LAUNCHER = """
import os, sys
null = os.open(os.devnull, os.O_WRONLY)
silent = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, usage = os.wait4(child, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
"""A small process that starts the one measured: a peak counts the memory of what started it too."""


def cost(*commands: Command, variables: Mapping[str, str] | None = None) -> Cost:
    """What these commands cost, one after the other. A status of 1 tells of findings, others of failure."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    total = Cost(0, 0)
    for command in commands:
        told = subprocess.run(
            [sys.executable, "-S", "-c", _LAUNCHER, *command],
            env=environment() if variables is None else variables,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        assert int(told[2]) in {0, 1}, command
        total = Cost(total.seconds + float(told[0]), max(total.megabytes, int(told[1]) / unit))
    return total


def rounds(most: int, limit: float, *works: Callable[[], Cost]) -> Iterator[list[Cost]]:
    """The least that each work cost so far, after each round.

    They end when the first costs less than `ROOM` of `limit` times the last, or after `most`.
    """
    least = [Cost(float("inf"), float("inf"))] * len(works)
    for number in range(1, most + 1):
        least = [Cost(*map(min, best, work())) for best, work in zip(least, works, strict=True)]
        yield least
        if number >= LEAST and least[0].seconds <= ROOM * limit * least[-1].seconds:
            return


def seconds(*commands: Command) -> float:
    """How long one waits for these commands, one after the other."""
    start = time.perf_counter()
    for command in commands:
        subprocess.run(command, check=True, capture_output=True, env=environment())
    return time.perf_counter() - start
