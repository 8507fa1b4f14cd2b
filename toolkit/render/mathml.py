"""TeX → MathML, which browsers draw themselves."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.render.markup import Markup, element, escape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# latex2mathml writes every character that it understood as a reference such as `&#x0003C;`.
_REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{5});")

# A Latin letter as a reference is the upright one of `\mathrm{m}`; in MathML a single letter slants
# unless it is told not to.
_UPRIGHT_LETTER = re.compile(r"&#x000[4-7][0-9A-F];")

# What it did not understand stands raw in the tree: an unknown command, a stray `&` or brace.
_NOT_UNDERSTOOD = re.compile(r"\\.+|[&{}#]|&#x[0-9A-Fa-f]*;", re.DOTALL)

# In `\text{…}` the library leaves the backslash before characters that TeX wants escaped.
_ESCAPED_IN_TEXT = re.compile(r"\\([%$&#_{}])")

_ELEMENTS = re.compile(
    "math|mrow|mi|mn|mo|mtext|mspace|mfrac|msqrt|mroot|mstyle|merror|mpadded|mphantom|msub|msup|msubsup"
    "|munder|mover|munderover|mmultiscripts|mprescripts|none|mtable|mtr|mtd|menclose"
)
_ATTRIBUTES = re.compile(
    "accent|accentunder|columnalign|columnlines|columnspacing|depth|displaystyle|fence|form|height|largeop"
    "|linebreak|linethickness|lspace|mathcolor|mathbackground|mathsize|mathvariant|maxsize|minsize"
    "|movablelimits|notation|rowlines|rowspacing|rspace|scriptlevel|separator|stretchy|symmetric|voffset|width"
)


@lru_cache(maxsize=1024)
def draw_math(tex: str, *, display: bool) -> Markup:
    r"""The formula as MathML, or its TeX source as code if it cannot be converted.

    The library's own output is not used, since it prints `\text{<b>}` as markup: its tree is
    written again here, with known elements and attributes only.
    """
    tree = _convert(tex, display=display)
    row = _draw(tree[0]) if tree is not None and len(tree) == 1 else None
    if row is None:
        return element("code", {"class": "tex"}, escape(tex))
    return element("math", {"display": "block" if display else None, "alttext": tex}, row)


def _convert(tex: str, *, display: bool) -> Element | None:
    """The library's tree, or None if it does not understand the formula."""
    from latex2mathml import exceptions
    from latex2mathml.converter import convert_to_element

    # Beside its own errors, the library meets bad input with these (seen on random TeX).
    errors: tuple[type[Exception], ...] = (LookupError, TypeError, ValueError, StopIteration, RuntimeError)
    errors += tuple(kind for kind in vars(exceptions).values() if isinstance(kind, type))
    try:
        tree: Element = convert_to_element(tex, display="block" if display else "inline")
    except errors:
        return None
    return tree


def _draw(node: Element) -> Markup | None:
    """The tree as markup, or None if something in it was not understood or is not MathML."""
    text = node.text or ""
    if not _ELEMENTS.fullmatch(node.tag) or (node.tail or "").strip():
        return None
    if node.tag == "mtext":
        text = _ESCAPED_IN_TEXT.sub(r"\1", text)
    elif _NOT_UNDERSTOOD.fullmatch(text) and not _REFERENCE.fullmatch(text):
        return None
    children: list[Markup] = []
    for child in node:
        drawn = _draw(child)
        if drawn is None:
            return None
        children.append(drawn)
    attributes = {key: _characters(value) for key, value in node.attrib.items() if _ATTRIBUTES.fullmatch(key)}
    if node.tag == "mi" and _UPRIGHT_LETTER.fullmatch(text) and _characters(text).isalpha():
        attributes["mathvariant"] = "normal"
    return element(node.tag, attributes, escape(_characters(text)), *children)


def _characters(text: str) -> str:
    """The text with the library's references as characters; one that is none stays as it is."""
    return _REFERENCE.sub(lambda m: chr(int(m[1], 16)), text)
