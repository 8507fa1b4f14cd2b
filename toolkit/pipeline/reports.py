"""What was found, as text or data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.check.verdict import Verdict, once
from toolkit.model.diagnostic import Problem, Severity

_ONE_LIST = ("text", "concise", "json", "github", "sarif")
"""Reports that list all findings together, not review by review."""
REPORT_FORMATS = ("text", "concise", "json", "github", "junit", "sarif", "html")


def report_as(
    form: str,
    verdicts: Sequence[Verdict],
    *,
    language: str = "en",
    colour: bool = False,
    width: int | None = None,
    base: Path | None = None,
) -> str:
    """All verdicts in one of `REPORT_FORMATS`; paths are seen from `base` (the current folder).

    Where all findings are one list, what several reviews say of a library they share stands in it once.

    `colour` and `width` (columns) are for a terminal and count in `text` alone.
    """
    base = base or Path.cwd()
    if form in _ONE_LIST:
        verdicts = once(verdicts)
    if form == "text":
        texts = [report(verdict, colour=colour, width=width, language=language) for verdict in verdicts]
        return "".join(texts)
    if form == "json":
        return report_json(verdicts, language=language)
    if form == "concise":
        from toolkit.check.report.concise import concise_report as write
    elif form == "github":
        from toolkit.check.report.github import github_report as write
    elif form == "junit":
        from toolkit.check.report.junit import junit_report as write
    elif form == "sarif":
        from toolkit.check.report.sarif import sarif_report as write
    else:
        from toolkit.check.report.html import html_report as write
    return write(verdicts, base=base, language=language)


def report(
    verdict: Verdict,
    *,
    errors_only: bool = False,
    colour: bool = False,
    width: int | None = None,
    language: str = "en",
) -> str:
    """Problems and findings as text, each with its line and a caret; a summary is not in it."""
    from toolkit.check.report.text import text_report

    findings = verdict.result.findings
    return text_report(
        tuple(f for f in findings if f.severity is Severity.ERROR) if errors_only else findings,
        problems=verdict.problems,
        abstentions=() if errors_only else verdict.result.abstentions,
        sources=verdict.sources,
        width=width,
        colour=colour,
        language=language,
    )


def summary(verdicts: Sequence[Verdict], *, language: str = "en") -> str:
    """What was found, counted, and how much of it can be mended."""
    from toolkit.check.report.text import summary as count
    from toolkit.check.verdict import all_problems, all_results

    verdicts = once(verdicts)
    result = all_results(verdicts)
    return count(
        result.findings,
        problems=all_problems(verdicts),
        abstentions=result.abstentions,
        suppressed=result.suppressed,
        known=result.known,
        rules=result.rules,
        language=language,
    )


def statistics(verdicts: Sequence[Verdict], *, form: str = "text") -> str:
    """How often each rule found something, as text or JSON."""
    from toolkit.check.report import statistics as module

    verdicts = once(verdicts)
    return module.statistics_json(verdicts) if form == "json" else module.statistics(verdicts)


def report_json(verdicts: Sequence[Verdict], *, language: str = "en") -> str:
    """Everything found, as JSON for other programs."""
    from toolkit.check.report.json import json_report
    from toolkit.check.verdict import all_problems, all_results

    return json_report(all_results(verdicts), problems=all_problems(verdicts), language=language)


def report_problems(
    problems: Sequence[Problem],
    sources: Mapping[Path, str],
    *,
    colour: bool = False,
    width: int | None = None,
    language: str = "en",
) -> str:
    """Unreadable input as text: place, line, what is wrong, what to do."""
    from toolkit.check.report.text import text_report

    return text_report((), problems=problems, sources=sources, colour=colour, width=width, language=language)


def overview(verdicts: Sequence[Verdict], file: Path, *, language: str = "en") -> bytes:
    """A table with a row for each manuscript, as the ending of the file says: CSV, XLSX or HTML."""
    from toolkit.check.report.overview import overview as table

    return table(verdicts, file.suffix.casefold(), base=Path.cwd(), language=language)
