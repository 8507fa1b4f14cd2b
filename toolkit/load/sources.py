"""The files of one run: each read once, its text kept for the messages that show a line of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import partial
from pathlib import Path

from toolkit.load.text import decode_export, read_bytes, read_text
from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import Node
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.frozen import mutable
from toolkit.model.source import Span

_LARGE = 200_000
"""Characters from which on a file takes so long that somebody may wait for it."""
COMPOSED = 0.6
"""Share of the time that it takes to read the YAML of a file of records; the rest is for the records."""


def _composed(heard: Callable[[float], None], share: float) -> None:
    heard(COMPOSED * share)


@mutable
class Sources:
    """Reads files and collects what is wrong with them."""

    problems: list[Problem]
    texts: dict[Path, str] = field(default_factory=dict)
    heard: Callable[[float], None] | None = None
    """Hears of the share of a large file that is read, from 0 to 1."""

    def text(self, path: Path) -> str | None:
        """A file's text, or None, and a problem, if it cannot be read."""
        if path not in self.texts:
            text = read_text(path, self.problems)
            if text is None:
                return None
            self.texts[path] = text
        return self.texts[path]

    def export(self, path: Path, notes: list[Note]) -> str | None:
        """As `text`, for what another program exported; its encoding is told by its content."""
        if path not in self.texts:
            data = read_bytes(path, self.problems)
            text = decode_export(data, path, self.problems, notes) if data is not None else None
            if text is None:
                return None
            self.texts[path] = text
        return self.texts[path]

    def yaml(self, path: Path) -> Node | None:
        """The root of a YAML file, or None, and a problem, if there is none."""
        text = self.text(path)
        if text is None:
            return None
        before = len(self.problems)
        heard = self.heard if len(text) >= _LARGE else None
        node = parse_yaml(text, path, self.problems, heard=heard and partial(_composed, heard))
        if node is None and len(self.problems) == before:
            self.problems.append(
                Problem(
                    f"{path.name} is empty.",
                    Span.at(path),
                    "Fill it or delete it; `review new` makes a folder whose files show what they hold.",
                )
            )
        return node
