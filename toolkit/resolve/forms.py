"""Items of the front and back matter put together from pieces, as a profile's `form` says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit.model.inline import Inline, Inlines, Text

_NAME = re.compile(r"\{(\w+)\}")


def filled(form: Sequence[str], values: Mapping[str, Inlines]) -> Inlines:
    """The pieces of a form that can print: those of which every name has a value.

    A piece may hold alternatives, `({english}, {short})|({short})`. A form of which no name has
    a value prints nothing at all.
    """
    out: list[Inline] = []
    named = False
    for piece in form:
        for alternative in piece.split("|"):
            names = _NAME.findall(alternative)
            if all(values.get(name) for name in names):
                out.extend(_piece(alternative, values))
                named = named or bool(names)
                break
    return tuple(out) if named else ()


def _piece(piece: str, values: Mapping[str, Inlines]) -> Inlines:
    out: list[Inline] = []
    for place, part in enumerate(_NAME.split(piece)):
        if place % 2:
            out.extend(values[part])
        elif part:
            out.append(Text(part))
    return tuple(out)


def joined(pieces: Sequence[Inlines], joiner: str, last_joiner: str = "") -> Inlines:
    """Runs of text with the same text between them; `last_joiner` before the last, if it differs.

    The serial comma of `, and ` needs three: between two it does not print.
    """
    if len(pieces) == 2:
        last_joiner = last_joiner.removeprefix(",")
    out: list[Inline] = []
    for number, piece in enumerate(pieces):
        if number:
            last = number == len(pieces) - 1
            out.append(Text(last_joiner if last and last_joiner else joiner))
        out.extend(piece)
    return tuple(out)


def plain(text: str) -> Inlines:
    return (Text(text),) if text else ()
