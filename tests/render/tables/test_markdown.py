"""Markdown: a pipe table that reads well and is read back as it was."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.render.tables.build import table_of
from toolkit.model.block import NumberedTable
from toolkit.model.review import ResolvedReview
from toolkit.model.table import Column
from toolkit.render.tables.markdown_file import table_markdown

SAMPLE = """\
**表 1**  外泌体联合水凝胶的研究（合成样例）

**Table 1**  Exosomes with hydrogels (synthetic sample)

| 生物材料               | 来源  | 外泌体表征：尺寸^a^（nm） | 外泌体表征：表面标志物 | 疾病模型     | 治疗作用     | 文献 |
| ---------------------- | ----- | ------------------------- | ---------------------- | ------------ | ------------ | ---- |
| **ADSCs 组**           |       |                           |                        |              |              |      |
| 样例凝胶 A             | ADSCs | 108.97 ± 13.15            | CD9、CD63              | 大鼠烧伤     | 促进血管生成 | [1]  |
| 样例凝胶 B/Exo\\@Fe~3~O |       | 30 ~ 150                  | N/A                    | 糖尿病小鼠   | 减轻炎症     | [2]  |
| **BMSCs 组**           |       |                           |                        |              |              |      |
| 样例凝胶 C             | BMSCs | 120                       | CD81                   | 小鼠全层缺损 | 清除 ROS     | [3]  |

^a^ 由动态光散射测定

注：ADSCs：脂肪间充质干细胞；BMSCs：骨髓间充质干细胞；ROS：活性氧
"""  # noqa: E501 - the columns must stand under each other


def test_sample(review: ResolvedReview) -> None:
    assert table_markdown(review.tables["hydrogels"], "zh-CN").decode("utf-8") == SAMPLE


def test_columns_keep_their_alignment() -> None:
    table = table_of(["1", "2", "3", "4"])
    columns = tuple(Column("c", align, 0.25) for align in ("left", "center", "right", "decimal"))
    aligned = NumberedTable(1, table.source, replace(table.table, columns=columns), ())
    assert table_markdown(aligned, "en").decode().splitlines()[1] == "| --- | :-: | --: | --: |"


def cells_of(data: bytes) -> list[str]:
    """The first column as a Markdown reader sees it."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(data.decode("utf-8"))
    return [
        "".join(cell.itertext())
        for cell in lxml.html.fragment_fromstring(html, create_parent=True).iter("td")
    ]


@given(
    st.lists(
        st.text(st.sampled_from("ab1 中~^|\\*_`[](){}<>&;#$@!+-=.:/\"'")).map(
            lambda text: " ".join(text.split())
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_text_is_taken_for_markdown(texts: list[str]) -> None:
    table = table_of(*([text] for text in texts))
    assert cells_of(table_markdown(table, "en")) == texts
