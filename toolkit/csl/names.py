"""The `cs:names` element: lists of names with et al., `and`, particles, initials, labels, substitutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from toolkit.csl.context import Context, Renderer
from toolkit.csl.leaf import Look, make_leaf
from toolkit.csl.letters import starts_with_letter
from toolkit.csl.locale import Locale
from toolkit.csl.personal import PersonStyle, person_blob
from toolkit.csl.tree import Blob
from toolkit.model.frozen import frozen
from toolkit.model.reference import Name

INHERITED: Final = frozenset({
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first",
    "et-al-use-last", "et-al-subsequent-min", "et-al-subsequent-use-first", "initialize", "initialize-with",
    "name-as-sort-order", "sort-separator", "name-form", "name-delimiter", "names-delimiter",
})  # fmt: skip
"""Options of names that may stand on cs:style, cs:citation and cs:bibliography."""


@frozen
class LabelStyle:
    look: Look
    form: str
    plural: str
    """contextual, always or never."""
    before: bool


@frozen
class NamesStyle:
    """Everything a `cs:names` says, inherited options included."""

    options: Mapping[str, str]
    look: Look
    """Of cs:names."""
    name_look: Look
    """Of cs:name."""
    person: PersonStyle
    count: bool
    et_al_term: str
    et_al_look: Look
    label: LabelStyle | None
    delimiter: str
    """Between lists of names."""
    institution_delimiter: str = ", "
    """Between the last two names if the last one is an institution."""
    institution_precedes: str = "contextual"
    """`delimiter-precedes-last` before an institution: what stands on cs:name does not count."""

    def integer(self, name: str) -> int:
        text = self.options.get(name, "")
        return int(text) if text.isdigit() else 0

    def under(self, outer: NamesStyle) -> NamesStyle:
        """This style where it stands in for `outer`: parts of names keep the formatting they have there."""
        if self.person.family is not None or outer.person.family is None:
            return self
        person = replace(
            self.person,
            family=outer.person.family,
            family_inner=outer.person.family_inner,
            institution=outer.person.institution,
        )
        return replace(self, person=person)


@dataclass(slots=True)
class _Group:
    """The names of one variable, cut to what is shown."""

    variable: str
    names: tuple[Name, ...]
    total: int
    shown: list[tuple[int, Name]]
    et_al: bool
    ellipsis: bool


@frozen
class Shorthand:
    """A `cs:names` without children: inside a substitution it takes the style of what it stands in for."""

    look: Look | None
    delimiter: str | None

    def of(self, style: NamesStyle) -> NamesStyle:
        return replace(
            style,
            look=style.look if self.look is None else self.look,
            delimiter=style.delimiter if self.delimiter is None else self.delimiter,
        )


def compile_names(
    variables: tuple[str, ...],
    style: NamesStyle,
    substitutes: tuple[Renderer, ...],
    shorthand: Shorthand | None = None,
) -> Renderer:
    """The renderer of a `cs:names`."""
    derived: dict[int, NamesStyle] = {}
    own_style = style

    def style_in(ctx: Context) -> NamesStyle:
        outer = ctx.names_style
        if not ctx.substituting or outer is None:
            return own_style
        found = derived.get(id(outer))
        if found is None:
            found = own_style.under(outer) if shorthand is None else shorthand.of(outer)
            derived[id(outer)] = found
        return found

    def render(ctx: Context) -> Blob | None:
        style = style_in(ctx)
        wanted = [variable for variable in variables if variable not in ctx.used]
        if ctx.substituting:
            ctx.used.update(variables)
        ctx.tried = True
        item = ctx.item
        present = [variable for variable in wanted if item.names.get(variable)]
        outermost = ctx.names_blob is None
        first, opens = not ctx.rendered, not ctx.started
        blob = _render_names(ctx, present, style) if present else None
        if blob is not None and ctx.real_names is None and not ctx.sorting:
            ctx.real_names = blob
        if blob is None and substitutes:
            before, ctx.names_style = ctx.names_style, style
            blob = _substitute(ctx, substitutes)
            ctx.names_style = before
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


def _substitute(ctx: Context, substitutes: tuple[Renderer, ...]) -> Blob | None:
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
    return None


def _render_names(ctx: Context, present: list[str], style: NamesStyle) -> Blob | None:
    """The lists of names, joined; None if they print nothing."""
    locale = ctx.locale
    base = ctx.nameset
    groups = [_cut(ctx, variable, style, base + index) for index, variable in enumerate(present)]
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
        blob = _list_blob(ctx, group, style, base + index)
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


# --- which names ------------------------------------------------------------------


def _cut(ctx: Context, variable: str, style: NamesStyle, position: int) -> _Group:
    """Apply et al. options, the truncation of the list and what disambiguation asks for."""
    names = ctx.item.names[variable]
    total = len(names)
    _note_givens(ctx, names, style, position)
    least, first, use_last = _et_al_options(ctx, style)
    request = ctx.request
    shown = total
    if least and total >= least:
        shown = first
    wanted = request.names[position] if request is not None and position < len(request.names) else 0
    if ctx.looking:
        if wanted:
            shown = wanted
    else:
        if wanted > first and least and total >= least:
            shown = wanted
        if use_last and total >= least > 2:
            shown = min(shown, least - 2)
    shown = min(shown, total)
    if least < first:
        shown = total
    settings, totals = ctx.settings.names, ctx.settings.totals
    while len(settings) <= position:
        settings.append(0)
        totals.append(0)
    totals[position] = total
    truncated = variable in ctx.item.truncated
    use_last = use_last and not truncated
    kept = list(enumerate(names[:shown]))
    cut = shown < total
    if cut and use_last:
        kept.append((total - 1, names[-1]))
    settings[position] = len(kept)
    hidden = (cut or truncated) and not ctx.sorting
    return _Group(variable, names, total, kept, hidden and not use_last, hidden and use_last)


def _et_al_options(ctx: Context, style: NamesStyle) -> tuple[int, int, bool]:
    """(names from which the list is cut, names then shown, show the last too)."""
    least, first = style.integer("et-al-min"), style.integer("et-al-use-first")
    use_last = style.options.get("et-al-use-last") == "true"
    if ctx.sorting:
        key_least, key_first, key_last = ctx.sort_limits
        least = key_least if key_least is not None else least
        first = key_first if key_first is not None else first
        use_last = key_last if key_last is not None else use_last
    elif (ctx.cite is not None and ctx.cite.position > 0) or (ctx.looking and ctx.cite is None):
        least = style.integer("et-al-subsequent-min") or least
        first = style.integer("et-al-subsequent-use-first") or first
        use_last = False
    return least, first, use_last


def _note_givens(ctx: Context, names: tuple[Name, ...], style: NamesStyle, position: int) -> None:
    """Register the names and settle the form of each given name."""
    givens = ctx.settings.givens
    while len(givens) <= position:
        givens.append([])
    registry = ctx.registry
    row = givens[position]
    default = style.person.level
    if not registry.expands_givens:
        if len(row) < len(names):
            row.extend([default] * (len(names) - len(row)))
        return
    request = ctx.request
    asked = request.givens[position] if request is not None and position < len(request.givens) else None
    for index, name in enumerate(names):
        if name.literal or not (name.given or name.family):
            level = default
        else:
            level = registry.given_level(ctx, name, index, default, style.person, asked)
        if index < len(row):
            row[index] = level
        else:
            row.append(level)


# --- joining ----------------------------------------------------------------------


def _list_blob(ctx: Context, group: _Group, style: NamesStyle, position: int) -> Blob | None:
    """The names of one variable with their delimiters, `and`, et al. or ellipsis."""
    givens = ctx.settings.givens[position]
    blobs: list[Blob] = []
    inverted: list[bool] = []
    for index, name in group.shown:
        if name.literal:
            blob: Blob | None = make_leaf(
                name.literal.replace(".", "") if ctx.strip else name.literal,
                style.person.institution,
                ctx.locale.quotes,
                case=style.person.institution.case,
            )
            upside = False
        else:
            blob, upside = person_blob(ctx, name, style.person, index, givens[index])
        if blob is None:
            continue
        if not ctx.sorting:
            ctx.name_blobs.append((blob, _identity(name)))
        if not name.literal:
            look = style.name_look
            blob = Blob(kids=[blob], prefix=look.prefix, suffix=look.suffix, decor=look.decor)
        if style.name_look.decor:
            blob.role = "name-list"
        blobs.append(blob)
        inverted.append(upside)
    if not blobs:
        return None
    return _join(ctx, blobs, inverted, group, style)


def _identity(name: Name) -> str:
    return (
        f"{name.family}{name.given}{name.dropping_particle}{name.non_dropping_particle}"
        f"{name.suffix}{name.literal}"
    )


def _join(
    ctx: Context, blobs: list[Blob], inverted: list[bool], group: _Group, style: NamesStyle
) -> Blob | None:
    options = style.options
    delimiter = options.get("name-delimiter", ", ")
    if group.et_al:
        joined = _chain(blobs, delimiter, None if ctx.sorting else Blob(delimiter))
        et_al = _et_al(ctx, style, delimiter, several=len(blobs) > 1, inverted=inverted[-1])
        if et_al is None:
            return joined
        look = style.name_look
        return Blob(kids=[joined, et_al], prefix=look.prefix, suffix=look.suffix, decor=look.decor)
    final: Blob | None = None
    if ctx.sorting:
        return _chain(blobs, delimiter, None)
    if group.ellipsis:
        final = Blob("…", prefix=delimiter if len(blobs) > 2 else " ", suffix=" ")
        if (
            len(blobs) > 1
            and options.get("delimiter-precedes-last") == "after-inverted-name"
            and inverted[-2]
        ):
            final.prefix = delimiter
    elif len(blobs) > 1:
        precedes = options.get("delimiter-precedes-last", "contextual")
        between = delimiter
        if group.shown[-1][1].literal:
            precedes, between = style.institution_precedes, style.institution_delimiter
        final = _final_joint(
            ctx.locale, options, between, precedes, several=len(blobs) > 2, inverted=inverted[-2]
        )
    return _chain(blobs, delimiter, final)


def _chain(blobs: list[Blob], delimiter: str, final: Blob | None) -> Blob:
    """Names with the delimiter after each but the last two, and `final` between those."""
    if len(blobs) == 1:
        return Blob(kids=blobs)
    for blob in blobs[: -1 if final is None else -2]:
        blob.suffix += delimiter
    if final is None:
        return Blob(kids=blobs)
    return Blob(kids=[*blobs[:-1], final, blobs[-1]])


def _final_joint(
    locale: Locale,
    options: Mapping[str, str],
    delimiter: str,
    precedes: str,
    *,
    several: bool,
    inverted: bool,
) -> Blob:
    """What stands between the last two names."""
    conjunction = options.get("and", "")
    if not conjunction:
        return Blob(delimiter)
    word = "&" if conjunction == "symbol" else locale.text("and")
    spaced = starts_with_letter(word)
    single, multiple = (" ", delimiter) if spaced else ("", "")
    if precedes == "always":
        single = delimiter
        multiple = delimiter if spaced else multiple
    elif precedes == "never":
        multiple = " " if multiple else ""
    elif precedes == "after-inverted-name":
        multiple = " " if multiple else ""
        if inverted:
            single = multiple = delimiter
    return Blob(word, prefix=multiple if several else single, suffix=" " if spaced else "")


def _et_al(ctx: Context, style: NamesStyle, delimiter: str, *, several: bool, inverted: bool) -> Blob | None:
    locale = ctx.locale
    term = locale.text(style.et_al_term)
    if not term:
        return None
    precedes = style.options.get("delimiter-precedes-et-al", "contextual")
    single, multiple = " ", delimiter
    if precedes == "always":
        single = delimiter
    elif precedes == "never":
        multiple = " "
    elif precedes == "after-inverted-name":
        single, multiple = delimiter, " "
    prefix = multiple if several else single
    if prefix == " " and not starts_with_letter(term):
        prefix = ""
    look = style.et_al_look
    blob = make_leaf(term, look, locale.quotes, case=look.case, strip=ctx.strip > 0 or look.strip_periods)
    blob.role = "et-al"
    blob.prefix, blob.suffix = prefix, ""
    return blob


# --- labels -----------------------------------------------------------------------


def _common_term(groups: list[_Group], style: NamesStyle, locale: Locale) -> str:
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


def _labelled(ctx: Context, blob: Blob, term: str, label: LabelStyle, group: _Group) -> Blob:
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
