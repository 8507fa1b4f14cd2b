"""Applies fixes to texts: which may be applied together, and what the texts are then.

A fix is applied whole or not at all. Of two fixes that touch the same characters the first,
in the order of the findings, is applied; the other waits for the next pass, when its rule has
seen the new text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from toolkit.model.diagnostic import Applicability, Edit, Finding

_LINE_END = re.compile(r"\r\n?|\n")


class Pass(NamedTuple):
    """What one application of fixes made."""

    texts: dict[Path, str]
    """The texts that changed, by path."""
    applied: tuple[Finding, ...]
    """The findings whose fix was applied."""


class _Place(NamedTuple):
    """Characters `start` to `end` of a text."""

    start: int
    end: int
    new: str


def wanted(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be applied."""
    if finding.fix is None or not finding.fix.edits:
        return False
    allowed = (Applicability.SAFE, Applicability.UNSAFE) if unsafe else (Applicability.SAFE,)
    return finding.fix.applicability in allowed


def apply_fixes(findings: Iterable[Finding], texts: Mapping[Path, str], *, unsafe: bool = False) -> Pass:
    """Apply the fixes of these findings to the texts, whose line ends (`\\n`, `\\r\\n`, `\\r`) are kept.

    A fix that leaves these texts, or that changes nothing, is not applied.
    """
    files = {path: _File(text) for path, text in texts.items()}
    applied: list[Finding] = []
    for finding in findings:
        if finding.fix is None or not wanted(finding, unsafe=unsafe):
            continue
        places = _places(finding.fix.edits, files)
        if places and all(files[path].is_free(place) for path, place in places):
            for path, place in places:
                files[path].take(place)
            applied.append(finding)
    changed = {path: file.result() for path, file in files.items() if file.places}
    return Pass({path: text for path, text in changed.items() if text != texts[path]}, tuple(applied))


def _places(edits: Iterable[Edit], files: Mapping[Path, _File]) -> list[tuple[Path, _Place]]:
    """Where the edits of one fix stand; nothing if one leads nowhere, or if they get in each other's way."""
    found: dict[Path, list[_Place]] = defaultdict(list)
    for edit in edits:
        place = files[edit.span.path].place(edit) if edit.span.path in files else None
        if place is None or any(_overlap(place, other) for other in found[edit.span.path]):
            return []
        found[edit.span.path].append(place)
    places = [(path, place) for path, several in found.items() for place in several]
    changes = any(files[path].text[place.start : place.end] != place.new for path, place in places)
    return places if changes else []


def _overlap(one: _Place, other: _Place) -> bool:
    """Whether two edits touch the same characters, or insert at the same point."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


class _File:
    """A text, and the edits of it that were accepted."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: list[_Place] = []
        """In order."""
        self._starts = [0]
        self._ends: list[int] = []
        self._marks: list[str] = []
        for match in _LINE_END.finditer(text):
            self._ends.append(match.start())
            self._marks.append(match[0])
            self._starts.append(match.end())
        self._ends.append(len(text))

    def place(self, edit: Edit) -> _Place | None:
        """Where an edit stands in the text; None if there is no such place."""
        start = self._offset(edit.span.line, edit.span.column)
        end = self._offset(edit.span.end_line, edit.span.end_column)
        if start is None or end is None or end < start:
            return None
        return _Place(start, end, edit.text.replace("\n", self._mark(edit.span.line)))

    def _offset(self, line: int, column: int) -> int | None:
        if not 1 <= line <= len(self._starts) or column < 1:
            return None
        offset = self._starts[line - 1] + column - 1
        return offset if offset <= self._ends[line - 1] else None

    def _mark(self, line: int) -> str:
        """How a line ends; the last as the first does."""
        return self._marks[min(line, len(self._marks)) - 1] if self._marks else "\n"

    def is_free(self, place: _Place) -> bool:
        index = bisect_left(self.places, place)
        near = self.places[max(0, index - 1) : index + 1]
        return not any(_overlap(place, other) for other in near)

    def take(self, place: _Place) -> None:
        insort(self.places, place)

    def result(self) -> str:
        parts: list[str] = []
        end = 0
        for place in self.places:
            parts += self.text[end : place.start], place.new
            end = place.end
        return "".join([*parts, self.text[end:]])
