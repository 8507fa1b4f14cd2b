"""TeX → Office Math (OMML, ISO/IEC 29500-1 clause 22.1), by way of MathML."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache

from toolkit.render.docx.ooxml.math import parse_math
from toolkit.render.docx.ooxml.text import Element


def formula(tex: str) -> Element | None:
    """`m:oMath` for the formula, or None if it cannot be converted; its source is then shown as code."""
    converted = _converted(tex)
    return None if converted is None else deepcopy(converted)


@lru_cache(maxsize=256)
def _converted(tex: str) -> Element | None:
    from xml.sax import SAXException

    from lxml.etree import XMLSyntaxError
    from mathml2omml import convert

    from toolkit.render.html.math import draw_math

    mathml = draw_math(tex, display=False)
    if not mathml.startswith("<math"):
        return None
    try:
        return parse_math(convert(str(mathml)))
    except (SAXException, XMLSyntaxError, RuntimeError, LookupError, TypeError, ValueError, AttributeError):
        # What the converter raises for constructs of MathML that it does not know (seen on random TeX).
        return None
