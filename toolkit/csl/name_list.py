"""One list of names: which of them are shown, and how they are joined (CSL 1.0.2, "Name", "Et-al")."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.csl.context import Context
from toolkit.csl.leaf import make_leaf
from toolkit.csl.letters import starts_with_letter
from toolkit.csl.locale import Locale
from toolkit.csl.names_style import NamesStyle
from toolkit.csl.personal import person_blob
from toolkit.csl.tree import Blob
from toolkit.model.frozen import mutable
from toolkit.model.reference import Name


@mutable
class NameList:
    """The names of one variable, cut to what is shown."""

    variable: str
    names: tuple[Name, ...]
    total: int
    shown: list[tuple[int, Name]]
    et_al: bool
    ellipsis: bool


# --- which names ------------------------------------------------------------------


def cut_list(ctx: Context, variable: str, style: NamesStyle, position: int) -> NameList:
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
    return NameList(variable, names, total, kept, hidden and not use_last, hidden and use_last)


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
            level = registry.given_level(name, index, default, style.person, asked)
        if index < len(row):
            row[index] = level
        else:
            row.append(level)


# --- joining ----------------------------------------------------------------------


def list_blob(ctx: Context, group: NameList, style: NamesStyle, position: int) -> Blob | None:
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
    ctx: Context, blobs: list[Blob], inverted: list[bool], group: NameList, style: NamesStyle
) -> Blob | None:
    options = style.options
    delimiter = options.get("name-delimiter", ", ")
    if group.et_al:
        joined = _chain(blobs, delimiter, None if ctx.sorting else Blob(delimiter))
        et_al = _et_al(ctx, style, delimiter, several=len(blobs) > 1)
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


def _et_al(ctx: Context, style: NamesStyle, delimiter: str, *, several: bool) -> Blob | None:
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
