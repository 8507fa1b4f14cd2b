"""Baselines: reading one, putting known findings aside, writing a new one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from toolkit.check.verdict import Verdict
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.model.source import Span
from toolkit.pipeline.files import write_files


def new_findings(verdicts: Sequence[Verdict], file: Path) -> tuple[list[Verdict], int]:
    """The verdicts without what a baseline file knows, and how many of its findings are gone.

    Raises `ToolkitError` if the file cannot be read as a baseline.
    """
    from toolkit.check.baseline import read_baseline, without_known
    from toolkit.load.text import read_text

    if not file.exists():
        raise ToolkitError.of(
            f"there is no baseline {file}", Span.at(file), f"--write-baseline {file} makes it"
        )
    problems: list[Problem] = []
    text = read_text(file, problems)
    if text is None:
        raise ToolkitError(*problems)
    return without_known(verdicts, read_baseline(text, file))


def write_baseline(verdicts: Sequence[Verdict], file: Path) -> int:
    """Write a baseline that knows all findings; how many those are."""
    from toolkit.check.baseline import baseline_text

    write_files({file: baseline_text(verdicts, file.absolute().parent).encode("utf-8")})
    return sum(len(verdict.result.findings) + len(verdict.result.known) for verdict in verdicts)
