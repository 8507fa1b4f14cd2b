"""Several entries of one work become one, field by field, and every choice can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.library.works import folded
from toolkit.model.frozen import frozen
from toolkit.model.reference import Date, Name, Reference

_FORMS = ("title", "container-title", "publisher", "abstract", "original-title", "original-container-title")
"""Where one of two forms may say more than the other: the longer one is taken."""


@frozen
class Choice:
    """What a field got. `others` are the values that differ from it, each with the key of its entry."""

    field: str
    value: str
    key: str
    others: tuple[tuple[str, str], ...] = ()


@frozen
class Merged:
    """One entry made of several. `choices` names the fields that not every entry had in this form."""

    reference: Reference
    choices: tuple[Choice, ...]


def merge(references: Sequence[Reference]) -> Merged:
    """The entries of one work as one, under the key of the first.

    The first entry's values stand, save where it has none, where another one has the longer list
    of authors, the more exact date, or the fuller form of a title or a journal's name that it
    abbreviates. The first is the entry to be kept: what its author wrote is not overruled.
    """
    first = references[0]
    choices: list[Choice] = []
    fields, names, dates = dict(first.fields), dict(first.names), dict(first.dates)
    truncated = set(first.truncated)
    for variable in _all(reference.fields for reference in references):
        given = [(one.id, one.fields[variable]) for one in references if one.fields.get(variable)]
        key, value = _fuller(given) if variable in _FORMS else given[0]
        fields[variable] = value
        _note(choices, variable, key, value, given, first.id)
    for variable in _all(reference.names for reference in references):
        having = [one for one in references if one.names.get(variable)]
        best = max(having, key=lambda one: _completeness(one, variable))
        names[variable] = best.names[variable]
        truncated.discard(variable)
        if variable in best.truncated:
            truncated.add(variable)
        shown = [(one.id, shown_names(one.names[variable], one.truncated, variable)) for one in having]
        chosen = shown_names(best.names[variable], best.truncated, variable)
        _note(choices, variable, best.id, chosen, shown, first.id)
    for variable in _all(reference.dates for reference in references):
        dated = [(one.id, one.dates[variable]) for one in references if variable in one.dates]
        key, date = max(dated, key=lambda item: _precision(item[1]))
        if _precision(date) == _precision(dated[0][1]):
            key, date = dated[0]
        dates[variable] = date
        _note(choices, variable, key, shown_date(date), [(k, shown_date(d)) for k, d in dated], first.id)
    types = [(reference.id, reference.type) for reference in references]
    _note(choices, "type", first.id, first.type, types, first.id)
    extra: dict[str, str] = {}
    for reference in references:
        for name, text in reference.extra.items():
            extra.setdefault(name, text)
    merged = replace(
        first, fields=fields, names=names, dates=dates, truncated=frozenset(truncated), extra=extra
    )
    return Merged(merged, tuple(choices))


def missing_from(target: Reference, source: Reference) -> Reference:
    """What `source` has and `target` lacks, as a reference of the target's key with these parts only."""
    return Reference(
        id=target.id,
        type=target.type,
        fields={name: text for name, text in source.fields.items() if text and not target.fields.get(name)},
        names={
            name: people
            for name, people in source.names.items()
            if people and (not target.names.get(name) or _goes_on(target, source, name))
        },
        dates={name: date for name, date in source.dates.items() if name not in target.dates},
    )


def shown_names(names: Sequence[Name], truncated: Iterable[str] = (), variable: str = "") -> str:
    """Names as a person reads them: `Yang, X.; Li, Y.; others`."""
    shown = [
        f"{name.family}, {name.given}" if name.family and name.given else name.family or name.literal
        for name in names
    ]
    return "; ".join((*shown, "others") if variable in truncated else shown)


def shown_date(date: Date) -> str:
    """A date or a range of dates in ISO 8601, or as it was typed."""
    parts = "/".join(
        "-".join(f"{number:02d}" if index else str(number) for index, number in enumerate(part))
        for part in date.parts
    )
    return parts or date.literal or date.raw


def _all(mappings: Iterable[Iterable[str]]) -> list[str]:
    """Every name once, in order of appearance."""
    return list(dict.fromkeys(name for mapping in mappings for name in mapping))


def _fuller(given: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The first form, or one that begins like it and says more: `J Extracell Vesicles` → the full name."""
    key, value = given[0]
    for other_key, other in given[1:]:
        if len(other) > len(value) and _is_short_for(value, other):
            key, value = other_key, other
    return key, value


def _is_short_for(short: str, full: str) -> bool:
    """Whether every word of the one begins, in order, a word of the other; or the title goes on."""
    words = [folded(word) for word in full.split()]
    at = 0
    for word in (folded(word) for word in short.split()):
        while at < len(words) and not (word and words[at].startswith(word)):
            at += 1
        if at == len(words):
            return False
        at += 1
    return True


def _completeness(reference: Reference, variable: str) -> tuple[bool, int, int]:
    names = reference.names[variable]
    # Full given names say more than initials, but only where the list is as long.
    given = sum(len(name.given.replace(".", "").replace(" ", "")) > 2 for name in names)
    return variable not in reference.truncated, len(names), given


def _goes_on(target: Reference, source: Reference, variable: str) -> bool:
    """Whether the target's list of people stops where the source's goes on."""
    return (
        variable in target.truncated
        and variable not in source.truncated
        and len(source.names[variable]) > len(target.names[variable])
    )


def _precision(date: Date) -> int:
    return sum(len(part) for part in date.parts[:1])


def _note(
    choices: list[Choice],
    field: str,
    key: str,
    value: str,
    given: Sequence[tuple[str, str]],
    kept: str,
) -> None:
    """Keep a choice that needs showing: another entry than the kept one gave it, or they differ."""
    others = tuple((other, text) for other, text in given if text != value and folded(text) != folded(value))
    if key != kept or others:
        choices.append(Choice(field, value, key, others))
