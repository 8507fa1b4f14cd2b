"""Names that a cross-reference can point to, and the places where one was given already."""

from __future__ import annotations

import re
from dataclasses import field

from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import mutable
from toolkit.model.source import Span

_ID = re.compile(r"[A-Za-z0-9_]+(?:[.:-][A-Za-z0-9_]+)*")


def check_id(name: str, span: Span, problems: list[Problem]) -> None:
    """Report an id that nothing could refer to."""
    if not _ID.fullmatch(name):
        problems.append(
            Problem(
                f"“{name}” cannot be an id.",
                span,
                "An id has Latin letters, digits and _, with single - . : between them.",
            )
        )


_TWICE = {
    "placement": "The table “{name}” is placed twice, the first time in {file}, line {line}.",
}


@mutable
class Ids:
    """The ids of one review, by kind: `section`, `table`, `figure`, `equation`; `placement` of a table."""

    problems: list[Problem]
    places: dict[tuple[str, str], Span] = field(default_factory=dict)

    def claim(self, kind: str, name: str, span: Span, *, reported_from: int | None = None) -> bool:
        """Note an id; False, and a problem, if another thing of this kind has it.

        Repetitions inside the same file, from line `reported_from` on, were reported where it was read.
        """
        first = self.places.setdefault((kind, name), span)
        if first is span:
            return True
        if reported_from is None or first.path != span.path or first.line < reported_from:
            message = _TWICE.get(
                kind, "There are two {kind}s with the id “{name}”, the first in {file}, line {line}."
            )
            self.problems.append(
                Problem(
                    message.format(kind=kind, name=name, file=first.path.name, line=first.line),
                    span,
                    "Delete one of the two."
                    if kind == "placement"
                    else "Give one of the two another id, and point the references to it there.",
                )
            )
        return False
