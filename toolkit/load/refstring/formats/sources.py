"""What the formats share: where a title ends and the source begins."""

from __future__ import annotations

import re

from toolkit.load.refstring.entry import LIKELY, SURE, Draft, Range
from toolkit.load.refstring.numeration import Numeration, after_year
from toolkit.load.refstring.plain import trim

_BOUNDARY = re.compile(
    r"(?:[.?!][\"')\]]{0,2}|[\"'])(?=[\s\x1f])[\s\x1f]{1,40}|\.(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\.\s?"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s.(\-])(?:[A-Z]|St|vs|No|Vol|vol|Pt|cf|Mt|spp?|var|approx|etc|Jr|Sr|[eE]\.g|i\.e|ed)$"
)
_JOURNAL_WORD = re.compile(r"(?:[A-Z][\w'&-]*\.?|of|the|and|for|in|de|der|la|et|und|&)[,:]?$")
_ABBREVIATED = re.compile(r"[A-Z][a-z]{0,9}[b-df-hj-np-tv-xz]$|^[A-Z]$")


def boundaries(plain: str, start: int, end: int) -> list[Range]:
    """The full stops between sentences: where each begins, and where the next sentence begins."""
    found: list[Range] = []
    for match in _BOUNDARY.finditer(plain, start, end):
        before = plain[max(start, match.start() - 8) : match.start()]
        if match[0].startswith(".") and _ABBREVIATION.search(before):
            continue
        if _in_brackets(plain, start, match.start(), end):
            continue
        mark = match.start() + (0 if match[0][0] == "." else 1)
        found.append((mark, match.end()))
    return found


def _in_brackets(plain: str, start: int, pos: int, end: int) -> bool:
    """Whether a bracket that opened a little before `pos` closes a little behind it."""
    start, end = max(start, pos - 200), min(end, pos + 200)
    return any(
        plain.rfind(opening, start, pos) > plain.rfind(closing, start, pos)
        and plain.find(closing, pos, end) >= 0
        for opening, closing in ("()", "[]")
    )


def split_source(plain: str, start: int, end: int) -> tuple[Range, Range | None]:
    """Title and journal, the journal being what follows the last full stop.

    An abbreviated journal with dots (`Stem Cell Res. Ther.`) begins further left, as long as what
    stands between the stops are abbreviated words.
    """
    start, end = trim(plain, start, end, " .,;\x1f")
    stops = boundaries(plain, start, end)
    if not stops:
        return (start, end), None
    index = len(stops) - 1
    while (
        index > 0
        and _is_abbreviated(plain[stops[index - 1][1] : stops[index][0]])
        and plain[stops[index][0]] == "."
    ):
        index -= 1
    return trim(plain, start, stops[index][0], " ,;\x1f"), trim(plain, stops[index][1], end, " .,;\x1f")


def _is_abbreviated(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= 5
        and all(_JOURNAL_WORD.match(word) for word in words)
        and bool(_ABBREVIATED.search(words[-1]))
    )


def numbers_at_end(plain: str, start: int, end: int) -> tuple[int, Numeration] | None:
    """Volume, issue and pages that end the passage without a year: `, 12(1), 161`, ` 12:161`."""
    for match in _NUMBER_START.finditer(plain, start, end):
        found = after_year(plain, match.start(), end)
        if found.count and not plain[found.end : end].strip(" .,;\x1f"):
            return match.start(), found
    return None


_NUMBER_START = re.compile(
    r"(?:,\s?|(?<=[\w.)\u4e00-\u9fff])\s)(?=(?:vol\.?\s?|v\.)?[A-Z]{0,2}\d|\(\d|\(S|\(?第|pp?\.\s?\d|e\d)",
    re.IGNORECASE,
)


def put_title_and_journal(draft: Draft, start: int, end: int, confidence: float = SURE) -> bool:
    """Whether the passage held both; if not it is the title."""
    title, journal = split_source(draft.plain, start, end)
    draft.put("title", *title, confidence if journal else LIKELY)
    if journal is None:
        return False
    draft.put("container-title", *journal, confidence)
    return True
