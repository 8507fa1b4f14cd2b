"""What an entry says in a form of its own: identifiers, addresses, days of access, notes.

They are read first and marked as taken, so that the formats see only authors, title and source.
Every pattern is bounded: no text makes the search slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from toolkit.load.refstring.dates import DATE, read_date
from toolkit.load.refstring.entry import DOUBTFUL, LIKELY, SURE, Draft
from toolkit.load.refstring.plain import blank

_CHARS = r"[^\s\u3000-\u303f\u3400-\u9fff\uf900-\uffef<>\"\x1f]"
_DOI = rf"10\.\d{{4,9}}(?:\.\d{{1,9}}){{0,3}}/{_CHARS}{{1,300}}"
_LEADS = (
    r"(?:Available\s{0,2}(?:from|at|online(?:\s(?:from|at))?)|Retrieved\s{1,2}from|URL|Link|Website|网址|链接)"
    r"\s{0,2}:?\s{0,2}"
)
_ACCESS_WORD = (
    r"(?:last\s)?(?:accessed|cited|retrieved|viewed|visited)(?:\s(?:on|at))?|访问日期|引用日期|检索日期"
)
_PATTERN = re.compile(
    rf"""
    (?P<doi_lead>(?:https?://)?(?:dx\.)?doi\.org/\s?|\bdoi\s{{0,2}}[:.]?\s{{0,2}}(?:https?://(?:dx\.)?doi\.org/)?)(?P<doi>{_DOI})
  | \bdoi\s?:\s?(?P<short>(?:10/)?[a-z0-9]{{5,8}})\b(?!/)
  | (?<![\w/.])(?P<bare>{_DOI})
  | (?:(?:https?://)?(?:dx\.)?\bdoi\.org/|\bdoi\s?:\s?)
        (?P<broken>(?!https?:|10/[a-z0-9])(?={_CHARS}{{0,20}}\d){_CHARS}{{4,300}})
  | \[PubMed\s?:\s?(?P<pubmed>\d{{4,9}})\]
  | \b(?:PubMed\s)?PMID\s{{0,2}}:?\s{{0,2}}(?P<pmid>\d{{4,9}})\b
  | (?:\bPMCID\s{{0,2}}:?\s{{0,2}})?(?<![\w/])(?P<pmcid>PMC\d{{4,9}})\b
  | \bCSTR\s{{0,2}}:\s{{0,2}}(?P<cstr>\d{{5}}\.{_CHARS}{{1,200}})
  | \barXiv\s{{0,2}}:\s{{0,2}}(?P<arxiv>(?:\d{{4}}\.\d{{4,5}}|[a-z.-]{{2,20}}/\d{{7}})(?:v\d{{1,2}})?)
  | \bISBN(?:-1[03])?\s{{0,2}}:?\s{{0,2}}(?P<isbn>97[89][-\s\d]{{10,15}}\d|[\d-]{{9,13}}[\dX])
  | \bISSN\s{{0,2}}:?\s{{0,2}}(?P<issn>\d{{4}}-?\d{{3}}[\dX])\b
  | (?P<url_lead>{_LEADS})?(?P<url>(?:https?|ftp)://{_CHARS}{{3,2000}}|\bwww\.{_CHARS}{{3,2000}})
  | \[(?P<access_iso>{DATE})\](?=[\s.,;:\x1f]|$|\(|http)
  | [\[(]\s?(?:{_ACCESS_WORD})\s{{0,2}}:?\s{{0,2}}(?P<access_in>{DATE})\.?\s?[\])]
  | (?:\b|(?<=[\u4e00-\u9fff]))(?:{_ACCESS_WORD})\s{{0,2}}:?\s{{0,2}}(?P<access>{DATE})
        (?:,?\s{{1,2}}from\b:?)?
  | (?P<medium>\[\s?(?:internet|on-?line|electronic\sresource|web\spage|serial\sonline
        |monograph\son\sthe\sinternet)\s?\])
  | [\[(]\s?(?:article\s)?in\s(?P<note_language>Chinese|Japanese|Korean|Russian|German|French|Spanish)
        (?:[\s,;]{{1,2}}with\s[^()\[\]]{{1,60}})?\s?[\])]
  | (?P<status>[\[(]?(?:\bEpub|\bpublished\sonline|\be-?pub)?\s?\bahead\sof\sprint\b\.?[\])]?
        |\[?\bEpub\s{DATE}\.?\]?|\(\s?(?:in\spress|forthcoming)\s?\)|\badvance\sonline\spublication\b|(?:网络首发|优先出版))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LANGUAGES = {
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "russian": "ru",
    "german": "de",
    "french": "fr",
    "spanish": "es",
}
_PAIRS = {")": "(", "]": "[", "}": "{"}


def take_identifiers(draft: Draft) -> str:
    """Read identifiers, addresses, access date and notes into the draft.

    The return value is the language that a note such as `(in Chinese)` names, or nothing.
    """
    ranges: list[tuple[int, int]] = []
    language = ""
    for match in _PATTERN.finditer(draft.plain):
        group = match.lastgroup or ""
        end = match.end()
        kind = _innermost(match)
        reader = _READERS.get(kind)
        if reader is not None:
            end = reader(draft, match)
        elif kind == "note_language":
            language = _LANGUAGES[match[kind].lower()]
        if end > match.start() and group:
            ranges.append((match.start(), end))
    draft.plain = blank(draft.plain, ranges)
    return language


def _innermost(match: re.Match[str]) -> str:
    return next((name for name in _KINDS if match[name] is not None), "")


def _end_of(text: str, start: int, end: int) -> int:
    """The end of an identifier that white space ended: without the punctuation that closes the sentence."""
    while end > start:
        last = text[end - 1]
        unopened = last in _PAIRS and text.count(last, start, end) > text.count(_PAIRS[last], start, end)
        if last in ".,;:'\"!" or unopened:
            end -= 1
        else:
            return end
    return end


def _identifier(group: str, variable: str, confidence: float = SURE) -> Callable[[Draft, re.Match[str]], int]:
    def read(draft: Draft, match: re.Match[str]) -> int:
        start, end = match.span(group)
        end = _end_of(draft.plain, start, end)
        if variable not in draft.fields:
            draft.put(variable, start, end, confidence, draft.text[start:end].strip())
        return max(end, match.end()) if match.end() > match.end(group) else end

    return read


def _number(group: str, variable: str) -> Callable[[Draft, re.Match[str]], int]:
    def read(draft: Draft, match: re.Match[str]) -> int:
        if variable not in draft.fields:
            draft.put(variable, *match.span(group), SURE, match[group])
        return match.end()

    return read


def _arxiv(draft: Draft, match: re.Match[str]) -> int:
    if "number" not in draft.fields:
        draft.put("number", *match.span("arxiv"), LIKELY, f"arXiv:{match['arxiv']}")
    return match.end()


def _access(group: str) -> Callable[[Draft, re.Match[str]], int]:
    def read(draft: Draft, match: re.Match[str]) -> int:
        date = read_date(match[group])
        if date is None or len(date.parts[0]) < 2:
            return match.start()  # `[2013]` is no day of access
        if "accessed" not in draft.dates:
            draft.put_date("accessed", date, *match.span(group), SURE)
        return match.end()

    return read


_READERS: dict[str, Callable[[Draft, re.Match[str]], int]] = {
    "doi": _identifier("doi", "DOI"),
    "short": _identifier("short", "DOI", DOUBTFUL),
    "bare": _identifier("bare", "DOI"),
    "broken": _identifier("broken", "DOI"),
    "pubmed": _number("pubmed", "PMID"),
    "pmid": _number("pmid", "PMID"),
    "pmcid": _number("pmcid", "PMCID"),
    "cstr": _identifier("cstr", "CSTR"),
    "arxiv": _arxiv,
    "isbn": _number("isbn", "ISBN"),
    "issn": _number("issn", "ISSN"),
    "url": _identifier("url", "URL"),
    "access_iso": _access("access_iso"),
    "access_in": _access("access_in"),
    "access": _access("access"),
}
_KINDS = (*_READERS, "medium", "note_language", "status")
