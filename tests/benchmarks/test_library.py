"""A review of many citations out of a large library, against pandoc: time and memory, in the same run.

`python -m tests.benchmarks.test_library` prints the figures for 50,000 entries and 1,000 citations;
the suite runs 10,000 and 500, where only ratios are judged.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import count
from pathlib import Path

import pytest

from tests.benchmarks.library import cited, write_library, write_review
from tests.benchmarks.processes import Cost, cost, environment, needs_costs, rounds

ENTRIES, CITATIONS = 10_000, 500
ROUNDS = 16
LIMIT = 0.25
"""Of pandoc's time, nothing cached. Measured: 0.23, and 0.11 with 50,000 and 1,000 (0.08 cached)."""
MEMORY = 0.1
"""Of pandoc's memory. Measured: 0.08."""


def measure(folder: Path, entries: int, citations: int, limit: float) -> tuple[Cost, Cost, Cost]:
    """Our build without and with the cache, and pandoc's; in as many rounds as it takes to meet the limit."""
    import pypandoc

    library = folder / "library.bib"
    write_library(library, entries)
    write_review(folder / "review", library, cited(entries, citations))
    review = str(folder / "review")
    ours = [sys.executable, "-m", "toolkit", "build", review, "--to", "docx", "-o", str(folder)]
    pandoc = [
        pypandoc.get_pandoc_path(), "--citeproc", "--bibliography", str(library),
        str(folder / "review" / "sections" / "01-text.md"), "-o", str(folder / "pandoc.docx"),
    ]  # fmt: skip
    number = count()

    def cold() -> Cost:
        return cost(ours, variables=environment(REVIEW_CACHE_DIR=str(folder / f"cache-{next(number)}")))

    cold()  # once for the byte code of all modules
    kept = environment(REVIEW_CACHE_DIR=str(folder / "cache-0"))
    *_, (first, again, peer) = rounds(
        ROUNDS, limit, cold, lambda: cost(ours, variables=kept), lambda: cost(pandoc)
    )
    return first, again, peer


def told(costs: tuple[Cost, Cost, Cost]) -> str:
    cold, warm, pandoc = costs
    parts = [
        f"{name} {cost.seconds:.2f} s ({cost.seconds / pandoc.seconds:.3f} of pandoc's)"
        for name, cost in (("cold", cold), ("warm", warm))
    ]
    share = cold.megabytes / pandoc.megabytes
    return f"{', '.join(parts)}, memory {cold.megabytes:.0f} MB ({share:.3f} of pandoc's)\n"


@needs_costs
def test_a_large_library_costs_a_part_of_pandoc(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pypandoc", reason="needs pandoc, which pypandoc_binary brings")
    costs = measure(tmp_path, ENTRIES, CITATIONS, LIMIT)
    with capsys.disabled():
        sys.stdout.write(f"\nlibrary: {told(costs)}")
    cold, _, pandoc = costs
    assert cold.seconds <= LIMIT * pandoc.seconds
    assert cold.megabytes <= MEMORY * pandoc.megabytes


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        sys.stdout.write(told(measure(Path(name), 50_000, 1_000, limit=LIMIT)))
