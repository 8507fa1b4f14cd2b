"""A reference as the tagged fields of a format, by the same table that its reader uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from toolkit.model.date_text import date_text
from toolkit.model.formats.target import REFERENCE_TYPE, STANDARD_VARIABLES, Format
from toolkit.model.frozen import frozen
from toolkit.model.reference import Date, Name, Reference
from toolkit.model.scripts import has_han

_LIKE_A_PERSON = re.compile(r",|[^\W\d_](?: (?:[A-Z]\.?[- ]?){1,4})$")
_NO_SIGN = re.compile(r"[\W_]+")
_KEPT_WHOLE = frozenset({"date", "day", "isxn"})
_PAGES = re.compile(r"([^-,+\s]+)-([^-,+\s]+)")


@frozen
class Writing:
    """What is particular to a format: how it writes dates and languages.

    `tag_of` gives the tag that a name in `extra` is, though no table has it; nothing if it is none.
    """

    form: Format
    tag_of: Callable[[str], str]
    date: Callable[[Date], str] = date_text
    day: Callable[[Date], str] = date_text
    language: Callable[[str], str] = str
    others: str = "et al."


def written_type(reference: Reference, form: Format) -> str:
    return form.written_type(reference.type, reference.extra.get(REFERENCE_TYPE, ""))


def kept_text(reference: Reference, form: Format, tag: str) -> str:
    """What `extra` holds of a field of the format; BibTeX has its name in small letters."""
    return next((text for name, text in reference.extra.items() if form.kept_tag(name) == tag), "")


def fields_of(reference: Reference, writing: Writing) -> list[tuple[str, str]]:
    """Tags and texts in the order of the table; then, as notes, what the format has no tag for."""
    return list(_Fields(reference, writing).run())


class _Fields:
    def __init__(self, reference: Reference, writing: Writing) -> None:
        self.reference = reference
        self.writing = writing
        self.type = written_type(reference, writing.form)
        self.tags = list(writing.form.tags(self.type, reference.type))
        self.note = next((tag for tag, _, variable in self.tags if variable == "note"), "")
        self.has_day = {variable for _, target, variable in self.tags if target.kind == "day"}
        self.has_end = any(target.kind == "end-page" for _, target, _ in self.tags)
        self.done: set[str] = set()

    def run(self) -> Iterator[tuple[str, str]]:
        for tag, target, variable in self.tags:
            for text in self._texts(target.kind, variable):
                if not (target.kind in _KEPT_WHOLE and self._is_kept(tag, text)):
                    yield tag, text
        named = list(self._without_tag())
        if self.writing.form.types[self.type] != self.reference.type:
            named.insert(0, f"type: {self.reference.type}")
        if all(target.kind != "id" for _, target, _ in self.tags):
            named.insert(0, f"citation-key: {self.reference.id}")
        for name, text in self.reference.extra.items():
            if name == REFERENCE_TYPE:
                continue
            tag = self.writing.form.kept_tag(name) or self.writing.tag_of(name)
            if tag:
                yield from ((tag, line) for line in text.split("\n"))
            else:
                # Not to be read as the variable, from which the reader kept it apart.
                apart = "other-" if name in STANDARD_VARIABLES or name == "type" else ""
                named.append(f"{apart}{name}: {' '.join(text.split())}")
        if self.note:
            yield from ((self.note, text) for text in named)

    def _is_kept(self, tag: str, text: str) -> bool:
        """Whether what the reader kept of this field says it already, with more: `1000-1234 (Print)`."""
        kept = kept_text(self.reference, self.writing.form, tag)
        return _NO_SIGN.sub("", kept).startswith(_NO_SIGN.sub("", text))

    def _texts(self, kind: str, variable: str) -> Iterator[str]:
        reference = self.reference
        if kind == "id":
            yield reference.id
        elif kind == "names":
            self.done.add(variable)
            yield from (name_text(name) for name in reference.names.get(variable, ()))
            if variable in reference.truncated:
                yield self.writing.others
        elif kind in {"date", "day"}:
            yield from self._dates(kind, variable)
        elif kind in {"page", "end-page"}:
            yield from self._page(kind, variable)
        else:
            yield from self._field(kind, variable)

    def _field(self, kind: str, variable: str) -> Iterator[str]:
        if kind == "isxn" and variable not in self.reference.fields:
            variable = "ISBN" if variable == "ISSN" else "ISSN"
        text = self.reference.get(variable)
        if not text or variable in self.done:
            return
        self.done.add(variable)
        if kind == "list":
            yield from text.split("; ")
        else:
            yield self.writing.language(text) if kind == "language" else text

    def _dates(self, kind: str, variable: str) -> Iterator[str]:
        date = self.reference.dates.get(variable)
        if date is None:
            return
        self.done.add(variable)
        plain = len(date.parts) == 1 and not date.circa and not date.raw and date.parts[0][0] > 0
        whole = plain and len(date.parts[0]) > 1 and date.parts[0][1] <= 12
        if kind == "day":
            if whole:
                yield self.writing.day(date)
        elif whole and variable in self.has_day:
            yield self.writing.date(Date((date.parts[0][:1],)))
        else:
            yield self.writing.date(date)

    def _page(self, kind: str, variable: str) -> Iterator[str]:
        text = self.reference.get(variable)
        self.done.add(variable)
        ends = _PAGES.fullmatch(text) if self.has_end else None
        if ends:
            yield ends[1] if kind == "page" else ends[2]
        elif text and kind == "page":
            yield text

    def _without_tag(self) -> Iterator[str]:
        """Variables that this format has no tag for, as `variable: value`."""
        reference = self.reference
        for variable, text in reference.fields.items():
            if text and variable not in self.done:
                yield f"{variable}: {' '.join(text.split())}"
        for variable, names in reference.names.items():
            if variable not in self.done:
                yield from (f"{variable}: {_bars(name)}" for name in names)
        for variable in sorted(reference.truncated - self.done):
            yield f"{variable}-truncated: true"
        for variable, date in reference.dates.items():
            if variable not in self.done:
                yield f"{variable}: {date_text(date)}"


def name_text(name: Name) -> str:
    """`van der Berg, Jan, Jr.`; an institution that might be taken for a person gets a comma behind it."""
    if name.literal:
        needs_comma = _LIKE_A_PERSON.search(name.literal) and not has_han(name.literal)
        return f"{name.literal}," if needs_comma else name.literal
    given = f"{name.given} {name.dropping_particle}".strip()
    parts = (family_text(name), given, name.suffix)
    text = ", ".join(part for part in parts if part)
    return text if given else f"{text},"


def family_text(name: Name) -> str:
    """The family name with its particle: `van der Berg`, `d’Ormesson`."""
    particle = name.non_dropping_particle
    joined = particle.endswith(("'", "’", "-")) or not particle
    return f"{particle}{'' if joined else ' '}{name.family}"


def _bars(name: Name) -> str:
    if name.literal:
        return name.literal
    given = f"{name.given} {name.dropping_particle}".strip()
    return f"{family_text(name)} || {given}{f', {name.suffix}' if name.suffix else ''}"
