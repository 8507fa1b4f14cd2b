"""What the engine knows of all items of a run, and telling ambiguous cites apart.

CSL 1.0.2, "Disambiguation": names are added, given names expanded, years suffixed and
`disambiguate` conditions switched on, in this order, until cites differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from toolkit.csl.context import Ambiguity, Context, Item
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

    def sort_locale(self, item: Item) -> Locale:
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
        ctx: Context,
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


# --- telling cites apart --------------------------------------------------------------


class Disambiguator:
    """Expands ambiguous cites step by step. `render` gives the text of a cite expanded so far.

    All cites of a group are expanded alike, one name or one given name at a time. A step
    that separates some of them is kept for those; a step that separates none is not.
    """

    def __init__(
        self, registry: Registry, render: Callable[[Item, Ambiguity | None], tuple[str, Ambiguity]]
    ) -> None:
        self.registry = registry
        self.render = render
        options = registry.style.citation.options
        self.add_names = options.get("disambiguate-add-names") == "true"
        self.by_cite = registry.expands_givens and registry.rule == "by-cite"
        self.modes: list[str] = []
        if self.add_names or self.by_cite:
            self.modes.append("names")
        if options.get("disambiguate-add-year-suffix") == "true":
            self.modes.append("years")
        if registry.style.uses_condition:
            self.modes.append("condition")

    def run(self, items: Sequence[Item], order: Callable[[Item], int]) -> None:
        """Settle the ambiguity of every item. `order` gives the place in the bibliography."""
        registry = self.registry
        if registry.expands_givens and registry.rule != "by-cite":
            registry.registering = True
            for item in items:
                self.render(item, None)
            registry.registering = False
        groups: dict[str, list[tuple[Item, Ambiguity]]] = {}
        for item in items:
            text, settings = self.render(item, None)
            registry.settle(item, settings)
            groups.setdefault(text, []).append((item, settings))
        if not self.modes:
            return
        for text, group in groups.items():
            if len(group) > 1:
                _Group(self, group, order).resolve(prints=bool(text))


class _Group:
    """Items whose cites read the same."""

    def __init__(
        self, owner: Disambiguator, members: list[tuple[Item, Ambiguity]], order: Callable[[Item], int]
    ) -> None:
        self.owner = owner
        self.registry = owner.registry
        self.order = order
        totals = {item.id: settings.totals for item, settings in members}
        members = sorted(members, key=lambda member: (totals[member[0].id], member[0].id))
        self.items = [item for item, _ in members]
        self.base = max((settings for _, settings in members), key=lambda a: a.names).copy()
        _pad(self.base)
        self.better = self.base.copy()
        self.last_nameset = len(self.base.names) - 1
        first_names = totals[self.items[0].id]
        self.most_names = first_names[0] if first_names else 0
        self.nameset = self.name = 0
        self.mode = 0
        self.cache: dict[tuple[str, tuple[object, ...]], str] = {}

    def resolve(self, *, prints: bool) -> None:
        """Tell the cites apart. Cites that print nothing may still have a condition to switch on."""
        if not prints:
            if "condition" in self.owner.modes:
                self._condition_step(self.items)
            return
        pending: list[list[Item]] = [self.items]
        start = True
        while pending:
            self.nameset = self.name = 0
            present = pending.pop(0)
            clashes = 1, 0
            classes: dict[str, list[Item]] | None = None
            while present:
                maxed = False
                if not start:
                    maxed = self._increment()
                    classes = None
                start = False
                if classes is None:
                    classes = self._partition(present)
                partners = next(iter(classes.values()))
                clashes = clashes[1], len(partners) - 1
                mode = self.owner.modes[self.mode]
                if mode == "names":
                    present, start = self._names_step(
                        present, classes, partners, clashes, pending, maxed=maxed
                    )
                elif mode == "years":
                    self._suffix_years(classes)
                    present = []
                else:
                    present = self._condition_step(present)
                if start:
                    del classes[next(iter(classes))]
                if maxed and self._next_mode(mode):
                    present = []

    def _next_mode(self, mode: str) -> bool:
        """Go on to the next way of telling cites apart; whether there is none and this one is at its end."""
        if self.mode < len(self.owner.modes) - 1:
            self.mode += 1
            return False
        return mode == "names"

    def _partition(self, items: list[Item]) -> dict[str, list[Item]]:
        """The items by how they read at the present expansion."""
        base = self.base
        state: tuple[object, ...] = (
            tuple(base.names),
            tuple(tuple(given) for given in base.givens),
            base.condition,
        )
        classes: dict[str, list[Item]] = {}
        for item in items:
            key = (item.id, state)
            text = self.cache.get(key)
            if text is None:
                text = self.cache[key] = self.owner.render(item, base)[0]
            classes.setdefault(text, []).append(item)
        return classes

    def _increment(self) -> bool:
        """Expand by one step; whether nothing is left to expand."""
        mode = self.owner.modes[self.mode]
        if mode == "condition":
            self.base.condition += 1
            self.better.condition += 1
            return False
        if mode != "names":
            return False
        base = self.base
        _pad(base)
        givens = base.givens[self.nameset] if self.nameset < len(base.givens) else []
        add_name = True
        if self.owner.by_cite and self.name < len(givens) and givens[self.name] < 2:
            givens[self.name] += 1
            add_name = False
        if add_name:
            if self.owner.add_names and self.name < self.most_names and self.nameset < len(base.names):
                base.names[self.nameset] += 1
                self.name += 1
                _pad(base)
            elif self.nameset < self.last_nameset:
                self.nameset += 1
                base.names[self.nameset] = 1
                self.name = 0
        givens = base.givens[self.nameset] if self.nameset < len(base.givens) else []
        return (
            self.nameset >= self.last_nameset
            and (not self.owner.add_names or self.name >= self.most_names)
            and (not self.owner.by_cite or self.name >= len(givens) or givens[self.name] >= 2)
        )

    def _keep_step(self) -> None:
        base, better = self.base, self.better
        if self.owner.by_cite and self.nameset < len(base.givens):
            givens = base.givens[self.nameset]
            if self.name < len(givens):
                while len(better.givens) <= self.nameset:
                    better.givens.append([])
                kept = better.givens[self.nameset]
                kept.extend([0] * (self.name + 1 - len(kept)))
                kept[self.name] = givens[self.name]
        if self.nameset < len(base.names):
            while len(better.names) <= self.nameset:
                better.names.append(0)
            better.names[self.nameset] = base.names[self.nameset]

    def _names_step(
        self,
        present: list[Item],
        classes: dict[str, list[Item]],
        partners: list[Item],
        clashes: tuple[int, int],
        pending: list[list[Item]],
        *,
        maxed: bool,
    ) -> tuple[list[Item], bool]:
        """What remains after this step, and whether to look again without expanding further."""
        others = [item for text, members in classes.items() for item in members if members is not partners]
        registry = self.registry
        if clashes[1] == 0:
            self._keep_step()
            registry.settle(partners[0], self.better)
            if len(others) == 1:
                registry.settle(others[0], self.better)
                return [], False
            return others, bool(others)
        if len(others) == 1:
            self._keep_step()
            registry.settle(others[0], self.better)
            return partners, False
        if clashes[1] < clashes[0]:
            self._keep_step()
            pending.append(others)
            return partners, False
        if maxed:
            if self.mode == len(self.owner.modes) - 1:
                for item in partners:
                    registry.settle(item, self.better)
            else:
                pending.append(partners)
            return others, False
        return present, False

    def _suffix_years(self, classes: dict[str, list[Item]]) -> None:
        for members in classes.values():
            if len(members) < 2:
                self.registry.settle(members[0], self.better)
                continue
            for index, item in enumerate(sorted(members, key=self.order)):
                self.better.year_suffix = index
                self.registry.settle(item, self.better)
            self.better.year_suffix = None

    def _condition_step(self, present: list[Item]) -> list[Item]:
        """Switch on one `disambiguate` condition after the other until the cites differ."""
        base, registry = self.base, self.registry
        while present:
            base.condition += 1
            self.better.condition = base.condition
            registry.conditions_met = 0
            self.cache.clear()
            classes = self._partition(present)
            most = registry.conditions_met // len(present)
            for item in present:
                registry.settle(item, self.better)
            present = [item for members in classes.values() if len(members) > 1 for item in members]
            if base.condition >= most:
                break
        return []


def _pad(ambiguity: Ambiguity) -> None:
    for index, count in enumerate(ambiguity.names):
        if index >= len(ambiguity.givens):
            ambiguity.givens.append([])
        row = ambiguity.givens[index]
        if len(row) < count:
            row.extend([0] * (count - len(row)))
