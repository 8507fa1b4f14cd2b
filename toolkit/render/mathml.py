"""TeX → MathML, which browsers draw themselves."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.mathml import REFERENCE, read_math
from toolkit.render.markup import Markup, element, escape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# A Latin letter as a reference is the upright one of `\mathrm{m}`; in MathML a single letter slants
# unless it is told not to.
_UPRIGHT_LETTER = re.compile(r"&#x000[4-7][0-9A-F];")

# In `\text{…}` the library leaves the backslash before characters that TeX wants escaped.
_ESCAPED_IN_TEXT = re.compile(r"\\([%$&#_{}])")

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
    tree = read_math(tex, display=display)
    if tree is None:
        return element("code", {"class": "tex"}, escape(tex))
    return element("math", {"display": "block" if display else None, "alttext": tex}, _draw(tree))


def _draw(node: Element) -> Markup:
    """The tree as markup, with the attributes of MathML only."""
    text = node.text or ""
    if node.tag == "mtext":
        text = _ESCAPED_IN_TEXT.sub(r"\1", text)
    children = [_draw(child) for child in node]
    attributes = {key: _characters(value) for key, value in node.attrib.items() if _ATTRIBUTES.fullmatch(key)}
    if node.tag == "mi" and _UPRIGHT_LETTER.fullmatch(text) and _characters(text).isalpha():
        attributes["mathvariant"] = "normal"
    return element(node.tag, attributes, escape(_characters(text)), *children)


def _characters(text: str) -> str:
    """The text with the library's references as characters; one that is none stays as it is."""
    return REFERENCE.sub(lambda m: chr(int(m[1], 16)), text)
