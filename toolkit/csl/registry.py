"""What the engine knows of all items of a run: numbers, family names, labels, how far each is expanded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from toolkit.csl.context import Ambiguity, Item
from toolkit.csl.initials import initialize
from toolkit.csl.letters import is_letter
from toolkit.csl.locale import Locale, resolve_language
from toolkit.csl.personal import PersonStyle
from toolkit.csl.style import Style
from toolkit.csl.textcase import STOP_WORDS
from toolkit.model.reference import Name

_BINDING: Final = frozenset({"fr", "ru", "cs"})


class Registry:
    """Numbers, names and ambiguities of the items of one run."""

    def __init__(self, style: Style, items: Sequence[Item], language: str) -> None:
        options = style.citation.options
        self.style = style
        self.items = {item.id: item for item in items}
        self.numbers: dict[str, int] = {item.id: index + 1 for index, item in enumerate(items)}
        self.default_language = resolve_language(language)[1]
        sort_locale = style.options.get("default-locale-sort", "")
        self.sort_language = sort_locale or self.default_language
        """Language tag whose order sorted lists follow."""
        self.note_style = style.class_ == "note"
        self.page_range_format = style.options.get("page-range-format", "")
        self.year_range_format = style.options.get("year-range-format", "")
        self.page_delimiter = style.locale(self.default_language).text("page-range-delimiter")
        self.binds_names = self.default_language[:2] in _BINDING
        self.expands_givens = options.get("disambiguate-add-givenname") == "true"
        self.rule = options.get("givenname-disambiguation-rule", "by-cite")
        self.demote_never = style.options.get("demote-non-dropping-particle") == "never"
        self.conditions_met = 0
        """Conditions `disambiguate` that the last rendering came across."""
        self._ambiguities: dict[str, Ambiguity] = {}
        self._families: dict[str, dict[str, set[str]]] = {}
        """Family name → initials → given names."""
        self._labels: dict[str, str] = {}
        self._name_keys: dict[Name, tuple[str, str, str]] = {}
        self.registering = False

    def number(self, item: Item) -> int:
        return self.numbers.get(item.id, 0)

    def ambiguity(self, item: Item) -> Ambiguity:
        found = self._ambiguities.get(item.id)
        if found is None:
            found = self._ambiguities[item.id] = Ambiguity()
        return found

    def settle(self, item: Item, ambiguity: Ambiguity) -> None:
        self._ambiguities[item.id] = ambiguity.copy()

    def year_suffix(self, item: Item) -> int | None:
        found = self._ambiguities.get(item.id)
        return None if found is None else found.year_suffix

    @property
    def sort_locale(self) -> Locale:
        return self.style.locale(self.default_language)

    def label(self, item: Item) -> str:
        """The label of a work made from its names and year: `Dav09`, `ABC10`."""
        found = self._labels.get(item.id)
        if found is None:
            found = self._labels[item.id] = trigraph(item)
        return found

    # --- given names ----------------------------------------------------------------

    def _name_key(self, name: Name) -> tuple[str, str, str]:
        key = self._name_keys.get(name)
        if key is None:
            family = " ".join(name.family.replace(".", " ").split())
            if self.demote_never and name.non_dropping_particle and name.family:
                family = f"{family} {name.non_dropping_particle}"
            given = " ".join(name.given.replace(".", " ").split())
            key = self._name_keys[name] = (family, initialize(given, " "), given)
        return key

    def register(self, name: Name) -> None:
        family, initials, given = self._name_key(name)
        self._families.setdefault(family, {}).setdefault(initials, set()).add(given)

    def given_level(
        self,
        name: Name,
        index: int,
        default: int,
        style: PersonStyle,
        asked: list[int] | None,
    ) -> int:
        """The form in which a given name must show: 0 none, 1 initials, 2 in full."""
        rule = self.rule
        if rule == "by-cite":
            wanted = asked[index] if asked is not None and index < len(asked) else 0
            if wanted == 1 and (style.initialize_with is None or not name.given):
                wanted = 2
            return max(default, wanted) if name.given else default
        primary_only = rule.startswith("primary-name")
        if primary_only and index > 0:
            return default
        if self.registering:
            self.register(name)
            return default
        family, initials, _ = self._name_key(name)
        known = self._families.get(family)
        if known is None or initials not in known:
            return default
        several = len(known) > 1
        if rule.endswith("-with-initials"):
            return 1 if several else max(default, 0) if default else 0
        level = default
        if several:
            level = 1
        if len(known[initials]) > 1 or (several and style.initialize_with is None):
            level = 2
        return level


_LETTER_COUNTS: Final = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))
_PARTICLES: Final = re.compile(r"^[ '\u2019a-z]+\s+")
_ARTICLE: Final = re.compile(r"^(?:a|an|the)\s+", re.IGNORECASE)


def trigraph(item: Item) -> str:
    """The label of a work made from its names and year: `Dave09`, `DaEv10`, `DaEF11`, `DEFG12`."""
    date = item.dates.get("issued")
    year = f"{date.year if date is not None and date.year else 0:04d}"[-2:]
    names = next((names for names in item.names.values() if names), ())
    label = ""
    if names:
        for name, count in zip(names, _LETTER_COUNTS[min(len(names), 4) - 1], strict=False):
            text = name.literal or _PARTICLES.sub("", name.family)
            letters = "".join(filter(is_letter, _ARTICLE.sub("", text)))
            label += letters[:count].capitalize()
    if not label:
        words = [word for word in item.fields.get("title", "").split() if word not in STOP_WORDS]
        label = "".join(words)[:4].capitalize()
    return label + year
