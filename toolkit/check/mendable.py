"""Which findings can be mended, and by what: text files by `--fix`, a Word file by tracked changes."""

from __future__ import annotations

from toolkit.model.diagnostic import Applicability, Finding
from toolkit.model.source import WORD_ENDINGS


def in_word_file(finding: Finding) -> bool:
    """Whether a finding stands in a submitted Word file."""
    return finding.span is not None and finding.span.path.suffix.casefold() in WORD_ENDINGS


def mended(finding: Finding) -> Applicability | None:
    """How freely a finding is mended on request; None if its fix is only shown or cannot be made."""
    fix = finding.fix
    if fix is None or not fix.edits or fix.applicability is Applicability.DISPLAY:
        return None
    if in_word_file(finding) and fix.applicability is not Applicability.SAFE:
        return None
    return fix.applicability
