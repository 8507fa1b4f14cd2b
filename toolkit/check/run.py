"""Runs the rules over a review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import ModuleType
from typing import NamedTuple

from toolkit.check.facts import NEEDS, NOTHING, Facts
from toolkit.check.registry import Entry
from toolkit.check.rule import Input, Outcome
from toolkit.check.selection import ignored_in_file, selected
from toolkit.check.suppress import Silence, silences, split
from toolkit.model.diagnostic import Abstention, Applicability, Finding, Severity
from toolkit.model.frozen import frozen
from toolkit.model.review import ResolvedReview


@frozen
class CheckResult:
    """What the rules said: findings by file, line, column and code; the same at every run."""

    findings: tuple[Finding, ...] = ()
    abstentions: tuple[Abstention, ...] = ()
    """What could not be judged, and why; by code."""
    suppressed: tuple[Finding, ...] = ()
    """Findings that a comment in the manuscript silences."""
    known: tuple[Finding, ...] = ()
    """Findings that a baseline knows."""
    rules: tuple[str, ...] = ()
    """Codes of the rules that ran."""

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)

    @classmethod
    def merged(cls, results: Iterable[CheckResult]) -> CheckResult:
        """The results of several reviews as one."""
        parts = tuple(results)
        return cls(
            findings=_sorted(finding for part in parts for finding in part.findings),
            abstentions=tuple(abstention for part in parts for abstention in part.abstentions),
            suppressed=_sorted(finding for part in parts for finding in part.suppressed),
            known=_sorted(finding for part in parts for finding in part.known),
            rules=tuple(sorted({code for part in parts for code in part.rules})),
        )


class Run(NamedTuple):
    """What a rule that judges the run itself sees: which rules ran, and which comments had work to do."""

    ran: frozenset[str]
    """Codes of the rules that ran and abstained from nothing."""
    used: tuple[Silence, ...]


def run_checks(
    review: ResolvedReview,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    source: Input = "folder",
    facts: Facts = NOTHING,
) -> CheckResult:
    """Judge a review by every rule that is selected and has the facts that it needs.

    `select` and `ignore` (codes, prefixes, names) come before those of review.yaml.
    Raises `ToolkitError` if one of them means no rule.
    """
    settings = review.source.metadata.check
    entries = [entry for entry in selected(settings, select, ignore) if entry.may_judge(source)]
    ran = [
        entry
        for entry in entries
        if entry.rule.availability in facts.available and source in entry.rule.inputs
    ]
    outcomes = [outcome for entry in ran for outcome in _outcomes(entry.load(), review, facts)]
    found = [outcome for outcome in outcomes if isinstance(outcome, Finding)]
    abstained = [outcome for outcome in outcomes if isinstance(outcome, Abstention)]
    abstained += _unable(entries, select, facts)
    if source == "manuscript":
        found = _for_word_files(found, ran)
    comments = tuple(silences(review))
    first = split(_unique(found), comments)
    run = Run(_judged(ran, abstained), first.used)
    of_run = [
        finding
        for entry in ran
        if hasattr(entry.load(), "check_run")
        for finding in entry.load().check_run(review, run)
    ]
    second = split(of_run, comments)
    return CheckResult(
        findings=_sorted(
            finding
            for finding in (*first.kept, *second.kept)
            if not ignored_in_file(finding, settings.files, review.source.root)
        ),
        abstentions=tuple(sorted(abstained, key=lambda item: (item.code, item.reason["en"]))),
        suppressed=_sorted((*first.suppressed, *second.suppressed)),
        rules=tuple(entry.code for entry in ran),
    )


def _outcomes(module: ModuleType, review: ResolvedReview, facts: Facts) -> Iterable[Outcome]:
    if hasattr(module, "check"):
        yield from module.check(review)
    elif hasattr(module, "check_facts"):
        yield from module.check_facts(review, facts)


def _unable(entries: Iterable[Entry], select: Sequence[str], facts: Facts) -> Iterable[Abstention]:
    """Rules that the user asked for one by one, and that lack the facts they need."""
    for entry in entries:
        need = entry.rule.availability
        if need not in facts.available and {entry.code.lower(), entry.name} & {one.lower() for one in select}:
            yield entry.rule.abstention(NEEDS[need])


def _for_word_files(findings: Iterable[Finding], entries: Iterable[Entry]) -> list[Finding]:
    """The findings with remedies for a Word file; fixes that edit text files are only shown."""
    rules = {entry.code: entry.rule for entry in entries}
    told: list[Finding] = []
    for finding in findings:
        rule, fix = rules[finding.code], finding.fix
        help_ = rule.manuscript_help
        if rule.inputs == ("manuscript",):
            told.append(finding)
            continue
        told.append(
            replace(
                finding,
                help=help_.texts if help_ is not None else finding.help,
                fix=replace(fix, applicability=Applicability.DISPLAY) if fix is not None else None,
            )
        )
    return told


def _judged(entries: Iterable[Entry], abstained: Iterable[Abstention]) -> frozenset[str]:
    unjudged = {abstention.code for abstention in abstained}
    return frozenset(entry.code for entry in entries if entry.code not in unjudged)


def _unique(findings: Iterable[Finding]) -> list[Finding]:
    """Without those that say the same of the same place."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.code, finding.span, finding.message["en"]), finding)
    return list(seen.values())


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[bool, str, int, int, str, str]:
    """By place; what has no place comes last."""
    span = finding.span
    if span is None:
        return True, "", 0, 0, finding.code, finding.message["en"]
    return False, span.path.as_posix(), span.line, span.column, finding.code, finding.message["en"]
