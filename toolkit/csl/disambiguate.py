"""Telling ambiguous cites apart.

CSL 1.0.2, "Disambiguation": names are added, given names expanded, years suffixed and
`disambiguate` conditions switched on, in this order, until cites differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.csl.context import Ambiguity, Item
from toolkit.csl.registry import Registry


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
