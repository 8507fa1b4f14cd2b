"""Which rules run and which findings are reported: `select`, `ignore` and `files`.

A selector is a code (`TYP003`), the start of codes (`TYP`) or a rule's name. The longest
selector that fits decides; of two equally long ones that of the command line, then `ignore`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from toolkit.check import registry
from toolkit.check.places import relative_posix
from toolkit.check.registry import Entry
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Finding, Problem
from toolkit.model.review import CheckSettings
from toolkit.nearest import nearest

_UNKNOWN_CODE = "PRJ002"
"""Reports codes that mean nothing; it runs even where a slip in `select` leaves nothing else to run."""


def selected(settings: CheckSettings, select: Sequence[str], ignore: Sequence[str]) -> tuple[Entry, ...]:
    """The rules that run, by code; `select` and `ignore` are those of the command line.

    A `select` of the command line replaces that of review.yaml; every `ignore` counts.
    Raises `ToolkitError` if one of `select` and `ignore` means no rule.
    """
    require_known((*select, *ignore))
    wanted = [(selector, 1) for selector in select] or [(selector, 0) for selector in settings.select]
    if not select and registry.unknown(settings.select):
        wanted.append((_UNKNOWN_CODE, 0))
    unwanted = [(selector, 0) for selector in settings.ignore] + [(selector, 1) for selector in ignore]
    return tuple(
        entry
        for entry in registry.entries()
        if _weight(entry, unwanted) < (_weight(entry, wanted) if wanted else (0, 1))
    )


def require_known(selectors: Iterable[str]) -> None:
    """Raise `ToolkitError` for the selectors that mean no rule, with the nearest one that does."""
    problems = [
        Problem(f"no check is called '{selector}'", help=suggestion(selector))
        for selector in registry.unknown(selectors)
    ]
    if problems:
        raise ToolkitError(*problems)


def _weight(entry: Entry, selectors: Sequence[tuple[str, int]]) -> tuple[int, int]:
    """How exactly these (selector, layer) mean a rule; a name does so as exactly as the full code."""
    return max(
        (
            (min(len(selector), len(entry.code)), layer)
            for selector, layer in selectors
            if entry.code in registry.matching(selector)
        ),
        default=(0, 0),
    )


def suggestion(selector: str) -> str:
    """Help for a selector that means nothing."""
    close = nearest(selector, registry.names())
    return f"did you mean '{close}'?" if close else "`review explain --all` lists them"


def ignored_in_file(finding: Finding, files: Mapping[str, Sequence[str]], root: Path) -> bool:
    """Whether `check: {files: …}` ignores this finding's code in its file.

    A pattern is compared with the path from the review's folder (`sections/*.md`) and with
    the name alone (`refs.bib`).
    """
    if finding.span is None or not files:
        return False
    path = finding.span.path
    relative = relative_posix(path, root)
    return any(
        (fnmatchcase(relative, pattern) or fnmatchcase(path.name, pattern))
        and any(finding.code in registry.matching(selector) for selector in selectors)
        for pattern, selectors in files.items()
    )
