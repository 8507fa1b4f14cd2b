"""Bibliographic records, in the terms of CSL 1.0.2 and CSL-JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from toolkit.model.diagnostic import Note
from toolkit.model.frozen import frozen
from toolkit.model.source import Span

KEY = "id"
"""In `Reference.field_spans`, the place of a citation key that the record itself brought."""


@frozen
class Name:
    """A person or an institution (CSL-JSON name). An institution has only `literal`."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    static_ordering: bool = False


@frozen
class Date:
    """A date or a range of dates (CSL-JSON date).

    `parts` holds one or two of (year,), (year, month), (year, month, day); years before
    the common era are negative. A date that could not be read has only `raw`.
    """

    parts: tuple[tuple[int, ...], ...] = ()
    season: str = ""
    circa: bool = False
    literal: str = ""
    raw: str = ""

    @property
    def year(self) -> int | None:
        return self.parts[0][0] if self.parts and self.parts[0] else None


@frozen
class Reference:
    """One work. Variable names are CSL's; a value that did not parse keeps its text.

    `fields` holds standard and number variables as text, `names` the name variables,
    `dates` the date variables. `original-title`, `original-author`, … carry the version
    in the other language (for a Chinese work its English version).
    """

    id: str
    type: str
    fields: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: Mapping[str, Date] = field(default_factory=dict)
    truncated: frozenset[str] = frozenset()
    """Name variables whose list goes on (BibTeX `and others`)."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What has no place in CSL, under the name it had in its file."""
    span: Span | None = None
    field_spans: Mapping[str, Span] = field(default_factory=dict)

    def get(self, variable: str) -> str:
        """The text of a standard or number variable, or nothing."""
        return self.fields.get(variable, "")

    @property
    def language(self) -> str:
        return self.fields.get("language", "")


@frozen
class Bibliography:
    """All references of a review, by citation key, in the order of their files.

    `repeated` lists further entries whose key was taken; they are kept for the checks.
    `libraries` are the files too large to be read whole, with all their keys: of their entries
    `references` holds those that the review may cite, with the identifiers it cites them by.
    `unread` names the files, as the author wrote them, of which nothing could be read: a work
    that is not here may be there.
    """

    references: Mapping[str, Reference] = field(default_factory=dict)
    repeated: tuple[Reference, ...] = ()
    unread: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Former keys (`ids` of BibLaTeX) and the key that they stand for."""
    libraries: Mapping[Path, Collection[str]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    """What is worth knowing of files though all was read: their encoding, fields without a place in CSL."""
    journal_forms: Mapping[str, str] = field(default_factory=dict)
    """Names of journals as entries give them → as the review's journal prints them, by its lists."""

    def keys(self) -> Iterator[str]:
        """Every citation key that there is, those of entries that were not read included."""
        yield from self.references
        for keys in self.libraries.values():
            yield from (key for key in keys if key not in self.references)

    def find(self, key: str) -> Reference | None:
        """The reference with this key or former key, or the one identified by `doi:…`, `pmid:…`."""
        found = self.references.get(key) or self.references.get(self.aliases.get(key, ""))
        if found is not None:
            return found
        scheme, _, value = key.partition(":")
        variable = {"doi": "DOI", "pmid": "PMID"}.get(scheme.lower())
        if variable is None or not value:
            return None
        wanted = value.casefold()
        return next((ref for ref in self.references.values() if ref.get(variable).casefold() == wanted), None)
