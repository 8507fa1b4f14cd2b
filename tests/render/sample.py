"""A small, complete `ResolvedReview` built by hand, for the tests of every renderer.

Nothing in it is true: authors, journals, trials and findings are invented and say so. It holds one
of everything that a renderer has to draw, so a renderer that draws it well draws a real review.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from tests.render.sample_matter import BACK, BIBLIOGRAPHY, FRONT, JOURNAL, REFERENCES, TITLE_ZH, metadata
from tests.render.sample_nodes import cite, heading, narrative, paragraph, refer, styled, text, text_item
from tests.render.sample_tables import HYDROGELS, TRIALS, caption, table_citations
from toolkit.model.block import (
    Block,
    CodeBlock,
    Equation,
    FigureBlock,
    Footnote,
    ListBlock,
    NumberedEquation,
    NumberedFigure,
    NumberedFootnote,
    NumberedTable,
    Quote,
    TableBlock,
)
from toolkit.model.inline import (
    Change,
    Code,
    Comment,
    FootnoteReference,
    Foreign,
    LineBreak,
    Link,
    Localized,
    Math,
    ResolvedFootnote,
    ResolvedValue,
    Style,
    Value,
)
from toolkit.model.journal import (
    Journal,
)
from toolkit.model.reference import Bibliography
from toolkit.model.review import (
    LoadedReview,
    ResolvedReview,
    ResolvedSection,
    Section,
)
from toolkit.model.source import Span

ROOT = Path("sample-review")


# --- sections ---------------------------------------------------------------

FIGURE = NumberedFigure(
    1,
    FigureBlock("mechanism", "figures/mechanism.png", Localized()),
    (
        caption("zh", "图", 1, text("外泌体作用机制示意（合成样例）")),
        caption("en", "Fig.", 1, text("Mechanism of exosomes (synthetic sample)")),
    ),
    text("注：ROS 为活性氧；箭头表示促进"),
    "三个方框由箭头相连",
    "figures/mechanism.png",
)

FOOTNOTE = NumberedFootnote(
    1, Footnote("a", ()), (paragraph("脚注为合成样例，见", cite("sample-c"), "。"), paragraph("脚注第二段。"))
)

_SUPER_CELLS = styled(Style.SUPER, "7")

INTRODUCTION: tuple[Block, ...] = (
    paragraph(
        "皮肤是人体最大的器官",
        cite("sample-a", "sample-b"),
        "。",
        narrative("样例乙等", "sample-b"),
        "报道了 10",
        _SUPER_CELLS,
        " 个细胞释放的 H",
        styled(Style.SUB, "2"),
        "O",
        styled(Style.SUB, "2"),
        "，见",
        refer("tbl", "hydrogels", "表 1"),
        "和",
        refer("fig", "mechanism", "图 1"),
        "。",
    ),
    paragraph(
        "该结论在 ",
        Foreign("la", (styled(Style.EMPH, "in vitro"),)),
        " 条件下成立",
        ResolvedFootnote(FootnoteReference("a"), 1),
        "，",
        Math("p < 0.05"),
        "，",
        styled(Style.STRONG, "粗体与", styled(Style.EMPH, "斜体")),
        "、",
        styled(Style.UNDERLINE, "下划线"),
        "、",
        styled(Style.STRIKE, "删除线"),
        "、",
        styled(Style.SMALL_CAPS, "Small Caps"),
        "、",
        Code("code & <tag>"),
        "；共 ",
        ResolvedValue(Value("trials | count"), text("2"), ("trials:one", "trials:two")),
        " 项试验。",
    ),
)

DELIVERY: tuple[Block, ...] = (
    heading(1, "1", "delivery", "递送方法"),
    paragraph(
        "水凝胶是亲水网络（",
        refer("tbl", "hydrogels", "表 1"),
        "），试验见",
        refer("tbl", "trials", "表 2"),
        "。",
    ),
    NumberedTable(
        1,
        TableBlock("hydrogels"),
        HYDROGELS,
        (
            caption("zh", "表", 1, text("外泌体联合水凝胶的研究（合成样例）")),
            caption("en", "Table", 1, text("Exosomes with hydrogels (synthetic sample)")),
        ),
    ),
    heading(2, "1.1", "injectable", "可注射型"),
    paragraph("可注射型有下列步骤："),
    ListBlock((text_item("配制凝胶"), text_item("加入外泌体", ("搅拌", "静置"))), start=1),
    ListBlock((text_item("第一点"), text_item("第二点"))),
    Equation(r"E = mc^2"),
    NumberedEquation(1, Equation(r"\frac{a}{b} = \sum_{i=1}^{n} x_i", "rate")),
    paragraph("释放率由", refer("eq", "rate", "式 (1)"), "给出。", Comment("请核对公式。")),
    heading(3, "1.1.1", "change", "修改与批注"),
    paragraph(
        "剂量为",
        Change("delete", text("两")),
        Change("insert", text("三", styled(Style.SUPER, "a"))),
        " 倍",
        Comment("为何是三倍？"),
        "。",
        LineBreak(),
        "特殊字符 <script>alert(1)</script> & ]]> {{ 1 }} 原样显示，",
        Link("https://example.org/?a=1&b=2", text("外部链接")),
        "。",
    ),
    Quote((paragraph("引文为合成样例。"),)),
    CodeBlock("dose = 1\n    if a < b & c"),
)

CLINICAL: tuple[Block, ...] = (
    heading(1, "2", "clinical", "临床研究"),
    FIGURE,
    paragraph(
        "两项试验的信息见",
        refer("tbl", "trials", "表 2"),
        "，方法见",
        refer("sec", "injectable", "1.1"),
        "。",
    ),
    NumberedTable(
        2,
        TableBlock("trials"),
        TRIALS,
        (
            caption("zh", "表", 2, text("已注册的试验（合成样例）")),
            caption("en", "Table", 2, text("Registered trials (synthetic sample)")),
        ),
    ),
    paragraph("综上，样例到此为止", cite("sample-c", superscript=True), "。"),
)


# --- the whole --------------------------------------------------------------


def section(identifier: str, title: str, blocks: tuple[Block, ...], role: str = "") -> ResolvedSection:
    path = ROOT / "sections" / f"{identifier}.md"
    source = Section(identifier, Localized({"zh": text(title)}), (), path, Span.at(path), role)
    return ResolvedSection(source, blocks)


def png(width: int, height: int, colour: tuple[int, int, int] = (120, 160, 200)) -> bytes:
    """A picture of one colour at 150 dots per inch."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * width) * height
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            chunk(b"pHYs", struct.pack(">IIB", 5906, 5906, 1)),
            chunk(b"IDAT", zlib.compress(rows, 9)),
            chunk(b"IEND", b""),
        )
    )


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">'
    '<rect x="5" y="20" width="80" height="60" fill="#dde"/>'
    '<text x="45" y="55" text-anchor="middle">ROS</text></svg>'
)


def write_figures(root: Path) -> None:
    """The sample's pictures: `mechanism.png` and `mechanism.svg` in `root/figures`."""
    folder = root / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mechanism.png").write_bytes(png(450, 200))
    (folder / "mechanism.svg").write_text(SVG, encoding="utf-8")


def sample_review(root: Path = ROOT, journal: Journal = JOURNAL) -> ResolvedReview:
    """The sample as the resolver would give it. `root` is where pictures are looked for.

    Without `write_figures(root)` the figure's file is missing, which is a case of its own.
    """
    sections = (
        section("introduction", "引言", INTRODUCTION, "introduction"),
        section("delivery", "递送方法", DELIVERY),
        section("clinical", "临床研究", CLINICAL),
    )
    blocks = [block for part in sections for block in part.blocks]
    source = LoadedReview(
        root,
        metadata(),
        journal,
        tuple(part.source for part in sections),
        evidence={},
        tables={},
        bibliography=Bibliography(REFERENCES),
        sources={},
    )
    return ResolvedReview(
        source=source,
        language="zh-CN",
        title=TITLE_ZH,
        front=FRONT,
        sections=sections,
        back=BACK,
        footnotes=(FOOTNOTE,),
        references_heading="参考文献",
        bibliography=BIBLIOGRAPHY,
        citations=(cite("sample-a", "sample-b"), narrative("样例乙等", "sample-b"), *table_citations()),
        tables={block.source.id: block for block in blocks if isinstance(block, NumberedTable)},
        figures={FIGURE.source.id: FIGURE},
    )
