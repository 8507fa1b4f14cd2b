"""Office Math as TeX, so that an equation reads as text (ISO/IEC 29500-1, section 22.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from toolkit.load.docx.names import attribute, child, kind

_DEEPEST = 60
_ACCENTS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "overline", "\u0303": "tilde", "\u20d7": "vec",
            "\u0307": "dot", "\u0308": "ddot"}  # fmt: skip
_SUMS = {
    "∑": "\\sum",
    "∏": "\\prod",
    "∫": "\\int",
    "∬": "\\iint",
    "∮": "\\oint",
    "⋃": "\\bigcup",
    "⋂": "\\bigcap",
}
_NEW_ROW = " \\\\ "
_FENCES = {"{": "\\{", "}": "\\}"}


def equation_text(element: etree._Element) -> str:
    """The TeX of an `m:oMath`, or of any element in one, on one line."""
    return " ".join(_tex(element, 0).split())


def _tex(element: etree._Element | None, depth: int) -> str:
    if element is None or depth > _DEEPEST:
        return ""
    name = kind(element)
    if name in {"m:t", "w:t"}:
        return element.text or ""
    reader = _READERS.get(name)
    if reader is not None:
        return reader(element, depth + 1)
    if name.endswith("Pr") or name in {"w:del", "w:moveFrom"}:
        return ""
    return "".join(_tex(inner, depth + 1) for inner in element)


def _part(element: etree._Element, name: str, depth: int) -> str:
    return _tex(child(element, name), depth)


def _group(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


def _script(element: etree._Element, depth: int) -> str:
    base = _part(element, "m:e", depth)
    low, high = _part(element, "m:sub", depth), _part(element, "m:sup", depth)
    return base + (f"_{_group(low)}" if low else "") + (f"^{_group(high)}" if high else "")


def _before(element: etree._Element, depth: int) -> str:
    low, high = _part(element, "m:sub", depth), _part(element, "m:sup", depth)
    return f"{{}}_{_group(low)}^{_group(high)}{_part(element, 'm:e', depth)}"


def _fraction(element: etree._Element, depth: int) -> str:
    return f"\\frac{{{_part(element, 'm:num', depth)}}}{{{_part(element, 'm:den', depth)}}}"


def _root(element: etree._Element, depth: int) -> str:
    degree = _part(element, "m:deg", depth)
    return f"\\sqrt{f'[{degree}]' if degree else ''}{{{_part(element, 'm:e', depth)}}}"


def _property(element: etree._Element, properties: str, name: str, default: str) -> str:
    found = child(child(element, properties), name)
    return default if found is None else attribute(found, "m:val", default)


def _delimited(element: etree._Element, depth: int) -> str:
    begin = _property(element, "m:dPr", "m:begChr", "(")
    end = _property(element, "m:dPr", "m:endChr", ")")
    joint = _property(element, "m:dPr", "m:sepChr", "|")
    parts = [_tex(inner, depth) for inner in element if kind(inner) == "m:e"]
    return _FENCES.get(begin, begin) + joint.join(parts) + _FENCES.get(end, end)


def _sum(element: etree._Element, depth: int) -> str:
    sign = _property(element, "m:naryPr", "m:chr", "∫")
    low, high = _part(element, "m:sub", depth), _part(element, "m:sup", depth)
    limits = (f"_{_group(low)}" if low else "") + (f"^{_group(high)}" if high else "")
    return f"{_SUMS.get(sign, sign)}{limits} {_part(element, 'm:e', depth)}"


def _accent(element: etree._Element, depth: int) -> str:
    sign = _property(element, "m:accPr", "m:chr", "\u0302")
    return f"\\{_ACCENTS.get(sign, 'hat')}{{{_part(element, 'm:e', depth)}}}"


def _bar(element: etree._Element, depth: int) -> str:
    top = _property(element, "m:barPr", "m:pos", "bot") == "top"
    return f"\\{'overline' if top else 'underline'}{{{_part(element, 'm:e', depth)}}}"


def _limit(sign: str) -> Callable[[etree._Element, int], str]:
    return lambda element, depth: (
        f"{_part(element, 'm:e', depth)}{sign}{_group(_part(element, 'm:lim', depth))}"
    )


def _function(element: etree._Element, depth: int) -> str:
    return f"{_part(element, 'm:fName', depth)} {_part(element, 'm:e', depth)}"


def _matrix(element: etree._Element, depth: int) -> str:
    rows = [
        " & ".join(_tex(cell, depth) for cell in row if kind(cell) == "m:e")
        for row in element
        if kind(row) == "m:mr"
    ]
    return f"\\begin{{matrix}}{_NEW_ROW.join(rows)}\\end{{matrix}}"


def _lines(element: etree._Element, depth: int) -> str:
    rows = [_tex(inner, depth) for inner in element if kind(inner) == "m:e"]
    return f"\\begin{{aligned}}{_NEW_ROW.join(rows)}\\end{{aligned}}"


_READERS: Mapping[str, Callable[[etree._Element, int], str]] = {
    "m:sSup": _script,
    "m:sSub": _script,
    "m:sSubSup": _script,
    "m:sPre": _before,
    "m:f": _fraction,
    "m:rad": _root,
    "m:d": _delimited,
    "m:nary": _sum,
    "m:acc": _accent,
    "m:bar": _bar,
    "m:limLow": _limit("_"),
    "m:limUpp": _limit("^"),
    "m:func": _function,
    "m:m": _matrix,
    "m:eqArr": _lines,
}
