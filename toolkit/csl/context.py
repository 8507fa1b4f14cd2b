"""What an element of a style sees while it renders."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.csl.languages import language_of, layout_language_of
from toolkit.csl.locale import Locale
from toolkit.csl.numbers import Number, parse_number
from toolkit.csl.tree import Blob
from toolkit.model.reference import Reference

if TYPE_CHECKING:
    from toolkit.csl.names_style import NamesStyle
    from toolkit.csl.registry import Registry

Renderer: TypeAlias = Callable[["Context"], Blob | None]

FIRST: Final = 0
SUBSEQUENT: Final = 1
IBID: Final = 2
IBID_WITH_LOCATOR: Final = 3

_PAGE_SPLIT: Final = re.compile(r"\s*(?:&|, |-|\u2013)\s*")


class Item:
    """A reference as the engine uses it."""

    __slots__ = (
        "dates",
        "fields",
        "id",
        "index",
        "language",
        "layout_language",
        "names",
        "ref",
        "truncated",
        "type",
    )

    def __init__(self, ref: Reference, index: int) -> None:
        self.ref = ref
        self.id = ref.id
        self.index = index
        self.type = ref.type
        self.names = ref.names
        self.dates = ref.dates
        self.truncated = ref.truncated
        self.language = language_of(ref)
        self.layout_language = layout_language_of(ref, self.language)
        fields = dict(ref.fields)
        page = fields.get("page")
        if page and not fields.get("page-first"):
            first = _PAGE_SPLIT.split(page, maxsplit=1)[0]
            fields["page-first"] = page if first.endswith("\\") else first
        self.fields = fields


class Ambiguity:
    """How far a cite is expanded to tell it from others: names shown and form of given names.

    `names[i]` is the number of names shown of the i-th list of names, `givens[i][j]` the form
    of the given name of its j-th name (0 none, 1 initials, 2 full).
    """

    __slots__ = ("condition", "givens", "names", "totals", "year_suffix")

    def __init__(self) -> None:
        self.names: list[int] = []
        self.totals: list[int] = []
        """How many names each list has."""
        self.givens: list[list[int]] = []
        self.year_suffix: int | None = None
        self.condition = 0
        """How many `disambiguate` conditions hold."""

    def copy(self) -> Ambiguity:
        other = Ambiguity()
        other.names = self.names.copy()
        other.totals = self.totals.copy()
        other.givens = [given.copy() for given in self.givens]
        other.year_suffix = self.year_suffix
        other.condition = self.condition
        return other


class CiteState:
    """One cite with what its place gives it."""

    __slots__ = (
        "author_only",
        "first_note",
        "item",
        "label",
        "locator",
        "near_note",
        "note",
        "position",
        "prefix",
        "suffix",
        "suppress_author",
    )

    def __init__(self, item: Item) -> None:
        self.item = item
        self.locator = ""
        self.label = ""
        self.prefix = ""
        self.suffix = ""
        self.position = FIRST
        self.near_note = False
        self.first_note = 0
        self.note = 0
        self.suppress_author = False
        self.author_only = False


class Context:
    """The state of rendering one cite, one entry or one sort key."""

    __slots__ = (
        "area",
        "bibliography",
        "cite",
        "conditions_seen",
        "date_macro",
        "found",
        "have_collapsed",
        "item",
        "label_forms",
        "locale",
        "looking",
        "name_blobs",
        "names_blob",
        "names_count",
        "names_style",
        "nameset",
        "note_style",
        "number_cache",
        "opens_entry",
        "real_names",
        "registry",
        "rendered",
        "request",
        "said",
        "settings",
        "sort_limits",
        "sorting",
        "started",
        "strip",
        "substituted",
        "substituting",
        "suffix_done",
        "suppress_names",
        "tried",
        "used",
    )

    def __init__(self, item: Item, registry: Registry, locale: Locale, area: str) -> None:
        self.item = item
        self.registry = registry
        self.locale = locale
        self.area = area
        self.bibliography = area == "bibliography"
        self.note_style = registry.note_style
        self.cite: CiteState | None = None
        self.looking = False
        """Rendering only to compare cites: no year suffix, no number."""
        self.sorting = False
        self.sort_limits: tuple[int | None, int | None, bool | None] = (None, None, None)
        self.date_macro = False
        """Inside a macro with a date that makes a sort key: only the date counts."""
        self.tried = self.found = self.said = False
        """In the present group: a variable was called, one had a value, a term or text was rendered."""
        self.started = False
        """Something was printed before in this entry or cluster."""
        self.rendered = False
        """A variable was printed before in this entry or cite."""
        self.used: set[str] = set()
        """Variables that stood in for missing names; they are not printed again."""
        self.substituting = 0
        self.substituted = False
        """A term or a text stood in for names: nothing else does, even if it prints nothing."""
        self.strip = 0
        """Depth of elements with `strip-periods`."""
        self.nameset = 0
        self.request: Ambiguity | None = None
        self.settings = Ambiguity()
        self.conditions_seen = 0
        self.names_blob: Blob | None = None
        """What the first names element printed, its substitute included."""
        self.name_blobs: list[tuple[Blob, str]] = []
        """The single names of it and what they are compared by."""
        self.real_names: Blob | None = None
        """The first names that were printed, nothing standing in for them."""
        self.suppress_names = False
        self.suffix_done = False
        self.have_collapsed = True
        """Nothing but names, numbers and years was called since the cite began."""
        self.names_style: NamesStyle | None = None
        """The style of the names that something stands in for."""
        self.names_count = 0
        """How many of the name blobs belong to the first names."""
        self.label_forms: dict[str, str] = {}
        """Form of the label of each number variable; terms such as `第%s版` go around the number."""
        self.opens_entry = False
        """The first names were the first thing that the entry printed."""
        self.number_cache: dict[str, Number] = {}

    def number(self, variable: str) -> Number | None:
        """The parsed value of a number variable of the item or, for the locator, of the cite."""
        cached = self.number_cache.get(variable)
        if cached is not None:
            return cached
        label = ""
        if variable == "locator":
            if self.cite is None or not self.cite.locator:
                return None
            text, label = self.cite.locator, self.cite.label or ""
        else:
            text = self.item.fields.get(variable, "")
        if not text:
            return None
        locale = self.locale
        and_term = locale.text("and")
        symbol = locale.text("and", "symbol")
        number = parse_number(text, variable, label, and_term, "&" if symbol == and_term else symbol or "&")
        self.number_cache[variable] = number
        return number

    def value(self, variable: str) -> str:
        """The text of a variable, of the item or of the cite."""
        if variable == "locator":
            return self.cite.locator if self.cite is not None else ""
        if variable == "first-reference-note-number":
            return str(self.cite.first_note) if self.cite is not None and self.cite.first_note else ""
        return self.item.fields.get(variable, "")
