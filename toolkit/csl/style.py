"""CSL styles: reading, checking, compiling (CSL 1.0.2, "Styles - Structure")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from toolkit import resources
from toolkit.csl.context import Renderer
from toolkit.csl.evaluate import Scope, compile_children, holds_date
from toolkit.csl.leaf import Look
from toolkit.csl.locale import Locale, LocaleData, parse_locale, read_locale, resolve_language
from toolkit.csl.xmlread import attributes_of, fail, fail_at, local, read_xml
from toolkit.errors import ToolkitError
from toolkit.model.frozen import frozen, mutable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAME_VARIABLES: Final = frozenset({
    "author", "chair", "collection-editor", "commenter", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editor-translator", "editorial-director",
    "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer",
    "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
    "series-creator", "translator",
})  # fmt: skip


@frozen
class Layout:
    """One `cs:layout`. `locales` is empty for the one that serves every other language."""

    locales: tuple[str, ...]
    look: Look
    render: tuple[Renderer, ...]


@frozen
class SortKey:
    """One `cs:key`."""

    variable: str
    macro: Renderer | None
    names: Renderer | None
    descending: bool
    limits: tuple[int | None, int | None, bool | None]
    """names-min, names-use-first, names-use-last."""
    dated: bool = False
    """The macro has a date of its own and sorts by it alone."""


@mutable
class Area:
    """`cs:citation` or `cs:bibliography`."""

    name: str
    options: Mapping[str, str]
    """Attributes of cs:style overlaid by its own."""
    layouts: tuple[Layout, ...]
    sort: tuple[SortKey, ...]

    @property
    def main(self) -> Layout:
        """The layout without a locale, else the last one."""
        return next((layout for layout in self.layouts if not layout.locales), self.layouts[-1])

    def layout_for(self, language: str, default: str) -> tuple[Layout, str]:
        """The layout for a language and the locale it is printed in.

        CSL-M: the first layout that names the locale of the entry, or whose two-letter
        language is the entry's; entries in the default locale take the last one.
        """
        if language and len(self.layouts) > 1:
            _, best, bare = resolve_language(language, default)
            if best != default:
                for layout in self.layouts:
                    tags = [resolve_language(tag, default) for tag in layout.locales]
                    if any(best == tag[1] for tag in tags):
                        return layout, tags[0][1]
                    if any(bare == tag for tag in layout.locales if len(tag) == 2):
                        return layout, tags[0][1]
        return self.main, default


@lru_cache(maxsize=128)
def locale_file(language: str) -> LocaleData | None:
    """The installed locale file of exactly this language, or None."""
    data = resources.locale_bytes(language)
    return None if data is None else parse_locale(data, f"locales-{language}.xml")


def _installed(language: str) -> LocaleData | None:
    return locale_file(language)


@mutable
class Style:
    """A compiled style. It holds no state of a run and may serve many."""

    name: str
    id: str
    title: str
    class_: str
    """in-text or note."""
    default_locale: str
    options: Mapping[str, str]
    citation: Area
    bibliography: Area | None
    explicit_suffix: bool
    uses_condition: bool
    """It has a condition `disambiguate="true"`."""
    layers: tuple[LocaleData, ...]
    """Its own cs:locale elements."""
    _locales: dict[str, Locale] = field(default_factory=dict)
    locale_files: Callable[[str], LocaleData | None] = field(default=_installed)

    @property
    def numeric(self) -> bool:
        """Citations are by number."""
        return self._cites_by_number

    _cites_by_number: bool = False

    def locale(self, language: str) -> Locale:
        """The terms in force for a language: its files overlaid by the style's own."""
        found = self._locales.get(language)
        if found is None:
            base, best, bare = resolve_language(language, self.default_locale or "en-US")
            files: list[LocaleData] = []
            for tag in dict.fromkeys((base, best)):
                data = self.locale_files(tag)
                if data is not None:
                    files.append(data)
            if not files:
                data = self.locale_files("en-US")
                files = [data] if data is not None else []
            own = {layer.language: layer for layer in reversed(self.layers)}
            layers = [own[tag] for tag in dict.fromkeys(("", bare, base, best)) if tag in own]
            found = self._locales[language] = Locale(best, [*files, *layers])
        return found


def load_style(style_id: str) -> Style:
    """An installed style by its id, dependent styles resolved. Raises ToolkitError if there is none."""
    data = resources.style_bytes(style_id)
    if data is None:
        raise ToolkitError.of(f"there is no CSL style with the id {style_id}")
    return parse_style(data, f"{style_id}.csl", load_parent=resources.style_bytes)


def parse_style(
    xml: bytes,
    name: str,
    *,
    load_parent: Callable[[str], bytes | None] | None = None,
    locale_files: Callable[[str], LocaleData | None] | None = None,
) -> Style:
    """Read, check and compile a style. `name` is its file's name, for messages.

    `load_parent` gives the source of the style a dependent one points to, by id. Raises
    ToolkitError with file and line for what is no XML, no CSL, has a document type, an
    unknown macro or a macro that calls itself.
    """
    root = read_xml(xml, name)
    if local(root) != "style":
        raise fail_at(name, root, f"not a CSL style: the root element is <{local(root)}>")
    default_locale = root.get("default-locale", "")
    parent = _parent_id(root)
    seen = {name}
    while parent:
        source = load_parent(parent) if load_parent is not None else None
        if source is None:
            raise fail(name, 1, f"the style depends on {parent}, which is not installed")
        if parent in seen:
            raise fail(name, 1, f"the style depends on itself through {parent}")
        seen.add(parent)
        root = read_xml(source, f"{parent}.csl")
        parent = _parent_id(root)
    style = _compile(root, name, default_locale)
    if locale_files is not None:
        style.locale_files = locale_files
    return style


def _parent_id(root: Element) -> str:
    """The id of the independent parent, or nothing for an independent style."""
    if any(local(child) == "citation" for child in root):
        return ""
    for element in root.iter():
        if local(element) == "link" and element.get("rel") == "independent-parent":
            return str(element.get("href", "")).rstrip("/").rpartition("/")[2]
    return ""


def _compile(root: Element, name: str, default_locale: str) -> Style:
    macros: dict[str, Element] = {}
    layers: list[LocaleData] = []
    areas: dict[str, Element] = {}
    title = identifier = ""
    for child in root:
        kind = local(child)
        if kind == "macro":
            macros[child.get("name", "")] = child
        elif kind == "locale":
            layers.append(read_locale(child))
        elif kind in {"citation", "bibliography"}:
            areas[kind] = child
        elif kind == "info":
            for part in child:
                if local(part) == "title":
                    title = part.text or ""
                elif local(part) == "id":
                    identifier = part.text or ""
    if "citation" not in areas:
        raise fail_at(name, root, "the style has no cs:citation")
    check_macros(root, macros, name)
    check_terms(root, layers, default_locale or root.get("default-locale", ""), name)
    options = attributes_of(root)
    elements = list(root.iter())
    explicit = any(
        local(element) == "text" and element.get("variable") in {"year-suffix", "citation-label"}
        for element in elements
    )
    bibliography = None
    if "bibliography" in areas:
        bibliography = _compile_area(areas["bibliography"], options, macros, name, explicit=explicit)
    return Style(
        name=name,
        id=identifier,
        title=title,
        class_=options.get("class", "in-text"),
        default_locale=default_locale or options.get("default-locale", ""),
        options=options,
        citation=_compile_area(areas["citation"], options, macros, name, explicit=explicit),
        bibliography=bibliography,
        explicit_suffix=explicit,
        uses_condition=any(element.get("disambiguate") == "true" for element in elements if local(element)),
        layers=tuple(layers),
        _cites_by_number=_calls_number(areas["citation"], macros),
    )


def check_macros(root: Element, macros: Mapping[str, Element], name: str) -> None:
    """Raise ToolkitError if an unknown macro is called, or one that calls itself."""
    calls: dict[str, list[tuple[str, Element]]] = {macro: [] for macro in macros}
    for element in root.iter():
        kind = local(element)
        called = element.get("macro") if kind in {"text", "key"} else None
        if called is None:
            continue
        if called not in macros:
            raise fail_at(name, element, f"there is no macro named {called}")
        owner = element.getparent()
        while owner is not None and local(owner) != "macro":
            owner = owner.getparent()
        if owner is not None:
            calls.setdefault(owner.get("name", ""), []).append((called, element))
    state: dict[str, int] = {}

    def visit(macro: str) -> None:
        state[macro] = 1
        for called, element in calls.get(macro, ()):
            if state.get(called) == 1:
                raise fail_at(name, element, f"the macro {called} calls itself")
            if called not in state:
                visit(called)
        state[macro] = 2

    for macro in macros:
        if macro not in state:
            visit(macro)


def check_terms(root: Element, layers: Iterable[LocaleData], default_locale: str, name: str) -> None:
    """Raise ToolkitError if a term is called that neither the style nor CSL has."""
    known = {
        term for layer in layers for term in (*layer.terms, *(gendered for gendered, _ in layer.gendered))
    }
    called = [
        (element.get("term", ""), element) for element in root.iter() if element.get("term") is not None
    ]  # fmt: skip
    tags = dict.fromkeys((resolve_language(default_locale)[0], "en-US"))
    for tag in tags:
        called = [(term, element) for term, element in called if term.replace(" ", "-") not in known]
        if not called:
            return
        data = locale_file(tag)
        if data is None:
            return
        known = {*data.terms, *(term for term, _ in data.gendered)}
    for term, element in called:
        if term.replace(" ", "-") not in known and term not in known:
            raise fail_at(name, element, f"there is no term named {term}")


def _calls_number(element: Element, macros: Mapping[str, Element]) -> bool:
    pending, seen = [element], set()
    while pending:
        for node in pending.pop().iter():
            if local(node) == "text":
                if node.get("variable") == "citation-number":
                    return True
                macro = node.get("macro")
                if macro and macro not in seen:
                    seen.add(macro)
                    pending.append(macros[macro])
    return False


def _compile_area(
    element: Element,
    style_options: Mapping[str, str],
    macros: Mapping[str, Element],
    name: str,
    *,
    explicit: bool,
) -> Area:
    own = attributes_of(element)
    options = {**style_options, **own}
    scope = Scope(name, macros, options, explicit)
    layouts: list[Layout] = []
    keys: list[SortKey] = []
    for child in element:
        kind = local(child)
        if kind == "layout":
            attributes = attributes_of(child)
            locales = tuple(attributes.get("locale", "").split())
            layouts.append(Layout(locales, Look.of(attributes), compile_children(child, scope)))
        elif kind == "sort":
            keys = [_compile_key(key, scope) for key in child if local(key) == "key"]
    if not layouts:
        raise fail_at(name, element, f"cs:{local(element)} has no cs:layout")
    return Area(local(element), options, tuple(layouts), tuple(keys))


def _compile_key(element: Element, scope: Scope) -> SortKey:
    def integer(attribute: str) -> int | None:
        text = element.get(attribute, "")
        return int(text) if text.isdigit() else None

    last = element.get("names-use-last")
    variable = element.get("variable", "")
    macro = element.get("macro")
    names: Renderer | None = None
    if variable in _NAME_VARIABLES:
        names = _names_key(variable, scope)
    return SortKey(
        variable=variable,
        macro=scope.macro(macro) if macro else None,
        names=names,
        descending=element.get("sort") == "descending",
        limits=(
            integer("names-min"),
            integer("names-use-first"),
            None if last is None else last == "true",
        ),
        dated=bool(macro) and holds_date(scope.macros[macro or ""]),
    )


def _names_key(variable: str, scope: Scope) -> Renderer:
    """The renderer of a name variable as a sort key: all names, family first."""
    from lxml import etree

    names = etree.Element("names", variable=variable)
    etree.SubElement(names, "name", {"name-as-sort-order": "all", "sort-separator": " ", "form": "long"})
    plain = Scope(scope.style, {}, scope.options, scope.explicit_suffix)
    return compile_children(_wrapped(names), plain)[0]


def _wrapped(element: Element) -> Element:
    from lxml import etree

    shell = etree.Element("layout")
    shell.append(element)
    return shell
