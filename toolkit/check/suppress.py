"""Comments in the manuscript that silence a rule: `<!-- check: ignore TYP003 reason -->`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolkit.check import registry
from toolkit.model.block import Suppression
from toolkit.model.diagnostic import Finding
from toolkit.model.review import ResolvedReview


class Silence(NamedTuple):
    """One selector of one comment, which silences the rules it means on a line or in a file."""

    selector: str
    comment: Suppression

    def covers(self, finding: Finding) -> bool:
        span = finding.span
        if span is None or span.path != self.comment.span.path:
            return False
        on_line = span.line <= self.comment.line <= max(span.line, span.end_line)
        return (self.comment.whole_file or on_line) and finding.code in registry.matching(self.selector)


def silences(review: ResolvedReview) -> Iterator[Silence]:
    """Every selector of every comment, in reading order."""
    for section in review.source.sections:
        for comment in section.suppressions:
            for selector in comment.codes:
                yield Silence(selector, comment)


class Split(NamedTuple):
    """Findings that stand and findings that a comment silences, and the selectors that did so."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    used: tuple[Silence, ...]


def split(findings: Iterable[Finding], silencers: Iterable[Silence]) -> Split:
    """Part the findings; every selector that covers a finding counts as used."""
    by_path: dict[object, list[Silence]] = {}
    for silence in silencers:
        by_path.setdefault(silence.comment.span.path, []).append(silence)
    kept: list[Finding] = []
    suppressed: list[Finding] = []
    used: list[Silence] = []
    for finding in findings:
        here = by_path.get(finding.span.path, ()) if finding.span else ()
        covering = [silence for silence in here if silence.covers(finding)]
        used.extend(silence for silence in covering if silence not in used)
        (suppressed if covering else kept).append(finding)
    return Split(tuple(kept), tuple(suppressed), tuple(used))
