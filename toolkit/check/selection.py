"""Which rules run and which findings are reported: `select`, `ignore` and `files`.

A selector is a code (`TYP003`), the start of codes (`TYP`) or a rule's name. The longest
selector that fits decides; of two equally long ones that of the command line, then `ignore`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from toolkit.check import registry
from toolkit.check.nearest import nearest
from toolkit.check.registry import Entry
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Finding, Problem
from toolkit.model.review import CheckSettings


@dataclass(frozen=True, slots=True)
class Selection:
    """The settings of one run: those of the command line before those of review.yaml."""

    settings: CheckSettings
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        problems = [
            Problem(f"no check is called '{selector}'", help=suggestion(selector))
            for selector in registry.unknown((*self.select, *self.ignore))
        ]
        if problems:
            raise ToolkitError(*problems)

    def entries(self) -> tuple[Entry, ...]:
        """The rules that run, by code."""
        return tuple(entry for entry in registry.entries() if self._enables(entry))

    def _enables(self, entry: Entry) -> bool:
        """A `select` of the command line replaces that of review.yaml; every `ignore` counts."""
        layers = (
            (self.select or self.settings.select, True, 1 if self.select else 0),
            (self.settings.ignore, False, 0),
            (self.ignore, False, 1),
        )
        selects_all = not (self.select or self.settings.select)
        best = (0, 0, 0, selects_all)
        for selectors, enables, layer in layers:
            for selector in selectors:
                if entry.code in registry.matching(selector):
                    # A name means its rule as exactly as the full code does.
                    exactness = min(len(selector), len(entry.code))
                    best = max(best, (exactness, layer, 0 if enables else 1, enables))
        return best[-1]


def suggestion(selector: str) -> str:
    """Help for a selector that means nothing."""
    close = nearest(selector, registry.names())
    return f"did you mean '{close[0]}'?" if close else "`review explain --all` lists them"


def ignored_in_file(finding: Finding, files: Sequence[tuple[str, Sequence[str]]], root: Path) -> bool:
    """Whether `check: {files: …}` ignores this finding's code in its file.

    A pattern is compared with the path from the review's folder (`sections/*.md`) and with
    the name alone (`refs.bib`).
    """
    if finding.span is None:
        return False
    path = finding.span.path
    relative = relative_posix(path, root)
    return any(
        (fnmatchcase(relative, pattern) or fnmatchcase(path.name, pattern))
        and any(finding.code in registry.matching(selector) for selector in selectors)
        for pattern, selectors in files
    )


def relative_posix(path: Path, base: Path) -> str:
    """The path seen from `base` with `/` on every system; absolute if another drive lies between."""
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:
        return path.as_posix()
