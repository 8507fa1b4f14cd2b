"""Lists of names as the styles print them.

Three shapes are read: names apart by commas, family name first (`FU Y X, JI J`, `Fu YX, Ji J`,
`王璐璐, 赖东梅`); family and given name apart by a comma (`Fu, Y. X., & Ji, J.`,
`Fu, Y.X.; Ji, J.`); initials first (`Y.X. Fu, J. Ji`, `Y. X. Fu and J. Ji`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from toolkit.load.refstring.entry import DOUBTFUL, LIKELY, SURE, NameList, Range
from toolkit.load.refstring.institutions import is_institution
from toolkit.load.refstring.name_words import (
    given_first,
    inverted,
    is_family,
    is_given,
    is_suffix,
    is_written_given,
    lone,
    recased,
    written_out,
)
from toolkit.load.refstring.plain import trim
from toolkit.model.particles import split_particles
from toolkit.model.reference import Name

_SEPARATOR = re.compile(
    r"\s?(?:,\s?(?:and|&|und|y|et(?!\sal))\s|,\s?&\s?|[,;、]|\s(?:and|&|und)\s|(?<=[\u4e00-\u9fff])\s?&\s?(?=[\u4e00-\u9fff]))\s?"
)
_ELLIPSIS = re.compile(r"(?:\.\s?){3}|…")
_OTHERS = re.compile(
    r"(?:et\.?\sal|and\sothers|others|u\.\s?a|и\s?др|и\s?соавт|ほか|他|等人?|외|\[et\sal\.?\])\.?",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"(?:(?<=\s)et\.?\sal\.?|(?<=[\u4e00-\u9fff]{2})\s?等人?|\sи\s?др\.?)$", re.IGNORECASE)
_LONGEST_LIST = 400
"""Names in a list; a text with more is none."""
_FEWEST_FAMILIES = 2
"""Family names without given names that are a list of authors; one alone may be anything."""

Reader = Callable[[str], Name | None]


def read_names(plain: str, start: int, end: int) -> NameList | None:
    """The whole passage as a list of names of persons; nothing if one of them is no clear name."""
    start, end = trim(plain, start, end, " ,;:\x1f")
    if end <= start:
        return None
    pieces, truncated = _pieces(plain, start, end)
    if not pieces:
        return None
    for shape in (_with_given_apart, _family_first, _initials_first):
        found = shape(plain, pieces)
        if found is not None:
            return recased(found, truncated=truncated)
    return None


def read_written_names(plain: str, start: int, end: int) -> NameList | None:
    """Names written out, only the first of them inverted: `Aiken, Linda H., Sean P. Clarke, and Ann Sloane`.

    Chicago and MLA print names so. Words of a title may look alike: only where authors must stand.
    """
    pieces, truncated = _pieces(plain, *trim(plain, start, end, " ,;:\x1f"))
    texts = [plain[slice(*piece)] for piece in pieces]
    if len(texts) < 2 or not is_family(texts[0]) or not is_written_given(texts[1]):
        return None
    suffixed = len(texts) > 2 and is_suffix(texts[2])
    suffix = texts[2].rstrip(".") if suffixed else ""
    names = [split_particles(Name(family=texts[0], given=texts[1], suffix=suffix))]
    places = [(pieces[0][0], pieces[2 if suffixed else 1][1])]
    for piece, text in list(zip(pieces, texts, strict=True))[3 if suffixed else 2 :]:
        name = written_out(text)
        if name is None:
            return None
        names.append(split_particles(name))
        places.append(piece)
    return NameList(tuple(names), tuple(places), truncated, SURE)


def read_responsible(plain: str, start: int, end: int) -> NameList | None:
    """Persons, or else institutions: each part as a whole (`中国图书馆学会`, `World Health Organization`)."""
    persons = read_names(plain, start, end)
    if persons is not None:
        return persons
    start, end = trim(plain, start, end, " ,;:\x1f")
    if (
        end > start
        and plain[end - 1] == "."
        and not re.search(r"\b[A-Z]\.$|\b(?:Inc|Ltd|Co|Corp)\.$", plain[start:end])
    ):
        end -= 1
    pieces, truncated = _pieces(plain, start, end)
    named = [_clear(plain[slice(*piece)]) for piece in pieces]
    names: list[Name] = []
    for piece, person in zip(pieces, named, strict=True):
        text = plain[slice(*piece)]
        if person is None and not is_institution(text):
            break
        names.append(person or Name(literal=text))
    else:
        if names:
            return NameList(tuple(names), tuple(pieces), truncated, LIKELY)
    text = plain[start:end]
    return NameList((Name(literal=text),), ((start, end),), False, LIKELY) if is_institution(text) else None


def read_families(plain: str, start: int, end: int) -> NameList | None:
    """`Pan, Johnstone`: family names alone, as indexes give some old works.

    Words of a title may look alike: only where authors must stand, and with doubt.
    """
    pieces, truncated = _pieces(plain, *trim(plain, start, end, " ,;:.\x1f"))
    if len(pieces) < _FEWEST_FAMILIES:
        return None
    texts = [plain[slice(*piece)] for piece in pieces]
    if not all(is_family(text) and " " not in text for text in texts):
        return None
    names = tuple(split_particles(Name(family=text)) for text in texts)
    return NameList(names, tuple(pieces), truncated, DOUBTFUL)


def _pieces(plain: str, start: int, end: int) -> tuple[list[Range], bool]:
    """The passages between separators, and whether the list ends in `et al.`"""
    pieces: list[Range] = []
    truncated = False
    for first, last in _between(plain, start, end):
        first, last = trim(plain, first, last, " \x1f")
        text = plain[first:last]
        if not text:
            continue
        if _OTHERS.fullmatch(text):
            truncated = True
            continue
        ellipsis = _ELLIPSIS.match(text)
        if ellipsis:
            truncated = True
            first += ellipsis.end()
            first, last = trim(plain, first, last, " \x1f")
        attached = _ATTACHED.search(plain[max(first, last - 12) : last])
        if attached:
            truncated = True
            last -= len(attached[0])
            first, last = trim(plain, first, last, " \x1f,")
        if last > first:
            pieces.append((first, last))
        if len(pieces) > _LONGEST_LIST:
            return [], False
    return pieces, truncated


def _between(plain: str, start: int, end: int) -> Iterator[Range]:
    last = start
    for match in _SEPARATOR.finditer(plain, start, end):
        yield last, match.start()
        last = match.end()
    yield last, end


def _clear(text: str) -> Name | None:
    return lone(text) or inverted(text)


def _family_first(plain: str, pieces: list[Range]) -> NameList | None:
    """`FU Y X`, `Fu YX`, `王璐璐`, `WANG Lulu`, with a suffix as a part of its own (`Smith J, Jr`)."""
    return _each(plain, pieces, _clear)


def _initials_first(plain: str, pieces: list[Range]) -> NameList | None:
    """`Y.X. Fu`, `Y. X. Fu`, and full given names where every name has that shape."""
    return _each(plain, pieces, given_first)


def _each(plain: str, pieces: list[Range], reader: Reader) -> NameList | None:
    names: list[Name] = []
    for piece in pieces:
        name = reader(plain[slice(*piece)])
        if name is None:
            return None
        names.append(split_particles(name))
    return NameList(tuple(names), tuple(pieces), False, SURE)


def _with_given_apart(plain: str, pieces: list[Range]) -> NameList | None:
    """`Fu, Y. X.` and `Fu, Yanxia`: every other part holds given names; Han names stand alone."""
    names: list[Name] = []
    places: list[Range] = []
    index = pairs = 0
    while index < len(pieces):
        piece = pieces[index]
        text = plain[slice(*piece)]
        following = plain[slice(*pieces[index + 1])] if index + 1 < len(pieces) else ""
        if following and is_given(following) and is_family(text) and not lone(text) and not inverted(text):
            names.append(split_particles(Name(family=text, given=following)))
            places.append((piece[0], pieces[index + 1][1]))
            pairs += 1
            index += 2
            continue
        if names and is_suffix(text):
            names[-1] = replace(names[-1], suffix=text.rstrip("."))
            places[-1] = (places[-1][0], piece[1])
            index += 1
            continue
        alone = _clear(text) if lone(text) or pairs else None
        if alone is None and pairs and is_institution(text):
            alone = Name(literal=text)
        if alone is None:
            return None
        names.append(split_particles(alone))
        places.append(piece)
        index += 1
    return NameList(tuple(names), tuple(places), False, SURE, style="apa") if pairs else None
