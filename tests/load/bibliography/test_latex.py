"""LaTeX of BibTeX values → text with CSL-JSON's tags."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.load.bibliography.latex import decode_latex, decode_paragraphs, decode_plain, strip_tags

NOCASE = '<span class="nocase">{}</span>'


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del and G\"odel and G\"{o}del", "Gödel and Gödel and Gödel"),
        (r"\v{S}vajger, Tinji{\'c}, {\L}ukasz, {\AA}str{\o}m", "Švajger, Tinjić, Łukasz, Åstrøm"),
        (r"na{\"\i}ve, fa\c cade, \'\i", "naïve, façade, í"),
        (r"Stra{\ss}e {\ss}x", "Straße ßx"),
        (r"5\,\% of H\textsubscript{2}O", "5\u202f% of H<sub>2</sub>O"),
        (r"Fe$_3$O$_4$ at 37$^\circ$C", "Fe<sub>3</sub>O<sub>4</sub> at 37°C"),
        (r"37$^{\circ}$C", "37°C"),
        (r"10$^{-7}$ mol", "10<sup>−7</sup> mol"),
        (r"TGF-$\beta$1/Smad3 and $\kappa$B", "TGF-β1/Smad3 and κB"),
        (r"\ce{Fe3O4} and \ce{Ca^2+}", "Fe<sub>3</sub>O<sub>4</sub> and Ca<sup>2+</sup>"),
        (r"\textit{in vitro}, {\em in vivo}, \textbf{b}", "<i>in vitro</i>, <i>in vivo</i>, <b>b</b>"),
        (r"LRP1\textsuperscript{high}", "LRP1<sup>high</sup>"),
        (r"pages 1--5---end", "pages 1–5—end"),
        (r"``quoted'' and 5'-UTR", "“quoted” and 5'-UTR"),
        (r"Smith \& Sons, \#1, a\_b, \$5", "Smith & Sons, #1, a_b, $5"),
        ("costs $5", "costs $5"),
        (r"\href{https://example.org}{the text} follows", "the text follows"),
        (r"$\frac{1}{2}$", "1/2"),
        ("two\n   lines", "two lines"),
        (r"\aleph", "ℵ"),
        ("间充质干细胞（MSC）", "间充质干细胞（MSC）"),
        ("a^b_c <script>", "a^b_c <script>"),
    ],
)
def test_text(latex: str, text: str) -> None:
    assert decode_latex(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("The {DNA} of {E}", f"The {NOCASE.format('DNA')} of {NOCASE.format('E')}"),
        (r"{\'E}tudes", "Études"),
        (r"{\textit{E. coli}}", "<i>E. coli</i>"),
        ("{{The Whole Title}}", NOCASE.format("The Whole Title")),
        ("{HD-{DP7}/Exo}", NOCASE.format("HD-DP7/Exo")),
        ("{间充质} {3}", "间充质 3"),
        (r"$\mathrm{NF}$-$\kappa$B", f"{NOCASE.format('NF')}-{NOCASE.format('κ')}B"),
    ],
)
def test_braces_protect_case_in_titles(latex: str, text: str) -> None:
    assert decode_latex(latex, protect=True) == text


def test_an_unknown_command_stays() -> None:
    assert decode_latex(r"a \nobodyknows{x} b") == r"a \nobodyknowsx b"


def test_plain_text_has_no_tags_and_ordinary_spaces() -> None:
    assert decode_plain(r"J.~R.\ \textit{Smith}") == "J. R. Smith"


def test_ten_thousand_braces() -> None:
    assert strip_tags(decode_latex("{" * 10_000 + "X" + "}" * 10_000, protect=True)) == "X"


LATEX = st.text(alphabet=st.sampled_from("ab A1{}\\$^_~`'\"-&%#中éc \n"), max_size=60)


@given(LATEX | st.text(max_size=60))
@settings(max_examples=300)
def test_no_text_crashes_it(text: str) -> None:
    decode_latex(text, protect=True)
    decode_plain(text)


ORDINARY = st.text(
    alphabet=st.characters(exclude_characters="\\{}$~`'-", exclude_categories=["Cs", "Z", "Cc"])
)


@given(st.lists(ORDINARY.filter(bool)))
@settings(max_examples=200)
def test_text_without_commands_stays_as_it_is(words: list[str]) -> None:
    assert decode_latex("\n ".join(words), protect=True) == " ".join(words)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("One.\n\n  Two.", "One.\nTwo."),
        (r"An open \{ brace." + "\n\nTwo.", "An open { brace.\nTwo."),
        ("{One.\n\nTwo.}", "One. Two."),
        ("One." + " " * 200_000 + "Two.\n\nThree.", "One. Two.\nThree."),
    ],
    ids=["two", "an open brace", "within braces", "many spaces"],
)
def test_an_empty_line_begins_a_paragraph(latex: str, text: str) -> None:
    assert decode_paragraphs(latex) == text
