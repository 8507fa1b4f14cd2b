"""The name in a narrative citation: `Yang 等[14]`, `Yang and Li [14]`."""

from __future__ import annotations

from toolkit.csl.languages import is_cjk
from toolkit.csl.markup import strip_tags
from toolkit.model.reference import Name, Reference


def narrative_names(reference: Reference, *, et_al: str, joiner: str, et_al_from: int) -> str:
    """The authors of a work as running text names them.

    One author: the name; two: both with `joiner` between them; from `et_al_from` on, or if
    the list is truncated, the first and `et_al` (given with its own space: ` et al.`, `等`).
    A space falls away where Chinese characters stand on both sides of it: `李明等`, but `Yang 等`.
    Western names show the family name with its non-dropping particle, names in Han, kana
    or Hangul the full name. Editors stand in for missing authors, the title for both.
    """
    for variable in ("author", "editor", "translator", "container-author"):
        names = reference.names.get(variable, ())
        shown = [text for name in names if (text := short_name(name))]
        if not shown:
            continue
        if variable in reference.truncated or len(shown) >= et_al_from:
            return _joined(shown[0], et_al)
        if len(shown) == 1:
            return shown[0]
        separator = "、" if is_cjk(joiner) or is_cjk(shown[0]) else ", "
        return _joined(separator.join(shown[:-1]), joiner, shown[-1])
    return strip_tags(reference.get("title-short") or reference.get("title"))


def _joined(*parts: str) -> str:
    """The parts as one text, without the spaces that would stand between Chinese characters."""
    text = parts[0]
    for part in parts[1:]:
        left, right = text.rstrip(" "), part.lstrip(" ")
        text = left + right if is_cjk(left[-1:]) and is_cjk(right[:1]) else text + part
    return text


def short_name(name: Name) -> str:
    """The name as it stands in running text."""
    if name.literal:
        return name.literal
    if is_cjk(name.family or name.given):
        return f"{name.family}{name.given}"
    particle = name.non_dropping_particle
    gap = "" if particle.endswith(("'", "\u2019", "-")) else " "
    return f"{particle}{gap}{name.family}" if particle and name.family else name.family or name.given
