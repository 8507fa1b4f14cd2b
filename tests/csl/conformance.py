"""The conformance runner: how much of the CSL test data the engine gets right, to the letter.

    python -m tests.csl.conformance suite [DIR] [-v] [-k TEXT]
    python -m tests.csl.conformance oracle [DIR] [-v] [-k TEXT]

One line per failing case (with -v a difference), last a summary. DIR defaults to `suite` or
`oracle` in `CSL_DATA`, or in `csl` of the shared folder beside the project. `--update`
rewrites the list of passing cases (`passing.txt`) that the test of this package holds to.
Exit status: 0 if every case passes or is a divergence with a reason, 1 if one does not.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.csl.cases import OracleCase, SuiteCase, data_folder, oracle_groups, read_oracle, read_suite
from tests.csl.ratchet import DIVERGENCES, PASSING, read_divergences, read_passing, write_passing
from tests.csl.running import fold, run_oracle, run_suite

T = TypeVar("T")


@dataclass(frozen=True)
class Outcome:
    """One comparison. `key` names it: `suite/NAME`, `official/STYLE/citation/3`, `official/STYLE/entry/3`."""

    key: str
    expected: str
    actual: str

    @property
    def passed(self) -> bool:
        return fold(self.expected) == fold(self.actual)

    def difference(self) -> str:
        """Expected (-) and actual (+), with a line of marks under what differs."""
        lines = difflib.ndiff(fold(self.expected).splitlines(), fold(self.actual).splitlines())
        return "\n".join(f"    {line.rstrip()}" for line in lines)


def judge_suite(case: SuiteCase) -> list[Outcome]:
    """Run one case of the suite. A crash of the engine is a failed case, shown as its message."""
    try:
        actual = run_suite(case)
    except Exception as error:  # noqa: BLE001 - whatever the engine raises, the other cases still run
        actual = f"{type(error).__name__}: {error}"
    return [Outcome(f"suite/{case.name}", case.result, actual)]


def judge_oracle(case: OracleCase) -> list[Outcome]:
    """Run one style of the oracle: an outcome for each citation and each entry."""
    try:
        citations, entries = run_oracle(case)
    except Exception as error:  # noqa: BLE001 - as above
        message = f"{type(error).__name__}: {error}"
        citations, entries = [message] * len(case.citations), [message] * len(case.entries)
    stem = f"{case.group}/{case.name}"
    return [
        *_pairs(f"{stem}/citation", case.citations, citations),
        *_pairs(f"{stem}/entry", case.entries, entries),
    ]


def _pairs(stem: str, expected: Sequence[str], actual: Sequence[str]) -> list[Outcome]:
    """Outcomes by position. An entry too many fails the last one, one missing fails in its place."""
    padded = [*actual, *[""] * (len(expected) - len(actual))]
    if len(actual) > len(expected) and expected:
        padded[len(expected) - 1 :] = ["".join(padded[len(expected) - 1 :])]
    return [
        Outcome(f"{stem}/{index}", wanted, given)
        for index, (wanted, given) in enumerate(zip(expected, padded, strict=True))
    ]


def run_all(
    judge: Callable[[T], list[Outcome]], cases: Iterable[T], workers: int | None = None
) -> list[Outcome]:
    """All outcomes in the order of the cases, worked out by several processes."""
    waiting = list(cases)
    count = workers or os.cpu_count() or 1
    if count == 1 or len(waiting) < 8:
        return [outcome for case in waiting for outcome in judge(case)]
    with ProcessPoolExecutor(count) as pool:
        found = pool.map(judge, waiting, chunksize=max(1, len(waiting) // (count * 8)))
        return [outcome for outcomes in found for outcome in outcomes]


def suite_outcomes(folder: Path, text: str = "", workers: int | None = None) -> list[Outcome]:
    return run_all(judge_suite, (case for case in read_suite(folder) if text in case.name), workers)


def oracle_outcomes(folder: Path, text: str = "", workers: int | None = None) -> list[Outcome]:
    """The outcomes of one group of styles."""
    return run_all(judge_oracle, (case for case in read_oracle(folder) if text in case.name), workers)


def suite_summary(outcomes: Sequence[Outcome]) -> str:
    return f"suite: {sum(outcome.passed for outcome in outcomes)} passed of {len(outcomes)}"


def oracle_summary(group: str, outcomes: Sequence[Outcome]) -> str:
    parts = []
    for kind, plural in (("citation", "citations"), ("entry", "entries")):
        own = [outcome for outcome in outcomes if outcome.key.split("/")[2] == kind]
        parts.append(f"{plural} {sum(outcome.passed for outcome in own)} of {len(own)}")
    return f"oracle {group}: {', '.join(parts)}"


def report(outcomes: Sequence[Outcome], reasons: dict[str, str], *, verbose: bool) -> int:
    """Print the failing cases; the number of those that no divergence explains."""
    unexplained = 0
    for outcome in outcomes:
        if outcome.passed:
            continue
        reason = reasons.get(outcome.key)
        unexplained += reason is None
        print(f"{outcome.key}: {'divergence: ' + reason if reason else 'failed'}")
        if verbose:
            print(outcome.difference())
    return unexplained


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.csl.conformance", description=__doc__.split("\n")[0]
    )
    parser.add_argument("what", choices=["suite", "oracle"])
    parser.add_argument("folder", nargs="?", type=Path, help="folder of the data")
    parser.add_argument("-v", "--verbose", action="store_true", help="show expected and actual text")
    parser.add_argument("-k", dest="text", default="", help="only cases whose name contains TEXT")
    parser.add_argument("-j", dest="workers", type=int, help="number of processes")
    parser.add_argument("--update", action="store_true", help=f"rewrite {PASSING.name} with what passes now")
    options = parser.parse_args(arguments)
    folder = options.folder or data_folder() / options.what
    if not folder.is_dir():
        parser.error(f"no folder {folder}: name it, or set CSL_DATA")
    reasons = read_divergences(DIVERGENCES)
    if options.what == "suite":
        outcomes = suite_outcomes(folder, options.text, options.workers)
        summaries = [suite_summary(outcomes)]
    else:
        outcomes, summaries = [], []
        for group in oracle_groups(folder):
            found = oracle_outcomes(group, options.text, options.workers)
            outcomes.extend(found)
            summaries.append(oracle_summary(group.name, found))
    unexplained = report(outcomes, reasons, verbose=options.verbose)
    if options.update:
        seen = {outcome.key for outcome in outcomes}
        passing = {outcome.key for outcome in outcomes if outcome.passed}
        write_passing(PASSING, (read_passing(PASSING) - seen) | passing)
    print("\n".join(summaries))
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
