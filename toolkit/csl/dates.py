"""The `cs:date` element: localized and own formats, ranges, seasons, years before the common era."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from toolkit.csl.context import Context, Renderer
from toolkit.csl.leaf import Look, make_leaf
from toolkit.csl.locale import Locale
from toolkit.csl.numerals import letters
from toolkit.csl.ranges import year_range_end
from toolkit.csl.tree import Blob
from toolkit.model.frozen import frozen
from toolkit.model.reference import Date

_INDEX: Final = {"year": 0, "month": 1, "day": 2}
_NAMES: Final = ("year", "month", "day")


@frozen
class _Part:
    """A `cs:date-part` with its attributes settled."""

    name: str
    form: str
    look: Look
    range_delimiter: str | None


def _part(attributes: Mapping[str, str]) -> _Part:
    return _Part(
        attributes["name"],
        attributes.get("form", "long"),
        Look.of(attributes),
        attributes.get("range-delimiter"),
    )


def compile_date(
    attributes: Mapping[str, str], own_parts: tuple[Mapping[str, str], ...], *, explicit_suffix: bool
) -> Renderer:
    """The renderer of a `cs:date`. `explicit_suffix`: the style says itself where year suffixes stand."""
    variable = attributes.get("variable", "")
    form = attributes.get("form", "")
    precision = attributes.get("date-parts", "year-month-day")
    cache: dict[int, tuple[Look, tuple[_Part, ...]]] = {}

    def settle(locale: Locale) -> tuple[Look, tuple[_Part, ...]]:
        found = cache.get(id(locale))
        if found is None:
            if form:
                found = _localized(locale, form, precision, attributes, own_parts)
            else:
                found = Look.of(attributes), tuple(_part(part) for part in own_parts if "name" in part)
            cache[id(locale)] = found
        return found

    def render(ctx: Context) -> Blob | None:
        look, parts = settle(ctx.locale)
        date = _called(ctx, variable, parts)
        if date is None:
            return None
        if ctx.sorting:
            key = sort_key(date, {part.name for part in parts})
            return Blob(key) if key else None
        if ctx.looking and variable == "accessed":
            return None
        if look.strip_periods:
            ctx.strip += 1
        blob = _render(ctx, date, parts, look, explicit_suffix=explicit_suffix)
        if look.strip_periods:
            ctx.strip -= 1
        if blob is None:
            return None
        ctx.started = ctx.rendered = True
        return blob

    return render


def _called(ctx: Context, variable: str, parts: tuple[_Part, ...]) -> Date | None:
    """The date, if it may be printed; notes whether the variable had a value."""
    if variable in ctx.used:
        ctx.tried = True
        return None
    if ctx.substituting:
        ctx.used.add(variable)
    date = ctx.item.dates.get(variable)
    if date is not None and _has_output(date, parts):
        ctx.found = True
        return date
    ctx.tried = True
    return date if date is not None and (date.season or date.literal) else None


def _localized(
    locale: Locale,
    form: str,
    precision: str,
    attributes: Mapping[str, str],
    own_parts: tuple[Mapping[str, str], ...],
) -> tuple[Look, tuple[_Part, ...]]:
    """The locale's format, with the style's affixes and formatting, down to the precision asked for."""
    localized = locale.data.dates.get(form)
    if localized is None:
        return Look.of(attributes), ()
    own = {key: value for key, value in attributes.items() if value or key not in {"prefix", "suffix"}}
    merged = {**localized.attributes, **own}
    overrides = {part["name"]: part for part in own_parts if "name" in part}
    wanted = {"year": ("year",), "year-month": ("year", "month"), "month-day": ("month", "day")}.get(
        precision, _NAMES
    )
    kept: list[dict[str, str]] = []
    for part in localized.parts:
        name = part.get("name", "")
        if name in wanted:
            kept.append({**part, **overrides.get(name, {})})
        elif name == "year" and kept and precision == "month-day":
            kept[-1]["suffix"] = ""
    merged.setdefault("delimiter", "")
    return Look.of(merged), tuple(_part(part) for part in kept)


def _has_output(date: Date, parts: tuple[_Part, ...]) -> bool:
    if date.literal and not date.parts:
        return True
    start = date.parts[0] if date.parts else ()
    return any(_INDEX[part.name] < len(start) and start[_INDEX[part.name]] for part in parts)


def sort_key(date: Date, names: set[str]) -> str:
    """A date as text that sorts: year, month and day of its start, then of its end."""
    if not date.parts or not date.parts[0] or not date.parts[0][0]:
        return ""
    key = []
    for parts in (*date.parts[:2], ())[:2]:
        padded = [*parts, 0, 0, 0][:3]
        year = padded[0] if "year" in names else 0
        key.append(f"1{year:04d}" if year >= 0 else f"0{9999 + year:04d}")
        month = padded[1] if 1 <= padded[1] <= 12 else 0
        key.append(f"{month:02d}" if "month" in names else "00")
        key.append(f"{padded[2]:02d}" if "day" in names else "00")
    return "".join(key)


def _render(
    ctx: Context, date: Date, parts: tuple[_Part, ...], look: Look, *, explicit_suffix: bool
) -> Blob | None:
    start = date.parts[0] if date.parts else ()
    end = date.parts[1] if len(date.parts) > 1 else ()
    varying = _varying(start, end, parts)
    kids: list[Blob] = []
    end_kids: list[Blob] = []
    for part in parts:
        blob = _part_blob(ctx, date, part, start, first=True)
        if part.name in varying:
            varying.discard(part.name)
            last = not varying
            closing = _part_blob(ctx, date, part, end, first=False, begin=start)
            if closing is not None:
                if not end_kids:
                    closing.prefix = ""
                end_kids.append(closing)
            if last and blob is not None and (end_kids or not end[0]):
                blob.suffix = ""
                between = part.range_delimiter
                if between is None:
                    between = ctx.locale.text("year-range-delimiter")
                kids_of_range = [blob, Blob(between)]
                if end_kids:
                    kids_of_range.append(Blob(kids=end_kids, delimiter=look.delimiter))
                blob = Blob(kids=kids_of_range)
        if blob is not None and part.name == "year":
            blob.role = "year"
            suffix = _implicit_suffix(ctx, part.look, explicit=explicit_suffix)
            if suffix is not None:
                blob = Blob(kids=[blob, suffix])
        if blob is not None:
            kids.append(blob)
    if not kids:
        return None
    return Blob(kids=kids, prefix=look.prefix, suffix=look.suffix, delimiter=look.delimiter, decor=look.decor)


def _varying(start: tuple[int, ...], end: tuple[int, ...], parts: tuple[_Part, ...]) -> set[str]:
    """The parts in which a range's ends differ, and all smaller ones that are shown."""
    if not end:
        return set()
    shown = {part.name for part in parts}
    present = [name for name in _NAMES if name in shown and _INDEX[name] < len(end)]
    for index, name in enumerate(present):
        place = _INDEX[name]
        if place >= len(start) or start[place] != end[place]:
            return set(present[index:])
    return set()


def _implicit_suffix(ctx: Context, look: Look, *, explicit: bool) -> Blob | None:
    """The year suffix right after the first year, if the style does not place it itself."""
    if explicit or ctx.looking or ctx.sorting or ctx.suffix_done:
        return None
    index = ctx.registry.year_suffix(ctx.item)
    if index is None:
        return None
    ctx.suffix_done = True
    blob = make_leaf(letters(index), look, ctx.locale.quotes)
    blob.number, blob.numeral = index, "year-suffix"
    return blob


def _part_blob(
    ctx: Context,
    date: Date,
    part: _Part,
    values: tuple[int, ...],
    *,
    first: bool,
    begin: tuple[int, ...] = (),
) -> Blob | None:
    place = _INDEX.get(part.name)
    if place is None:
        return None
    look = part.look
    if not date.parts and date.literal:
        if part.name != "year" or not first:
            return None
        return make_leaf(date.literal, look, ctx.locale.quotes, case=look.case)
    value = values[place] if place < len(values) else None
    text, era = "", ""
    if part.name == "year" and value is not None:
        text, era = _year(ctx, value, part.form)
        if not first and begin and ctx.registry.year_range_format and len(values) == 1:
            text = year_range_end(str(begin[0]), text, ctx.registry.year_range_format)
    elif part.name == "month":
        text = _month(ctx, date, value, part)
    elif part.name == "day" and value:
        text = _day(ctx, value, values, part.form)
    if not text:
        return None
    blob = make_leaf(text, look, ctx.locale.quotes, case=look.case)
    return Blob(kids=[blob, Blob(era)]) if era else blob


def _year(ctx: Context, value: int, form: str) -> tuple[str, str]:
    if value == 0:
        return ("0", "") if ctx.looking else ("", "")
    era = ""
    if value < 0:
        era = ctx.locale.text("bc")
    elif value < 500:
        era = ctx.locale.text("ad")
    text = str(abs(value))
    if form == "short" and len(text) == 4:
        text = text[2:]
    return text, era


def _month(ctx: Context, date: Date, value: int | None, part: _Part) -> str:
    locale = ctx.locale
    if value is None:
        season = date.season
        if (number := season.lstrip("0")) in {"1", "2", "3", "4"}:
            ctx.found = True
            return locale.text(f"season-0{number}")
        return season
    if not 1 <= value <= 24:
        return ""
    # A season has no number: in every form it is a word, as citeproc-js prints it.
    if part.form == "numeric" and value <= 12:
        return str(value)
    if part.form == "numeric-leading-zeros" and value <= 12:
        return f"{value:02d}"
    name = f"month-{value:02d}" if value <= 12 else f"season-{(value - 13) % 4 + 1:02d}"
    text = locale.text(name, part.form)
    return text.replace(".", "") if part.look.strip_periods or ctx.strip else text


def _day(ctx: Context, value: int, values: tuple[int, ...], form: str) -> str:
    if form == "numeric-leading-zeros":
        return f"{value:02d}"
    if form == "ordinal":
        if value != 1 and ctx.locale.data.options.get("limit-day-ordinals-to-day-1") == "true":
            return str(value)
        month = values[1] if len(values) > 1 else 0
        return ctx.locale.ordinal(value, ctx.locale.gender(f"month-{month:02d}"))
    return str(value)
