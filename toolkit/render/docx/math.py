"""TeX → Office Math, by way of the MathML that the web page shows."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache

from lxml import etree

from toolkit.render.docx.ooxml.math import UnknownMathML, office_math
from toolkit.render.docx.ooxml.text import Element


def formula(tex: str, *, display: bool = False) -> Element | None:
    """`m:oMath` for the formula, or None if it cannot be converted; its source is then shown as code.

    `display` is for a formula on a line of its own, where limits stand above and below.
    """
    converted = _converted(tex, display=display)
    return None if converted is None else deepcopy(converted)


@lru_cache(maxsize=256)
def _converted(tex: str, *, display: bool) -> Element | None:
    from toolkit.render.mathml import draw_math

    mathml = draw_math(tex, display=display)
    if not mathml.startswith("<math"):
        return None
    try:
        return office_math(etree.fromstring(mathml))
    except UnknownMathML:
        return None
