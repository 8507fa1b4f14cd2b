"""Formulas as Office Math."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from toolkit.render.docx.math import formula
from toolkit.render.docx.ooxml.names import SPACE, M, m
from toolkit.render.docx.ooxml.text import Element


def of(tex: str) -> Element:
    converted = formula(tex)
    assert converted is not None
    return converted


def text(math: Element) -> str:
    return "".join(math.itertext(m("t")))


@pytest.mark.parametrize(
    ("tex", "structure"),
    [
        (r"\frac{a}{b}", "f"),
        ("x_i", "sSub"),
        ("x^2", "sSup"),
        ("x_i^2", "sSubSup"),
        (r"\sum_{i=1}^{n} x_i", "nary"),
        (r"\sqrt{x}", "rad"),
        (r"\sqrt[3]{x}", "rad"),
        (r"\left( x \right)", "d"),
        (r"\begin{matrix}a & b\\c & d\end{matrix}", "m"),
    ],
)
def test_structures(tex: str, structure: str) -> None:
    math = of(tex)
    assert math.tag == m("oMath")
    assert math.find(f".//{m(structure)}") is not None


def test_boxes_that_only_group_are_gone() -> None:
    assert of(r"\frac{a+b}{c} = \sqrt{x}").find(f".//{m('box')}") is None


def test_empty_degree_is_hidden() -> None:
    radical = of(r"\sqrt{x}").find(f".//{m('rad')}")
    assert [etree.QName(child).localname for child in radical] == ["radPr", "deg", "e"]
    assert radical.find(f"{m('radPr')}/{m('degHide')}") is not None
    assert of(r"\sqrt[3]{x}").find(f".//{m('degHide')}") is None


def test_empty_limit_is_hidden() -> None:
    operator = of(r"\sum_{i} x").find(f".//{m('nary')}")
    assert operator.find(f"{m('naryPr')}/{m('supHide')}") is not None
    assert operator.find(f"{m('naryPr')}/{m('subHide')}") is None


def test_text_of_users_is_text() -> None:
    assert text(of(r"p < 0.05")) == "p<0.05"
    assert text(of(r"\text{<b> & c}")).replace("\xa0", " ") == "<b> & c"


def test_spaces_are_kept() -> None:
    assert all(node.get(SPACE) == "preserve" for node in of(r"a \quad b").iter(m("t")))


@pytest.mark.parametrize("tex", [r"\nosuch", r"\frac{a}", "x_", r"\left("])
def test_what_is_not_understood_is_refused(tex: str) -> None:
    assert formula(tex) is None


def test_two_uses_of_a_formula_are_two_elements() -> None:
    assert formula("x") is not formula("x")


TOKENS = (
    *(r"\frac", r"\sqrt", r"\sum", r"\int", r"\left", r"\right", r"\text", r"\overline", r"\hat", r"\vec"),
    *(r"\begin{matrix}", r"\end{matrix}", r"\begin{cases}", r"\end{cases}", r"\\", r"\boxed", r"\alpha"),
    *("{", "}", "^", "_", "&", "$", " ", "a", "x", "12", "+", "<", "(", ")", "[", "]", "|", "'", '"', "中"),
)


@given(st.lists(st.sampled_from(TOKENS), max_size=14))
@settings(max_examples=200, deadline=None)
def test_any_tex_gives_a_formula_or_nothing(tokens: list[str]) -> None:
    math = formula("".join(tokens))
    assert math is None or (math.tag == m("oMath") and {etree.QName(n).namespace for n in math.iter()} == {M})
