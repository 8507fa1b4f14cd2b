"""From the settled tree of blobs to the inline tree that renderers walk."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from toolkit.csl.markup import Quotes
from toolkit.csl.tree import NAME_ROLES, Blob, Decoration
from toolkit.model.frozen import frozen
from toolkit.model.inline import Display, EntryLink, Inline, Inlines, Style, Styled, Text

_STYLES: Final = {
    ("font-style", "italic"): Style.EMPH,
    ("font-style", "oblique"): Style.OBLIQUE,
    ("font-style", "normal"): Style.UPRIGHT,
    ("font-variant", "small-caps"): Style.SMALL_CAPS,
    ("font-variant", "normal"): Style.NO_SMALL_CAPS,
    ("font-weight", "bold"): Style.STRONG,
    ("font-weight", "light"): Style.LIGHT,
    ("font-weight", "normal"): Style.NO_STRONG,
    ("text-decoration", "underline"): Style.UNDERLINE,
    ("text-decoration", "none"): Style.NO_UNDERLINE,
    ("vertical-align", "sup"): Style.SUPER,
    ("vertical-align", "sub"): Style.SUB,
    ("vertical-align", "baseline"): Style.BASELINE,
}
_OPPOSITE: Final = {
    ("font-style", "italic"): "normal",
    ("font-style", "normal"): "italic",
    ("font-variant", "small-caps"): "normal",
    ("font-variant", "normal"): "small-caps",
    ("font-weight", "bold"): "normal",
    ("font-weight", "normal"): "bold",
    ("quotes", "true"): "inner",
    ("quotes", "inner"): "true",
    ("quotes", "false"): "true",
}
_SPACES: Final = re.compile(r"\s\s")
_UNDOABLE: Final = ("font-weight", "font-style", "font-variant")

Part: TypeAlias = str | Inline


def flatten(blob: Blob, quotes: Quotes) -> Inlines:
    """The inline tree of a blob. `quotes` are the marks in force at its root."""
    return _joined(_parts(blob, _Surroundings(quotes, {}, frozenset(), frozenset())))


@frozen
class _Surroundings:
    """What is in force around a blob."""

    quotes: Quotes
    values: dict[str, str]
    """Kind of decoration → the innermost value."""
    formatted: frozenset[str]
    """Kinds of which some level around sets more than `normal`."""
    outside_names: frozenset[str]
    """The same without what cs:names itself sets: parts of names undo only what stands around it."""

    def inside(self, blob: Blob, decor: tuple[Decoration, ...]) -> _Surroundings:
        formatted = self.formatted | {kind for kind, value in decor if value != "normal"}
        outside = self.outside_names if blob.role in NAME_ROLES else formatted
        return _Surroundings(blob.terms or self.quotes, {**self.values, **dict(decor)}, formatted, outside)


def _joined(parts: list[Part]) -> Inlines:
    """Parts with neighbouring strings made one text."""
    result: list[Inline] = []
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
        else:
            if text:
                result.append(Text(text))
                text = ""
            result.append(part)
    if text:
        result.append(Text(text))
    return tuple(result)


def _parts(blob: Blob, around: _Surroundings) -> list[Part]:
    decor = blob.decor
    if decor:
        decor = _effective(blob, around)
    if decor or blob.terms:
        around = around.inside(blob, decor)
    parts = _content(blob, around)
    if not parts:
        return []
    outside: list[Decoration] = []
    for decoration in decor:
        if decoration[0] == "display":
            outside.append(decoration)
        else:
            parts = _decorate(parts, decoration, around.quotes)
    if blob.prefix:
        parts.insert(0, _kept_spaces(blob.prefix))
    if blob.suffix:
        parts.append(_kept_spaces(blob.suffix))
    for _, value in outside:
        parts = [Display(value, _joined(parts))]  # type: ignore[arg-type]
    if blob.key:
        parts = [EntryLink(blob.key, _joined(parts))]
    return parts


def _content(blob: Blob, around: _Surroundings) -> list[Part]:
    """What stands between the affixes of a blob."""
    if blob.kids is None:
        return [_kept_spaces(blob.text)] if blob.text else []
    parts: list[Part] = []
    delimiter = blob.delimiter
    for kid in blob.kids:
        inner = _parts(kid, around)
        if inner:
            if delimiter and parts:
                parts.append(_kept_spaces(delimiter))
            parts.extend(inner)
    return parts


def _kept_spaces(text: str) -> str:
    """Two spaces that a style asks for keep their width; a line break in a field is one of them."""
    return _SPACES.sub("\u00a0 ", text) if len(text) > 1 and not text.isalnum() else text


def _effective(blob: Blob, around: _Surroundings) -> tuple[Decoration, ...]:
    """The decorations that change something here: markup in a field undoes what it stands in."""
    result: list[Decoration] = []
    values = around.values
    formatted = around.outside_names if blob.role == "name-part" else around.formatted
    for kind, value in blob.decor:
        if kind == "nodecor":
            result.extend((undo, "normal") for undo in _UNDOABLE if values.get(undo, "normal") != "normal")
            continue
        if blob.flip and kind in values:
            value = _OPPOSITE.get((kind, values[kind]), value)
        elif value == "normal" and kind not in formatted:
            last = blob.kids[-1] if blob.kids else None
            if (
                last is None
                or last.role != "et-al"
                or not any(pair[0] == kind and pair[1] != "normal" for pair in last.decor)
            ):
                continue
        result.append((kind, value))
    return tuple(result)


def _decorate(parts: list[Part], decoration: Decoration, quotes: Quotes) -> list[Part]:
    if decoration[0] == "quotes":
        if decoration[1] == "true":
            return [quotes[0], *parts, quotes[1]]
        if decoration[1] == "inner":
            return [quotes[2], *parts, quotes[3]]
        return parts
    style = _STYLES.get(decoration)
    return parts if style is None else [Styled(style, _joined(parts))]
