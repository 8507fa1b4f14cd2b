"""Records of tagged fields → references, by the table of their format.

Nothing is lost: a field that has no place in CSL, or whose place is taken by another one, is
kept in `extra` under its tag, and a note says so unless databases only keep house by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace

from toolkit.library.keys import make_key
from toolkit.load.bibliography import record_values as values
from toolkit.load.bibliography.people import people, people_between_semicolons
from toolkit.model.csl_json import DATE_VARIABLES, NAME_VARIABLES
from toolkit.model.date_text import parse_date
from toolkit.model.diagnostic import Note
from toolkit.model.formats.target import CSL_TYPES, KEEP, REFERENCE_TYPE, STANDARD_VARIABLES, Format, Target
from toolkit.model.frozen import frozen, mutable
from toolkit.model.particles import split_particles
from toolkit.model.reference import KEY, Date, Name, Reference
from toolkit.model.source import Span

_NAMED = re.compile(r"([A-Za-z][A-Za-z_-]+|Citation Key): (\S[^\n]*)")
_TYPE = re.compile(r"(?m)^type: ([a-z_-]+)$")
"""A line of a note, ours and Zotero's, that says what a format has no type for."""
_SERIAL_NUMBER = re.compile(r"(?:CN\s?)?\d{2}-\d{4}(?:/[A-Z]{1,2}\d*)?")
_KEY_NAMES = frozenset({"citation-key", "Citation Key"})


@frozen
class Field:
    """One field as it stands in the file: its tag, its text with line breaks, and the place of the text."""

    tag: str
    text: str
    span: Span


@mutable
class Record:
    """One record: its type as written, and all fields in their order, repeated tags included."""

    type: str
    span: Span
    fields: list[Field] = field(default_factory=list)


def references_of(records: Iterable[Record], form: Format, notes: list[Note]) -> tuple[Reference, ...]:
    """The references of a file. One without a key of its own gets a readable one: `yang2024hydrogel`."""
    found: list[Reference] = []
    kept: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for record in records:
        conversion = _Conversion(record, form, notes)
        found.append(conversion.run())
        for tag in conversion.unplaced:
            kept[tag] += 1
            first.setdefault(tag, conversion.spans[form.kept_name(tag)])
    if kept:
        shown = ", ".join(f"{tag} ({count})" if count > 1 else tag for tag, count in kept.items())
        notes.append(
            Note(
                f"fields that have no place among CSL's variables are kept but not printed: {shown}",
                f"下列字段在 CSL 变量中没有对应项，予以保留但不会印出：{shown}",
                next(iter(first.values())),
            )
        )
    return with_keys(found)


def with_keys(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """The references, those without a key with one made of author, year and title."""
    taken = {reference.id for reference in references}
    result: list[Reference] = []
    for reference in references:
        if not reference.id:
            reference = replace(reference, id=make_key(reference, taken))
            taken.add(reference.id)
        result.append(reference)
    return tuple(result)


class _Conversion:
    """Collects the parts of one reference; every field is taken once, the rest ends in `extra`."""

    def __init__(self, record: Record, form: Format, notes: list[Note]) -> None:
        self.record = record
        self.form = form
        self.notes = notes
        named = next(filter(None, (_TYPE.search(one.text) for one in record.fields)), None)
        known = named[1] if named and named[1] in CSL_TYPES else form.csl_type(record.type)
        self.type = known or form.unknown_type
        self.known = known is not None or not record.type
        self.id = ""
        self.fields: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.truncated: set[str] = set()
        self.extra: dict[str, str] = {}
        self.spans: dict[str, Span] = {}
        self.unplaced: list[str] = []
        self.readers: dict[str, Callable[[str, Field], bool]] = {
            "names": self._names,
            "people": self._people,
            "date": self._date,
            "day": self._day,
            "list": self._list,
            "end-page": self._end_page,
            "isxn": self._isxn,
            "id": self._id,
        }
        self.named_by: dict[str, str] = {}
        """Name variables and the tag of the field that gave their first names."""

    def run(self) -> Reference:
        if not self.known:
            self.notes.append(
                Note(
                    f"{self.form.name} has no type “{self.record.type}”; it is read as {self.type}",
                    f"{self.form.name} 没有“{self.record.type}”这一类型，按 {self.type} 读取",
                    self.record.span,
                )
            )
        by_tag: dict[str, list[Field]] = {}
        for one in self.record.fields:
            by_tag.setdefault(one.tag, []).append(one)
        targets = self.form.targets(self.record.type, self.type)
        # In the order of the table, which names the better of two fields first.
        for tag in [tag for tag in targets if tag in by_tag] + [tag for tag in by_tag if tag not in targets]:
            for one in by_tag[tag]:
                if one.text.strip() and not self._place(targets.get(tag, KEEP), one):
                    self._keep(one)
        if self.record.type and self.form.written_type(self.type) != self.record.type:
            self.extra[REFERENCE_TYPE] = self.record.type
        return Reference(
            id=self.id,
            type=self.type,
            fields=self.fields,
            names=self.names,
            dates=self.dates,
            truncated=frozenset(self.truncated),
            extra=self.extra,
            span=self.record.span,
            field_spans=self.spans,
        )

    def _keep(self, one: Field) -> None:
        """Into `extra`, the texts of a repeated tag one below the other."""
        name = self.form.kept_name(one.tag)
        before = self.extra.get(name)
        self.extra[name] = one.text if before is None else f"{before}\n{one.text}"
        self.spans.setdefault(name, one.span)
        if one.tag not in self.form.internal and one.tag not in self.unplaced:
            self.unplaced.append(one.tag)

    def _place(self, target: Target, one: Field) -> bool:
        """Whether the field found its place."""
        reader = self.readers.get(target.kind)
        if reader is not None:
            return reader(target.variable, one)
        if target.variable == "note":
            return self._note(one)
        variable, *others = target.variable.split("|")
        variable, text = values.read(target.kind, variable, one.text)
        return bool(variable and text) and any(self._set(name, text, one) for name in (variable, *others))

    def _set(self, variable: str, text: str, one: Field) -> bool:
        if variable in self.fields:
            return self.fields[variable] == text
        self.fields[variable] = text
        self.spans[variable] = one.span
        return True

    # --- kinds of fields that need more than their text ----------------------------------

    def _id(self, _: str, one: Field) -> bool:
        """A citation key; the running number of an export is none."""
        text = one.text.strip()
        if self.id or not values.is_citation_key(text):
            return text == self.id
        self.id = text
        self.spans[KEY] = one.span
        return True

    def _names(self, variable: str, one: Field) -> bool:
        found, truncated = people(one.text)
        known = self.names.get(variable, ())
        if self.named_by.setdefault(variable, one.tag) != one.tag:
            # The same people once more, as in `A1` beside `AU`; two of one name stand in one tag.
            found = [name for name in found if name not in known]
        self.names[variable] = (*known, *found)
        self.spans.setdefault(variable, one.span)
        if truncated:
            self.truncated.add(variable)
        return bool(found) or truncated

    def _people(self, variable: str, one: Field) -> bool:
        """All names of a role in one field; a second field of the role says them again."""
        if self.named_by.setdefault(variable, one.tag) != one.tag:
            return False
        return self._names(variable, replace(one, text=people_between_semicolons(one.text)))

    def _date(self, variable: str, one: Field) -> bool:
        if variable in self.dates:
            return self._day(variable, one)
        self.dates[variable] = parse_date(values.date_text(one.text))
        self.spans[variable] = one.span
        if values.says_more_than_date(one.text):
            self._keep(one)
        return True

    def _day(self, variable: str, one: Field) -> bool:
        """A date that says month and day of the year read before; `MAR 15` has no year of its own."""
        known = self.dates.get(variable)
        text = values.date_text(one.text)
        date = parse_date(text)
        if date.year is None and known is not None and known.year is not None:
            date = parse_date(f"{text} {known.year}")
        if date.year is None or (known is not None and known.year != date.year):
            return False
        if known is None or _refines(known, date):
            self.dates[variable] = date
            self.spans[variable] = one.span
        elif known != date and not _refines(date, known):
            return False
        if values.says_more_than_date(one.text):
            self._keep(one)
        return True

    def _isxn(self, _: str, one: Field) -> bool:
        """An ISSN or ISBN; several in one field, or words behind it (`(Print)`), are kept as written too."""
        variable, number, says_more = values.isxn(one.text)
        if not number or not self._set(variable, number, one):
            return False
        if says_more:
            self._keep(one)
        return True

    def _list(self, variable: str, one: Field) -> bool:
        words = values.words(one.text)
        known = self.fields.get(variable, "").split("; ") if variable in self.fields else []
        self.fields[variable] = "; ".join(dict.fromkeys([*known, *words]))
        self.spans.setdefault(variable, one.span)
        return True

    def _end_page(self, variable: str, one: Field) -> bool:
        text = one.text.strip()
        start = self.fields.get(variable, "")
        if not start or start.rpartition("-")[2] == text:
            return bool(start)
        if "-" in start or "," in start:
            return False
        self.fields[variable] = f"{start}-{text}"
        return True

    def _note(self, one: Field) -> bool:
        """Notes are gathered; a line of the form `original-title: …` is the variable that it names.

        CNKI writes the serial number of a journal (国内统一刊号) where other databases count citations.
        """
        if values.HOUSEKEEPING.match(one.text):
            return False
        if _SERIAL_NUMBER.fullmatch(one.text.strip()) and "call-number" not in self.fields:
            return self._set("call-number", one.text.strip(), one)
        lines = [
            line
            for line in values.lines(one.text).split("\n")
            if not ((named := _NAMED.fullmatch(line)) and self._named(named[1], named[2], one))
        ]
        if lines:
            before = [self.fields["note"]] if "note" in self.fields else []
            self.fields["note"] = "\n".join([*before, *lines])
            self.spans.setdefault("note", one.span)
        return True

    def _named(self, name: str, text: str, one: Field) -> bool:
        """As writers, ours and Zotero's, put what a format has no field for."""
        if name == "type" and text == self.type:
            return True
        if name in _KEY_NAMES:
            return self._id(KEY, replace(one, text=text))
        if name in STANDARD_VARIABLES and name not in self.fields:
            return self._set(name, text, one)
        if name in DATE_VARIABLES and name not in self.dates:
            return self._date(name, replace(one, text=text))
        if name in NAME_VARIABLES:
            family, found, given = text.partition("||")
            person = (
                split_particles(Name(family=family.strip(), given=given.strip()))
                if found
                else Name(literal=text)
            )
            self.names[name] = (*self.names.get(name, ()), person)
            self.spans.setdefault(name, one.span)
            return True
        if name.endswith("-truncated"):
            self.truncated.add(name.removesuffix("-truncated"))
            return True
        return False


def _refines(coarse: Date, fine: Date) -> bool:
    """Whether `fine` is the same date with its month, or with its day."""
    if len(coarse.parts) != 1 or coarse.circa:
        return False
    given = coarse.parts[0]
    return len(given) < len(fine.parts[0]) and fine.parts[0][: len(given)] == given
