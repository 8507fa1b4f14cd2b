"""Pieces of text: what every printed string goes through, and the attributes that shape it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from toolkit.csl.letters import has_letter
from toolkit.csl.markup import Quotes, parse_field
from toolkit.csl.textcase import CASES
from toolkit.csl.tree import Blob, Decoration
from toolkit.model.frozen import frozen

_NARROW: Final = re.compile(" ([:;?!\u00bb])")
_QUOTE_SPACE: Final = re.compile(r"\s+'")
_SPECIAL: Final = re.compile(r"[<\"'’‘“”«»„\u00ab\u00bb\u300c\u300e\u201a]| [:;?!]|^[ .:;!?]")
_EDGE_MARKS: Final = frozenset(":.;!? ")
_ABBREVIATING_PERIOD: Final = re.compile(r"\.(?![a-z])")
_FORMATTING: Final = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


@frozen
class Look:
    """The shared attributes of rendering elements: affixes, formatting, quotes, text case."""

    prefix: str = ""
    suffix: str = ""
    decor: tuple[Decoration, ...] = ()
    case: str = ""
    strip_periods: bool = False
    display: str = ""
    delimiter: str = ""
    plain_decor: tuple[Decoration, ...] = ()
    """The decorations without italics, for text in scripts that have none."""

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> Look:
        decor: list[Decoration] = [(name, attributes[name]) for name in _FORMATTING if attributes.get(name)]
        if attributes.get("quotes") == "true":
            decor.append(("quotes", "true"))
        case = attributes.get("text-case", "")
        return cls(
            prefix=attributes.get("prefix", ""),
            suffix=attributes.get("suffix", ""),
            decor=tuple(decor),
            case=case if case in CASES else "",
            strip_periods=attributes.get("strip-periods") == "true",
            display=attributes.get("display", ""),
            delimiter=attributes.get("delimiter", ""),
            plain_decor=tuple(pair for pair in decor if pair[0] != "font-style"),
        )


PLAIN: Final = Look()


def make_leaf(text: str, look: Look, quotes: Quotes, *, case: str = "", strip: bool = False) -> Blob:
    """The blob of a string: spaces before high punctuation narrowed, text case applied, markup read."""
    prefix = look.prefix
    if _SPECIAL.search(text):
        text = _NARROW.sub("\u202f\\1", text).replace("\u00ab ", "\u00ab\u202f")
        text = _QUOTE_SPACE.sub(" '", text)
        if text[0] != " ":
            marks = 0
            while marks < len(text) and text[marks] in _EDGE_MARKS:
                marks += 1
            if 0 < marks < len(text):
                prefix, text = prefix + text[:marks], text[marks:]
        if case:
            text = CASES[case](text)
        if strip:
            text = _ABBREVIATING_PERIOD.sub("", text)
        kids = parse_field(text, quotes)
        if kids is not None and not (len(kids) == 1 and kids[0].kids is None):
            return Blob(kids=kids, prefix=prefix, suffix=look.suffix, decor=_decor(text, look))
        if kids is not None:
            text = kids[0].text
    else:
        if case:
            text = CASES[case](text)
        if strip and "." in text:
            text = _ABBREVIATING_PERIOD.sub("", text)
    return Blob(text, prefix=prefix, suffix=look.suffix, decor=_decor(text, look) if look.decor else ())


def _decor(text: str, look: Look) -> tuple[Decoration, ...]:
    if look.decor is not look.plain_decor and len(look.decor) != len(look.plain_decor):
        return look.decor if has_letter(text) else look.plain_decor
    return look.decor
