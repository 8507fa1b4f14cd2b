"""Values of BibTeX fields as text: macros put in, parts joined with `#`, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.load.bibliography.bibtex_entry import RawEntry, RawField
from toolkit.load.bibliography.bibtex_text import skip
from toolkit.load.bibliography.places import Places
from toolkit.model.diagnostic import Problem
from toolkit.model.source import Span

MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June",
    "jul": "July", "aug": "August", "sep": "September", "oct": "October", "nov": "November",
    "dec": "December",
}  # fmt: skip
_LONGEST_VALUE = 1_000_000
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE_END = re.compile(r"\\.|[{}\"]", re.DOTALL)
_BARE = re.compile(r"[^\s#,，{}\"=%]+")


class Values:
    """Reads values of one piece of a file. `macros` are those known so far."""

    def __init__(self, places: Places, problems: list[Problem], macros: dict[str, str]) -> None:
        self.places = places
        self.problems = problems
        self.macros = macros

    def store(self, entry: RawEntry, field: RawField) -> None:
        first = entry.fields.setdefault(field.name, field)
        if first is field or first.text == field.text:
            return
        if field.name in {"keywords", "keyword"}:
            entry.fields[field.name] = RawField(field.name, f"{first.text}, {field.text}", first.span)
            return
        self.problems.append(
            Problem(
                f"{entry.key} has the field {field.name} twice, here and in line {first.span.line}; "
                "the first is used.",
                field.span,
                "Delete one of the two.",
            )
        )

    def value(self, value: str, at: int, owner: str) -> tuple[str, Span, int]:
        """A value: its parts joined, the place of its text, and the length that was read.

        The place is that between the delimiters if the value is one part, else the whole.
        """
        if value.startswith("{") and value.find("}") == len(value) - 1 <= _LONGEST_VALUE:
            return value[1:-1], self.places.span(at + 1, at + len(value) - 1), len(value)
        parts = list(self._parts(value, at, owner))
        length = parts[-1][3] if parts else 0
        text = "".join(part[0] for part in parts)
        if len(text) > _LONGEST_VALUE:
            self.problems.append(
                Problem(
                    f"In {owner}: the value is longer than {_LONGEST_VALUE:,} characters and is cut.",
                    self.places.span(at, at + length),
                )
            )
            text = text[:_LONGEST_VALUE]
        start, end = (parts[0][1], parts[0][2]) if len(parts) == 1 else (0, length)
        return text, self.places.span(at + start, at + end), length

    def _parts(self, value: str, at: int, owner: str) -> Iterator[tuple[str, int, int, int]]:
        """Each part of `a # {b} # "c"`: text, start and end of the text, end with the delimiter."""
        position = 0
        while position < len(value):
            position = skip(value, position)
            opening = value[position : position + 1]
            if opening in {"{", '"'}:
                end = _closing(value, position)
                yield value[position + 1 : end], position + 1, end, min(end + 1, len(value))
                position = end + 1
            else:
                bare = _BARE.match(value, position)
                if bare is None:
                    return
                yield self._macro(bare[0], at + position, owner), bare.start(), bare.end(), bare.end()
                position = bare.end()
            joint = skip(value, position)
            if not value.startswith("#", joint):
                return
            position = joint + 1

    def _macro(self, name: str, at: int, owner: str) -> str:
        known = self.macros.get(name.lower())
        if known is not None:
            return known
        if not name[0].isdigit() and name.lower()[:3] not in MONTHS:
            self.problems.append(
                Problem(
                    f"In {owner}: {name} stands without braces, but no @string above defines it.",
                    self.places.span(at, at + len(name)),
                    f"Write {{{name}}} if it is text.",
                )
            )
        return name


def _closing(value: str, start: int) -> int:
    """Where the group or quotation that opens at `start` ends; the end of the text if nowhere."""
    quoted = value[start] == '"'
    depth = 0 if quoted else -1
    for match in (_QUOTE_END if quoted else _BRACE).finditer(value, start + quoted):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            if not quoted and depth == 0:
                return match.start()
            depth -= 1
        elif sign == '"' and depth <= 0:
            return match.start()
    return len(value)
