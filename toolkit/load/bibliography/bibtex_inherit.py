"""What entries take from others: `crossref` (with a mapping of fields) and `xdata` (as it is)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.load.bibliography.bibtex_entry import RawEntry, RawField
from toolkit.model.diagnostic import Problem
from toolkit.model.formats.bibtex import NOT_INHERITED, RULES

_KEY_SEPARATOR = re.compile(r"\s*,\s*")


def inherit(entries: Sequence[RawEntry], problems: list[Problem]) -> None:
    """Give every entry the fields of the entries that it names; of two with one key the first counts."""
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key, entry)
    folded = {key.casefold(): entry for key, entry in reversed(by_key.items())}
    resolver = _Resolver(by_key, folded, problems)
    for entry in entries:
        if "crossref" in entry.fields or "xdata" in entry.fields:
            resolver.complete(entry)


class _Resolver:
    """Completes entries, their parents first."""

    def __init__(
        self, by_key: Mapping[str, RawEntry], folded: Mapping[str, RawEntry], problems: list[Problem]
    ) -> None:
        self.by_key = by_key
        self.folded = folded
        self.problems = problems
        self.done: set[int] = set()

    def complete(self, start: RawEntry) -> None:
        """Walk up with a stack of our own: a chain of parents may be longer than Python's stack."""
        stack = [start]
        while stack:
            entry = stack[-1]
            if id(entry) in self.done:
                stack.pop()
                continue
            parents = self._parents(entry)
            waiting = [parent for _, parent in parents if id(parent) not in self.done]
            circle = next((parent for parent in waiting if any(parent is other for other in stack)), None)
            if circle is not None:
                self._report_circle(stack, circle)
                stack = [start]
            elif waiting:
                stack.append(waiting[0])
            else:
                self._take(entry, parents)
                self.done.add(id(entry))
                stack.pop()

    def _parents(self, entry: RawEntry) -> list[tuple[RawField, RawEntry]]:
        """The entries named by `xdata` and `crossref` that exist, in the order in which they count."""
        found = []
        for name in ("xdata", "crossref"):
            link = entry.fields.get(name)
            for key in _KEY_SEPARATOR.split(link.text.strip()) if link else ():
                parent = self.by_key.get(key) or self.folded.get(key.casefold())
                if link is not None and parent is not None:
                    found.append((link, parent))
        return found

    def _take(self, entry: RawEntry, parents: list[tuple[RawField, RawEntry]]) -> None:
        for link, parent in parents:
            if link.name == "xdata":
                for name, value in parent.fields.items():
                    if name not in {"xdata", "crossref", "ids"}:
                        entry.fields.setdefault(name, value)
            else:
                _take_crossref(entry, parent)
        named = [
            (link, key)
            for link in (entry.fields.get("xdata"), entry.fields.get("crossref"))
            if link is not None
            for key in _KEY_SEPARATOR.split(link.text.strip())
        ]
        for link, key in named:
            if key and key not in self.by_key and key.casefold() not in self.folded:
                self.problems.append(
                    Problem(
                        f"{entry.key} takes fields from {key} ({link.name}), "
                        "but no entry that could be read has that key.",
                        link.span,
                        f"Add the entry {key} to this file, or correct the key.",
                    )
                )

    def _report_circle(self, stack: list[RawEntry], circle: RawEntry) -> None:
        """Cut every link of the circle, so that each entry keeps what is its own."""
        start = next(index for index, entry in enumerate(stack) if entry is circle)
        chain = stack[start:]
        shown = " → ".join(f"{entry.key} (line {entry.span.line})" for entry in (*chain, circle))
        first = next(chain[0].fields[name] for name in ("crossref", "xdata") if name in chain[0].fields)
        self.problems.append(
            Problem(
                f"Entries inherit from each other in a circle: {shown}.",
                first.span,
                "Take crossref or xdata out of the entry that is the collection itself.",
            )
        )
        for index, entry in enumerate(chain):
            following = chain[(index + 1) % len(chain)]
            for name in ("crossref", "xdata"):
                link = entry.fields.get(name)
                if link is not None and following.key.casefold() in (
                    key.casefold() for key in _KEY_SEPARATOR.split(link.text.strip())
                ):
                    del entry.fields[name]


def _take_crossref(entry: RawEntry, parent: RawEntry) -> None:
    renamed: set[str] = set()
    withheld = set(NOT_INHERITED)
    for rule in RULES:
        if parent.type in rule.parents and entry.type in rule.children:
            withheld |= rule.withheld
            for source, target in rule.fields:
                value = parent.fields.get(source)
                if value is not None:
                    # What the parent itself calls by the target's name is meant for its children.
                    own = parent.fields.get(target, value)
                    entry.fields.setdefault(target, replace(own, name=target))
                renamed.add(source)
    for name, value in parent.fields.items():
        if name not in withheld and name not in renamed:
            entry.fields.setdefault(name, value)
