"""TeX as a tree of MathML, and whether all of it was understood: what renderers draw and a check reports."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# latex2mathml writes every character that it understood as a reference such as `&#x0003C;`.
REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{5});")

# What it did not understand stands raw in the tree: an unknown command, a stray `&` or brace.
_NOT_UNDERSTOOD = re.compile(r"\\.+|[&{}#]|&#x[0-9A-Fa-f]*;", re.DOTALL)

_ELEMENTS = re.compile(
    "math|mrow|mi|mn|mo|mtext|mspace|mfrac|msqrt|mroot|mstyle|merror|mpadded|mphantom|msub|msup|msubsup"
    "|munder|mover|munderover|mmultiscripts|mprescripts|none|mtable|mtr|mtd|menclose"
)


@lru_cache(maxsize=1024)
def read_math(tex: str, *, display: bool = False) -> Element | None:
    """The formula as a tree of known elements below `math`; None if something in it is not understood.

    The tree is shared: callers do not change it. Its texts still hold the library's references.
    """
    tree = _convert(tex, display=display)
    if tree is None or len(tree) != 1 or not _understood(tree[0]):
        return None
    return tree[0]


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


def _understood(node: Element) -> bool:
    """Whether the tree holds MathML only and nothing of the TeX is left in it."""
    text = node.text or ""
    if not _ELEMENTS.fullmatch(node.tag) or (node.tail or "").strip():
        return False
    if node.tag != "mtext" and _NOT_UNDERSTOOD.fullmatch(text) and not REFERENCE.fullmatch(text):
        return False
    return all(_understood(child) for child in node)
