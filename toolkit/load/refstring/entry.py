"""What was understood of a printed entry: its fields, how sure they are and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.load.refstring.plain import TAKEN, trim
from toolkit.model.frozen import frozen
from toolkit.model.reference import Date, Name, Reference

SURE = 0.97
"""The form leaves no other reading."""
LIKELY = 0.85
"""The usual reading of a form that allows another."""
DOUBTFUL = 0.6
"""A reading that a person should look at."""

Range = tuple[int, int]
"""A passage of the entry's text: the places of its first code point and of the one behind its last."""


@frozen
class ParsedEntry:
    """One printed entry of a reference list, read into fields.

    Nothing is guessed: a field of which the text does not say where it begins or ends is left
    out. `confidence` has a number from 0 to 1 for every variable of `reference`, `places` the
    passage of the text from which it was read, `name_places` one passage for each name.
    """

    text: str
    reference: Reference
    style: str
    """The form that the entry has: `gbt7714`, `cma`, `vancouver`, `apa`, …; empty if none was recognised."""
    confidence: Mapping[str, float] = field(default_factory=dict)
    places: Mapping[str, Range] = field(default_factory=dict)
    name_places: Mapping[str, tuple[Range, ...]] = field(default_factory=dict)
    code: str = ""
    """The type code as printed, without its brackets: `J`, `EB/OL`; empty if there is none."""
    translation: Reference | None = None
    """The same work in English, where the entry prints it in both languages."""


@frozen
class NameList:
    """Names in the order printed, where each stands, and whether the list goes on (`et al.`)."""

    names: tuple[Name, ...]
    places: tuple[Range, ...]
    truncated: bool
    confidence: float
    style: str = ""
    """What the form of the names says of the style: `gbt7714`, `cma`, `apa`; mostly nothing."""


@dataclass(slots=True)
class Draft:
    """The fields of one entry while they are collected.

    `plain` is the folded text, where what identifiers took reads as white space.
    """

    text: str
    plain: str
    type: str = ""
    style: str = ""
    code: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    names: dict[str, NameList] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    places: dict[str, Range] = field(default_factory=dict)

    def copy(self) -> Draft:
        """A draft with the same fields, which a format may add to without harm to this one."""
        return Draft(
            self.text,
            self.plain,
            self.type,
            self.style,
            self.code,
            dict(self.fields),
            dict(self.names),
            dict(self.dates),
            dict(self.confidence),
            dict(self.places),
        )

    def value(self, start: int, end: int) -> str:
        """The printed text of a range, without what was taken, in single spaces."""
        kept = (
            " " if plain == TAKEN else char
            for char, plain in zip(self.text[start:end], self.plain[start:end], strict=True)
        )
        return " ".join("".join(kept).split())

    def put(self, variable: str, start: int, end: int, confidence: float, value: str | None = None) -> None:
        """A standard or number variable. Its range is trimmed; an empty one is no field."""
        start, end = trim(self.plain, start, end)
        text = self.value(start, end) if value is None else value
        if text:
            self.fields[variable] = text
            self._mark(variable, start, end, confidence)

    def put_names(self, variable: str, names: NameList) -> None:
        if names.names:
            self.names[variable] = names
            self._mark(variable, names.places[0][0], names.places[-1][1], names.confidence)

    def put_date(self, variable: str, date: Date, start: int, end: int, confidence: float) -> None:
        self.dates[variable] = date
        self._mark(variable, start, end, confidence)

    def drop(self, *variables: str) -> None:
        """Take back fields that turned out to be others."""
        for variable in variables:
            self.fields.pop(variable, None)
            self.confidence.pop(variable, None)
            self.places.pop(variable, None)

    def _mark(self, variable: str, start: int, end: int, confidence: float) -> None:
        self.confidence[variable] = confidence
        self.places[variable] = (start, end)

    def reference(self, language: str) -> Reference:
        fields = dict(self.fields)
        if language:
            fields["language"] = language
        return Reference(
            id="",
            type=self.type or "document",
            fields=fields,
            names={variable: found.names for variable, found in self.names.items()},
            dates=dict(self.dates),
            truncated=frozenset(variable for variable, found in self.names.items() if found.truncated),
        )
