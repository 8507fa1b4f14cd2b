"""Elements of a style compiled to closures (CSL 1.0.2, "Rendering Elements").

A closure takes the context and returns a blob, or None if it prints nothing. A macro is
compiled when it is first called in its area.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from typing import TYPE_CHECKING

from toolkit.csl.conditions import compile_choose
from toolkit.csl.context import Context, Renderer
from toolkit.csl.dates import compile_date
from toolkit.csl.leaf import PLAIN, Look
from toolkit.csl.names import compile_names
from toolkit.csl.names_style import NamesStyle, Shorthand, read_names_style
from toolkit.csl.text import compile_label, compile_number, compile_term, compile_value, compile_variable
from toolkit.csl.tree import Blob, add
from toolkit.csl.xmlread import attributes_of, fail_at, local
from toolkit.model.frozen import mutable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@mutable
class Scope:
    """One area of a style while its elements are compiled."""

    style: str
    """Name of the style's file, for messages."""
    macros: Mapping[str, Element]
    options: Mapping[str, str]
    """Attributes of cs:style overlaid by those of the area."""
    explicit_suffix: bool
    """The style places year suffixes itself."""
    compiled: dict[str, Renderer] = field(default_factory=dict)
    parent: NamesStyle | None = None
    """Inside cs:substitute, the names that are substituted."""
    first_only: bool = False
    """Directly inside cs:substitute: a cs:choose stops at the first element that prints."""
    depth: int = 0
    """Levels of elements around; only the outermost ones have their own place on the page."""

    @contextmanager
    def inside(self, *, first_only: bool = False, parent: NamesStyle | None = None) -> Iterator[None]:
        """Compile the children of an element."""
        before = self.first_only, self.parent, self.depth
        self.first_only, self.parent, self.depth = first_only, parent or self.parent, self.depth + 1
        yield
        self.first_only, self.parent, self.depth = before

    def macro(self, name: str) -> Renderer:
        """The macro as a renderer; it is compiled when it is first called."""
        known = self.compiled.get(name)
        if known is not None:
            return known
        element = self.macros[name]
        body: list[Renderer] = []
        has_date = holds_date(element)

        def render(ctx: Context) -> Blob | None:
            if not body:
                with self.inside():
                    body.append(group_of(compile_children(element, self), PLAIN))
            return body[0](ctx)

        def render_dated(ctx: Context) -> Blob | None:
            if not ctx.sorting:
                return render(ctx)
            before, ctx.date_macro = ctx.date_macro, True
            blob = render(ctx)
            ctx.date_macro = before
            return blob

        self.compiled[name] = render_dated if has_date else render
        return self.compiled[name]


def holds_date(macro: Element) -> bool:
    """Whether a macro has a date of its own: as a sort key it then stands for that date alone."""
    return any(local(node) == "date" for node in macro.iter())


def compile_children(element: Element, scope: Scope) -> tuple[Renderer, ...]:
    """The renderers of the children of an element."""
    return tuple(renderer for child in element if (renderer := compile_element(child, scope)) is not None)


def compile_element(element: Element, scope: Scope) -> Renderer | None:
    kind = local(element)
    attributes = attributes_of(element)
    if scope.depth:
        attributes.pop("display", None)
    match kind:
        case "text":
            return _compile_text(element, attributes, scope)
        case "group":
            with scope.inside():
                return group_of(compile_children(element, scope), Look.of(attributes))
        case "choose":
            return compile_choose(
                element, lambda branch: compile_children(branch, scope), first_only=scope.first_only
            )
        case "names":
            return _compile_names(element, attributes, scope)
        case "date":
            parts = tuple(attributes_of(part) for part in element if local(part) == "date-part")
            return compile_date(attributes, parts, explicit_suffix=scope.explicit_suffix)
        case "number":
            return compile_number(attributes)
        case "label":
            return compile_label(attributes)
        case _:
            return None


def _compile_text(element: Element, attributes: Mapping[str, str], scope: Scope) -> Renderer | None:
    look = Look.of(attributes)
    if "macro" in attributes:
        name = attributes["macro"]
        if name not in scope.macros:
            raise fail_at(scope.style, element, f"there is no macro named {name}")
        return group_of((scope.macro(name),), look)
    if "term" in attributes:
        return compile_term(attributes, look)
    if "variable" in attributes:
        return compile_variable(attributes, look)
    if "value" in attributes:
        return compile_value(attributes["value"], look)
    return None


def group_of(children: tuple[Renderer, ...], look: Look) -> Renderer:
    """A group: it prints nothing if it calls variables and none of them has a value."""
    delimiter = look.delimiter

    def render(ctx: Context) -> Blob | None:
        tried, found, said, started = ctx.tried, ctx.found, ctx.said, ctx.started
        ctx.tried = ctx.found = ctx.said = False
        if look.strip_periods:
            ctx.strip += 1
        kids: list[Blob] = []
        for child in children:
            blob = child(ctx)
            if blob is not None:
                add(kids, blob)
        if look.strip_periods:
            ctx.strip -= 1
        if not (ctx.found or (ctx.said and not ctx.tried)):
            ctx.found, ctx.said, ctx.started = found, said, started
            return None
        ctx.tried, ctx.found, ctx.said = tried, True, said
        if not kids:
            return None
        return wrap(kids, look, delimiter)

    return render


def wrap(kids: list[Blob], look: Look, delimiter: str = "") -> Blob:
    """The blobs under one parent with the look; a lone blob without one stays as it is."""
    decor = look.decor
    if look.display:
        inner = Blob(kids=kids, prefix=look.prefix, suffix=look.suffix, delimiter=delimiter, decor=decor)
        return Blob(kids=[inner], decor=(("display", look.display),))
    if len(kids) == 1 and not decor and not look.prefix and not look.suffix:
        only = kids[0]
        if not only.decor and (only.kids is None or not (only.prefix or only.suffix)):
            return only
    return Blob(kids=kids, prefix=look.prefix, suffix=look.suffix, delimiter=delimiter, decor=decor)


def _compile_names(element: Element, attributes: Mapping[str, str], scope: Scope) -> Renderer:
    variables = tuple(attributes.get("variable", "").split())
    if not any(local(child) for child in element):
        look = Look.of(attributes) if attributes.keys() - {"variable"} else None
        plain = read_names_style(element, attributes, scope.options, None)
        return compile_names(variables, plain, (), shorthand=Shorthand(look, attributes.get("delimiter")))
    style = read_names_style(element, attributes, scope.options, scope.parent)
    substitutes: tuple[Renderer, ...] = ()
    for child in element:
        if local(child) == "substitute":
            with scope.inside(first_only=True, parent=style):
                substitutes = compile_children(child, scope)
    renderer = compile_names(variables, style, substitutes)
    display = Look.of(attributes).display
    if not display:
        return renderer

    def displayed(ctx: Context) -> Blob | None:
        blob = renderer(ctx)
        return None if blob is None else Blob(kids=[blob], decor=(("display", display),))

    return displayed
