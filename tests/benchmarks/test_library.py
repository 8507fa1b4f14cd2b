"""A review of many citations out of a large library, against pandoc: time and memory, in the same run.

`python -m tests.benchmarks.test_library` prints the figures for 50,000 entries and 1,000 citations;
the suite runs 10,000 and 500, where only ratios are judged.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.benchmarks.library import cited, write_library, write_review

ENTRIES, CITATIONS = 10_000, 500
ROUNDS = 6
COLD = 0.35
"""Of pandoc's time, nothing cached. The aim is a quarter; best of six rounds: 0.31."""


class Cost(NamedTuple):
    seconds: float
    megabytes: float


_LAUNCHER = """
import os, sys, time
null = os.open(os.devnull, os.O_WRONLY)
silent = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
"""A small process that starts the one measured: a peak counts the memory of what started it too."""


def run(command: list[str], environment: dict[str, str]) -> Cost:
    """Time and peak memory of one process."""
    launcher = [sys.executable, "-S", "-c", _LAUNCHER, *command]
    told = subprocess.run(
        launcher, env=environment, capture_output=True, text=True, check=True
    ).stdout.split()
    assert int(told[2]) in {0, 1}
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(float(told[0]), int(told[1]) / unit)


def measure(folder: Path, entries: int, citations: int) -> tuple[Cost, Cost, Cost]:
    """Our build without and with the cache, and pandoc's: the best of several rounds, taken in turns."""
    import pypandoc

    library = folder / "library.bib"
    write_library(library, entries)
    write_review(folder / "review", library, cited(entries, citations))
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    ours = [
        sys.executable,
        "-m",
        "toolkit",
        "build",
        str(folder / "review"),
        "--to",
        "docx",
        "-o",
        str(folder),
    ]
    run([*ours[:3], "--help"], environment)
    # Once for the byte code of all modules, into a cache that is not used again.
    run(ours, environment | {"REVIEW_CACHE_DIR": str(folder / "other")})
    pandoc = [
        pypandoc.get_pandoc_path(), "--citeproc", "--bibliography", str(library),
        str(folder / "review" / "sections" / "01-text.md"), "-o", str(folder / "pandoc.docx"),
    ]  # fmt: skip
    rounds = []
    for number in range(ROUNDS):
        cached = environment | {"REVIEW_CACHE_DIR": str(folder / f"cache-{number}")}
        rounds.append((run(ours, cached), run(ours, cached), run(pandoc, environment)))
    cold, warm, peer = (min(costs) for costs in zip(*rounds, strict=True))
    return cold, warm, peer


def told(costs: tuple[Cost, Cost, Cost]) -> str:
    cold, warm, pandoc = costs
    parts = [
        f"{name} {cost.seconds:.2f} s ({cost.seconds / pandoc.seconds:.3f} of pandoc's)"
        for name, cost in (("cold", cold), ("warm", warm))
    ]
    share = warm.megabytes / pandoc.megabytes
    return f"{', '.join(parts)}, memory {warm.megabytes:.0f} MB ({share:.3f} of pandoc's)\n"


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs a system that tells the memory of a process")
def test_a_large_library_costs_a_part_of_pandoc(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pypandoc", reason="needs pandoc, which pypandoc_binary brings")
    costs = measure(tmp_path, ENTRIES, CITATIONS)
    with capsys.disabled():
        sys.stdout.write(f"\nlibrary: {told(costs)}")
    cold, _, pandoc = costs
    assert cold.seconds / pandoc.seconds <= COLD
    assert cold.megabytes / pandoc.megabytes <= COLD


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        sys.stdout.write(told(measure(Path(name), 50_000, 1_000)))
