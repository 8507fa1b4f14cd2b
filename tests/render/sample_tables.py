"""The sample's two tables: a two-tier header with groups and notes, and a wide one set in landscape."""

from __future__ import annotations

from toolkit.model.block import Caption
from toolkit.model.inline import (
    Citation,
    CiteItem,
    EntryLink,
    Inline,
    Inlines,
    ResolvedCitation,
    Style,
    Styled,
    Text,
)
from toolkit.model.table import Align, Cell, Column, Note, Row, Table

NUMBERS = {"sample-a": 1, "sample-b": 2, "sample-c": 3}


def caption(language: str, word: str, number: int, content: Inlines) -> Caption:
    return Caption(language, word, " ", number, "  ", content)


def entry_link(key: str) -> EntryLink:
    return EntryLink(key, (Text(str(NUMBERS[key])),))


def bracketed(key: str) -> ResolvedCitation:
    """The citation of a table's last column: `[1]`."""
    content: Inlines = (Text("["), entry_link(key), Text("]"))
    return ResolvedCitation(Citation((CiteItem(key),)), content, (key,))


def table_citations() -> tuple[ResolvedCitation, ...]:
    return tuple(bracketed(key) for key in NUMBERS)


def cell(*parts: str | Inline, colspan: int = 1, rowspan: int = 1, align: Align = "left") -> Cell:
    content = tuple(Text(part) if isinstance(part, str) else part for part in parts)
    return Cell(content, colspan, rowspan, align)


def _mark(mark: str) -> Styled:
    return Styled(Style.SUPER, (Text(mark),))


def _columns(*widths: float) -> tuple[Column, ...]:
    return tuple(Column(f"column-{at}", "left", width) for at, width in enumerate(widths))


HYDROGELS = Table(
    "hydrogels",
    _columns(0.18, 0.12, 0.16, 0.16, 0.14, 0.16, 0.08),
    head=(
        Row(
            (
                cell("生物材料", rowspan=2),
                cell("来源", rowspan=2),
                cell("外泌体表征", colspan=2, align="center"),
                cell("疾病模型", rowspan=2),
                cell("治疗作用", rowspan=2),
                cell("文献", rowspan=2, align="center"),
            ),
            "head",
        ),
        Row((cell("尺寸", _mark("a"), "（nm）"), cell("表面标志物")), "head"),
    ),
    body=(
        Row((cell("ADSCs 组", colspan=7),), "group"),
        Row(
            (
                cell("样例凝胶 A"),
                cell("ADSCs", rowspan=2),
                cell("108.97 ± 13.15"),
                cell("CD9、CD63"),
                cell("大鼠烧伤"),
                cell("促进血管生成"),
                cell(bracketed("sample-a"), align="center"),
            )
        ),
        Row(
            (
                cell("样例凝胶 B/Exo@Fe", Styled(Style.SUB, (Text("3"),)), "O"),
                cell("30 ~ 150"),
                cell("N/A"),
                cell("糖尿病小鼠"),
                cell("减轻炎症"),
                cell(bracketed("sample-b"), align="center"),
            )
        ),
        Row((cell("BMSCs 组", colspan=7),), "group"),
        Row(
            (
                cell("样例凝胶 C"),
                cell("BMSCs"),
                cell("120", align="right"),
                cell("CD81"),
                cell("小鼠全层缺损"),
                cell("清除 ROS"),
                cell(bracketed("sample-c"), align="center"),
            )
        ),
    ),
    notes=(
        Note("a", (Text("由动态光散射测定"),), kind="marked"),
        Note(
            "",
            (Text("ADSCs：脂肪间充质干细胞；BMSCs：骨髓间充质干细胞；ROS：活性氧"),),
            "注：",
            "abbreviations",
        ),
    ),
)

TRIALS = Table(
    "trials",
    _columns(0.2, 0.12, 0.08, 0.12, 0.12, 0.14, 0.12, 0.1),
    head=(
        Row(
            tuple(
                cell(label)
                for label in (
                    "研究标题",
                    "外泌体来源",
                    "人数",
                    "随访时间",
                    "疾病",
                    "剂量",
                    "阶段",
                    "临床编号",
                )
            ),
            "head",
        ),
    ),
    body=(
        Row(
            (
                cell("虚构试验一"),
                cell("BMSC-EVs"),
                cell("10", align="right"),
                cell("54 周"),
                cell("深度烧伤"),
                cell("1 × 10", _mark("7"), " EVs/cm", _mark("2")),
                cell("I"),
                cell("NCT00000000"),
            )
        ),
        Row(
            (
                cell("虚构试验二"),
                cell("ADSC-Exos"),
                cell("5", align="right"),
                cell("28 天"),
                cell("慢性溃疡"),
                cell("N/A"),
                cell("I/II"),
                cell("NCT00000001"),
            )
        ),
        Row((cell("合计", colspan=2), cell("15", align="right"), cell("", colspan=5)), "total"),
    ),
    notes=(Note("", (Text("N/A 为未提供"),), "注："),),
    orientation="landscape",
)
