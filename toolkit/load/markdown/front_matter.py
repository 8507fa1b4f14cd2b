"""A file of `sections/` → its front matter (YAML between two lines of `---`) and its body."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from toolkit.model.diagnostic import Problem
from toolkit.model.source import Span

_FENCE = re.compile(r"---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"[ \t#}\]-]|[A-Za-z_][\w-]*[ \t]*[:：]")
_LOOKS_LIKE_FENCE = re.compile(r"[-—－–]{2,}[ \t]*")


class SplitText(NamedTuple):
    """Lines count from 1 in the file. Without front matter `yaml` is empty and `yaml_line` 0."""

    yaml: str
    yaml_line: int
    body: str
    body_line: int


def split_front_matter(text: str, path: Path, problems: list[Problem]) -> SplitText:
    """Cut a section's file in two; an unclosed front matter is a problem and ends where YAML seems to."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not _FENCE.fullmatch(lines[first]):
        if _LOOKS_LIKE_FENCE.fullmatch(lines[first]) and any(
            _KEY.match(line) for line in lines[first + 1 : first + 2]
        ):
            problems.append(
                Problem(
                    "The front matter begins with other dashes than ---.",
                    Span.at(path, first + 1, 1, len(lines[first].rstrip())),
                    "Write three ordinary hyphens (-) on this line and on the line behind the front matter.",
                )
            )
        return SplitText("", 0, text, 1)
    end = next((number for number in range(first + 1, len(lines)) if _END.fullmatch(lines[number])), None)
    body = None if end is None else end + 1
    if end is None or body is None:
        problems.append(
            Problem(
                "The front matter that begins here is not closed.",
                Span.at(path, first + 1, 1, 3),
                "Put a line of --- behind its last line, before the text.",
            )
        )
        end = body = next(
            (number for number in range(first + 1, len(lines)) if not _KEY.match(lines[number])), len(lines)
        )
    yaml = "".join(line + "\n" for line in lines[first + 1 : end])
    return SplitText(yaml, first + 2, "\n".join(lines[body:]), body + 1)
