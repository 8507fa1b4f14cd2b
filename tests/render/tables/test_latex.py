"""A table as LaTeX. A strict parser reads what is written; nothing of the author's text reaches TeX."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexWalker

from tests.render.sample_nodes import text
from tests.render.sample_tables import caption
from tests.render.tables.build import review_with, table_of
from toolkit.model.block import NumberedTable
from toolkit.model.inline import LineBreak, Link, Math, Style, Styled, Text
from toolkit.model.review import ResolvedReview
from toolkit.render.tables.latex_file import escaped, latex, table_latex

CELL_END = re.compile(r"(?<!\\)&")


def source(review: ResolvedReview, table: NumberedTable) -> str:
    return table_latex(review, table).decode("utf-8")


def environments(tex: str) -> list[str]:
    """The environments of a document, from outside; raises if braces or environments do not match."""
    nodes, _, _ = LatexWalker(tex, tolerant_parsing=False).get_latex_nodes()
    found = []
    while nodes:
        inner = [node for node in nodes if isinstance(node, LatexEnvironmentNode)]
        found += [node.environmentname for node in inner]
        nodes = [child for node in inner for child in node.nodelist]
    return found


def rows(tex: str) -> list[str]:
    """The rows of all tables, without those that are rules or switches."""
    lines = [line for line in tex.splitlines() if line.endswith(("\\\\", "\\\\*"))]
    return [line for line in lines if not line.startswith("\\caption")]


def columns(row: str) -> int:
    """How many columns the cells of a row cover."""
    spans = [int(span) for span in re.findall(r"\\multicolumn\{(\d+)\}", row)]
    return len(CELL_END.findall(row)) + 1 + sum(spans) - len(spans)


def test_the_document_is_well_formed(review: ResolvedReview) -> None:
    for name, table in review.tables.items():
        tex = source(review, table)
        landscape = ["landscape"] if table.table.orientation == "landscape" else []
        assert environments(tex) == ["document", *landscape, "longtable"], name
        assert {columns(row) for row in rows(tex)} == {table.table.width}
        assert tex.count("\\toprule") == 2  # on the first page and on the others
        assert all(
            f"{{{package}}}" in tex or package in tex for package in ("booktabs", "longtable", "multirow")
        )


def test_spanning_headers_have_a_rule_of_their_own(review: ResolvedReview) -> None:
    tex = source(review, review.tables["hydrogels"])
    assert "\\cmidrule(lr){3-4}" in tex
    assert "\\multirow{2}{=}" in tex


def test_a_title_below_its_label_is_the_caption_packages_work() -> None:
    table = table_of(["1", "2"])
    below = replace(table.captions[0], content=(LineBreak(), *table.captions[0].content))
    tex = source(review_with(table), replace(table, captions=(below,)))
    assert "\\captionsetup{labelsep=newline,justification=raggedright" in tex
    assert tex.index("\\captionsetup") < tex.index("\\begin{longtable}")
    assert "\\caption{甲}" in tex


def test_a_long_second_caption_takes_several_lines() -> None:
    table = table_of(["1", "2"])
    other = caption("en", "Table", 1, text("A synthetic title " * 12))
    tex = source(review_with(table), replace(table, captions=(*table.captions, other)))
    assert "\\multicolumn{2}{@{}>{\\centering\\arraybackslash}p{\\linewidth}@{}}{Table 1" in tex


def test_a_table_in_parts_keeps_one_number(review: ResolvedReview) -> None:
    table = table_of(["1", "2", "3"], ["4", "5", "6"])
    parts = replace(table, table=replace(table.table, parts=((0, 1), (0, 2))))
    tex = source(review_with(parts), parts)
    assert environments(tex) == ["document", "longtable", "longtable"]
    assert tex.count("\\caption{") == 1
    assert "\\caption*{续表 1}" in tex
    assert tex.count("\\addtocounter{table}{-1}") == 1


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a_b & 50% #1 $x$", r"a\_b \& 50\% \#1 \$x\$"),
        ("[1]*", "{[}1{]}{*}"),
        ("1--2 ''x''", "1{-}-2 {'}'x{'}'"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("外泌体 β", r"外泌体 \ensuremath{\beta}"),
    ],
)
def test_signs_of_tex_are_escaped(typed: str, printed: str) -> None:
    assert escaped(typed) == printed


def test_rich_text() -> None:
    assert latex((Styled(Style.EMPH, text("in vitro")), Styled(Style.SUPER, text("a")))) == (
        r"\textit{in vitro}\textsuperscript{a}"
    )
    assert latex((Math("x^2 < 3"),)) == "$x^2 < 3$"
    assert latex((Math(r"\input{secret}"),)) == r"\texttt{\textbackslash{}input\{secret\}}"
    assert latex((Link("https://example.org/a_b?x=1&y=50%25", text("NCT")),)) == (
        r"\href{https://example.org/a\_b?x=1\&y=50\%25}{NCT}"
    )


@given(st.text(st.sampled_from("\\{}$&#^_~%[]*-'`\"<>|ab 1中β±\n\x00"), max_size=40))
def test_escaped_text_reads_back(typed: str) -> None:
    tex = escaped(typed)
    nodes, _, _ = LatexWalker(tex, tolerant_parsing=False).get_latex_nodes()
    shown = LatexNodes2Text(strict_latex_spaces=True, math_mode="text").nodelist_to_text(nodes)
    wanted = re.sub("[\x00-\x1f]", " ", typed)
    accents = str.maketrans("ˆ˜”’‘", "^~\"'`")  # signs that TeX draws for those of the keyboard
    assert "".join(shown.translate(accents).split()) == "".join(wanted.split())


def test_text_is_never_a_command() -> None:
    table = table_of([Text(r"\end{longtable}"), "a & b"], ["% no comment", "x"])
    tex = source(review_with(table), table)
    assert environments(tex) == ["document", "longtable"]
    assert {columns(row) for row in rows(tex)} == {2}


def test_the_caption_is_the_journals(review: ResolvedReview) -> None:
    look = replace(caption("zh", "表", 1, text("题")), gap=". ", bold_label=True)
    tex = source(review, replace(table_of(["甲"]), captions=(look,)))
    assert "\\renewcommand{\\tablename}{表}" in tex
    assert "\\captionsetup{labelsep=period}" in tex
    assert "\\captionsetup{labelfont=bf}" in tex


def test_ideographs_in_an_english_table_are_set_by_ctex(review: ResolvedReview) -> None:
    english = replace(review, language="en")
    title = (caption("en", "Table", 1, text("Synthetic")),)
    plain, mixed = (source(english, replace(table_of([word]), captions=title)) for word in ("b", "乙"))
    assert "ctex" not in plain
    assert "ulem" not in plain
    assert "\\usepackage[UTF8,scheme=plain]{ctex}" in mixed


def test_long_words_may_break_and_rare_signs_have_a_font() -> None:
    assert escaped("PI3K/AKT/mTOR/GSK3B") == "PI3K/\\allowbreak{}AKT/\\allowbreak{}mTOR/\\allowbreak{}GSK3B"
    assert escaped("PI3K/AKT") == "PI3K/AKT"
    assert escaped("44 ﹪") == "44 \\%"
