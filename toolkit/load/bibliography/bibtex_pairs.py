"""A Chinese work and its English version, kept as two entries: each is told the other's title and names.

Two ways are in use: biblatex's `related` with `relatedtype = {translationas}` or `{translationof}`
(biblatex manual, section 3.5), and the entry sets of biblatex-gb7714-2015, where an entry of no fields
but `entryset = {chinese, english}` is what a text cites.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.load.bibliography.bibtex_entry import RawEntry
from toolkit.model.formats.bibtex import OTHER_LANGUAGE, OTHER_LANGUAGE_NAMES
from toolkit.model.scripts import has_han

LINKS = ("related", "entryset")
"""Fields that name the entries meant here."""
_TRANSLATIONS = frozenset({"translationas", "translationof"})
_NAMES = {
    own: (own, *(name for name, known in OTHER_LANGUAGE_NAMES.items() if known == own))
    for own in OTHER_LANGUAGE
}
"""Fields that have a version in the other language, with the names under which an entry may have them."""
_KEY_SEPARATOR = re.compile(r"\s*,\s*")


def join_languages(entries: Sequence[RawEntry]) -> None:
    """Give each entry of a pair the fields of the other one, under their names with `-en` or `-zh`.

    What an entry says itself stays. A translated book is no pair: its entry names a translator.
    """
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key, entry)
    for entry in entries:
        if "entryset" in entry.fields:
            _fill_set(entry, _named(entry, "entryset", by_key))
        elif entry.text("relatedtype").strip().lower() in _TRANSLATIONS and not entry.text("translator"):
            for other in _named(entry, "related", by_key):
                if _is_chinese(other) != _is_chinese(entry):
                    _take_version(entry, other)
                    break


def _named(entry: RawEntry, field: str, by_key: Mapping[str, RawEntry]) -> list[RawEntry]:
    keys = _KEY_SEPARATOR.split(entry.text(field).strip())
    return [by_key[key] for key in keys if key in by_key and by_key[key].text("title")]


def _fill_set(entry: RawEntry, members: Sequence[RawEntry]) -> None:
    """A set of a Chinese entry and an English one is the Chinese work with its English version."""
    if len(members) != 2 or _is_chinese(members[0]) == _is_chinese(members[1]):
        return
    chinese, english = sorted(members, key=_is_chinese, reverse=True)
    entry.type = chinese.type
    for name, field in chinese.fields.items():
        entry.fields.setdefault(name, field)
    _take_version(entry, english)


def _take_version(entry: RawEntry, other: RawEntry) -> None:
    language = "en" if _is_chinese(entry) else "zh"
    for own, names in _NAMES.items():
        field = next((other.fields[name] for name in names if name in other.fields), None)
        if field is None or any(f"{name}-{language}" in entry.fields for name in names):
            continue
        if own == "title" and other.text("subtitle"):
            colon = "：" if language == "zh" else ": "
            field = replace(field, text=f"{field.text}{colon}{other.text('subtitle')}")
        target = f"{own}-{language}"
        entry.fields[target] = replace(field, name=target)


def _is_chinese(entry: RawEntry) -> bool:
    return has_han(entry.text("title"))
