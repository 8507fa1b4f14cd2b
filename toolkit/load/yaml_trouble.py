"""Where a YAML parser stopped, and what was made of it."""

from __future__ import annotations

from pathlib import Path

from toolkit.load.yaml_nodes import Mark
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import frozen
from toolkit.model.source import Span


@frozen
class SyntaxTrouble:
    """Where a parser stopped and what it was doing; lines and columns count from 0."""

    path: Path
    lines: list[str]
    first_line: int
    problem: str
    line: int
    column: int
    context: str = ""
    context_line: int = -1
    context_column: int = 0

    @classmethod
    def of(
        cls,
        path: Path,
        lines: list[str],
        first_line: int,
        problem: tuple[str, Mark],
        context: tuple[str, Mark | None],
    ) -> SyntaxTrouble:
        message, mark = problem
        line, column = mark.line, mark.column
        # At the end of the file the mark stands behind the last line: step back to what is there.
        while line > 0 and (line >= len(lines) or not lines[line].strip()):
            line -= 1
            column = len(lines[line])
        doing, begun = context
        if begun is None or begun.line >= len(lines):
            return cls(path, lines, first_line, message, line, column, doing)
        return cls(path, lines, first_line, message, line, column, doing, begun.line, begun.column)

    @property
    def text(self) -> str:
        """The line that the parser stopped on."""
        return self.lines[self.line] if self.lines else ""

    @property
    def character(self) -> str:
        """The character that the parser stopped at."""
        return self.text[self.column : self.column + 1]

    @property
    def suspects(self) -> list[int]:
        """The lines where the mistake may stand, likeliest first."""
        before = next((at for at in range(self.line - 1, -1, -1) if self.lines[at].strip()), self.line)
        found = [self.context_line] if self.context.endswith("simple key") else []
        return list(dict.fromkeys((*found, before, self.line)))

    def explain(
        self,
        message: str,
        help: str = "",
        line: int | None = None,
        column: int | None = None,
        length: int = 1,
    ) -> Explanation:
        at = self.line if line is None else line
        start = self.column if column is None else column
        span = Span.at(self.path, self.first_line + at, start + 1, length)
        return Explanation(Problem(message, span, help), at)


@frozen
class Explanation:
    """A problem, and the line (from 0) without which the file can perhaps be read on."""

    problem: Problem
    line: int
    specific: bool = True
    """A mistake of its own, not perhaps the consequence of an earlier one."""
