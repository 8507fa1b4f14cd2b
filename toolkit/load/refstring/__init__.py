"""One printed entry of a reference list to fields: what GB/T 7714, Vancouver, APA and others print.

`parse_entry` reads identifiers first, then tries the forms in turn; the first that fits is taken.
It never fails: of a text that has none of the forms only the identifiers are given.
"""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.load.refstring.entry import Draft, ParsedEntry, Range
from toolkit.load.refstring.formats import author_date, gbt7714, vancouver, written_out, year_last
from toolkit.load.refstring.identifiers import take_identifiers
from toolkit.load.refstring.language import language_of
from toolkit.load.refstring.plain import TAKEN, fold
from toolkit.load.refstring.translation import split_translation
from toolkit.model.reference import Reference

__all__ = ["ParsedEntry", "parse_entry", "with_version"]

_FORMATS = (gbt7714.read, written_out.read, author_date.read, year_last.read, vancouver.read)
_NUMBER = re.compile(r"\s{0,9}(?:[\[(]\d{1,4}[\])]|\d{1,4}[.、)](?=\s))\s{0,9}(?=[^\W\d_]|[\"《])")
_VERSIONED = ("title", "container-title", "publisher", "publisher-place")
_PEOPLE = ("author", "editor", "translator")
_LONGEST = 8_000
"""Code points; what is longer is no entry, and only identifiers are looked for."""


def parse_entry(text: str) -> ParsedEntry:
    """Read one entry, given without its label (`[12]`).

    An English version of a Chinese entry may follow on a line of its own or behind it.
    """
    own, other = split_translation(text)
    draft, language = _read(text, own)
    english = None
    if other is not None:
        second, _ = _read(text, other)
        english = second.reference("en")
    return ParsedEntry(
        text=text,
        reference=draft.reference(language),
        style=draft.style,
        confidence=draft.confidence,
        places=draft.places,
        name_places={variable: names.places for variable, names in draft.names.items()},
        code=draft.code,
        translation=english,
    )


def with_version(reference: Reference, version: Reference | None) -> Reference:
    """The reference with what its version in the other language says as `original-title`, …"""
    if version is None:
        return reference
    fields = {f"original-{name}": text for name in _VERSIONED if (text := version.get(name))}
    names = {f"original-{name}": people for name, people in version.names.items() if name in _PEOPLE}
    truncated = {f"original-{name}" for name in version.truncated if name in _PEOPLE}
    return replace(
        reference,
        fields={**reference.fields, **fields},
        names={**reference.names, **names},
        truncated=reference.truncated | truncated,
    )


def _label(text: str) -> int:
    """The length of a number that was left in front of the entry: `[12]`, `12.`, `(12)`."""
    match = _NUMBER.match(fold(text[:24]))
    return match.end() if match else 0


def _read(text: str, passage: Range) -> tuple[Draft, str]:
    """The fields of one version of the entry, and its language."""
    start, end = passage
    start += _label(text[start:end])
    plain = TAKEN * start + fold(text[start:end]) + TAKEN * (len(text) - end)
    draft = Draft(text, plain)
    named = take_identifiers(draft)
    if end - start <= _LONGEST:
        draft = next((found for form in _FORMATS if (found := form(draft)) is not None), draft)
    return draft, language_of(draft.fields.get("title", ""), named)
