"""The beginning of an entry: where the authors end and the title begins."""

from __future__ import annotations

import re

from toolkit.load.refstring.entry import DOUBTFUL, NameList, Range
from toolkit.load.refstring.imprint import segments
from toolkit.load.refstring.names import read_families, read_names, read_responsible
from toolkit.load.refstring.plain import trim
from toolkit.model.reference import Name

_STOP = re.compile(r"\.(?=\s|[^\x00-\x7f]|[\"'\[]|[A-Z][a-z])\s{0,3}|:\s{1,2}")
_CANDIDATES = 60
_INITIALS = re.compile(r"(?:^|[\s.])[A-Z]$")


def split_head(
    plain: str, start: int, end: int, *, institutions: bool = True
) -> tuple[NameList | None, Range]:
    """The authors, if they can be told from the title, and the passage of the title.

    Persons are taken as far as the passage reads as a list of names; an institution up to the first
    full stop that ends no initial.
    """
    start, end = trim(plain, start, end, " \x1f")
    best: tuple[NameList, int] | None = None
    failures = 0
    for count, match in enumerate(_STOP.finditer(plain, start, end)):
        if count == _CANDIDATES or match.start() - start > 6000:
            break
        names = read_names(plain, start, match.start()) or read_names(plain, start, match.start() + 1)
        if match[0].startswith(":") and (best is not None or names is None or len(names.names) < 2):
            break  # a title with its subtitle: `Hepatitis B: a review` names nobody
        if names is not None:
            best, failures = (names, match.end()), 0
            if names.truncated:
                break
        elif best is not None or failures == 2:
            break
        else:
            failures += 1
    if best is None and institutions:
        best = _institution(plain, start, end)
    if best is None or not any(map(str.isalnum, plain[best[1] : end])):
        return None, (start, end)
    return best[0], trim(plain, best[1], end, " \x1f")


def _institution(plain: str, start: int, end: int) -> tuple[NameList, int] | None:
    for match in _STOP.finditer(plain, start, min(end, start + 400)):
        if match[0].startswith(":"):
            return None
        if _INITIALS.search(plain[max(start, match.start() - 2) : match.start()]):
            continue
        names = read_responsible(plain, start, match.start()) or read_families(plain, start, match.start())
        return None if names is None else (names, match.end())
    return None


def first_of_two(plain: str, head: Range) -> tuple[NameList, Range] | None:
    """`Zotero. Zotero download`: of two parts the first is responsible, if it is short enough for a name."""
    parts = segments(plain, *head)
    if len(parts) != 2:
        return None
    text = plain[slice(*parts[0])]
    if len(text) > 40 or len(text.split()) > 5 or re.search(r"[:?!,\[\]\d]", text) or not text[:1].isalpha():
        return None
    return NameList((Name(literal=text),), (parts[0],), False, DOUBTFUL), (parts[1][0], head[1])
