"""Citations by name and year: `(Yang et al., 2020; Li & Wang, 2019a)`, `（张三和李四，2018）`.

Every name that begins an entry is looked for, with the years behind it. What has the form of a
citation, but a name or year that the list does not have, is taken as one to a missing entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from toolkit.load.manuscript.listed_names import Index, index_of, plain_names
from toolkit.model.manuscript import Cited, Cluster, Entry
from toolkit.model.source import Span
from toolkit.model.surnames import COMMON_SURNAMES, DOUBLE_SURNAMES
from toolkit.model.word import LIVE, WordDocument, WordParagraph

_FEWEST = 3
_YEAR = r"(?:18|19|20)\d\d"
_HAN = r"\u3400-\u9fff"
_LATIN_NAME = (
    r"(?:(?i:van|von|de|der|den|del|della|da|di|du|la|le|el|al|ten|ter|bin)\s){0,3}"
    r"[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'-]+(?:\s[A-Z\u00c0-\u00de][a-z\u00df-\u024f'-]+)?"
)
_HAN_NAME = rf"[{_HAN}]{{2,4}}?(?:·[{_HAN}]{{1,6}}?)?"
_AND = r"(?:,?\s*(?:&|\band\b|和|与|及)\s*)"
_OTHER = rf"(?:[A-Z]\.\s?){{0,3}}(?:{_LATIN_NAME}|{_HAN_NAME})"
_JOINED = rf"(?P<joined>(?:(?:{_AND}|,\s*){_OTHER}){{0,6}}?)"
_ET_AL = r"(?P<et_al>,?\s*et\.?\s*al\b\.?|,?\s*等人?|\s+and\s+(?:colleagues|co-?workers|others)\b)"
_TAIL = rf"(?:,\s(?:[A-Z]\.\s?){{1,3}})?{_JOINED}{_ET_AL}?(?:'s?)?(?:\s*\[[A-Z][A-Za-z&-]{{1,11}}\])?"
_YEARS = (
    rf"(?P<year>{_YEAR}|n\.\s?d\.|in\spress|forthcoming|印刷中|待刊)(?!\d|年(?!\s*[,;)]|$))(?P<letter>[a-z](?![a-z]))?"
    rf"(?P<more>(?:\s*,\s*(?:{_YEAR}[a-z]?(?![\w-])|[a-z](?![\w.-])))*)"
)
_BEHIND = re.compile(rf"{_TAIL}[\s,]*{_YEARS}")
_NARRATIVE_BEHIND = re.compile(rf"{_TAIL}[\s,]*$")
_FIRST_YEARS = re.compile(rf"\s*{_YEARS}")
_BRACKETS = (re.compile(r"\(([^()]{4,500})\)"), re.compile(r"\[([^\[\]]{4,500})\]"))
_HAS_YEAR = re.compile(rf"{_YEAR}|n\.\s?d\.|in\spress|forthcoming|印刷中|待刊")
# Atomic: words that can be told apart in several ways (`see also`) must not multiply.
_LEAD = r"(?>(?:see(?:\salso)?|e\.g\.|cf\.|but\ssee|also|reviewed\s(?:in|by)|参见|详见|见|如)[\s,]*)*"
_UNLISTED = re.compile(
    rf"(?P<names>(?:(?<![A-Za-z'-]){_LATIN_NAME}|(?<![{_HAN}])(?P<han>{_HAN_NAME})){_TAIL})[\s,]*{_YEARS}"
)
_ALONE = re.compile(
    rf"\s*{_LEAD}(?P<names>(?P<latin>{_LATIN_NAME})|(?P<han>[{_HAN}]{{2,3}})),?\s*{_YEARS}[^;]*$"
)
_ALONE_NARRATIVE = re.compile(rf"(?<![A-Za-z'-])(?P<names>{_LATIN_NAME})(?:'s)?(?P<han>)\s*$")
_UNLISTED_NARRATIVE = re.compile(
    rf"(?P<names>(?<![A-Za-z'-]){_LATIN_NAME}{_TAIL}|(?:(?<![{_HAN}])|(?<=[与和及由据如以而]))(?P<han>[{_HAN}]{{2,3}})\s*等人?)\s*$"
)
_JOIN_BEFORE = re.compile(
    rf"(?:[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'.-]*\s?|(?<![{_HAN}])[{_HAN}]{{2,3}}){_AND}(?:[A-Z]\.\s?)*$"
)
_WORDS = (
    "January February March April May June July August September October November December Jan Feb Mar Apr "
    "Jun Jul Aug Sep Sept Oct Nov Dec Spring Summer Autumn Fall Winter Table Figure Fig Version "
    "Release Edition Vol Since Until Before After From In By Accessed Updated Published Available Copyright "
    "The This These Study Trial Protocol Guideline Guidelines Statement Update Data Part Chapter Section "
    "Appendix Phase"
)
_NO_NAMES = frozenset(_WORDS.casefold().split())
_LOOK_BACK = 160
"""Characters before a year in which the names of a narrative citation are looked for."""


class _Found(NamedTuple):
    """Works that a passage cites, its places counted from 0."""

    start: int
    end: int
    works: tuple[Cited, ...]


def find_author_year(
    document: WordDocument,
    paragraphs: Sequence[tuple[WordParagraph, Literal["text", "table", "caption", "note"]]],
    entries: Sequence[Entry],
) -> tuple[Cluster, ...]:
    """The citations by name and year; none if too few of them lead to entries for this to be the form."""
    index = index_of(entries)
    clusters: list[Cluster] = []
    for paragraph, place in paragraphs:
        if not _HAS_YEAR.search(paragraph.text):
            continue
        live = [
            (piece.start, piece.end, each.kind)
            for each, piece in document.fields_by_line.get(paragraph.line, ())
            if each.kind in LIVE
        ]
        for start, end, works in _Reader(document, paragraph, index).found():
            kind = next((kind for low, high, kind in live if low < end and start < high), None)
            span = document.span(paragraph.line, start, end)
            text = paragraph.text[start:end]
            clusters.append(Cluster(text, "author-year", span, works, live=kind, place=place))
    cited = {work.key for cluster in clusters for work in cluster.works if work.key}
    return tuple(clusters) if len(cited) >= min(_FEWEST, max(1, len(entries))) else ()


class _Reader:
    """The citations of one paragraph."""

    def __init__(self, document: WordDocument, paragraph: WordParagraph, index: Index) -> None:
        self._document = document
        self._line = paragraph.line
        self._text = paragraph.text
        self._plain = plain_names(paragraph.text)
        self._index = index

    def found(self) -> list[_Found]:
        """The passages in order; none overlaps another."""
        found: list[_Found] = []
        for pattern in _BRACKETS:
            for bracket in pattern.finditer(self._plain):
                passage = self._bracket(bracket) if _HAS_YEAR.search(bracket[1]) else None
                if passage is not None and all(
                    passage.end <= other.start or other.end <= passage.start for other in found
                ):
                    found.append(passage)
        return sorted(found)

    def _bracket(self, bracket: re.Match[str]) -> _Found | None:
        """What a bracket with a year cites; its names may stand before it."""
        start, at = bracket.start(), bracket.start(1)
        works: list[Cited] = []
        years = _FIRST_YEARS.match(self._plain, at, bracket.end(1))
        if years is not None:
            narrative = self._narrative(start, years)
            if narrative is None:
                return None
            start = narrative[0]
            works += narrative[1]
            at = years.end()
        for part in re.finditer(r"[^;]+", self._plain[at : bracket.end(1)]):
            works += self._part(at + part.start(), at + part.end())
        return _Found(start, bracket.end(), tuple(works)) if works else None

    def _narrative(self, end: int, years: re.Match[str]) -> tuple[int, list[Cited]] | None:
        """The names before a bracket that begins with a year: where they begin, and the works."""
        low = max(0, end - _LOOK_BACK)
        for name in self._index.names.finditer(self._plain, low, end):
            tail = _NARRATIVE_BEHIND.match(self._plain, name.end(), end)
            if tail is not None and not self._joined(low, name.start()):
                works = self._works(name, tail, years)
                if works:
                    return name.start(), works
        unlisted = _UNLISTED_NARRATIVE.search(self._plain, low, end)
        if unlisted is None or not _is_certain(unlisted):
            unlisted = _ALONE_NARRATIVE.search(self._plain, low, end)
        if unlisted is None or not _is_name(unlisted):
            return None
        start = unlisted.start("names")
        return start, [self._missing(start, unlisted.end("names"), years)]

    def _part(self, start: int, end: int) -> Iterator[Cited]:
        """What a part of a bracket, up to a semicolon, cites."""
        any_found, done = False, start
        for name in self._index.names.finditer(self._plain, start, end):
            behind = _BEHIND.match(self._plain, name.end(), end)
            if name.start() < done or behind is None or self._joined(start, name.start()):
                continue
            works = self._works(name, behind, behind)
            any_found, done = any_found or bool(works), behind.end()
            yield from works
        if any_found:
            return
        for unlisted in _UNLISTED.finditer(self._plain, start, end):
            whole = not self._plain[start : unlisted.start()].strip()
            if _is_certain(unlisted) and _is_name(unlisted, among_others=whole):
                any_found = True
                yield self._missing(unlisted.start("names"), unlisted.end("names"), unlisted)
        single = _ALONE.fullmatch(self._plain, start, end)
        if not any_found and single is not None and _is_name(single):
            yield self._missing(single.start("names"), single.end("names"), single)

    def _joined(self, low: int, start: int) -> bool:
        """Whether a name is not the first of its citation: `Lee and Yang (2020)`."""
        return _JOIN_BEFORE.search(self._plain, max(low, start - 40), start) is not None

    def _works(self, name: re.Match[str], tail: re.Match[str], years: re.Match[str]) -> list[Cited]:
        """The works of one name: several years may follow it, `Yang, 2019, 2020a`."""
        others = re.findall(rf"{_LATIN_NAME}|[{_HAN}]{{2,4}}", tail["joined"] or "")
        folded = [other.casefold() for other in others]
        printed = self._text[name.start() : tail.end("et_al") if tail["et_al"] else tail.end("joined")]
        span = self._span(name.start(), years.end())
        works: list[Cited] = []
        for year, letter in _each_year(years):
            keys = self._index.find(name["name"], year, letter, folded, et_al=bool(tail["et_al"]))
            shown = f"{printed.strip()}, {year or years['year']}{letter}"
            if keys:
                works += [Cited(key, shown, span) for key in keys]
            elif year and name["name"].casefold() not in _NO_NAMES:
                works.append(Cited("", shown, span))
        return works

    def _missing(self, start: int, end: int, years: re.Match[str]) -> Cited:
        names = re.sub(r"['’]s?$", "", self._text[start:end].strip(" ,，"))
        return Cited("", f"{names}, {years['year']}{years['letter'] or ''}", self._span(start, years.end()))

    def _span(self, start: int, end: int) -> Span:
        return self._document.span(self._line, start, end)


def _each_year(years: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Each year with its letter; the year is empty for what has none yet (`in press`)."""
    last = years["year"] if years["year"].isdigit() else ""
    yield last, years["letter"] or ""
    for year, letter in re.findall(rf",\s*({_YEAR})?([a-z])?", years["more"]):
        last = year or last
        yield last, letter


def _is_certain(match: re.Match[str]) -> bool:
    """Whether only a citation has this form: et al., or two names."""
    groups = match.groupdict()
    joined = groups.get("joined") or ""
    return bool(
        groups.get("et_al") or re.search(_AND, joined) or match["names"].rstrip().endswith(("等", "等人"))
    )


def _is_name(match: re.Match[str], *, among_others: bool = False) -> bool:
    """Whether none of the words is a month or the like, and a Chinese word begins with a family name.

    A word that fills its part of a bracket `among_others` (等) is a name whatever it begins with.
    """
    han = match["han"]
    if (
        han
        and not (among_others and match["et_al"])
        and not (han[:1] in COMMON_SURNAMES or han[:2] in DOUBLE_SURNAMES)
    ):
        return False
    return not _NO_NAMES & set(re.findall(r"[a-z]+", match["names"].casefold()))
