"""Markup inside field values: `<i>`, `<b>`, `<sup>`, `<sub>`, `<sc>`, small-caps and nocase spans, quotes.

CSL 1.0.2, appendix "HTML-like tags"; straight and curly quotation marks become quotations,
so that they nest and punctuation can move into them, and apostrophes become curly.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

from toolkit.csl.letters import has_letter
from toolkit.csl.tree import Blob, Decoration
from toolkit.model.frozen import frozen

Quotes: TypeAlias = tuple[str, str, str, str]
"""Opening and closing quotation marks of a locale, outer then inner."""

_SMALL_CAPS: Final = '<span style="font-variant:small-caps;">'
_NOCASE: Final = '<span class="nocase">'
_NODECOR: Final = '<span class="nodecor">'
_TAGS: Final[dict[str, tuple[str, Decoration]]] = {
    "<i>": ("</i>", ("font-style", "italic")),
    "<b>": ("</b>", ("font-weight", "bold")),
    "<sup>": ("</sup>", ("vertical-align", "sup")),
    "<sub>": ("</sub>", ("vertical-align", "sub")),
    "<sc>": ("</sc>", ("font-variant", "small-caps")),
    _SMALL_CAPS: ("</span>", ("font-variant", "small-caps")),
    _NOCASE: ("</span>", ("nocase", "")),
    _NODECOR: ("</span>", ("nodecor", "")),
}
_SINGLE: Final = "'"
_OPEN_SINGLE: Final = " '"
_STRAIGHT: Final = {' "': '"', " '": "'", '("': '"', "('": "'"}
_SPAN_STYLE: Final = re.compile(r'<span\s+style="font-variant:\s*small-caps;?"[^>]*>')
_SPAN_CLASS: Final = re.compile(r'<span\s+class="no(case|decor)"[^>]*>')
_ANY_TAG: Final = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^>]*)?>")


@frozen
class _Syntax:
    """What opens and closes a passage under one locale's quotation marks."""

    tokens: re.Pattern[str]
    closers: dict[str, str]
    decor: dict[str, Decoration]
    hints: re.Pattern[str]


@lru_cache(maxsize=64)
def _syntax(quotes: Quotes) -> _Syntax:
    closers = {tag: closer for tag, (closer, _) in _TAGS.items()} | _STRAIGHT
    decor = {tag: decoration for tag, (_, decoration) in _TAGS.items()}
    straight = {'"', "'", ' "', " '"}
    for opening, closing, form in ((quotes[0], quotes[1], "true"), (quotes[2], quotes[3], "inner")):
        if opening and closing and opening not in straight:
            closers[opening] = closing
            decor[opening] = ("quotes", form)
    everything = [*closers, *dict.fromkeys(closers.values())]
    tokens = re.compile("|".join(re.escape(token) for token in everything))
    marks = "".join(re.escape(mark[0]) for mark in {*quotes} if mark)
    return _Syntax(tokens, closers, decor, re.compile(f"[<\"'\u2019{marks}]"))


def strip_tags(text: str) -> str:
    """The text without formatting tags."""
    return _ANY_TAG.sub("", text) if "<" in text else text


def parse_field(text: str, quotes: Quotes) -> list[Blob] | None:
    """The pieces of a field value, or None if it is plain text as it stands."""
    syntax = _syntax(quotes)
    if syntax.hints.search(text) is None:
        return None
    if "<span" in text:
        text = _SPAN_STYLE.sub(_SMALL_CAPS, text)
        text = _SPAN_CLASS.sub(lambda match: f'<span class="no{match[1]}">', text)
    if "\u2019" in text:
        text = _straighten_apostrophes(text)
    own_space = text[:1] == " " and text.lstrip()[:1] not in {'"', "'"}
    text = " " + text
    matches = list(syntax.tokens.finditer(text))
    if not matches:
        return None
    tokens = [match[0] for match in matches]
    starts = [0, *(match.end() for match in matches)]
    ends = [*(match.start() for match in matches), len(text)]
    strings = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    forced = _force_openers(tokens, strings, syntax)
    pairs = _pair(tokens, strings, syntax)
    return _build(tokens, strings, forced, pairs, syntax, own_space=own_space)


def _straighten_apostrophes(text: str) -> str:
    """Curly apostrophes between letters, so that they are not taken for closing quotation marks."""
    pieces = text.split("\u2019")
    result = pieces[0]
    for piece in pieces[1:]:
        inside = has_letter(result[-1:]) and has_letter(piece[:1])
        result += ("'" if inside else "\u2019") + piece
    return result


def _force_openers(tokens: list[str], strings: list[str], syntax: _Syntax) -> set[int]:
    """A straight quote right after an opening tag opens a quotation, though no space precedes it."""
    forced = set()
    for index in range(len(tokens) - 1):
        if tokens[index] in syntax.closers and not strings[index + 1] and tokens[index + 1] in {'"', "'"}:
            tokens[index + 1] = " " + tokens[index + 1]
            forced.add(index + 1)
    return forced


def _pair(tokens: list[str], strings: list[str], syntax: _Syntax) -> dict[int, int]:
    """Opening token → closing token. What remains unpaired is text; an unpaired `'` an apostrophe."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for index, mark in enumerate(tokens):
        after = strings[index + 1]
        if mark == _SINGLE and after and after[0] not in ",.?:; ":
            tokens[index] = "\u2019"
        elif mark == _OPEN_SINGLE and after[:1] == " ":
            tokens[index] = " \u2019"
        elif mark in syntax.closers:
            opened.append(index)
        else:
            matching = [n for n, place in enumerate(opened) if syntax.closers[tokens[place]] == mark]
            if not matching or (mark == _SINGLE and matching[-1] != len(opened) - 1):
                tokens[index] = "\u2019" if mark == _SINGLE else mark
            else:
                pairs[opened[matching[-1]]] = index
                del opened[matching[-1] :]
    for index in opened:
        if tokens[index] == _OPEN_SINGLE:
            tokens[index] = " \u2019"
    return pairs


def _build(
    tokens: list[str],
    strings: list[str],
    forced: set[int],
    pairs: dict[int, int],
    syntax: _Syntax,
    *,
    own_space: bool,
) -> list[Blob]:
    closing = set(pairs.values())
    top: list[Blob] = []
    stack = [top]
    text = strings[0][1:]
    if strings[0][:2] == "  " and not own_space:
        text = text[1:]
    buffer = [text]
    outer = ""

    def flush() -> None:
        joined = "".join(buffer)
        if joined:
            stack[-1].append(Blob(joined))
        buffer.clear()

    for index, token in enumerate(tokens):
        if index in pairs:
            decoration = syntax.decor.get(token)
            if decoration is None:
                outer = outer or token[-1]
                decoration = ("quotes", "true" if token[-1] == outer else "inner")
                if index not in forced and not (index == 0 and strings[0] in {"", " "} and token[0] == " "):
                    buffer.append(token[0])
            if decoration[0] != "nocase":
                flush()
                styled = Blob(kids=[], decor=(decoration,))
                styled.flip = True
                stack[-1].append(styled)
                stack.append(styled.kids if styled.kids is not None else [])
        elif index in closing:
            if _closes_nocase(index, pairs, tokens):
                buffer.append(strings[index + 1])
                continue
            flush()
            stack.pop()
        else:
            buffer.append(token[1:] if index in forced or (index == 0 and strings[0] == "") else token)
        buffer.append(strings[index + 1])
    flush()
    return top


def _closes_nocase(closer: int, pairs: dict[int, int], tokens: list[str]) -> bool:
    return any(end == closer and tokens[start] == _NOCASE for start, end in pairs.items())
