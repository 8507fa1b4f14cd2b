"""What the rules of one parse share: the file, what was found wrong, and what is collected aside."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import field, replace
from pathlib import Path
from typing import NamedTuple

from toolkit.model.block import Blocks, Footnote, Suppression
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import mutable
from toolkit.model.source import Span


class Definition(NamedTuple):
    """`[label]: address`, what reference links lead to."""

    label: str
    href: str
    span: Span


@mutable
class Context:
    path: Path
    problems: list[Problem]
    first_line: int = 1
    text: str = ""
    """The whole text; blocks count in its lines."""
    source: list[str] = field(default_factory=list)
    """Its lines."""
    language: str = "und"
    """Under which a text stands that its author gave in one language only."""
    references: bool = True
    """Recognise citations, cross-references, values and footnotes."""
    body: bool = True
    """The text is a section's body: it may hold comments and notes."""
    definitions: dict[str, Definition] = field(default_factory=dict)
    """By normalised label (CommonMark 4.7)."""
    used_definitions: set[str] = field(default_factory=set)
    used_notes: set[str] = field(default_factory=set)
    notes: dict[str, Footnote] = field(default_factory=dict)
    suppressions: list[Suppression] = field(default_factory=list)
    comment_lines: set[int] = field(default_factory=set)
    """Lines of the file that hold nothing but a comment."""
    _comment_ends: list[int] | None = None
    _ids: dict[tuple[str, str], Span] = field(default_factory=dict)
    _inline_notes: int = 0

    def problem(self, message: str, span: Span, help: str = "") -> None:
        self.problems.append(Problem(message, span, help))

    def for_values(self) -> Context:
        """For a value of a YAML file inside the body: no comments, and no notes in place."""
        return replace(self, body=False)

    def end_of_comment(self, start: int) -> int | None:
        """The offset in the text behind the comment that begins at `start`."""
        if self._comment_ends is None:
            self._comment_ends = [found.end() for found in re.finditer("-->", self.text)]
        index = bisect_left(self._comment_ends, start + 7)
        return self._comment_ends[index] if index < len(self._comment_ends) else None

    def claim(self, kind: str, name: str, span: Span) -> None:
        """Note that a thing is named so; two of one kind in a file must not share an id."""
        first = self._ids.setdefault((kind, name), span)
        if first is not span:
            self.problem(
                f"The id “{name}” is given twice, first in line {first.line}, column {first.column}.",
                span,
                "Give one of the two another id, and point the references to it there.",
            )

    def add_note(self, note: Footnote) -> None:
        first = self.notes.setdefault(note.id, note)
        if first is not note and first.span is not None and note.span is not None:
            self.problem(
                f"The footnote “{note.id}” is defined twice, first in line {first.span.line}.",
                note.span,
                "Give one of the two another name.",
            )

    def inline_note(self, blocks: Blocks, span: Span) -> str:
        """Keep the content of a `^[…]`. Its id cannot be that of a `[^name]`: names hold no `^`."""
        self._inline_notes += 1
        name = f"^{self._inline_notes}"
        self.notes[name] = Footnote(name, blocks, span)
        return name

    def settled_suppressions(self) -> Iterable[Suppression]:
        """Suppressions with their line; one that stands alone counts for the next line with text."""
        last = self.first_line + len(self.source)
        for found in sorted(self.suppressions, key=lambda suppression: suppression.span.start):
            line = found.line
            while line < last and (
                line in self.comment_lines or not self.source[line - self.first_line].strip()
            ):
                line += 1
            yield Suppression(found.codes, found.reason, line, found.span, found.whole_file)
