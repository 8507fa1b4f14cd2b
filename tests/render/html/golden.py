"""The markup of every node and block, kept in `golden/fragments.html` so that a change is seen in review.

Each case stands under a comment with its name. `python -m tests.render.html.golden` writes the
file anew from the cases below.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.render.html.build import fragment_of, line_of
from tests.render.sample import FIGURE, write_figures
from tests.render.sample_nodes import cite, heading, narrative, paragraph, refer, styled, text, text_item
from tests.render.sample_tables import HYDROGELS, caption
from toolkit.model.block import (
    CodeBlock,
    Equation,
    FigureBlock,
    ListBlock,
    NumberedEquation,
    NumberedTable,
    Quote,
    TableBlock,
)
from toolkit.model.inline import (
    Change,
    Citation,
    CiteItem,
    Code,
    Comment,
    CrossReference,
    Display,
    FootnoteReference,
    Foreign,
    LineBreak,
    Link,
    Localized,
    Math,
    ResolvedFootnote,
    ResolvedValue,
    Style,
    Target,
    Value,
)

FILE = Path(__file__).parent / "golden" / "fragments.html"
_CASE = re.compile(r"<!-- (.+) -->\n((?:(?!<!-- ).*\n?)*)")


def fragments(root: Path) -> Mapping[str, str]:
    """Name of a case → its markup."""
    inline = {
        **{f"style {style.value}": line_of(styled(style, "x")) for style in Style},
        "foreign": line_of(Foreign("la", (styled(Style.EMPH, "in vitro"),))),
        "line break": line_of("a", LineBreak(), "b"),
        "code": line_of(Code("a < b")),
        "formula": line_of(Math(r"p < 0.05")),
        "formula that is not understood": line_of(Math(r"\ce{H2O}")),
        "link": line_of(Link("https://example.org/?a=1&b=2", text("x"))),
        "link by DOI": line_of(Link("doi:10.5555/a<b>", text("x"))),
        "link that is none": line_of(Link("javascript:alert(1)", text("x"))),
        "insertion and deletion": line_of(Change("delete", text("two")), Change("insert", text("three"))),
        "comment": line_of("a", Comment("why?")),
        "citation": line_of("官", cite("sample-a", "sample-b"), "。"),
        "citation after a Latin word": line_of("skin", cite("sample-a")),
        "raised citation": line_of("官", cite("sample-a", superscript=True), "。"),
        "narrative citation": line_of("据", narrative("样例乙等", "sample-b"), "报道"),
        "unknown citation": line_of(Citation((CiteItem("a"), CiteItem("b")))),
        "cross-reference to nothing": line_of(refer("tbl", "nowhere", "表 9")),
        "unknown cross-reference": line_of(CrossReference((Target("tbl", "a"),))),
        "value": line_of(ResolvedValue(Value("x"), text("2"), ("trials:one", "trials:two"))),
        "value without records": line_of(ResolvedValue(Value("x"), text("2"))),
        "unknown value": line_of(Value("trials | cout")),
        "footnote": line_of(ResolvedFootnote(FootnoteReference("a"), 1)),
        "footnote again": line_of(*(ResolvedFootnote(FootnoteReference("a"), 1),) * 2),
        "unknown footnote": line_of(FootnoteReference("zzz")),
        "displayed part of an entry": line_of(
            Display("left-margin", text("[1]")), Display("block", text("x"))
        ),
    }
    blocks = {
        "headings": fragment_of(
            heading(1, "1", "only", "甲"),
            paragraph("乙"),
            heading(2, "1.1", "b", "丙"),
            heading(3, "1.1.1", "c", "丁"),
            heading(2, "1.2", "d", "戊"),
        ),
        "tight list": fragment_of(ListBlock((text_item("a"), text_item("b", ("c",))))),
        "loose list": fragment_of(ListBlock((text_item("a"), text_item("b")), start=3, tight=False)),
        "quote": fragment_of(Quote((paragraph("a"), paragraph("b")))),
        "code block": fragment_of(CodeBlock("a < b\n  c", "python")),
        "equation": fragment_of(Equation("E = 1")),
        "numbered equation": fragment_of(NumberedEquation(2, Equation("E = 1", "e"))),
        "figure": re.sub(r"base64,[^\"]+", "base64,…", fragment_of(FIGURE, root=root)),
        "figure without its file": fragment_of(FIGURE),
        "unknown table": fragment_of(TableBlock("nowhere")),
        "unknown figure": fragment_of(FigureBlock("nowhere", "a.png", Localized())),
        "table": fragment_of(
            NumberedTable(1, TableBlock("t"), HYDROGELS, (caption("zh", "表", 1, text("甲")),))
        ),
    }
    return {**inline, **blocks}


def stored() -> Mapping[str, str]:
    """The cases of the file."""
    return {name: markup.strip() for name, markup in _CASE.findall(FILE.read_text(encoding="utf-8"))}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_figures(root)
        parts = [f"<!-- {name} -->\n{markup}\n" for name, markup in fragments(root).items()]
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("\n".join(parts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
