"""One BibTeX entry as written, its macros expanded: what reading, inheriting and converting share."""

from __future__ import annotations

from dataclasses import field

from toolkit.model.frozen import frozen, mutable
from toolkit.model.source import Span


@frozen
class RawField:
    """A field: its text in LaTeX, and the place of the text between its delimiters."""

    name: str
    text: str
    span: Span


@mutable
class RawEntry:
    """An entry: type and field names in lower case, the first of several fields of one name."""

    type: str
    key: str
    span: Span
    """The citation key."""
    fields: dict[str, RawField] = field(default_factory=dict)

    def text(self, name: str) -> str:
        found = self.fields.get(name)
        return found.text if found else ""
