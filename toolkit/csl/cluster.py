"""Citations: cites of one place collapsed, joined and wrapped in the layout's affixes.

CSL 1.0.2, "Cite Grouping" and "Cite Collapsing". Collapsing works on the trees of the
cites: names that repeat are taken out, then years that repeat, and runs of numbers become
ranges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from toolkit.csl.brackets import Brackets
from toolkit.csl.context import CiteState, Context
from toolkit.csl.flatten import flatten
from toolkit.csl.leaf import PLAIN, make_leaf
from toolkit.csl.letters import is_letter, starts_with_letter
from toolkit.csl.punctuation import settle
from toolkit.csl.registry import Registry
from toolkit.csl.result import NumericOptions
from toolkit.csl.style import Area, Layout
from toolkit.csl.tree import Blob, add, leaves, plain, remove
from toolkit.model.frozen import mutable
from toolkit.model.inline import Inline, Inlines, Text

_TAGS: Final = re.compile(r"<[^>]+>")
_TRAILING: Final = re.compile("[\"'\u201d\u2019\u00bb\u202f\u00a0 ]+$")
_TERMINAL: Final = ":.;!?"


@mutable
class _Rendered:
    """One cite on its way into the cluster."""

    state: CiteState
    blob: Blob
    collapsed: bool
    delimiter: str
    number: int | None = None
    numeral: str = ""
    lone: bool = False
    """It prints its number and nothing else."""
    range_delimiter: str = ""


def layout_blobs(ctx: Context, layout: Layout) -> list[Blob]:
    """What the elements of a layout print."""
    kids: list[Blob] = []
    for renderer in layout.render:
        blob = renderer(ctx)
        if blob is not None:
            add(kids, blob)
    return kids


def _has_locator(ctx: Context) -> bool:
    return ctx.cite is not None and bool(ctx.cite.locator)


def space_after(prefix: str) -> str:
    """A cite's prefix with the space that sets it off from the cite."""
    bare = _TRAILING.sub("", _TAGS.sub("", prefix))
    end = bare[-1:]
    if end and (end in "&),]" or end in _TERMINAL or end.isdigit() or is_letter(end)):
        prefix += " "
    return re.sub(r"\s+", " ", prefix)


def space_before(suffix: str) -> str:
    """A cite's suffix with the space that sets it off from the cite."""
    if suffix and (starts_with_letter(suffix) or suffix[0] in "[("):
        return " " + suffix
    return suffix


class ClusterRenderer:
    """Renders clusters of one run."""

    def __init__(self, area: Area, registry: Registry, numeric: NumericOptions) -> None:
        self.area = area
        self.registry = registry
        self.numeric = numeric
        options = area.options
        self.collapse = options.get("collapse", "")
        self.group_delimiter = options.get("cite-group-delimiter", "")
        self.after_collapse = options.get("after-collapse-delimiter")
        self.suffix_delimiter = options.get("year-suffix-delimiter", "")
        self.in_text = registry.style.class_ == "in-text"
        self.by_number = registry.style.numeric
        locale = registry.style.locale(registry.default_language)
        self.in_quotes = locale.punctuation_in_quote
        self.quotes = locale.quotes
        self.delimiter = area.main.look.delimiter
        if numeric.joiner is not None and self.by_number:
            self.delimiter = numeric.joiner

    def context(self, state: CiteState) -> tuple[Context, Layout]:
        layout, language = self.area.layout_for(state.item.layout_language, self.registry.default_language)
        ctx = Context(state.item, self.registry, self.registry.style.locale(language), "citation")
        ctx.cite = state
        ctx.request = self.registry.ambiguity(state.item)
        ctx.suppress_names = state.suppress_author
        return ctx, layout

    def render(self, states: Sequence[CiteState]) -> tuple[Inlines, list[str]]:
        """The cluster and the ids of cites that print nothing."""
        brackets = Brackets(active=self.registry.note_style)
        main = self.area.main.look
        prefix = brackets.update(main.prefix)
        rendered, layouts, empty = self._cites(states, brackets)
        if not rendered:
            return (), empty
        suffix = main.suffix
        last_layout = layouts[-1]
        if last_layout.locales and last_layout.look.suffix:
            suffix = last_layout.look.suffix
        if suffix[:1] and suffix[0] in _TERMINAL:
            suffix = suffix[0]
        rendered[0].blob.prefix = prefix
        rendered[-1].blob.suffix = brackets.update(suffix)
        for cite in rendered:
            settle(cite.blob, in_quotes=self.in_quotes)
            _classify(cite)
        return self._assemble(rendered, main.decor), empty

    def author_only(self, state: CiteState) -> Inlines:
        """The name of the first cite alone; nothing if the layout prints no names."""
        state.suppress_author = False
        ctx, layout = self.context(state)
        layout_blobs(ctx, layout)
        blob = ctx.names_blob
        if blob is None:
            return ()
        blob.prefix = blob.suffix = ""
        settle(blob, in_quotes=self.in_quotes)
        blob.key = state.item.id
        return flatten(blob, ctx.locale.quotes)

    # --- single cites -----------------------------------------------------------------

    def _cites(
        self, states: Sequence[CiteState], brackets: Brackets
    ) -> tuple[list[_Rendered], list[Layout], list[str]]:
        rendered: list[_Rendered] = []
        layouts: list[Layout] = []
        empty: list[str] = []
        last_names = ""
        last_years: list[str] = []
        started = grouped = False
        before: CiteState | None = None
        previous_layout: Layout | None = None
        last_collapsed = False
        for state in states:
            ctx, layout = self.context(state)
            ctx.started = started
            ctx.have_collapsed = bool(self.collapse)
            blob = self._cite_blob(ctx, layout, state, brackets)
            own_names = ctx.real_names
            names = plain(own_names) if own_names is not None else ""
            same = bool(names) and names == last_names
            if self.collapse or self.group_delimiter:
                grouped = same if names else grouped
                if same and self.collapse and own_names is not None:
                    remove(blob, own_names)
                elif names:
                    ctx.have_collapsed = False
                last_names = names or last_names
            years = [(year, plain(year)) for year in _years(blob)]
            if self.collapse.startswith("year-suffix") and ctx.have_collapsed and self._suffixes_years:
                for (year, text), last in zip(years, last_years, strict=False):
                    if text == last:
                        remove(blob, year)
            last_years = [text for _, text in years]
            started = ctx.started
            delimiter = self._splice(
                before, ctx, last_collapsed=last_collapsed, grouped=grouped, previous=previous_layout
            )
            if before is not None:
                delimiter = _after_punctuation(delimiter, before, state)
            if any(leaf.text for leaf in leaves(blob)):
                blob.key = state.item.id
                cite = _Rendered(state, blob, ctx.have_collapsed, delimiter)
                cite.range_delimiter = ctx.locale.text("citation-range-delimiter")
                rendered.append(cite)
                layouts.append(layout)
            elif not state.suppress_author:
                empty.append(state.item.id)
            last_collapsed = ctx.have_collapsed
            before, previous_layout = state, layout
        return rendered, layouts, empty

    @property
    def _suffixes_years(self) -> bool:
        return self.area.options.get("disambiguate-add-year-suffix") == "true"

    def _cite_blob(self, ctx: Context, layout: Layout, state: CiteState, brackets: Brackets) -> Blob:
        kids: list[Blob] = []
        quotes = ctx.locale.quotes
        if state.prefix:
            prefix = brackets.update(space_after(state.prefix))
            bare = _TRAILING.sub("", _TAGS.sub("", prefix))
            kids.append(make_leaf(prefix, PLAIN, quotes))
            ctx.started = not (bare[-1:] and bare[-1] in _TERMINAL and " " in prefix.strip())
        if ctx.locale.placeholders:
            ahead, _ = self.context(state)
            ahead.looking = True
            layout_blobs(ahead, layout)
            ctx.label_forms = ahead.label_forms
        own = layout_blobs(ctx, layout)
        brackets.nest(own)
        if ctx.locale.quotes != self.quotes or layout.locales:
            shell = Blob(kids=own)
            shell.terms = quotes
            if own:
                kids.append(shell)
        else:
            kids.extend(own)
        if state.suffix:
            suffix = brackets.update(space_before(state.suffix))
            kids.append(make_leaf(suffix, PLAIN, quotes))
        return Blob(kids=kids)

    def _splice(
        self,
        before: CiteState | None,
        ctx: Context,
        *,
        last_collapsed: bool,
        grouped: bool,
        previous: Layout | None,
    ) -> str:
        """What stands between this cite and the one before it."""
        if before is None:
            return ""
        collapsed = ctx.have_collapsed
        if self.after_collapse is not None:
            if self.collapse == "citation-number" and before.locator and not _has_locator(ctx):
                return self.delimiter
            if before.locator or (last_collapsed and not collapsed):
                return self.after_collapse
            if not last_collapsed and not collapsed and self.collapse != "year-suffix":
                return self.after_collapse
            return self.delimiter
        if grouped and self.group_delimiter:
            return self.group_delimiter
        if collapsed and self.in_text and not self.by_number:
            return ", "
        if (
            previous is not None
            and previous.locales
            and previous.look.delimiter
            and self.numeric.joiner is None
        ):
            return previous.look.delimiter
        return self.delimiter

    # --- the whole cluster --------------------------------------------------------------

    def _assemble(self, rendered: list[_Rendered], decor: tuple[tuple[str, str], ...]) -> Inlines:
        parts: list[Blob] = []
        index = 0
        while index < len(rendered):
            cite = rendered[index]
            if parts:
                parts.append(Blob(self._joint(rendered[index - 1], cite)))
            parts.append(cite.blob)
            end = self._run_end(rendered, index)
            if end > index:
                self._print_run(rendered, index, end, parts)
            index = end + 1
        whole = Blob(kids=parts, decor=decor)
        return flatten(whole, self.quotes)

    def _joint(self, before: _Rendered, cite: _Rendered) -> str:
        """Between two cites; year suffixes of one author and year have their own delimiter."""
        if cite.lone and cite.numeral == "year-suffix" == before.numeral:
            return self.group_delimiter or self.suffix_delimiter or self.delimiter
        return cite.delimiter

    def _run_end(self, rendered: list[_Rendered], start: int) -> int:
        """The last cite of the run of consecutive numbers that begins here."""
        end = start
        while end + 1 < len(rendered):
            present, following = rendered[end], rendered[end + 1]
            if present.number is None or not following.lone or following.numeral != present.numeral:
                break
            if following.number != present.number + 1:
                break
            end += 1
        return end

    def _print_run(self, rendered: list[_Rendered], start: int, end: int, parts: list[Blob]) -> None:
        numeral = rendered[start].numeral
        if numeral == "citation-number":
            ranged = self.collapse == "citation-number"
            joiner = self.delimiter
        else:
            ranged = self.collapse == "year-suffix-ranged"
            joiner = self.group_delimiter or self.suffix_delimiter or self.delimiter
        shortest = 3
        if numeral == "citation-number" and self.numeric.collapse_from is not None:
            shortest = self.numeric.collapse_from
            ranged = shortest > 0
        if ranged and end - start + 1 >= shortest:
            parts.append(Blob(rendered[end].range_delimiter))
            parts.append(rendered[end].blob)
            return
        for cite in rendered[start + 1 : end + 1]:
            parts.append(Blob(joiner))
            parts.append(cite.blob)


def _after_punctuation(delimiter: str, before: CiteState, state: CiteState) -> str:
    """The delimiter gives way to punctuation that a suffix or a prefix brings."""
    starts = not before.suffix and state.prefix[:1] and state.prefix[0] in ";.,"
    if before.suffix and before.suffix[-1] in ";.,":
        space = delimiter.find(" ")
        return delimiter[space:] if space > -1 and not starts else ""
    return "" if starts else delimiter


def _years(blob: Blob) -> list[Blob]:
    if blob.role == "year":
        return [blob]
    return [year for kid in blob.kids or () for year in _years(kid)]


def _classify(cite: _Rendered) -> None:
    """Note the number that the cite ends with, and whether it is all it prints."""
    pieces = [leaf for leaf in leaves(cite.blob) if leaf.text]
    if pieces and pieces[-1].numeral:
        cite.number, cite.numeral = pieces[-1].number, pieces[-1].numeral
        cite.lone = len(pieces) == 1


def joined(parts: Sequence[Inlines], infix: str) -> Inlines:
    """Parts of a composite citation with a space or the infix between them."""
    result: list[Inline] = []
    for part in parts:
        if result and part:
            result.append(Text(infix or " "))
        result.extend(part)
    return tuple(result)
