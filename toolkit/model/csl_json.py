"""CSL-JSON items to references and back (CSL 1.0.2, appendix IV, and its CSL-JSON schema).

Reading is tolerant: what stands in an odd form is read as well as possible and said in a
warning that names the item; nothing is dropped in silence. Lines such as
`original-title: …` in the `note` of an item (Zotero's and Juris-M's way of entering
variables that have no field) are read as the variables they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from toolkit.model.date_text import parse_date
from toolkit.model.frozen import mutable
from toolkit.model.particles import split_particles
from toolkit.model.reference import Date, Name, Reference

NAME_VARIABLES = frozenset(
    [
        "author",
        "chair",
        "collection-editor",
        "commenter",
        "compiler",
        "composer",
        "container-author",
        "contributor",
        "curator",
        "director",
        "editor",
        "editor-translator",
        "editorial-director",
        "executive-producer",
        "guest",
        "host",
        "illustrator",
        "interviewer",
        "narrator",
        "organizer",
        "original-author",
        "original-editor",
        "original-translator",
        "performer",
        "producer",
        "recipient",
        "reviewed-author",
        "script-writer",
        "series-creator",
        "translator",
        "container-editor",
    ]
)
DATE_VARIABLES = frozenset(
    ["issued", "accessed", "event-date", "original-date", "submitted", "available-date", "publication-date"]
)
ALIASES = {
    "author-en": "original-author",
    "editor-en": "original-editor",
    "translator-en": "original-translator",
    "title-en": "original-title",
    "title-short-en": "original-title-short",
    "container-title-en": "original-container-title",
    "publisher-en": "original-publisher",
    "publisher-place-en": "original-publisher-place",
    "genre-en": "original-genre",
    "issue-en": "original-issue",
    "status-en": "original-status",
}
"""Our names of the fields of the English version, and the variables they are read as."""

_OTHER_NAMES = {
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "event": "event-title",
}
_SEASONS = {"1": 13, "2": 14, "3": 15, "4": 16}
"""A season and the month that stands for it in the dates of the model."""
_ALSO_OLDER = frozenset({"event"})
"""Names that styles of CSL before 1.0.2 ask for."""
_NOTE_BRACES = re.compile(r"\{:((?:[-_a-z]+|[A-Z]+):[^}]+)\}")
_NOTE_LINE = re.compile(r"([-_a-z]+|[A-Z]+|Citation Key):\s*([^}]+)")


@mutable
class _Reader:
    """The parts of one reference while they are collected."""

    id: str
    fields: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    truncated: set[str] = field(default_factory=set)
    extra: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def warn(self, text: str) -> None:
        self.warnings.append(f"item {self.id}: {text}")


def reference_from_csl(item: Mapping[str, object]) -> tuple[Reference, list[str]]:
    """Read one CSL-JSON item. The warnings say what stood in an unexpected form."""
    reader = _Reader(_scalar(item.get("id")) or "")
    if not reader.id:
        reader.warn("it has no id")
    note = item.get("note")
    own = dict(item)
    if isinstance(note, str) and ":" in note:
        rest, found = _note_variables(note)
        for key, value in found.items():
            if key == "type":
                own["type"] = value
            elif key in DATE_VARIABLES or not own.get(key):
                own[key] = value
        own["note"] = rest or None
    for key, value in own.items():
        if key == "custom" and isinstance(value, Mapping):
            reader.extra.update((str(name), _scalar(kept) or "") for name, kept in value.items())
        elif key not in {"id", "type"} and value is not None:
            _read_variable(reader, ALIASES.get(key, key), key, value)
    _fill_synonyms(reader)
    reference = Reference(
        id=reader.id,
        type=_scalar(own.get("type")) or "",
        fields=reader.fields,
        names=reader.names,
        dates=reader.dates,
        truncated=frozenset(reader.truncated),
        extra=reader.extra,
    )
    return reference, reader.warnings


def _read_variable(reader: _Reader, key: str, written: str, value: object) -> None:
    if key in NAME_VARIABLES:
        names = _names(reader, written, value)
        if names:
            reader.names[key] = names
    elif key in DATE_VARIABLES:
        date = _date(reader, written, value)
        if date is not None:
            reader.dates[key] = date
    elif key.endswith("-truncated"):
        variable = key.removesuffix("-truncated")
        if value is True or str(value).lower() == "true":
            reader.truncated.add(ALIASES.get(variable, variable))
    else:
        text = _scalar(value)
        if text is not None:
            reader.fields[key] = text
        elif isinstance(value, list | tuple) and all(_scalar(part) is not None for part in value):
            reader.extra[key] = ", ".join(_scalar(part) or "" for part in value)
        elif isinstance(value, Mapping) and ("date-parts" in value or "raw" in value):
            date = _date(reader, written, value)
            if date is not None:
                reader.dates[key] = date
        elif key != "multi":
            reader.warn(f"{written} is neither text nor a number and is left out")


def _fill_synonyms(reader: _Reader) -> None:
    """Fields that programs write under other names than CSL's."""
    fields = reader.fields
    for other, variable in _OTHER_NAMES.items():
        if other in fields and fields.get(variable) in {None, "", fields[other]}:
            fields[variable] = fields[other]
            if other not in _ALSO_OLDER:
                del fields[other]


def _scalar(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return None


# --- names --------------------------------------------------------------------


def _names(reader: _Reader, key: str, value: object) -> tuple[Name, ...]:
    if isinstance(value, str):
        reader.warn(f"{key} is text where a list of names belongs")
        parts = re.split(r"\s*(?:;|；|\s+and\s+|、)\s*", value.strip())
        return tuple(_name_from_text(part) for part in parts if part)
    if isinstance(value, Mapping):
        reader.warn(f"{key} is one name where a list of names belongs")
        value = [value]
    if not isinstance(value, list | tuple):
        reader.warn(f"{key} is no list of names and is left out")
        return ()
    names = []
    for entry in value:
        if isinstance(entry, Mapping):
            name = _name(entry)
            if name == Name():
                continue
            if name.literal.strip().lower() in {"others", "et al", "et al.", "等"}:
                reader.truncated.add(ALIASES.get(key, key))
                continue
            names.append(name)
        elif isinstance(entry, str):
            reader.warn(f"{key} holds text where a name belongs: {entry}")
            names.append(_name_from_text(entry))
        else:
            reader.warn(f"{key} holds something that is no name")
    return tuple(names)


def _name_from_text(text: str) -> Name:
    family, comma, given = text.partition(",")
    if comma and given.strip() and "," not in given:
        return split_particles(Name(family=family.strip(), given=given.strip()))
    return Name(literal=text.strip())


def _name(entry: Mapping[str, object]) -> Name:
    def part(key: str) -> str:
        value = entry.get(key)
        return "" if value is None or isinstance(value, bool) else (_scalar(value) or "")

    name = Name(
        family=part("family"),
        given=part("given"),
        dropping_particle=part("dropping-particle"),
        non_dropping_particle=part("non-dropping-particle"),
        suffix=part("suffix"),
        comma_suffix=_is_true(entry.get("comma-suffix")),
        literal=part("literal") or part("name"),
        static_ordering=_is_true(entry.get("static-ordering")),
    )
    parse = entry.get("parse-names")
    if name.literal or (parse is not None and not _is_true(parse)):
        return name
    if name.family and not name.given and _is_true(entry.get("isInstitution")):
        return Name(literal=name.family)
    family = name.family
    if len(family) > 1 and family[0] == '"' and family[-1] == '"':
        return replace(name, family=family[1:-1])
    if _is_true(entry.get("static-particles")):
        return name
    return split_particles(name)


def _is_true(value: object) -> bool:
    return value in (True, 1, "true", "1")


# --- dates --------------------------------------------------------------------


def _date(reader: _Reader, key: str, value: object) -> Date | None:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        if not str(value).strip():
            return None
        if isinstance(value, str):
            reader.warn(f"{key} is text where a date belongs: {value}")
        else:
            reader.warn(f"{key} is a number where a date belongs: {value}")
        return parse_date(_scalar(value) or "")
    if isinstance(value, list | tuple):
        reader.warn(f"{key} is a list where a date belongs")
        value = {"date-parts": value if value and isinstance(value[0], list | tuple) else [value]}
    if not isinstance(value, Mapping):
        reader.warn(f"{key} is no date and is left out")
        return None
    literal = _scalar(value.get("literal")) or ""
    season = _scalar(value.get("season")) or ""
    circa = value.get("circa") not in (None, False, 0, "", "false", "0")
    parts = _date_parts(reader, key, value.get("date-parts"))
    raw = _scalar(value.get("raw")) or ""
    if not parts and raw:
        read = parse_date(raw)
        return Date(read.parts, season or read.season, circa or read.circa, read.literal, read.raw)
    if not parts and not literal and not season:
        return None
    if season in _SEASONS and len(parts) == 1 and len(parts[0]) == 1:
        parts, season = ((*parts[0], _SEASONS[season]),), ""
    return Date(parts, season, circa, literal)


def _date_parts(reader: _Reader, key: str, value: object) -> tuple[tuple[int, ...], ...]:
    if not isinstance(value, list | tuple):
        return ()
    if value and not isinstance(value[0], list | tuple):
        value = [value]
    found = []
    for date in value[:2]:
        numbers: list[int] = []
        for part in date if isinstance(date, list | tuple) else ():
            text = (_scalar(part) or "").strip()
            match = re.match(r"[-+]?\d+", text)
            if match is None:
                if text:
                    reader.warn(f"{key} has a part that is no number: {text}")
                break
            numbers.append(int(match[0]))
        if numbers:
            found.append(tuple(numbers[:3]))
    return tuple(found)


# --- variables in the note -----------------------------------------------------


def _note_variables(note: str) -> tuple[str, dict[str, object]]:
    """The note without the lines `variable: value` at its start, and what those lines say.

    They end at the first line of another form, except that the first line may be free text.
    """
    lines = _NOTE_BRACES.sub(r"\n\1\n", note).split("\n")
    found: dict[str, object] = {}
    names: dict[str, list[Mapping[str, str]]] = {}
    kept: list[str] = []
    for index, line in enumerate(lines):
        match = _NOTE_LINE.fullmatch(line)
        if match is None:
            if line.strip() and index > 0:
                kept.extend(lines[index:])
                break
            kept.append(line)
            continue
        kept.append("")
        key, value = match[1].lower().replace(" ", "-") if " " in match[1] else match[1], match[2].strip()
        if ALIASES.get(key, key) in NAME_VARIABLES:
            parts = re.split(r"\s*\|\|\s*", value)
            names.setdefault(key, []).append(
                {"family": parts[0], "given": parts[1]} if len(parts) == 2 else {"literal": parts[0]}
            )
        elif key in DATE_VARIABLES:
            found[key] = {"raw": value}
        elif key == "type":
            found[key] = value
        else:
            found.setdefault(key, value)
    found.update(names)
    return "\n".join(kept).strip(), found


# --- and back -------------------------------------------------------------------


def reference_to_csl(reference: Reference) -> dict[str, object]:
    """The reference as a CSL-JSON item; `reference_from_csl` reads it back to the same reference."""
    item: dict[str, object] = {"id": reference.id, "type": reference.type}
    item.update(reference.fields)
    for variable, names in reference.names.items():
        item[variable] = [_name_to_csl(name) for name in names]
    for variable, date in reference.dates.items():
        item[variable] = _date_to_csl(date)
    for variable in sorted(reference.truncated):
        item[f"{variable}-truncated"] = True
    return item


def _name_to_csl(name: Name) -> dict[str, object]:
    pairs: Iterable[tuple[str, object]] = (
        ("family", name.family),
        ("given", name.given),
        ("dropping-particle", name.dropping_particle),
        ("non-dropping-particle", name.non_dropping_particle),
        ("suffix", name.suffix),
        ("comma-suffix", name.comma_suffix),
        ("literal", name.literal),
        ("static-ordering", name.static_ordering),
    )
    result = {key: value for key, value in pairs if value}
    if name != split_particles(name):
        result["parse-names"] = False
    return result


def _date_to_csl(date: Date) -> dict[str, object]:
    pairs: Iterable[tuple[str, object]] = (
        ("date-parts", [list(part) for part in date.parts]),
        ("season", date.season),
        ("circa", date.circa),
        ("literal", date.literal),
    )
    result = {key: value for key, value in pairs if value}
    if date.raw and not result:
        result["raw"] = date.raw
    return result
