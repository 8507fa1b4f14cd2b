"""Citations by name and year: `(Yang et al., 2020; Li & Wang, 2019a)`, `Yang 等（2020）`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from toolkit.load.manuscript.plain import folded
from toolkit.model.manuscript import Cited, Cluster, Entry
from toolkit.model.word import LIVE, WordDocument, WordParagraph

_FEWEST = 3
_YEAR = r"(?P<year>(?:18|19|20)\d\d)(?P<letter>[a-z]?)"
_CAPITAL = r"[A-Z\u00c0-\u00de][\w'’-]{1,40}"
_BRACKET = re.compile(r"\(([^()]{3,400}?(?:18|19|20)\d\d[a-z]?[^()]{0,60})\)")
_PART = re.compile(
    r"^\s*(?:(?:see|e\.g\.,?|cf\.|参见|见)\s*)?(?P<names>[^\d;]*?[^\W\d_])[,\s]*"
    rf"(?:et al\.?|等人?)?[,\s]*{_YEAR}"
    r"(?P<more>(?:\s*,\s*(?:(?:18|19|20)\d\d)?[a-z]?)*)\s*(?:[,:](?s:.*))?$"
)
_NARRATIVE = re.compile(
    rf"(?P<names>(?:{_CAPITAL}(?:\s+(?:and|&|和|与)\s+{_CAPITAL})?|[\u4e00-\u9fff]{{2,4}}?))"
    rf"\s*(?:et al\.?|等人?)?,?\s*\(\s*{_YEAR}\s*\)"
)
_FIRST_NAME = re.compile(r"[^\W\d_](?:[\w'’-]|\s(?=[a-z]+\s))*")


class _Known(NamedTuple):
    """The entries by the folded family name of their first author and the year."""

    keys: Mapping[tuple[str, str], Sequence[str]]
    families: frozenset[str]


def find_author_year(
    document: WordDocument,
    paragraphs: Sequence[tuple[WordParagraph, Literal["text", "table", "caption", "note"]]],
    entries: Sequence[Entry],
) -> tuple[Cluster, ...]:
    """The citations by name and year; none if too few of them lead to entries for this to be the form."""
    known = _known(entries)
    clusters: list[Cluster] = []
    for paragraph, place in paragraphs:
        plain = folded(paragraph.text)
        live = [
            (piece.start, piece.end, each.kind)
            for each, piece in document.fields_by_line.get(paragraph.line, ())
            if each.kind in LIVE
        ]
        for start, end, works in sorted(_in_text(document, paragraph.line, plain, known)):
            kind = next((kind for low, high, kind in live if low < end and start < high), None)
            span = document.span(paragraph.line, start, end)
            text = paragraph.text[start:end]
            clusters.append(Cluster(text, "author-year", span, tuple(works), live=kind, place=place))
    cited = {work.key for cluster in clusters for work in cluster.works if work.key}
    return tuple(clusters) if len(cited) >= min(_FEWEST, max(1, len(entries))) else ()


def _known(entries: Sequence[Entry]) -> _Known:
    keys: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        names = entry.reference.names.get("author") or entry.reference.names.get("editor") or ()
        date = entry.reference.dates.get("issued")
        if names and date is not None and date.year is not None:
            family = _fold(names[0].family or names[0].literal)
            keys.setdefault((family, str(date.year)), []).append(entry.key)
    return _Known(keys, frozenset(family for family, _ in keys))


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(filter(str.isalnum, plain))


def _in_text(
    document: WordDocument, line: int, plain: str, known: _Known
) -> Iterator[tuple[int, int, list[Cited]]]:
    for bracket in _BRACKET.finditer(plain):
        works: list[Cited] = []
        at = bracket.start(1)
        for part in bracket[1].split(";"):
            found = _PART.match(part)
            if found is None:
                works = []
                break
            works.extend(_works(document, line, at, part, found, known))
            at += len(part) + 1
        if works and any(work.key for work in works):
            yield bracket.start(), bracket.end(), works
    for match in _NARRATIVE.finditer(plain):
        works = list(_works(document, line, match.start(), match[0], match, known, shift=match.start()))
        if any(work.key for work in works):
            yield match.start(), match.end(), works


def _works(
    document: WordDocument,
    line: int,
    at: int,
    part: str,
    found: re.Match[str],
    known: _Known,
    *,
    shift: int = 0,
) -> Iterator[Cited]:
    """The works of one name: several years may follow it, `Yang, 2019, 2020a`."""
    first = _FIRST_NAME.search(found["names"])
    name = _fold(_family(found["names"], known)) if first else ""
    years = [(found["year"], found["letter"])]
    last = found["year"]
    more = found["more"] if "more" in found.re.groupindex else ""
    for year, letter in re.findall(r",\s*((?:18|19|20)\d\d)?([a-z]?)", more or ""):
        if year or letter:
            last = year or last
            years.append((last, letter))
    start = at + found.start("names") - shift
    span = document.span(line, start, at + len(part.rstrip()))
    for year, letter in years:
        keys = known.keys.get((name, year), ())
        index = ord(letter) - ord("a") if letter else 0
        key = keys[index] if index < len(keys) else ""
        yield Cited(key, f"{found['names'].strip()}, {year}{letter}", span)


def _family(names: str, known: _Known) -> str:
    """The first family name: the longest beginning of the names that an entry has, else the first word."""
    first = re.split(r"\s*(?:,|&|\band\b|和|与|、)\s*", names.strip(), maxsplit=1)[0]
    words = first.split()
    for count in range(len(words), 0, -1):
        candidate = " ".join(words[:count])
        if _fold(candidate) in known.families:
            return candidate
    last = words[-1] if words else ""
    return last if _fold(last) in known.families else first
