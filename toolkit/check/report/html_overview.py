"""The reference list of a submitted manuscript and where it cites, as the HTML report shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from toolkit.check.overview import Overview

_GRAVEST = ("error", "warning", "hint")


class Numbered(Protocol):
    """A finding of the report: its number, and how grave it is."""

    @property
    def number(self) -> int: ...
    @property
    def severity(self) -> str: ...


class ReferenceRow(NamedTuple):
    label: str
    text: str
    severity: str
    """That of the gravest finding; empty if there is none."""
    findings: tuple[int, ...]
    cited: int
    understood: bool


class SectionRow(NamedTuple):
    title: str
    citations: int
    works: tuple[int, ...]
    numbers: str
    """The works as a reader writes them: `1–5, 8`."""


class OverviewRows(NamedTuple):
    references: tuple[ReferenceRow, ...]
    sections: tuple[SectionRow, ...]
    clean: int
    """How many entries nothing was found in."""
    uncited: int


def overview_rows(overview: Overview, by_line: Mapping[int, Sequence[Numbered]]) -> OverviewRows:
    """The rows of the two tables. `by_line` has the findings of each paragraph of the manuscript."""
    ends = [work.line for work in overview.works[1:]] + [overview.works[-1].line + 1]
    references = []
    for work, end in zip(overview.works, ends, strict=True):
        found = [each for line in range(work.line, max(end, work.line + 1)) for each in by_line.get(line, ())]
        grades = {each.severity for each in found}
        references.append(
            ReferenceRow(
                work.label,
                work.text,
                next((grade for grade in _GRAVEST if grade in grades), ""),
                tuple(each.number for each in found),
                work.cited,
                work.understood,
            )
        )
    sections = tuple(
        SectionRow(each.title, each.citations, each.works, ranges(each.works)) for each in overview.sections
    )
    clean = sum(not row.severity for row in references)
    return OverviewRows(tuple(references), sections, clean, sum(not row.cited for row in references))


def ranges(numbers: Sequence[int]) -> str:
    """Growing numbers with runs of three and more as ranges: `1–5, 8`."""
    parts: list[str] = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        parts += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
    return ", ".join(parts)
