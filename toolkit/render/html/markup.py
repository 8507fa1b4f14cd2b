"""The one place where tags are written. Everything else composes what these functions return.

`Markup` is text that is safe to print as it stands; `escape` makes it from text of users.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from markupsafe import Markup, escape

Attributes: TypeAlias = Mapping[str, str | int | bool | None]

NOTHING = Markup()
VOID = frozenset({"br", "col", "img"})

# Characters that an HTML document may not contain (HTML standard, 13.2.3.5), and lone surrogates,
# which JSON can smuggle in and UTF-8 cannot carry. Written so that no such character stands here.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def element(name: str, attributes: Attributes, *children: Markup) -> Markup:
    """An element. An attribute that is None or False is left out, one that is True has no value."""
    parts = ["<", name]
    for key, value in attributes.items():
        if value is True:
            parts += (" ", key)
        elif value is not None and value is not False:
            parts += (" ", key, '="', escape(value), '"')
    parts.append(">")
    if name not in VOID:
        parts += children
        parts += ("</", name, ">")
    return Markup("".join(parts))  # noqa: S704 - the name and keys are ours, the rest is escaped


def join(parts: Iterable[Markup], separator: str = "") -> Markup:
    """One piece of markup after the other. `separator` is white space of ours."""
    return Markup(separator.join(parts))  # noqa: S704 - joins what is markup already


def clean(document: str) -> str:
    """The document with one kind of line end and a visible sign for every forbidden character."""
    return _FORBIDDEN.sub("\ufffd", document.replace("\r\n", "\n").replace("\r", "\n"))


__all__ = ["NOTHING", "Attributes", "Markup", "clean", "element", "escape", "join"]
