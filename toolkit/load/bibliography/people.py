"""Names as databases export them, one or several in a field: `Yang, Lei`, `Smith JA`, `王璐璐;李明`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.load.bibliography.bibtex_names import parse_names
from toolkit.model.particles import split_particles
from toolkit.model.reference import Name
from toolkit.model.scripts import has_han

_OTHERS = re.compile(r"(?:and )?others|et al\.?|等[人.]?", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*[;；]\s*")
_AND = re.compile(r"\s+(?:and|&)\s+")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|2nd|3rd|4th)\.?", re.IGNORECASE)
# Smith JA, van der Berg J-P, O’Brien K 3rd; where a whole abstract stands, it is not tried.
_FAMILY_INITIALS = re.compile(
    r"(?=.{3,200}\Z)(?P<family>[^\W\d_][^\d,;]*?[^\W\d_A-Z][^\d,; ]*|[^\W\d_]['’]?[^\W\d_]+)"
    r" (?P<given>(?:[A-Z]\.?[- ]?){1,4})(?P<suffix> (?:Jr|Sr|2nd|3rd|II|III|IV)\.?)?"
)


def people(text: str) -> tuple[list[Name], bool]:
    """The names in one field and whether their list goes on (`et al.`, `等`)."""
    names: list[Name] = []
    truncated = False
    for piece in _pieces(text):
        if _OTHERS.fullmatch(piece):
            truncated = True
        elif has_han(piece) and not any(sign in piece for sign in "{}\\"):
            found, goes_on = parse_names(piece)
            names += found
            truncated = truncated or goes_on
        else:
            names.append(_name(piece))
    return names, truncated


def people_between_semicolons(text: str) -> str:
    """A list in one cell with semicolons, which `Yang L, Li M.` and `Yang, L and Li, M` lack."""
    text = " ".join(text.split())
    if _SEMICOLON.search(text) or has_han(text):
        return text
    names = _AND.split(text)
    if len(names) == 1:
        names = [name.strip() for name in text.rstrip(".").split(",")]
        is_list = len(names) > 1 and all(_FAMILY_INITIALS.fullmatch(name) for name in names)
    else:
        is_list = all("," in name for name in names if not _OTHERS.fullmatch(name))
    return "; ".join(names) if is_list else text


def _pieces(text: str) -> Iterator[str]:
    """A field holds one name; databases of China put all into one, between semicolons."""
    for piece in _SEMICOLON.split(" ".join(text.split())):
        if piece.strip(" ,"):
            yield piece.strip()


def _name(text: str) -> Name:
    """`Family, Given[, Suffix]`; without a comma only family name and initials are told apart."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma and family and given:
        given, more, suffix = (part.strip() for part in given.partition(","))
        if more and _SUFFIX.fullmatch(given):  # Smith, Jr, John
            given, suffix = suffix, given
        elif more and not _SUFFIX.fullmatch(suffix):
            return Name(literal=text.rstrip(", "))
        return split_particles(Name(family=family, given=given, suffix=suffix))
    match = _FAMILY_INITIALS.fullmatch(text)
    if match is not None:
        suffix = (match["suffix"] or "").strip()
        return split_particles(Name(family=match["family"], given=match["given"].strip(), suffix=suffix))
    return Name(literal=text.rstrip(", "))
