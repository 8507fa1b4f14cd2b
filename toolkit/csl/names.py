"""The `cs:names` element: lists of names, their labels and what stands in for them (CSL 1.0.2, "Names")."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.csl.context import Context, Renderer
from toolkit.csl.leaf import make_leaf
from toolkit.csl.locale import Locale
from toolkit.csl.name_list import NameList, cut_list, list_blob
from toolkit.csl.names_style import LabelStyle, NamesStyle, Shorthand
from toolkit.csl.tree import Blob


def compile_names(
    variables: tuple[str, ...],
    style: NamesStyle,
    substitutes: tuple[Renderer, ...],
    shorthand: Shorthand | None = None,
) -> Renderer:
    """The renderer of a `cs:names`."""
    style_in = _style_in_place(style, shorthand)

    def render(ctx: Context) -> Blob | None:
        style = style_in(ctx)
        outermost = ctx.names_blob is None
        first, opens = not ctx.rendered, not ctx.started
        blob = _own_names(ctx, variables, style)
        if blob is None and substitutes:
            blob = _substitute(ctx, substitutes, style)
        if blob is None and style.count and ctx.sorting and not ctx.substituting:
            ctx.found = True
            return Blob("000")
        if blob is None:
            return None
        if outermost and ctx.names_blob is None and not style.count and not ctx.sorting:
            ctx.names_blob = blob
            ctx.opens_entry = opens
            ctx.names_count = len(ctx.name_blobs)
            blob.role = "names"
        if ctx.suppress_names and first and ctx.real_names is not None:
            ctx.suppress_names = False
            ctx.rendered = ctx.substituted = True
            ctx.started = not opens
            return None
        ctx.rendered = True
        return blob

    return render


def _style_in_place(own: NamesStyle, shorthand: Shorthand | None) -> Callable[[Context], NamesStyle]:
    """The style of a `cs:names` where it is rendered: its own, or one under the names it stands in for."""
    derived: dict[int, NamesStyle] = {}

    def style_in(ctx: Context) -> NamesStyle:
        outer = ctx.names_style
        if not ctx.substituting or outer is None:
            return own
        found = derived.get(id(outer))
        if found is None:
            found = own.under(outer) if shorthand is None else shorthand.of(outer)
            derived[id(outer)] = found
        return found

    return style_in


def _own_names(ctx: Context, variables: tuple[str, ...], style: NamesStyle) -> Blob | None:
    """The names of those variables that the item has and that did not stand in for others before."""
    wanted = [variable for variable in variables if variable not in ctx.used]
    if ctx.substituting:
        ctx.used.update(variables)
    ctx.tried = True
    present = [variable for variable in wanted if ctx.item.names.get(variable)]
    blob = _render_names(ctx, present, style) if present else None
    if blob is not None and ctx.real_names is None and not ctx.sorting:
        ctx.real_names = blob
    return blob


def _substitute(ctx: Context, substitutes: tuple[Renderer, ...], style: NamesStyle) -> Blob | None:
    """The first of the substitutes that has something to say, under the style of the names it replaces."""
    outer, ctx.names_style = ctx.names_style, style
    ctx.substituting += 1
    try:
        for substitute in substitutes:
            before = ctx.used.copy()
            ctx.substituted = False
            blob = substitute(ctx)
            if blob is not None or ctx.substituted:
                return blob
            ctx.used = before
    finally:
        ctx.substituting -= 1
        ctx.names_style = outer
    return None


def _render_names(ctx: Context, present: list[str], style: NamesStyle) -> Blob | None:
    """The lists of names, joined; None if they print nothing."""
    locale = ctx.locale
    base = ctx.nameset
    groups = [cut_list(ctx, variable, style, base + index) for index, variable in enumerate(present)]
    ctx.nameset = base + len(groups)
    if style.count:
        shown = sum(len(group.shown) for group in groups)
        if not shown:
            return None
        ctx.found = ctx.started = True
        return Blob(f"{shown:03d}" if ctx.sorting else str(shown))
    common = _common_term(groups, style, locale) if style.label is not None else ""
    kids: list[Blob] = []
    for index, group in enumerate(groups):
        blob = list_blob(ctx, group, style, base + index)
        if blob is None:
            continue
        if style.label is not None and not ctx.sorting:
            blob = _labelled(ctx, blob, common or group.variable, style.label, group)
        kids.append(blob)
        if common:
            break
    if not kids:
        return None
    ctx.found = ctx.started = True
    look = style.look
    inner = kids[0] if len(kids) == 1 else Blob(kids=kids, delimiter=style.delimiter)
    blob = Blob(kids=[inner], prefix=look.prefix, suffix=look.suffix, decor=look.decor)
    blob.role = "name-list"
    return blob


def _common_term(groups: list[NameList], style: NamesStyle, locale: Locale) -> str:
    """`editortranslator` where both lists are the same people and the locale has such a term."""
    if len(groups) < 2 or style.label is None:
        return ""
    term = "".join(sorted(group.variable for group in groups))
    if not locale.text(term, style.label.form):
        return ""
    first = groups[0]
    for group in groups[1:]:
        if group.names != first.names or len(group.shown) != len(first.shown):
            return ""
    return term


def _labelled(ctx: Context, blob: Blob, term: str, label: LabelStyle, group: NameList) -> Blob:
    plural = group.total > 1
    if label.plural != "contextual":
        plural = label.plural == "always"
    text = ctx.locale.text(term, label.form, plural=plural)
    if not text:
        return blob
    if label.look.strip_periods or ctx.strip:
        text = text.replace(".", "")
    piece = make_leaf(text, label.look, ctx.locale.quotes, case=label.look.case)
    piece.role = "label"
    return Blob(kids=[piece, blob] if label.before else [blob, piece])
