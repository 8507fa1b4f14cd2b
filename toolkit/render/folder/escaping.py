r"""Text as Markdown that reads back as that text.

Only what would mean something is escaped: a tilde between numbers, a lone `*` or `_` inside a word
stay as they are, so that an author can read what stands there.
"""

from __future__ import annotations

import re

_AMPERSAND = re.compile(r"&(?=#\w+;|[A-Za-z]\w{1,31};)")
"""One that would begin an entity."""
_BRACKETED = re.compile(r"\[[^\[\]@^!|\\]*\](?![(\[{:^])")
"""Brackets that can be no link, citation or note."""
_MEANING = re.compile(
    r"(?P<keep> ~ | \^ |(?<=\d)\*(?=\d)|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|"
    r"(?<=[\d%‰°℃﹪％])~(?=[+\-−±]?\d)(?!~)|(?<=[A-Za-z0-9])@)|(?P<mark>[\\`*_~^$\[\]{]|<(?=[A-Za-z!/])|@)"
)
_DELIMITERS = re.compile(r"[|:\-\s]*\|[|:\-\s]*")
"""What would be the line of dashes of a table."""
_WIDE_FENCE = re.compile(r"：|:{1,2}：")
"""Full-width colons that begin a line, alone or behind ordinary ones: typed for a fence."""
_BLOCK_START = re.compile(
    r"(?P<number>\d{1,9})[.)](?=\s|$)|(?P<mark>#|>|[-+](?=\s|$)|-{2,}|={2,}|:(?![^\s:\u3400-\u9fff]))"
)


def escaped(text: str, *, cell: bool = False) -> str:
    """Text inside a paragraph, a heading or (`cell`) a cell of a pipe table."""
    text = _AMPERSAND.sub("&amp;", text)
    parts: list[str] = []
    at = 0
    for found in _BRACKETED.finditer(text):
        parts += _marked(text, at, found.start()), "[", _marked(text, found.start() + 1, found.end() - 1), "]"
        at = found.end()
    parts.append(_marked(text, at, len(text)))
    made = "".join(parts)
    return made.replace("|", r"\|") if cell else made


def _marked(text: str, start: int, end: int) -> str:
    """A passage with its marks escaped; patterns look beyond its ends."""
    parts: list[str] = []
    at = start
    for found in _MEANING.finditer(text, start, end):
        parts += text[at : found.start()], found["keep"] or f"\\{found['mark']}"
        at = found.end()
    return "".join((*parts, text[at:end]))


def block_escaped(text: str) -> str:
    """Markdown that shall be a paragraph: what would begin another block is escaped in each of its lines."""
    return "\n".join(map(_block_escaped, text.split("\n")))


def _block_escaped(line: str) -> str:
    if _WIDE_FENCE.match(line):
        return f"&#x{ord(line[0]):X};{line[1:]}"
    if _DELIMITERS.fullmatch(line):
        return line.replace("|", "\\|")
    found = _BLOCK_START.match(line)
    if found is None:
        return line
    if found["number"]:
        return f"{found['number']}\\{line[found.end('number') :]}"
    return f"\\{line}"


def as_entities(text: str) -> str:
    """Every character by its number, for the few places where no escape is known."""
    return "".join(f"&#x{ord(character):X};" for character in text)
