"""Formulas: MathML that holds nothing else, or the TeX source as text."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.render.mathml import draw_math

PIECES = (
    *(r"\frac", r"\text", r"\sqrt", r"\left", r"\right", r"\mathrm", r"\operatorname", r"\limits", r"\over"),
    *(r"\begin{matrix}", r"\end{matrix}", r"\begin{aligned}", r"\end{aligned}", r"\middle|", r"\xrightarrow"),
    *(r"\href", r"\style", r"\class", r"\color", r"\unicode", r"\hspace", r"\genfrac", r"\foo"),
    *(r"\def", r"\newcommand", "#1", r"\\", r"\'", "&", "{", "}", "^", "_", "(", ")", "[", "]", "$"),
    *("<script>", "&lt;", ">", "a", "1", "é", "水"),
)


def parsed(tex: str, *, display: bool = False) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(draw_math(tex, display=display))


@pytest.mark.parametrize(
    "tex",
    [
        "p < 0.05",
        r"\frac{a}{b}",
        r"\sum_{i=1}^{n} x_i",
        r"\begin{matrix}1&2\\3&4\end{matrix}",
        r"\begin{cases}1 & x<0\\ 2\end{cases}",
        r"\begin{align*}a&=b\\c&=d\end{align*}",
        r"\{a\}",
        r"50\%",
        r"10^{7}~\mathrm{cells}",
    ],
)
def test_formulas_are_mathml(tex: str) -> None:
    math = parsed(tex)
    assert math.tag == "math"
    assert math.get("alttext") == tex
    assert math.get("display") is None
    assert parsed(tex, display=True).get("display") == "block"


@pytest.mark.parametrize(
    "tex",
    [
        r"\ce{H2O}",
        r"\begin{aligned}a&=b\end{aligned}",
        "x^",
        "}",
        r"\left( x",
        "",
        r"\unicode{x}",
        r"\skew1\prescript",
    ],
)
def test_what_is_not_understood_stands_as_tex(tex: str) -> None:
    code = parsed(tex)
    assert (code.tag, code.get("class"), code.text or "") == ("code", "tex", tex)


def test_text_in_a_formula_is_text() -> None:
    math = parsed(r"\text{<script>alert(1)</script> & 5\%}")
    assert math.text_content() == "<script>alert(1)</script>\xa0&\xa05%"
    assert [node.tag for node in math.iter()] == ["math", "mrow", "mtext"]


def test_links_and_styles_of_a_formula_are_dropped() -> None:
    for tex in (r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}", r"\class{peek}{x}"):
        assert {name for node in parsed(tex).iter() for name in node.attrib} == {"alttext"}


def test_upright_letters_stay_upright() -> None:
    assert [node.get("mathvariant") for node in parsed(r"\mu\mathrm{m}").iter("mi")] == [None, "normal"]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_any_input_gives_one_harmless_element(tex: str) -> None:
    formula = parsed(tex)
    allowed = {"math", "code"} | {node.tag for node in formula.iter() if str(node.tag).startswith("m")}
    assert {node.tag for node in formula.iter()} <= allowed | {"none"}
    assert not {name for node in formula.iter() for name in node.attrib} & {"href", "style", "onclick", "src"}
