"""Given names as initials (`initialize-with`, `initialize`, `initialize-with-hyphen`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from toolkit.csl.letters import has_letter, is_letter, starts_with_letter

_SEPARATOR: Final = re.compile(
    r'([-\s]*</?(?:span\s+class="no(?:case|decor)"|span|i|sc|b|sub|sup)>[-\s]*|[-\s]+)'
)
_TAG: Final = re.compile(r"-*<[^>]+>-*")
_LEADING_TAGS: Final = re.compile(r"^(?:<[^>]+>)*")
_TRAILING_SPACE: Final = re.compile("[\t\n\v\f\r \ufeff\u00a0]+$")
_SPACES: Final = re.compile("[\t\n\v\f\r ]+")
_HYPHEN: Final = re.compile(r"\s*-\s*")
_TIGHT_PERIOD: Final = re.compile(r"\.(?=[^ ])")


@lru_cache(maxsize=8192)
def initialize(given: str, terminator: str, *, hyphens: bool = True, normalize_only: bool = False) -> str:
    """The given name as initials, each followed by `terminator`.

    With `normalize_only` full names stay and only what is an initial already gets the
    terminator. Without `hyphens` the initials of a compound name are not hyphenated.
    """
    if given in {"", "Lord", "Lady"} or not starts_with_letter(_LEADING_TAGS.sub("", given)):
        return given
    name = given if hyphens else given.replace("-", " ")
    name = _SPACES.sub(" ", _HYPHEN.sub("-", name))
    name = re.sub("-(?=[a-z])", "\u2013", name)
    name = _TIGHT_PERIOD.sub(". ", name)
    pieces = _SEPARATOR.split(name)
    if len(pieces) == 1:
        tail = re.search(r"[^.]+$", pieces[0])
        if tail and len(tail[0]) == 1 and tail[0] != tail[0].lower():
            pieces[0] += "."
    joined = _normalize(pieces, terminator) if normalize_only else _shorten(pieces, terminator)
    joined = _SPACES.sub(" ", _HYPHEN.sub("-", _TRAILING_SPACE.sub("", joined)))
    return re.sub("\u2013(?=[a-z])", "-", joined)


def _with_tags(separator: str, terminator: str) -> str:
    """The terminator in the place of a separator, keeping the tags of the separator."""
    tags = "".join(_TAG.findall(separator))
    if not tags:
        return terminator
    stripped = terminator.rstrip()
    return stripped + tags + terminator[len(stripped) :]


def _shorten(pieces: list[str], terminator: str) -> str:
    pieces = list(pieces)
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        if not word:
            continue
        first = word[0]
        if not is_letter(first) or first.upper() != first:
            if has_letter(word):
                pieces[index] = " " + word
            continue
        end = 1
        while end < len(word) and is_letter(word[end]):
            end += 1
        rest = word[1:end]
        if rest and word[end : end + 1] == ".":
            first, rest = first + rest, ""
        capitals = re.match(r"[^a-z\u00df-\u00ff\u0430-\u045f]*", rest)
        run = capitals[0] if capitals else ""
        if len(run) < len(rest):
            first += run.lower()
        pieces[index] = first
        if index + 1 >= len(pieces):
            pieces.append(terminator)
        elif "-" in pieces[index + 1]:
            pieces[index + 1] = _with_tags(pieces[index + 1].replace("-", "", 1), terminator) + "-"
        else:
            pieces[index + 1] = _with_tags(pieces[index + 1], terminator)
    return "".join(pieces)


def _normalize(pieces: list[str], terminator: str) -> str:
    pieces = list(pieces)
    short: list[bool] = []
    for index, piece in enumerate(pieces):
        bare = _LEADING_TAGS.sub("", piece)
        if len(bare) > 1 and bare.endswith("."):
            head, _, tail = piece.rpartition(".")
            pieces[index] = head + tail
            short.append(True)
        else:
            short.append(len(piece) == 1 and piece.upper() == piece)
    for index in range(0, len(pieces), 2):
        if not short[index]:
            continue
        if index + 2 < len(pieces):
            tags = "".join(re.findall(r"(?:<[^>]+>)+", pieces[index + 1])) or pieces[index + 1]
            if not short[index + 2]:
                tags += " "
            if len(pieces[index + 2]) > 1:
                pieces[index + 1] = terminator.rstrip("\ufeff") + tags
            else:
                pieces[index + 1] = _with_tags(tags, terminator)
        elif index == len(pieces) - 1:
            pieces[index] += terminator
    return "".join(pieces)
