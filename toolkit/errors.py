"""The one exception that the toolkit raises on purpose: input that cannot be read."""

from __future__ import annotations

from toolkit.model.diagnostic import Problem
from toolkit.model.source import Span


class ToolkitError(Exception):
    """One or several problems that stop the work. The command line shows them and exits with 2."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems

    @classmethod
    def of(cls, message: str, span: Span | None = None, help: str = "") -> ToolkitError:
        return cls(Problem(message, span, help))
