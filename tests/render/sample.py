"""A small, complete `ResolvedReview` built by hand, for the tests of every renderer.

Nothing in it is true: authors, journals, trials and findings are invented and say so. It holds one
of everything that a renderer has to draw, so a renderer that draws it well draws a real review.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from tests.render.sample_tables import HYDROGELS, TRIALS, caption, entry_link, table_citations
from toolkit.model.block import (
    Block,
    CodeBlock,
    Equation,
    FigureBlock,
    Footnote,
    Heading,
    ListBlock,
    NumberedEquation,
    NumberedFigure,
    NumberedFootnote,
    NumberedHeading,
    NumberedTable,
    Paragraph,
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
    FootnoteReference,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Localized,
    Math,
    ResolvedCitation,
    ResolvedCrossReference,
    ResolvedFootnote,
    ResolvedValue,
    Style,
    Styled,
    Target,
    TargetKind,
    TargetLink,
    Text,
    Value,
)
from toolkit.model.journal import (
    CaptionStyle,
    FigureStyle,
    FontStyle,
    HeadingStyle,
    Journal,
    MatterPart,
    PageSetup,
    ReferenceStyle,
    TableStyle,
)
from toolkit.model.reference import Bibliography, Date, Name, Reference
from toolkit.model.review import (
    AbstractPart,
    Author,
    BibliographyEntry,
    LoadedReview,
    MatterBlock,
    Metadata,
    ResolvedReview,
    ResolvedSection,
    Section,
)
from toolkit.model.source import Span

ROOT = Path("sample-review")
TITLE_ZH = "合成样例：外泌体水凝胶促进皮肤创面愈合"
TITLE_EN = "Synthetic sample: exosome hydrogels in skin wound healing"

JOURNAL = Journal(
    id="sample",
    name={"zh": "合成样例杂志", "en": "Journal of Synthetic Samples"},
    references=ReferenceStyle(heading={"zh": "参考文献", "en": "References"}, bilingual="second-line"),
    headings=HeadingStyle(introduction="hidden"),
    front=(
        MatterPart("title", "zh"),
        MatterPart("authors", "zh"),
        MatterPart("affiliations", "zh"),
        MatterPart("abstract", "zh", label="【摘要】  "),
        MatterPart("keywords", "zh", label="【关键词】  ", joiner="；"),
        MatterPart("title", "en"),
        MatterPart("authors", "en"),
        MatterPart("affiliations", "en"),
        MatterPart("abstract", "en", label="【Abstract】  "),
        MatterPart("keywords", "en", label="【Key words】  ", joiner="; "),
        MatterPart("funding", "zh", label="基金项目："),
    ),
    back=(MatterPart("statements", "zh"), MatterPart("references", "zh", heading=True)),
    tables=TableStyle(
        caption=CaptionStyle(
            word={"zh": "表", "en": "Table"},
            word_gap={"zh": " ", "en": " "},
            gap={"zh": "  ", "en": "  "},
            languages=("zh", "en"),
        ),
        note_label={"zh": "注：", "en": "Note: "},
        continued={"zh": "续表"},
    ),
    figures=FigureStyle(
        caption=CaptionStyle(
            word={"zh": "图", "en": "Fig."},
            word_gap={"zh": " ", "en": " "},
            gap={"zh": "  ", "en": "  "},
            languages=("zh", "en"),
            position="below",
        ),
        note_label={"zh": "注："},
    ),
    page=PageSetup(
        margin_top=25,
        margin_bottom=25,
        margin_left=22,
        margin_right=22,
        header={"zh": "{journal} · {title}"},
    ),
    fonts={
        "body": FontStyle(latin="Times New Roman", cjk="宋体", size=10.5, align="justify", indent_chars=2),
        "title": FontStyle(cjk="黑体", size=18, align="center"),
        "heading-1": FontStyle(cjk="黑体", size=12, bold=False),
    },
    required=("abstract", "keywords"),
)


def text(*parts: str | Inline) -> Inlines:
    """Rich text from strings and nodes."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def styled(style: Style, *parts: str | Inline) -> Styled:
    return Styled(style, text(*parts))


def cite(*keys: str, superscript: bool = False) -> ResolvedCitation:
    """`[1]`, or `[1, 2]`, as the resolver gives it."""
    links: list[Inline] = []
    for position, key in enumerate(keys):
        links += [Text(", ")] if position else []
        links.append(entry_link(key))
    content = text("[", *links, "]")
    if superscript:
        content = (Styled(Style.SUPER, content),)
    return ResolvedCitation(Citation(tuple(CiteItem(key) for key in keys)), content, keys)


def narrative(name: str, key: str) -> ResolvedCitation:
    """`样例甲等[1]`."""
    content = text(name, "[", entry_link(key), "]")
    return ResolvedCitation(Citation((CiteItem(key),), narrative=True), content, (key,))


def refer(kind: TargetKind, target: str, visible: str) -> ResolvedCrossReference:
    """A cross-reference with one target: `表 1`."""
    return ResolvedCrossReference(
        CrossReference((Target(kind, target),)), (TargetLink(kind, target, text(visible)),)
    )


def paragraph(*parts: str | Inline) -> Paragraph:
    return Paragraph(text(*parts))


def heading(level: int, number: str, identifier: str, title: str) -> NumberedHeading:
    source = Heading(level, text(title), identifier, numbered=bool(number))
    return NumberedHeading(number, source, source.content, f"{number}  " if number else "", identifier)


def text_item(line: str, inner: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """One item of a list, with a bullet list inside it if `inner` is given."""
    blocks: tuple[Block, ...] = (Paragraph(text(line)),)
    if inner:
        blocks += (ListBlock(tuple((Paragraph(text(part)),) for part in inner)),)
    return blocks


# --- references -------------------------------------------------------------

REFERENCES: Mapping[str, Reference] = {
    "sample-a": Reference(
        "sample-a",
        "article-journal",
        {
            "title": "An invented hydrogel for invented wounds",
            "container-title": "Journal of Synthetic Samples",
            "volume": "1",
            "issue": "2",
            "page": "3-9",
            "DOI": "10.5555/sample.a",
            "language": "en",
        },
        {"author": (Name("Sample", "Ann"), Name("Example", "Bob"))},
        {"issued": Date(((2023,),))},
    ),
    "sample-b": Reference(
        "sample-b",
        "article-journal",
        {
            "title": "虚构的外泌体研究",
            "container-title": "合成样例杂志",
            "volume": "4",
            "issue": "1",
            "page": "10-15",
            "language": "zh",
            "original-title": "An invented study of exosomes",
        },
        {"author": (Name("样例", "乙"),)},
        {"issued": Date(((2024,),))},
    ),
    "sample-c": Reference(
        "sample-c",
        "book",
        {
            "title": "Handbook of things that do not exist",
            "publisher": "Synthetic Press",
            "publisher-place": "Nowhere",
            "language": "en",
        },
        {"author": (Name("Placeholder", "Cara"),)},
        {"issued": Date(((2022,),))},
    ),
}

BIBLIOGRAPHY = (
    BibliographyEntry(
        "sample-a",
        1,
        "[1]",
        text(
            "SAMPLE A, EXAMPLE B. An invented hydrogel for invented wounds[J]. ",
            styled(Style.EMPH, "Journal of Synthetic Samples"),
            ", 2023, 1(2): 3-9. DOI: ",
            Link("https://doi.org/10.5555/sample.a", text("10.5555/sample.a")),
            ".",
        ),
        "en",
        REFERENCES["sample-a"],
    ),
    BibliographyEntry(
        "sample-b",
        2,
        "[2]",
        text("样例乙. 虚构的外泌体研究[J]. 合成样例杂志, 2024, 4(1): 10-15."),
        "zh",
        REFERENCES["sample-b"],
        text(
            Foreign(
                "en",
                text(
                    "YANGLI Yi. An invented study of exosomes[J]. ",
                    styled(Style.EMPH, "Journal of Synthetic Samples"),
                    ", 2024, 4(1): 10-15. (in Chinese)",
                ),
            )
        ),
    ),
    BibliographyEntry(
        "sample-c",
        3,
        "[3]",
        text("PLACEHOLDER C. Handbook of things that do not exist[M]. Nowhere: Synthetic Press, 2022."),
        "en",
        REFERENCES["sample-c"],
    ),
)


# --- front and back matter --------------------------------------------------

_ABSTRACT_ZH = "本文为检验排版而写，内容全部虚构。"
_ABSTRACT_EN = "This text was written to test typesetting; all of it is invented."
_KEYWORDS = {"zh": ("外泌体", "水凝胶", "合成样例"), "en": ("exosomes", "hydrogels", "synthetic sample")}

FRONT = (
    MatterBlock("title", "zh", "", (text(TITLE_ZH),)),
    MatterBlock(
        "authors",
        "zh",
        "",
        (text("作者甲", styled(Style.SUPER, "1"), "，作者乙", styled(Style.SUPER, "1, 2*")),),
    ),
    MatterBlock(
        "affiliations",
        "zh",
        "",
        (text("1. 虚构大学样例学院，样例市 000000；"), text("2. 虚构医院皮肤科，样例市 000000")),
    ),
    MatterBlock("abstract", "zh", "【摘要】  ", (text(_ABSTRACT_ZH * 5),)),
    MatterBlock("keywords", "zh", "【关键词】  ", (text("；".join(_KEYWORDS["zh"])),)),
    MatterBlock("title", "en", "", (text(TITLE_EN),)),
    MatterBlock(
        "authors",
        "en",
        "",
        (text("AUTHOR A", styled(Style.SUPER, "1"), ", AUTHOR B", styled(Style.SUPER, "1, 2*")),),
    ),
    MatterBlock(
        "affiliations",
        "en",
        "",
        (text("1. Sample School, Invented University; 2. Department of Dermatology, Invented Hospital"),),
    ),
    MatterBlock("abstract", "en", "【Abstract】  ", (text(f"{_ABSTRACT_EN} " * 4 + "In vitro."),)),
    MatterBlock("keywords", "en", "【Key words】  ", (text("; ".join(_KEYWORDS["en"])),)),
    MatterBlock("funding", "zh", "基金项目：", (text("虚构自然科学基金（00000000）"),)),
)

BACK = (MatterBlock("statements", "zh", "利益冲突  ", (text("作者声明无利益冲突。"),)),)


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


def metadata() -> Metadata:
    def author(zh: str, en: str, **more: object) -> Author:
        return Author(Localized({"zh": text(zh), "en": text(en)}), ("school",), **more)  # type: ignore[arg-type]

    return Metadata(
        title=Localized({"zh": text(TITLE_ZH), "en": text(TITLE_EN)}),
        language="zh-CN",
        journal=JOURNAL.id,
        authors=(
            author("作者甲", "AUTHOR A", orcid="0000-0000-0000-0000"),
            author("作者乙", "AUTHOR B", email="author@example.org", corresponding=True),
        ),
        affiliations={"school": Localized({"zh": text("虚构大学样例学院"), "en": text("Sample School")})},
        abstract=(AbstractPart("", Localized({"zh": text(_ABSTRACT_ZH), "en": text(_ABSTRACT_EN)})),),
        keywords={language: tuple(text(word) for word in words) for language, words in _KEYWORDS.items()},
        dates={"received": "2020-01-02", "accepted": "2020-03-04"},
    )


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
