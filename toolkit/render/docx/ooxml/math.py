"""MathML → Office Math (ISO/IEC 29500-1, 22.1), for the elements that TeX formulas come to.

Office Math knows structures where MathML has rows of characters: a pair of fences holds what is
between them, a large operator what follows it. So a row is read from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from lxml import etree
from lxml.etree import SubElement

from toolkit.render.docx.ooxml.names import NAMESPACES, SPACE, m, xml_text
from toolkit.render.docx.ooxml.text import Element

_VAL = m("val")
_STYLES = {"normal": "p", "italic": "i", "bold": "b", "bold-italic": "bi"}
_SCRIPTS = ("double-struck", "script", "fraktur", "sans-serif", "monospace")
_LARGE_OPERATORS = frozenset("∑∏∐∫∬∭∮∯∰⋀⋁⋂⋃⨀⨁⨂⨄⨆")
_LIMIT_WORDS = frozenset({"lim", "max", "min", "sup", "inf", "lim sup", "lim inf", "arg max", "arg min"})
_ACCENTS = {
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "¯": "\u0305",
    "→": "\u20d7",
    "˙": "\u0307",
    "¨": "\u0308",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "´": "\u0301",
    "`": "\u0300",
    "˚": "\u030a",
}
_LINES = frozenset("‾―_¯")
_BRACES = frozenset("⏞⏟⏜⏝⎴⎵")
_STRIKES = {
    "updiagonalstrike": "strikeBLTR",
    "downdiagonalstrike": "strikeTLBR",
    "horizontalstrike": "strikeH",
    "verticalstrike": "strikeV",
}
_SPACES = ((0.1, "\u200a"), (0.2, "\u2009"), (0.25, "\u2005"), (0.4, "\u2004"), (0.7, "\u2002"))
_INVISIBLE = "\u200b"
_EM = re.compile(r"(\d*\.?\d+)em")
# Where the operand of a large operator ends: at the next term or relation.
_END_OF_OPERAND = frozenset("=<>+-−±∓≤≥≠≈≡∼∝→⇒⇔,;")


class UnknownMathML(ValueError):  # noqa: N818 - it names the thing, as FileNotFoundError does
    """An element or attribute that has no counterpart here."""


def office_math(mathml: Element) -> Element:
    """`m:oMath` for a `math` element. Raises `UnknownMathML`."""
    math = etree.Element(m("oMath"), nsmap={"m": NAMESPACES["m"]})
    _row(math, list(mathml))
    return math


def add_displayed(paragraph: Element, math: Element) -> None:
    """The formula on a line of its own, centred and in full size."""
    SubElement(paragraph, m("oMathPara")).append(math)


# --- rows: fences and large operators -----------------------------------------------


def _row(parent: Element, nodes: Sequence[Element]) -> None:
    at = 0
    while at < len(nodes):
        at = _fenced(parent, nodes, at) or _operator(parent, nodes, at) or _single(parent, nodes, at)


def _single(parent: Element, nodes: Sequence[Element], at: int) -> int:
    _node(parent, nodes[at])
    return at + 1


def _fenced(parent: Element, nodes: Sequence[Element], at: int) -> int:
    """A pair of stretching fences with what is between them; returns where the row goes on, else 0."""
    node = nodes[at]
    if node.tag != "mo":
        return 0
    if node.get("form") == "prefix" and node.get("fence") == "true":
        end = _closing(nodes, at)
    elif at + 2 < len(nodes) and nodes[at + 2].tag == "mo" and _stretches_fences(nodes[at + 1]):
        end = at + 2
    else:
        return 0
    delimiter = SubElement(parent, m("d"))
    properties = SubElement(delimiter, m("dPr"))
    SubElement(properties, m("begChr"), {_VAL: _text(node)})
    SubElement(properties, m("endChr"), {_VAL: _text(nodes[end]) if end < len(nodes) else ""})
    _argument(delimiter, "e", nodes[at + 1 : end])
    return end + 1


def _closing(nodes: Sequence[Element], at: int) -> int:
    """The fence that closes the one at `at`; the end of the row if there is none."""
    depth = 0
    for position in range(at, len(nodes)):
        form = nodes[position].get("form") if nodes[position].get("fence") == "true" else None
        depth += {"prefix": 1, "postfix": -1}.get(form or "", 0)
        if depth == 0:
            return position
    return len(nodes)


def _stretches_fences(node: Element) -> bool:
    """A matrix, or the two lines of a binomial."""
    return node.tag == "mtable" or (node.tag == "mfrac" and node.get("linethickness") == "0")


def _operator(parent: Element, nodes: Sequence[Element], at: int) -> int:
    """A sum, product or integral with its limits and the term that follows; else 0."""
    node = nodes[at]
    scripted = node.tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover") and len(node) > 1
    sign = node[0] if scripted else node
    if sign.tag != "mo" or _text(sign) not in _LARGE_OPERATORS:
        return 0
    under = over = None
    if scripted:
        under = None if node.tag in ("msup", "mover") else node[1]
        over = None if node.tag in ("msub", "munder") else node[-1]
    end = at + 1
    while end < len(nodes) and not (nodes[end].tag == "mo" and _text(nodes[end]) in _END_OF_OPERAND):
        end += 1
    operator = SubElement(parent, m("nary"))
    properties = SubElement(operator, m("naryPr"))
    SubElement(properties, m("chr"), {_VAL: _text(sign)})
    SubElement(properties, m("limLoc"), {_VAL: "undOvr" if node.tag.startswith("mu") else "subSup"})
    for name, limit in (("sub", under), ("sup", over)):
        if limit is None:
            SubElement(properties, m(f"{name}Hide"), {_VAL: "1"})
    for name, limit in (("sub", under), ("sup", over)):
        part = SubElement(operator, m(name))
        if limit is not None:
            _row(part, [limit])
    _argument(operator, "e", nodes[at + 1 : end])
    return end


# --- single nodes ---------------------------------------------------------------------


def _node(parent: Element, node: Element) -> None:
    writer = _WRITERS.get(node.tag)
    if writer is None:
        raise UnknownMathML(str(node.tag))
    writer(parent, node)


def _children(parent: Element, node: Element) -> None:
    _row(parent, list(node))


def _argument(parent: Element, name: str, nodes: Sequence[Element]) -> None:
    """One part of a structure. Word draws a dotted square for an empty one; an invisible sign fills it."""
    part = SubElement(parent, m(name))
    _row(part, nodes)
    if len(part) == 0:
        _run(part, _INVISIBLE, "p")


def _text(node: Element) -> str:
    return (node.text or "").strip()


def _run(parent: Element, text: str, style: str, script: str = "") -> None:
    """`m:r`; `style` is p (upright), i, b, bi, or nor for words."""
    if not text:
        return
    run = SubElement(parent, m("r"))
    properties = SubElement(run, m("rPr"))
    if style == "nor":
        SubElement(properties, m("nor"))
    else:
        if script:
            SubElement(properties, m("scr"), {_VAL: script})
        SubElement(properties, m("sty"), {_VAL: style})
    SubElement(run, m("t"), {SPACE: "preserve"}).text = xml_text(text)


def _token(parent: Element, node: Element) -> None:
    """A letter slants, everything longer and every sign stands upright, unless told otherwise."""
    text = _text(node)
    default = "i" if node.tag == "mi" and len(text) == 1 and text.isalpha() and text < "\u2e80" else "p"
    if not text and node.tag == "mi":  # TeX's empty operand, as before the `=` of aligned equations
        text = _INVISIBLE
    variant = node.get("mathvariant", "")
    script = next((name for name in _SCRIPTS if name in variant), "")
    _run(parent, text, _STYLES.get(variant, default), script)


def _words(parent: Element, node: Element) -> None:
    _run(parent, node.text or "", "nor")


def _space(parent: Element, node: Element) -> None:
    """A space of about this width; one that would move back is left out."""
    found = _EM.fullmatch(node.get("width", ""))
    width = float(found[1]) if found else 0.0
    if width >= 0.7:
        _run(parent, "\u2003" * round(width), "nor")
    elif width > 0:
        _run(parent, next(space for limit, space in _SPACES if width <= limit), "nor")


def _fraction(parent: Element, node: Element) -> None:
    numerator, denominator = _parts(node, 2)
    fraction = SubElement(parent, m("f"))
    if node.get("linethickness") == "0":
        SubElement(SubElement(fraction, m("fPr")), m("type"), {_VAL: "noBar"})
    _argument(fraction, "num", [numerator])
    _argument(fraction, "den", [denominator])


def _radical(parent: Element, node: Element) -> None:
    radical = SubElement(parent, m("rad"))
    if node.tag == "mroot":
        base, degree = _parts(node, 2)
        _argument(radical, "deg", [degree])
        _argument(radical, "e", [base])
    else:
        SubElement(SubElement(radical, m("radPr")), m("degHide"), {_VAL: "1"})
        SubElement(radical, m("deg"))
        _argument(radical, "e", list(node))


def _script(parent: Element, node: Element) -> None:
    base, *scripts = _parts(node, 3 if node.tag == "msubsup" else 2)
    if node.tag == "msub" and base.tag == "mo" and _text(base) in _LIMIT_WORDS:
        _limit(parent, "limLow", base, scripts[0])
        return
    names = {"msub": ("sub",), "msup": ("sup",), "msubsup": ("sub", "sup")}[node.tag]
    structure = SubElement(parent, m("s" + "".join(name.capitalize() for name in names)))
    _argument(structure, "e", [base])
    for name, script in zip(names, scripts, strict=True):
        _argument(structure, name, [script])


def _limit(parent: Element, name: str, base: Element, limit: Element) -> None:
    structure = SubElement(parent, m(name))
    _argument(structure, "e", [base])
    _argument(structure, "lim", [limit])


def _over_or_under(parent: Element, node: Element) -> None:
    """An accent, a line, a brace, or a text above or below."""
    base, mark = _parts(node, 2)
    above = node.tag == "mover"
    sign = _text(mark) if mark.tag == "mo" else ""
    if above and sign in _ACCENTS:
        accent = SubElement(parent, m("acc"))
        SubElement(SubElement(accent, m("accPr")), m("chr"), {_VAL: _ACCENTS[sign]})
        _argument(accent, "e", [base])
    elif sign in _LINES:
        _bar(parent, [base], "top" if above else "bot")
    elif sign in _BRACES:
        brace = SubElement(parent, m("groupChr"))
        properties = SubElement(brace, m("groupChrPr"))
        SubElement(properties, m("chr"), {_VAL: sign})
        SubElement(properties, m("pos"), {_VAL: "top" if above else "bot"})
        SubElement(properties, m("vertJc"), {_VAL: "bot" if above else "top"})
        _argument(brace, "e", [base])
    else:
        _limit(parent, "limUpp" if above else "limLow", base, mark)


def _over_and_under(parent: Element, node: Element) -> None:
    base, under, over = _parts(node, 3)
    outer = SubElement(parent, m("limLow"))
    inner = SubElement(outer, m("e"))
    _limit(inner, "limUpp", base, over)
    _argument(outer, "lim", [under])


def _bar(parent: Element, nodes: Sequence[Element], position: str) -> None:
    bar = SubElement(parent, m("bar"))
    SubElement(SubElement(bar, m("barPr")), m("pos"), {_VAL: position})
    _argument(bar, "e", nodes)


def _enclosed(parent: Element, node: Element) -> None:
    """A frame, or strokes through what stands inside."""
    notation = node.get("notation", "").split()
    if notation in (["top"], ["bottom"]):
        _bar(parent, list(node), "top" if notation == ["top"] else "bot")
        return
    strikes = [_STRIKES[name] for name in notation if name in _STRIKES]
    if len(strikes) + ("box" in notation) != len(notation) or not notation:
        raise UnknownMathML(f"menclose {node.get('notation')}")
    box = SubElement(parent, m("borderBox"))
    properties = SubElement(box, m("borderBoxPr"))
    if "box" not in notation:
        for side in ("hideTop", "hideBot", "hideLeft", "hideRight"):
            SubElement(properties, m(side), {_VAL: "1"})
    for strike in sorted(strikes, key=("strikeH", "strikeV", "strikeBLTR", "strikeTLBR").index):
        SubElement(properties, m(strike), {_VAL: "1"})
    _argument(box, "e", list(node))


def _hidden(parent: Element, node: Element) -> None:
    phantom = SubElement(parent, m("phant"))
    SubElement(SubElement(phantom, m("phantPr")), m("show"), {_VAL: "0"})
    _argument(phantom, "e", list(node))


def _matrix(parent: Element, node: Element) -> None:
    rows = [list(row) for row in node if row.tag == "mtr"]
    if not rows or len(rows) != len(node):
        raise UnknownMathML("mtable without plain rows")
    width = max(len(row) for row in rows)
    matrix = SubElement(parent, m("m"))
    properties = SubElement(matrix, m("mPr"))
    SubElement(properties, m("plcHide"), {_VAL: "1"})
    columns = SubElement(properties, m("mcs"))
    for at in range(width):
        align = next((row[at].get("columnalign") for row in rows if at < len(row)), None)
        about = SubElement(SubElement(columns, m("mc")), m("mcPr"))
        SubElement(about, m("count"), {_VAL: "1"})
        SubElement(about, m("mcJc"), {_VAL: align if align in ("left", "right") else "center"})
    for row in rows:
        line = SubElement(matrix, m("mr"))
        for at in range(width):
            _row(SubElement(line, m("e")), list(row[at]) if at < len(row) else [])


def _parts(node: Element, count: int) -> list[Element]:
    if len(node) != count:
        raise UnknownMathML(f"{node.tag} with {len(node)} parts")
    return list(node)


_WRITERS: Mapping[str, Callable[[Element, Element], None]] = {
    "mrow": _children,
    "mstyle": _children,
    "mpadded": _children,
    "mi": _token,
    "mn": _token,
    "mo": _token,
    "mtext": _words,
    "mspace": _space,
    "mfrac": _fraction,
    "msqrt": _radical,
    "mroot": _radical,
    "msub": _script,
    "msup": _script,
    "msubsup": _script,
    "munder": _over_or_under,
    "mover": _over_or_under,
    "munderover": _over_and_under,
    "menclose": _enclosed,
    "mphantom": _hidden,
    "mtable": _matrix,
}
