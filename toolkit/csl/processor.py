"""The whole of a run: items and clusters in, formatted citations and bibliography out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from toolkit.csl.bibliography import BibliographyRenderer
from toolkit.csl.cluster import ClusterRenderer, joined, layout_blobs
from toolkit.csl.collation import collate
from toolkit.csl.context import (
    FIRST,
    IBID,
    IBID_WITH_LOCATOR,
    SUBSEQUENT,
    Ambiguity,
    CiteState,
    Context,
    Item,
)
from toolkit.csl.disambiguate import Disambiguator
from toolkit.csl.narrative import narrative_names
from toolkit.csl.position import assign_positions
from toolkit.csl.registry import Registry
from toolkit.csl.result import BibliographyParameters, Cluster, Entry, Mode, NumericOptions, Result
from toolkit.csl.sort import ordered, sort_values
from toolkit.csl.style import Style
from toolkit.csl.tree import Blob, plain
from toolkit.model.csl_json import reference_from_csl
from toolkit.model.cycles import without_cycle_search
from toolkit.model.inline import EntryLink, Inlines, Text
from toolkit.model.reference import Reference

_POSITIONS = {"first": FIRST, "subsequent": SUBSEQUENT, "ibid": IBID, "ibid-with-locator": IBID_WITH_LOCATOR}


def process(
    style: Style,
    items: Iterable[Reference | Mapping[str, Any]],
    citations: Iterable[Cluster] = (),
    *,
    locale: str | None = None,
    numeric: NumericOptions | None = None,
    numbering: Literal["cited", "given"] = "cited",
    uncited: bool = True,
    translations: bool = True,
) -> Result:
    """Format citations and the bibliography.

    `items` are references or CSL-JSON items; `locale` is the language of terms where the
    style does not set its own. With `numbering="cited"` works take their numbers in the
    order in which they are cited, uncited ones after; with `given` in the order of `items`.
    Without `uncited` works that are not cited are left out of the bibliography.
    """
    with without_cycle_search():
        run = _Run(
            style, items, tuple(citations), locale, numeric or NumericOptions(), numbering, uncited=uncited
        )
        return run.result(translations=translations)


class _Run:
    def __init__(
        self,
        style: Style,
        items: Iterable[Reference | Mapping[str, Any]],
        clusters: Sequence[Cluster],
        locale: str | None,
        numeric: NumericOptions,
        numbering: str,
        *,
        uncited: bool,
    ) -> None:
        self.style = style
        self.clusters = clusters
        self.warnings: list[str] = []
        given = self._read(items)
        listed = _listed(given, clusters, cited_first=numbering == "cited", uncited=uncited)
        language = style.default_locale or locale or "en-US"
        self.registry = Registry(style, listed, language)
        self.registry.items = {item.id: item for item in given}
        self.listed = listed
        self.renderer = ClusterRenderer(style.citation, self.registry, numeric)
        if numbering == "cited" and style.numeric:
            self._number_sorted_cites()

    def _number_sorted_cites(self) -> None:
        """Works first cited together take their numbers in the order in which that citation sorts them."""
        keys = self.style.citation.sort
        if not keys or any(key.variable == "citation-number" for key in keys):
            return
        order: dict[str, Item] = {}
        for cluster in self.clusters:
            items = {
                cite.id: self.registry.items[cite.id]
                for cite in cluster.cites
                if cite.id in self.registry.items
            }
            values = {key: sort_values(item, keys, self.registry, "citation") for key, item in items.items()}
            cites = items.values() if cluster.unsorted else ordered(items.values(), values, keys)
            order.update({item.id: item for item in cites})
        order.update({item.id: item for item in self.listed})
        self.listed = list(order.values())
        self.registry.numbers = {key: index + 1 for index, key in enumerate(order)}

    def _read(self, items: Iterable[Reference | Mapping[str, Any]]) -> list[Item]:
        read: dict[str, Item] = {}
        for entry in items:
            if isinstance(entry, Reference):
                reference = entry
            else:
                reference, warnings = reference_from_csl(entry)
                self.warnings.extend(warnings)
            if reference.id in read:
                self.warnings.append(f"item {reference.id}: given twice; the first one is used")
                continue
            read[reference.id] = Item(reference, len(read))
        return list(read.values())

    def result(self, *, translations: bool) -> Result:
        style, registry = self.style, self.registry
        area = style.bibliography
        order = self.listed
        if area is not None and area.sort:
            order = self._sorted_bibliography()
        self._disambiguate(order)
        citations = self._citations()
        entries: tuple[Entry, ...] = ()
        parameters = BibliographyParameters()
        if area is not None:
            renderer = BibliographyRenderer(area, registry)
            entries = tuple(self._entries(renderer, order, translations=translations))
            parameters = renderer.parameters(entries)
        return Result(citations, entries, tuple(self.warnings), parameters, dict(registry.numbers))

    # --- bibliography ---------------------------------------------------------------------

    def _sorted_bibliography(self) -> list[Item]:
        area = self.style.bibliography
        if area is None:
            return self.listed
        registry = self.registry
        values = {item.id: sort_values(item, area.sort, registry, "bibliography") for item in self.listed}
        order = ordered(self.listed, values, area.sort)
        by_number = any(key.variable == "citation-number" for key in area.sort)
        if not by_number:
            registry.numbers = {item.id: index + 1 for index, item in enumerate(order)}
        return order

    def _entries(
        self, renderer: BibliographyRenderer, order: list[Item], *, translations: bool
    ) -> list[Entry]:
        entries = []
        for item in order:
            entry = renderer.render(item)
            if entry is None:
                self.warnings.append(f"item {item.id}: its entry in the bibliography prints nothing")
                continue
            if translations and "original-title" in item.fields:
                translation = renderer.translation(item, entry)
                if translation:
                    entry = replace(entry, translation=translation)
            entries.append(entry)
        return entries

    # --- disambiguation -------------------------------------------------------------------

    def _look(self, item: Item, request: Ambiguity | None) -> tuple[str, Ambiguity]:
        """How a cite of the item reads when cited again, expanded as `request` says."""
        area = self.style.citation
        layout, language = area.layout_for(item.layout_language, self.registry.default_language)
        ctx = Context(item, self.registry, self.style.locale(language), "citation")
        ctx.looking = True
        ctx.request = request
        blob = Blob(kids=layout_blobs(ctx, layout))
        return plain(blob), ctx.settings

    def _disambiguate(self, order: list[Item]) -> None:
        disambiguator = Disambiguator(self.registry, self._look)
        if disambiguator.modes or self.registry.expands_givens:
            places = {item.id: index for index, item in enumerate(order)}
            disambiguator.run(self.listed, lambda item: places[item.id])

    # --- citations ------------------------------------------------------------------------

    def _citations(self) -> tuple[Inlines, ...]:
        states = [self._states(cluster) for cluster in self.clusters]
        near = self.style.citation.options.get("near-note-distance", "5")
        assign_positions(
            [(cluster.note_number, cites) for cluster, cites in zip(self.clusters, states, strict=True)],
            int(near) if near.isdigit() else 5,
        )
        for cluster, cites in zip(self.clusters, states, strict=True):
            self._force(cluster, cites)
        return tuple(
            self._cluster(cluster, cites) for cluster, cites in zip(self.clusters, states, strict=True)
        )

    def _states(self, cluster: Cluster) -> list[CiteState]:
        states = []
        for cite in cluster.cites:
            item = self.registry.items.get(cite.id)
            if item is None:
                self.warnings.append(f"item {cite.id}: cited, but not given")
                continue
            state = CiteState(item)
            state.locator = cite.locator.strip()
            state.label = cite.label
            state.prefix, state.suffix = cite.prefix, cite.suffix
            state.suppress_author = cite.suppress_author
            state.author_only = cite.author_only
            states.append(state)
        if not cluster.unsorted and self.style.citation.sort and len(states) > 1:
            states = self._sort_states(states)
        return states

    def _sort_states(self, states: list[CiteState]) -> list[CiteState]:
        """The cites in the order of cs:sort; cites of the same author stay together when collapsing."""
        area, registry = self.style.citation, self.registry
        by_item = {state.item.id: state for state in states}
        if len(by_item) < len(states):
            return self._sort_repeated(states)
        values = {
            state.item.id: (
                *sort_values(state.item, area.sort, registry, "citation"),
                f"{registry.year_suffix(state.item) or 0:04d}",
            )
            for state in states
        }
        order = ordered([state.item for state in states], values, area.sort)
        order = self._break_ties(order, values)
        options = area.options
        collapses = bool(options.get("collapse")) and self.style.class_ == "in-text"
        by_number = any(key.variable == "citation-number" for key in area.sort)
        if (collapses or options.get("cite-group-delimiter")) and not by_number:
            order = self._grouped(order, values)
        return [by_item[item.id] for item in order]

    def _break_ties(self, order: list[Item], values: Mapping[str, tuple[str | None, ...]]) -> list[Item]:
        """Equal cites follow their year suffixes."""
        result: list[Item] = []
        index = 0
        while index < len(order):
            end = index + 1
            while end < len(order) and values[order[end].id][:-1] == values[order[index].id][:-1]:
                end += 1
            result.extend(sorted(order[index:end], key=lambda item: values[item.id][-1] or ""))
            index = end
        return result

    def _sort_repeated(self, states: list[CiteState]) -> list[CiteState]:
        area = self.style.citation
        distinct = {state.item.id: state.item for state in states}
        values = {
            key: sort_values(item, area.sort, self.registry, "citation") for key, item in distinct.items()
        }
        order = {item.id: index for index, item in enumerate(ordered(distinct.values(), values, area.sort))}
        return sorted(states, key=lambda state: order[state.item.id])

    def _grouped(self, order: list[Item], values: Mapping[str, tuple[str | None, ...]]) -> list[Item]:
        """Cites of the same names together, each group where its first cite sorts."""
        language = self.registry.sort_language
        names = {item.id: self._names_text(item) for item in order}
        position = {item.id: index for index, item in enumerate(order)}
        together = sorted(
            order,
            key=lambda item: (not names[item.id], collate(names[item.id], language), position[item.id]),
        )
        keys: dict[str, str] = {}
        before: str | None = None
        leading = ""
        for item in together:
            if names[item.id] != before:
                before = names[item.id]
                first = values[item.id][0]
                leading = collate("undefined", language) if first is None else first
            keys[item.id] = leading
        descending = self.style.citation.sort[0].descending
        return sorted(together, key=lambda item: keys[item.id], reverse=descending)

    def _names_text(self, item: Item) -> str:
        """The names that a cite of the item prints, or nothing."""
        area = self.style.citation
        layout, language = area.layout_for(item.layout_language, self.registry.default_language)
        ctx = Context(item, self.registry, self.style.locale(language), "citation")
        ctx.looking = True
        ctx.request = self.registry.ambiguity(item)
        layout_blobs(ctx, layout)
        return plain(ctx.real_names) if ctx.real_names is not None else ""

    def _force(self, cluster: Cluster, states: list[CiteState]) -> None:
        """Positions that the caller sets."""
        by_id = {cite.id: cite for cite in cluster.cites}
        for state in states:
            cite = by_id[state.item.id]
            if cite.position:
                state.position = _POSITIONS.get(cite.position, FIRST)
            if cite.near_note is not None:
                state.near_note = cite.near_note
            if cite.first_reference_note is not None:
                state.first_note = cite.first_reference_note

    def _cluster(self, cluster: Cluster, states: list[CiteState]) -> Inlines:
        if not states:
            return ()
        mode = cluster.mode
        if states[0].author_only and mode is Mode.NORMAL:
            mode = Mode.AUTHOR_ONLY
        if mode is Mode.AUTHOR_ONLY:
            return self._author(states[0])
        if mode is Mode.SUPPRESS_AUTHOR:
            states[0].suppress_author = True
        if mode is Mode.COMPOSITE:
            author = self._author(states[0])
            states[0].suppress_author = True
            rest = self._normal(states)
            return joined((author, rest), cluster.infix)
        return self._normal(states)

    def _normal(self, states: list[CiteState]) -> Inlines:
        inlines, empty = self.renderer.render(states)
        for key in empty:
            self.warnings.append(f"item {key}: its citation prints nothing")
        return inlines

    def _author(self, state: CiteState) -> Inlines:
        found = self.renderer.author_only(state)
        if found:
            return found
        locale = self.style.locale(self.registry.default_language)
        name = narrative_names(
            state.item.ref, et_al=f" {locale.text('et-al')}", joiner=f" {locale.text('and')} ", et_al_from=3
        )
        return (EntryLink(state.item.id, (Text(name),)),) if name else ()


def _listed(
    given: list[Item], clusters: Sequence[Cluster], *, cited_first: bool, uncited: bool
) -> list[Item]:
    """The items of the bibliography in the order in which they take their numbers."""
    by_id = {item.id: item for item in given}
    cited = {cite.id: by_id[cite.id] for cluster in clusters for cite in cluster.cites if cite.id in by_id}
    rest = [item for item in given if item.id not in cited] if uncited else []
    if cited_first:
        return [*cited.values(), *rest]
    return [item for item in given if uncited or item.id in cited]
