"""What stands around the sample's sections: its journal, title blocks, statements and references."""

from collections.abc import Mapping

from tests.render.sample_nodes import styled, text
from toolkit.model.inline import (
    Foreign,
    Link,
    Localized,
    Style,
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
from toolkit.model.reference import Date, Name, Reference
from toolkit.model.review import (
    AbstractPart,
    Author,
    BibliographyEntry,
    MatterBlock,
    Metadata,
)

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

BACK = (
    MatterBlock("statement", "zh", "利益冲突  ", (text("作者声明无利益冲突。"),)),
    MatterBlock("references", "zh", "参考文献", (), heading=True),
)


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
