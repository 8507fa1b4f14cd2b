"""Stages 1 to 3: load, resolve, check."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.model.diagnostic import Problem, Severity
from toolkit.model.review import LoadedReview, ResolvedReview

if TYPE_CHECKING:
    from toolkit.check.run import CheckResult


def silent(step: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Checked:
    """A review with what the checker found. Without `resolved` the input could not be read."""

    loaded: LoadedReview
    resolved: ResolvedReview
    result: CheckResult

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.loaded.problems

    @property
    def errors(self) -> int:
        """Problems and findings that stop a build."""
        found = sum(finding.severity is Severity.ERROR for finding in self.result.findings)
        return found + len(self.problems)

    @property
    def status(self) -> int:
        """Exit status: 2 for unreadable input, 1 for findings, 0 for none."""
        return 2 if self.problems else 1 if self.result.findings else 0


def load(path: Path, *, journal: str | None = None) -> LoadedReview:
    """Stage 1. What could not be read is in `problems`; raises only if nothing could."""
    from toolkit.load.project import load_review

    # An absolute path: the folder's own name is needed, and rules ask what lies inside it.
    return load_review(Path(os.path.abspath(path)), journal=journal)  # noqa: PTH100 (keeps links as typed)


def check(
    path: Path,
    *,
    journal: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    progress: Callable[[str], None] = silent,
) -> Checked:
    """Load, resolve and check a review folder."""
    from toolkit.check.run import run_checks
    from toolkit.resolve import resolve

    progress("reading")
    loaded = load(path, journal=journal)
    progress("numbering")
    resolved = resolve(loaded)
    progress("checking")
    return Checked(loaded, resolved, run_checks(resolved, select=tuple(select), ignore=tuple(ignore)))
