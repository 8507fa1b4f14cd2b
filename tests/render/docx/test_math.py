"""Formulas as Office Math."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from toolkit.render.docx.math import formula
from toolkit.render.docx.ooxml.math import UnknownMathML, office_math
from toolkit.render.docx.ooxml.names import SPACE, M, m
from toolkit.render.docx.ooxml.text import Element


def of(tex: str, *, display: bool = False) -> Element:
    converted = formula(tex, display=display)
    assert converted is not None
    return converted


def text(math: Element) -> str:
    return "".join(math.itertext(m("t")))


def shorthand(node: Element) -> str:
    """`f(num(a) den(b))`: structures and their parts, the text of runs, properties as `name=value`."""
    name = etree.QName(node).localname
    if name == "r":
        return "".join(node.itertext(m("t")))
    if name.endswith("Pr"):
        values = [
            (etree.QName(part).localname, part.get(m("val"))) for part in node.iter() if part.get(m("val"))
        ]
        return "[" + " ".join(f"{key}={value}" for key, value in values) + "]"
    return f"{name}({' '.join(shorthand(child) for child in node)})"


@pytest.mark.parametrize(
    ("tex", "structure"),
    [
        (r"\frac{a}{b}", "f(num(a) den(b))"),
        (r"\dfrac12", "f(num(1) den(2))"),
        (r"\binom{n}{k}", "d([begChr=( endChr=)] e(f([type=noBar] num(n) den(k))))"),
        ("x_i", "sSub(e(x) sub(i))"),
        ("x^2", "sSup(e(x) sup(2))"),
        ("x_i^2", "sSubSup(e(x) sub(i) sup(2))"),
        (r"{}_a^b X", "sSubSup(e(\u200b) sub(a) sup(b)) X"),
        (r"\sqrt{x}", "rad([degHide=1] deg() e(x))"),
        (r"\sqrt[3]{x}", "rad(deg(3) e(x))"),
        (r"\left( \frac{a}{b} \right]", "d([begChr=( endChr=]] e(f(num(a) den(b))))"),
        (r"\left( a \left[ b \right] \right)", "d([begChr=( endChr=)] e(a d([begChr=[ endChr=]] e(b))))"),
        (r"\left\{ x \right.", "d([begChr={] e(x))"),
        (r"(a+b)", "( a + b )"),
        (r"\hat{x}", "acc([chr=\u0302] e(x))"),
        (r"\vec{x}", "acc([chr=\u20d7] e(x))"),
        (r"\overset{a}{b}", "limUpp(e(b) lim(a))"),
        (r"\underset{a}{b}", "limLow(e(b) lim(a))"),
        (r"\lim_{x} f", "limLow(e(lim) lim(x)) f"),
        (r"\log_2 x", "sSub(e(log) sub(2)) x"),
        (r"\boxed{x}", "borderBox([] e(x))"),
        (r"\phantom{x}", "phant([show=0] e(x))"),
        (r"x'", "sSup(e(x) sup(′))"),
        (r"50\%", "50 %"),
    ],
)
def test_structures(tex: str, structure: str) -> None:
    assert " ".join(shorthand(child) for child in of(tex)) == structure


def test_large_operators_take_their_limits_and_their_term() -> None:
    assert shorthand(of(r"\sum_{i=1}^{n} x_i + 1", display=True)) == (
        "oMath(nary([chr=∑ limLoc=undOvr] sub(i = 1) sup(n) e(sSub(e(x) sub(i)))) + 1)"
    )
    assert shorthand(of(r"\int_0^1 x")) == "oMath(nary([chr=∫ limLoc=subSup] sub(0) sup(1) e(x)))"
    assert "limLoc=subSup supHide=1" in shorthand(of(r"\sum_{i} x"))
    assert (
        shorthand(of(r"\prod"))
        == "oMath(nary([chr=∏ limLoc=subSup subHide=1 supHide=1] sub() sup() e(\u200b)))"
    )


def test_matrices_have_their_columns_and_fences() -> None:
    assert shorthand(of(r"\begin{pmatrix}a & b\\c\end{pmatrix}")) == (
        "oMath(d([begChr=( endChr=)] e(m([plcHide=1 count=1 mcJc=center count=1 mcJc=center]"
        " mr(e(a) e(b)) mr(e(c) e())))))"
    )
    cases = shorthand(of(r"\begin{cases}a & x\\b & y\end{cases}"))
    assert "begChr={" in cases
    assert cases.count("mcJc=left") == 2


def test_lines_braces_and_strokes() -> None:
    mathml = (
        "<math><mover><mi>a</mi><mo>‾</mo></mover><munder><mi>b</mi><mo>_</mo></munder>"
        "<mover><mi>c</mi><mo>⏞</mo></mover>"
        '<menclose notation="updiagonalstrike"><mi>d</mi></menclose></math>'
    )
    bar, under, brace, box = office_math(etree.fromstring(mathml))
    assert shorthand(bar) == "bar([pos=top] e(a))"
    assert shorthand(under) == "bar([pos=bot] e(b))"
    assert shorthand(brace) == "groupChr([chr=⏞ pos=top vertJc=bot] e(c))"
    assert shorthand(box) == "borderBox([hideTop=1 hideBot=1 hideLeft=1 hideRight=1 strikeBLTR=1] e(d))"


@pytest.mark.parametrize(
    ("tex", "styles"),
    [
        ("x", ["i"]),
        ("12", ["p"]),
        (r"\log", ["p"]),
        (r"\mathrm{m}", ["p"]),
        (r"\alpha", ["i"]),
        (r"\pm", ["p"]),
        (r"\boldsymbol{\alpha}", ["bi"]),
        (r"\text{若}", []),
    ],
)
def test_letters_slant_and_the_rest_stands_upright(tex: str, styles: list[str]) -> None:
    assert [node.get(m("val")) for node in of(tex).iter(m("sty"))] == styles


def test_text_of_users_is_text() -> None:
    assert text(of(r"p < 0.05")) == "p<0.05"
    assert text(of(r"\text{<b> & c}")).replace("\xa0", " ") == "<b> & c"


def test_spaces_have_about_their_width() -> None:
    assert text(of(r"a\,b\;c\quad d\qquad e\! f")) == "a\u2009b\u2004c\u2003d\u2003\u2003ef"
    assert all(node.get(SPACE) == "preserve" for node in of(r"a \quad b").iter(m("t")))


@pytest.mark.parametrize("tex", [r"\nosuch", r"\frac{a}", "x_", r"\left("])
def test_what_is_not_understood_is_refused(tex: str) -> None:
    assert formula(tex) is None


@pytest.mark.parametrize(
    "mathml",
    [
        "<mmultiscripts><mi>a</mi></mmultiscripts>",
        "<mfrac><mi>a</mi></mfrac>",
        "<mtable><mlabeledtr/></mtable>",
        "<mtable/>",
        '<menclose notation="circle"><mi>a</mi></menclose>',
        "<menclose><mi>a</mi></menclose>",
    ],
)
def test_mathml_without_a_counterpart_is_refused(mathml: str) -> None:
    with pytest.raises(UnknownMathML):
        office_math(etree.fromstring(f"<math>{mathml}</math>"))


def test_two_uses_of_a_formula_are_two_elements() -> None:
    assert formula("x") is not formula("x")


TOKENS = (
    *(r"\frac", r"\sqrt", r"\sum", r"\int", r"\left", r"\right", r"\text", r"\overline", r"\hat", r"\vec"),
    *(r"\begin{matrix}", r"\end{matrix}", r"\begin{cases}", r"\end{cases}", r"\\", r"\boxed", r"\alpha"),
    *("{", "}", "^", "_", "&", "$", " ", "a", "x", "12", "+", "<", "(", ")", "[", "]", "|", "'", '"', "中"),
)


@given(st.lists(st.sampled_from(TOKENS), max_size=14), st.booleans())
@settings(max_examples=200)
def test_any_tex_gives_a_formula_or_nothing(tokens: list[str], display: bool) -> None:
    math = formula("".join(tokens), display=display)
    assert math is None or (math.tag == m("oMath") and {etree.QName(n).namespace for n in math.iter()} == {M})
