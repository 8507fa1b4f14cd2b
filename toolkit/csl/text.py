"""`cs:text`, `cs:number` and `cs:label`: variables, terms, numbers, plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from toolkit.csl.context import Context, Renderer
from toolkit.csl.languages import normalize
from toolkit.csl.leaf import Look, make_leaf
from toolkit.csl.numbers import LABELS, NUMBER_VARIABLES, Part
from toolkit.csl.numerals import letters, roman
from toolkit.csl.ranges import RangeForm, range_parts
from toolkit.csl.textcase import capitalize_first, uppercase_turkic
from toolkit.csl.tree import Blob

_TITLES: Final = frozenset({
    "event", "event-title", "publisher", "publisher-place", "event-place", "title", "container-title",
    "collection-title", "authority", "genre", "title-short", "container-title-short", "medium", "country",
    "jurisdiction", "archive", "archive-place",
})  # fmt: skip
"""Variables in the language of the item: title case applies only to English."""
_FORMATTED_NUMBERS: Final = frozenset({
    "page", "page-first", "chapter-number", "collection-number", "edition", "issue", "number",
    "number-of-pages", "number-of-volumes", "volume", "locator", "first-reference-note-number",
})  # fmt: skip
_SHORT_URL: Final = re.compile(r"(.*\.[^/]+)/.*")
_SCHEME: Final = re.compile(r"https?://")


def _displayed(blob: Blob, look: Look) -> Blob:
    return Blob(kids=[blob], decor=(("display", look.display),)) if look.display else blob


def compile_value(value: str, look: Look) -> Renderer:
    def render(ctx: Context) -> Blob | None:
        ctx.said = ctx.substituted = True
        if ctx.date_macro or not value:
            return None
        ctx.started = True
        return _displayed(
            make_leaf(value, look, ctx.locale.quotes, case=look.case, strip=_strips(ctx, look)), look
        )

    return render


def _strips(ctx: Context, look: Look) -> bool:
    return ctx.strip > 0 or look.strip_periods


def compile_term(attributes: Mapping[str, str], look: Look) -> Renderer:
    name = attributes["term"]
    name = "sub-verbo" if name == "sub verbo" else name
    form = attributes.get("form", "long")
    plural = attributes.get("plural") == "true"

    def render(ctx: Context) -> Blob | None:
        text = ctx.locale.text(name, form, plural=plural)
        ctx.substituted = True
        if not text:
            return None
        ctx.said = True
        if ctx.date_macro:
            return None
        if not ctx.started and (ctx.bibliography or ctx.note_style):
            text = capitalize_first(text)
        if _strips(ctx, look):
            text = text.replace(".", "")
            if not text:
                return None
        ctx.started = True
        case = "" if look.case == "title" and ctx.item.fields.get("jurisdiction") else look.case
        return _displayed(make_leaf(text, look, ctx.locale.quotes, case=case), look)

    return render


def compile_variable(attributes: Mapping[str, str], look: Look) -> Renderer:
    variable = attributes["variable"].strip()
    if variable == "citation-number":
        return _citation_number(look)
    if variable == "year-suffix":
        return _year_suffix(look)
    if variable == "citation-label":
        return _citation_label(look)
    if variable in _FORMATTED_NUMBERS:
        return _number(variable, look, "numeric", text=variable != "locator")
    return _plain_variable(variable, attributes.get("form", "long"), look)


def _plain_variable(variable: str, form: str, look: Look) -> Renderer:
    short = f"{variable}-short" if form == "short" and not variable.endswith("-short") else ""
    titled = variable in _TITLES

    def render(ctx: Context) -> Blob | None:
        ctx.have_collapsed = False
        text = _called(ctx, variable, short)
        if not text:
            ctx.tried = True
            return None
        ctx.found = True
        if ctx.date_macro:
            return None
        if titled and ctx.suppress_names and ctx.substituting and not ctx.rendered:
            ctx.suppress_names = False
            ctx.substituted = True
            return None
        text, case = _cased(ctx, text, look.case, titled=titled)
        ctx.started = True
        if titled:
            ctx.rendered = True
        blob = make_leaf(text, look, ctx.locale.quotes, case=case, strip=_strips(ctx, look))
        if ctx.substituting and ctx.bibliography:
            ctx.name_blobs.append((blob, text))
        return _displayed(blob, look)

    return render


def _called(ctx: Context, variable: str, short: str) -> str:
    """The text of a variable that is called now, its short form if that is asked for and there is one."""
    if variable in ctx.used:
        return ""
    if ctx.substituting:
        ctx.used.add(variable)
    fields = ctx.item.fields
    text = (fields.get(short, "") if short else "") or fields.get(variable, "")
    if variable == "URL" and short:
        text = _short_url(text)
    return text.replace("\\", "") if "\\" in text else text


def _short_url(url: str) -> str:
    """The address without its path; `www.` says well enough that it is one."""
    address = _SHORT_URL.sub(r"\1", url)
    return _SCHEME.sub("", address) if "//www." in address else address


def _cased(ctx: Context, text: str, case: str, *, titled: bool) -> tuple[str, str]:
    """The text and the case still to apply: title case only for English, dotted capitals in Turkish."""
    if case == "title" and ((titled and not _is_english(ctx)) or ctx.item.fields.get("jurisdiction")):
        return text, ""
    if case == "uppercase" and ctx.item.language[:2] in {"tr", "az"}:
        return uppercase_turkic(text), ""
    return text, case


def _is_english(ctx: Context) -> bool:
    given = ctx.item.fields.get("language", "")
    language = normalize(given) if given else ctx.item.language or ctx.registry.default_language
    return language[:2].lower() == "en"


def _citation_number(look: Look) -> Renderer:
    def render(ctx: Context) -> Blob | None:
        ctx.found = True
        if ctx.looking or ctx.date_macro:
            return None
        number = ctx.registry.number(ctx.item)
        if ctx.sorting:
            return Blob(f"{number:020d}")
        blob = make_leaf(str(number), look, ctx.locale.quotes)
        blob.number, blob.numeral = number, "citation-number"
        return _displayed(blob, look)

    return render


def _year_suffix(look: Look) -> Renderer:
    def render(ctx: Context) -> Blob | None:
        ctx.found = True
        if ctx.looking or ctx.sorting:
            return None
        index = ctx.registry.year_suffix(ctx.item)
        if index is None:
            return None
        ctx.started = True
        blob = make_leaf(letters(index), look, ctx.locale.quotes, case=look.case)
        blob.number, blob.numeral = index, "year-suffix"
        return blob

    return render


def _citation_label(look: Look) -> Renderer:
    def render(ctx: Context) -> Blob | None:
        ctx.found = True
        label = ctx.item.fields.get("citation-label") or ctx.registry.label(ctx.item)
        index = None if ctx.looking or ctx.sorting else ctx.registry.year_suffix(ctx.item)
        if index is not None:
            label += letters(index)
        ctx.started = True
        return _displayed(make_leaf(label, look, ctx.locale.quotes, case=look.case), look)

    return render


# --- numbers ----------------------------------------------------------------------


def compile_number(attributes: Mapping[str, str]) -> Renderer:
    return _number(
        attributes.get("variable", "").strip(), Look.of(attributes), attributes.get("form", "numeric")
    )


def _number(variable: str, look: Look, form: str, *, text: bool = False) -> Renderer:
    def render(ctx: Context) -> Blob | None:
        if text:
            ctx.have_collapsed = False
        if variable in ctx.used:
            ctx.tried = True
            return None
        if ctx.substituting:
            ctx.used.add(variable)
        if not ctx.value(variable):
            ctx.tried = True
            return None
        ctx.found = True
        if ctx.date_macro:
            return None
        ctx.started = True
        return _displayed(_number_blob(ctx, variable, look, form), look)

    return render


def _number_blob(ctx: Context, variable: str, look: Look, form: str) -> Blob:
    locale = ctx.locale
    strip = _strips(ctx, look)
    number = None if variable == "first-reference-note-number" else ctx.number(variable)
    if number is None:
        return make_leaf(ctx.value(variable), look, locale.quotes, case=look.case)
    around = _around(ctx, variable, plural=number.plural) if locale.placeholders else ("", "")
    first = number.parts[0]
    if around == ("", "") and len(number.parts) == 1 and form == "numeric" and not first.label_shown:
        inner = Look(case=look.case) if look.suffix else look
        blob = make_leaf(first.particle + first.value, inner, locale.quotes, case=look.case, strip=strip)
        if first.pure:
            blob.number = first.integer
        if inner is look:
            return blob
        # The suffix stands around the number, not on it: what follows meets the suffix first.
        shell = Blob(kids=[blob], prefix=look.prefix, suffix=look.suffix, decor=look.decor)
        shell.number = blob.number
        return shell
    delimiter, common = locale.text("page-range-delimiter"), ctx.registry.page_delimiter
    written = RangeForm(
        variable=variable,
        page_format=ctx.registry.page_range_format,
        delimiter=delimiter,
        year_delimiter=locale.text("year-range-delimiter"),
        page_delimiter=delimiter if common == "-" else common,
        has_term=_has_term(ctx, first, variable),
    )
    kids: list[Blob] = []
    for part in range_parts(number, written):
        own_form = form if part.label == first.label else "numeric"
        _append_part(ctx, kids, part, own_form, variable, Look(case=look.case), strip=strip)
    if kids and around[0]:
        for kid in kids:
            kid.prefix, kid.suffix = around[0] + kid.prefix, around[1] + kid.suffix
    elif around[1]:
        kids.append(Blob(around[1]))
    return Blob(kids=kids, prefix=look.prefix, suffix=look.suffix, decor=look.decor)


def _around(ctx: Context, variable: str, *, plural: bool) -> tuple[str, str]:
    """What a term with a placeholder, `第%s版`, puts before and after the number."""
    name = ctx.cite.label or "page" if variable == "locator" and ctx.cite is not None else variable
    term = ctx.locale.text(name, ctx.label_forms.get(variable, "long"), plural=plural)
    before, found, after = term.partition("%s")
    return (before, after) if found else ("", "")


def _has_term(ctx: Context, part: Part, variable: str) -> bool:
    if variable not in {"locator", "page"}:
        return True
    label = LABELS.get(part.label.rstrip("."), "")
    return not label or bool(ctx.locale.text(label))


def _append_part(
    ctx: Context, kids: list[Blob], part: Part, form: str, variable: str, look: Look, *, strip: bool
) -> None:
    """One number of a field, with its embedded label if that prints."""
    locale = ctx.locale
    if part.label_shown:
        name = LABELS.get(part.label.rstrip("."), "")
        text = locale.text(name, "short", plural=part.plural) or part.label
        kids.append(Blob(text + part.label_suffix))
    integer = part.integer
    if form != "numeric" and integer is not None and part.ordinary:
        gender = locale.gender(variable)
        if form == "ordinal":
            text = locale.ordinal(integer, gender)
        elif form == "long-ordinal":
            text = locale.long_ordinal(integer, gender)
        else:
            text = roman(integer)
    else:
        text = part.particle + part.value
    if not text:
        return
    blob = make_leaf(text, look, locale.quotes, case=look.case, strip=strip)
    if part.pure:
        blob.number = integer
    if part.joiner:
        blob.suffix += part.joiner
    kids.append(blob)


# --- labels -----------------------------------------------------------------------


def compile_label(attributes: Mapping[str, str]) -> Renderer:
    variable = attributes.get("variable", "").strip()
    form = attributes.get("form", "long")
    plural_option = attributes.get("plural", "contextual")
    look = Look.of(attributes)

    def render(ctx: Context) -> Blob | None:
        number = ctx.number(variable) if variable in NUMBER_VARIABLES else None
        if variable == "locator":
            term = ctx.cite.label if ctx.cite is not None and ctx.cite.label else "page"
        else:
            term = variable
        plural = number.plural if number is not None else False
        if number is not None and variable in {"locator", "number", "page"} and number.label:
            term = number.label
        if plural_option != "contextual":
            plural = plural_option == "always"
        term = "sub-verbo" if term == "sub verbo" else term
        if number is not None:
            ctx.label_forms.setdefault(variable, form)
        text = ctx.locale.text(term, form, plural=plural)
        if not text:
            return None
        ctx.said = True
        if ctx.date_macro or "%s" in text:
            return None
        if _strips(ctx, look):
            text = text.replace(".", "")
        ctx.started = True
        return _displayed(make_leaf(text, look, ctx.locale.quotes, case=look.case), look)

    return render
