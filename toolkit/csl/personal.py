"""One person's name: order of its parts, particles, suffix, initials (CSL 1.0.2, "Name")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.csl.initials import initialize
from toolkit.csl.leaf import PLAIN, Look, make_leaf
from toolkit.csl.letters import has_letter, starts_with_letter
from toolkit.csl.tree import Blob
from toolkit.model.frozen import frozen
from toolkit.model.reference import Name

if TYPE_CHECKING:
    from toolkit.csl.context import Context

_JOINING = ("'", "\u2019", "-", " ")


@frozen
class PersonStyle:
    """The options that shape a single name."""

    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    hyphens: bool = True
    sort_order: str = ""
    """`name-as-sort-order`: first, all or nothing."""
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    family: Look | None = None
    given: Look | None = None
    family_inner: Look = PLAIN
    """The formatting of the family name without its affixes."""
    given_inner: Look = PLAIN
    institution: Look = PLAIN
    """The formatting of institutions: that of cs:name and of its family name."""

    @property
    def level(self) -> int:
        """How the given name shows by default: 0 not, 1 as initials, 2 in full."""
        if self.form != "long":
            return 0
        return 2 if self.initialize_with is None else 1


def script_order(name: Name, language: str) -> int:
    """2 for a name in an alphabetic script, 0 for one without, 1 where such a name keeps its order.

    Names of works in Chinese and Japanese keep the order family, given also in Latin script.
    """
    if name.family and not has_letter(name.family):
        return 1 if name.given and starts_with_letter(name.given) else 0
    return 1 if language[:2] in {"zh", "ja"} else 2


def person_blob(
    ctx: Context, name: Name, style: PersonStyle, index: int, level: int
) -> tuple[Blob | None, bool]:
    """The name and whether its family name comes first as in an index."""
    parts = _Parts(ctx, name, style, level)
    order = script_order(name, ctx.item.language)
    gap = "\u00a0" if ctx.registry.binds_names else " "
    if order == 0:
        return _join([parts.particle, parts.family, parts.given], ""), False
    if order == 1 or name.static_ordering or ctx.item.language in {"vi", "hu"}:
        return _join([_join([parts.particle, parts.family], gap), parts.given], " "), False
    if ctx.sorting:
        return _sorting_name(parts, style, gap), False
    if style.sort_order == "all" or (style.sort_order == "first" and index == 0):
        return _inverted(parts, name, style, gap), True
    return _plain(parts, name, style, gap, level), False


class _Parts:
    """The formatted parts of a name."""

    __slots__ = ("dropping", "family", "given", "particle", "suffix")

    def __init__(self, ctx: Context, name: Name, style: PersonStyle, level: int) -> None:
        quotes = ctx.locale.quotes

        def leaf(text: str, look: Look) -> Blob | None:
            if not text:
                return None
            if ctx.strip or look.strip_periods:
                text = text.replace(".", "")
            blob = make_leaf(text, look, quotes, case=look.case)
            blob.role = "name-part"
            return blob

        particle, dropping = name.non_dropping_particle, name.dropping_particle
        if ctx.sorting:
            particle = particle.replace("'", "").replace("\u2019", "")
            dropping = dropping.replace("'", "").replace("\u2019", "")
        self.family = leaf(name.family, style.family_inner)
        self.particle = leaf(particle, style.family_inner)
        self.given = leaf(_given(name, style, level), style.given_inner) if level else None
        if self.given is None:
            self.dropping = self.suffix = None
            if not name.family and name.given:
                self.family = leaf(name.given, style.family_inner)
            return
        self.dropping = leaf(dropping, style.given_inner)
        suffix = name.suffix
        if suffix and style.initialize_with is not None:
            suffix = initialize(suffix, style.initialize_with, hyphens=style.hyphens, normalize_only=True)
        end = ""
        if suffix.endswith("."):
            suffix, end = suffix[:-1], "."
        self.suffix = leaf(suffix, PLAIN)
        if self.suffix is not None:
            self.suffix.suffix = end


def _given(name: Name, style: PersonStyle, level: int) -> str:
    if level == 1 and name.family:
        if style.initialize_with is None:
            return name.given
        return initialize(
            name.given, style.initialize_with, hyphens=style.hyphens, normalize_only=not style.initialize
        )
    return name.given


def _join(blobs: list[Blob | None], separator: str) -> Blob | None:
    present = [blob for blob in blobs if blob is not None]
    if not present:
        return None
    if len(present) == 2 and separator:
        present[0].suffix += separator
    elif separator:
        for blob in present[:-1]:
            blob.suffix += separator
    return Blob(kids=present)


def _ends_joining(blob: Blob | None) -> bool:
    while blob is not None and blob.kids:
        blob = blob.kids[-1]
    return blob is not None and blob.text.endswith(_JOINING)


def _affix(blob: Blob | None, look: Look | None) -> None:
    if blob is not None and look is not None:
        blob.prefix, blob.suffix = look.prefix, look.suffix


def _sorting_name(parts: _Parts, style: PersonStyle, gap: str) -> Blob | None:
    if style.demote == "never":
        merged = _join([_join([parts.particle, parts.family], gap), parts.dropping], " ")
        return _join([_join([merged, parts.given], "|"), parts.suffix], " ")
    second = _join([parts.given, parts.dropping, parts.particle], " ")
    return _join([_join([parts.family, second], "|"), parts.suffix], " ")


def _inverted(parts: _Parts, name: Name, style: PersonStyle, gap: str) -> Blob | None:
    separator = ", " if name.given in {"Lord", "Lady"} else style.sort_separator
    if style.demote == "display-and-sort":
        second = _join([_join([parts.given, parts.dropping], " "), parts.particle], " ")
        _affix(second, style.given)
        _affix(parts.family, style.family)
        merged = _join([parts.family, second], separator)
        return _join([merged, parts.suffix], separator)
    first = _join([parts.particle, parts.family], "" if _ends_joining(parts.particle) else gap)
    _affix(first, style.family)
    second = _join([parts.given, parts.dropping], " ")
    _affix(second, style.given)
    merged = _join([first, second], separator)
    return _join([merged, parts.suffix], separator)


def _plain(parts: _Parts, name: Name, style: PersonStyle, gap: str, level: int) -> Blob | None:
    family, dropping = parts.family, parts.dropping
    particle = name.dropping_particle
    elides = particle[-1:] in ("'", "\u02bc", "\u2019", "-") and particle[:-1] != "de"
    if elides and family is not None and not name.non_dropping_particle and dropping is not None:
        family = _join([dropping, family], "")
        dropping = None
    if _ends_joining(parts.particle):
        second = _join([dropping, _join([parts.particle, family], "")], gap)
    else:
        second = _join([dropping, parts.particle, family], gap)
    second = _join([second, parts.suffix], ", " if name.comma_suffix else " ")
    _affix(second, style.family)
    _affix(parts.given, style.given)
    space = " "
    if (
        level == 1
        and style.initialize_with
        and ("\u00a0" in style.initialize_with or "\ufeff" in style.initialize_with)
    ):
        space = gap
    return _join([parts.given, second], space)
