"""Particles and suffixes within the family and given names of CSL-JSON, as citeproc-js splits them."""

from __future__ import annotations

import re

from toolkit.model.reference import Name

_PARTICLE_QUOTES = "-'\u02bb\u2019 "
_FAMILY_PARTICLE = re.compile(r"([^ ]+(?:[-\u02bb\u2019 ']) *)(.+)", re.DOTALL)
_GIVEN_PARTICLE = re.compile(r"(.*[^ ])( +[^ ]+)", re.DOTALL)


def split_particles(name: Name) -> Name:
    """Take lower-case particles out of family and given name, and a suffix out of the given name.

    `van der Vlist` has the non-dropping particle `van der`; `Alexander von` the dropping one
    `von`; `John, III` the suffix `III` (`John,! Jr.` one that keeps its comma).
    """
    if name.non_dropping_particle or not name.family or not name.given:
        return name
    if "," not in name.given and not _may_have_particle(name.family, name.given):
        return name
    rest, particles = name.family, ""
    while (match := _FAMILY_PARTICLE.fullmatch(rest)) and _starts_lower(match[1]):
        particles += match[1]
        rest = match[2]
    given, suffix, comma_suffix = name.given, name.suffix, name.comma_suffix
    if not suffix and "," in given:
        given, _, suffix = given.partition(",")
        given = given.rstrip()
        if suffix.startswith("!"):
            comma_suffix, suffix = True, suffix.lstrip("!")
        suffix = suffix.strip()
    dropping = ""
    while (match := _GIVEN_PARTICLE.fullmatch(given)) and _starts_lower(match[2]):
        given, dropping = match[1], match[2] + dropping
    kept = particles.rstrip()
    if particles != kept and kept[-1:] in ("'", "\u2019"):
        kept += " "
    return Name(
        family=rest,
        given=given,
        dropping_particle=dropping.strip() or name.dropping_particle,
        non_dropping_particle=kept,
        suffix=suffix,
        comma_suffix=comma_suffix,
        static_ordering=name.static_ordering,
    )


def _may_have_particle(family: str, given: str) -> bool:
    last = given.rfind(" ")
    return _starts_lower(family) or (last > 0 and _starts_lower(given[last:]))


def _starts_lower(text: str) -> bool:
    first = text.lstrip(_PARTICLE_QUOTES)[:1]
    return first.upper() != first
