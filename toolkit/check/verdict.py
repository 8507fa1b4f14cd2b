"""What is told of one manuscript: the form in which every report receives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.check.run import CheckResult
from toolkit.model.diagnostic import Finding, Problem, Severity

if TYPE_CHECKING:
    # Only of a Word file, whose types take a while to make.
    from toolkit.check.overview import Overview


@dataclass(frozen=True)
class Verdict:
    """What the checker says of one manuscript, apart from the manuscript itself."""

    root: Path
    """The review's folder, or the file of a submitted manuscript."""
    result: CheckResult
    problems: tuple[Problem, ...] = ()
    """What could not be read."""
    sources: Mapping[Path, str] = field(default_factory=dict)
    """Text of the files that findings stand in, by path, with `\\n` at the end of lines."""
    title: str = ""
    files: tuple[Path, ...] = ()
    """Every file that was read."""
    overview: Overview | None = None
    """Of a submitted manuscript: its reference list and where it cites."""

    @property
    def errors(self) -> int:
        """Problems and findings that stop a build."""
        return self.result.count(Severity.ERROR) + len(self.problems)

    @property
    def status(self) -> int:
        """Exit status: 2 for unreadable input, 1 for findings, 0 for none."""
        return 2 if self.problems else 1 if self.result.findings else 0

    def alone(self) -> Verdict:
        """Only what a report needs: it travels between processes."""
        result = self.result
        found = (*result.findings, *result.suppressed, *result.known)
        places = [*(finding.span for finding in found), *(problem.span for problem in self.problems)]
        paths = {span.path for span in places if span is not None}
        sources = {path: text for path, text in self.sources.items() if path in paths}
        return Verdict(self.root, result, self.problems, sources, self.title, self.files, self.overview)


def once(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts, each without what one before it says of the same place.

    Reviews that share a library would else say each of its mistakes again. What has no place is about the
    review itself.
    """
    seen: set[object] = set()
    found: list[Verdict] = []
    for verdict in verdicts:
        result = verdict.result
        new = tuple(one for one in result.findings if one.span is None or _said(one) not in seen)
        problems = tuple(one for one in verdict.problems if one.span is None or one not in seen)
        seen.update(map(_said, new))
        seen.update(problems)
        found.append(replace(verdict, result=replace(result, findings=new), problems=problems))
    return tuple(found)


def _said(finding: Finding) -> tuple[object, ...]:
    return (finding.code, finding.span, *sorted(finding.message.items()))


def all_problems(verdicts: Iterable[Verdict]) -> tuple[Problem, ...]:
    """What could not be read in any of them."""
    return tuple(problem for verdict in verdicts for problem in verdict.problems)


def all_results(verdicts: Iterable[Verdict]) -> CheckResult:
    """What was found in any of them."""
    return CheckResult.merged(verdict.result for verdict in verdicts)
