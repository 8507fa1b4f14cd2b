"""Sort keys (CSL 1.0.2, "Sorting"): their values for an item, and items in the order of these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

from toolkit.csl.collation import collate
from toolkit.csl.context import Context, Item
from toolkit.csl.dates import sort_key as date_key
from toolkit.csl.markup import strip_tags
from toolkit.csl.numbers import NUMBER_VARIABLES
from toolkit.csl.registry import Registry
from toolkit.csl.style import SortKey
from toolkit.csl.tree import plain

Key: TypeAlias = str | None

_DATES: Final = frozenset(
    ["issued", "accessed", "event-date", "original-date", "submitted", "available-date", "publication-date"]
)
_NOT_DIGITS: Final = re.compile(r"\D")


def sort_values(item: Item, keys: Iterable[SortKey], registry: Registry, area: str) -> tuple[Key, ...]:
    """The values of an item for the keys of an area, ready to compare; None sorts last."""
    return tuple([_value(item, key, registry, area) for key in keys])


def _value(item: Item, key: SortKey, registry: Registry, area: str) -> Key:
    variable = key.variable
    if variable in _DATES:
        date = item.dates.get(variable)
        return (date_key(date, {"year", "month", "day"}) or None) if date is not None else None
    if variable == "citation-number":
        return f"{registry.number(item):020d}"
    if variable == "citation-label":
        return collate(registry.label(item), registry.sort_language)
    if variable in NUMBER_VARIABLES:
        return _padded(item.fields.get(variable, ""))
    renderer = key.names or key.macro
    if renderer is None:
        text = item.fields.get(variable, "")
    else:
        ctx = Context(item, registry, registry.sort_locale, area)
        ctx.sorting = True
        ctx.sort_limits = key.limits
        blob = renderer(ctx)
        text = "" if blob is None else plain(blob)
        if key.dated:
            text = _NOT_DIGITS.sub("", text)
    if not text:
        return None
    return collate(strip_tags(text).replace(" ", "|") + "|", registry.sort_language)


def _padded(text: str) -> Key:
    """Number variables compare by their first number."""
    if not text:
        return None
    match = re.match(r"\s*(-?\d{1,20})", text)
    if match is None:
        return collate(text, "en")
    number = int(match[1])
    return f"{99999999999999999999 + number if number < 0 else number:020d}"


def ordered(
    items: Iterable[Item], values: dict[str, tuple[Key, ...]], keys: tuple[SortKey, ...]
) -> list[Item]:
    """The items sorted by their values, ties in the order given."""
    result = list(items)
    for index in range(len(keys) - 1, -1, -1):
        if keys[index].descending:
            result.sort(key=lambda item: _descending(values[item.id][index]), reverse=True)
        else:
            result.sort(key=lambda item: _ascending(values[item.id][index]))
    return result


def _ascending(value: Key) -> tuple[bool, str]:
    return value is None, value or ""


def _descending(value: Key) -> tuple[bool, str]:
    return value is not None, value or ""
