"""Reference lists in the forms in which they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.manuscript.kit import entries, manuscript_of, review_of
from toolkit.model.manuscript import Manuscript


def labels(manuscript: Manuscript) -> list[int | None]:
    return [entry.number for entry in manuscript.entries]


@pytest.mark.parametrize("label", ["[{}]", "［{}］", "({})", "{}.", "{}、", "{}", "[{}].", "【{}】"])
def test_labels(label: str, tmp_path: Path) -> None:
    manuscript = manuscript_of(tmp_path, f"# 1 引言\n愈合[1]。\n# 参考文献\n{entries(12, label)}")
    assert labels(manuscript) == list(range(1, 13))
    assert [entry.reference.get("title") for entry in manuscript.entries][11] == "Synthetic work 12"


@pytest.mark.parametrize(
    "heading",
    [
        "# 参考文献",
        "参 考 文 献",
        "参考文献(Reference)",
        "【参考文献】",
        "参考文献：",
        "# References",
        "REFERENCES",
        "5. References",
        "五、参考文献",
        "主要参考文献",
    ],
)
def test_headings(heading: str, tmp_path: Path) -> None:
    manuscript = manuscript_of(tmp_path, f"# 1 引言\n愈合[1]。\n{heading}\n{entries(3)}\n致谢 感谢同事。")
    assert labels(manuscript) == [1, 2, 3]


@pytest.mark.parametrize(
    "end", ["附录 A", "# 附表", "致谢", "Acknowledgements", "[本文编辑 某某]", "表1 材料", "Figure legends"]
)
def test_the_list_ends(end: str, tmp_path: Path) -> None:
    manuscript = manuscript_of(
        tmp_path, f"# 1 引言\n愈合[1]。\n# 参考文献\n{entries(3)}\n{end}\n另一段文字，2020。"
    )
    assert labels(manuscript) == [1, 2, 3]
    assert "另一段" not in manuscript.entries[-1].text


def test_a_version_in_another_language_belongs_to_its_entry(tmp_path: Path) -> None:
    text = """\
# 1 引言
愈合[1-2]。
# 参考文献
[1] 王明, 李华. 合成文献一[J]. 合成杂志, 2019, 1(1): 1-9.
WANG Ming, LI Hua. Synthetic work 1[J]. Synth J, 2019, 1(1): 1-9. (in Chinese)
[2] AUTHOR B. Synthetic work 2[J]. Synth J, 2021, 2(1): 1-9.
"""
    review = review_of(tmp_path, text)
    assert review.manuscript is not None
    first, second = review.manuscript.entries
    assert first.translation is not None
    assert first.translation.get("title") == "Synthetic work 1"
    assert first.reference.get("title") == "合成文献一"
    assert second.number == 2
    work = review.source.bibliography.references["[1]"]
    assert work.get("original-title") == "Synthetic work 1"
    assert [name.family for name in work.names["original-author"]] == ["Wang", "Li"]


def test_several_entries_in_one_paragraph(tmp_path: Path) -> None:
    line = " ".join(entries(4).splitlines())
    assert labels(manuscript_of(tmp_path, f"# 1 引言\n愈合[1]。\n# 参考文献\n{line}")) == [1, 2, 3, 4]


def test_a_list_without_labels(tmp_path: Path) -> None:
    manuscript = manuscript_of(tmp_path, f"# 1 引言\n愈合[1]。\n# 参考文献\n{entries(5, '')}")
    assert labels(manuscript) == [None] * 5
    assert [work.key for cluster in manuscript.clusters for work in cluster.works] == ["[1]"]


def test_a_list_without_a_heading(tmp_path: Path) -> None:
    manuscript = manuscript_of(tmp_path, f"# 1 引言\n愈合[1]。\n\n{entries(5)}")
    assert labels(manuscript) == [1, 2, 3, 4, 5]
    assert len(manuscript.clusters) == 1


def test_references_as_endnotes(tmp_path: Path) -> None:
    notes = "\n".join(
        f"[^e{n}]: AUTHOR {chr(64 + n)}. Synthetic work {n}[J]. Synth J, 2020, 1({n}): 1-9."
        for n in (1, 2, 3)
    )
    manuscript = manuscript_of(tmp_path, f"# 1 引言\n愈合[^e1]，炎症[^e2][^e3]。\n{notes}")
    assert labels(manuscript) == [1, 2, 3]
    assert [work.key for cluster in manuscript.clusters for work in cluster.works] == ["[1]", "[2]", "[3]"]


def test_fields_lead_back_to_their_place(tmp_path: Path) -> None:
    manuscript = manuscript_of(tmp_path, f"# 1 引言\n愈合[1]。\n# 参考文献\n{entries(2)}")
    span = manuscript.entries[1].reference.field_spans["title"]
    line = manuscript.document.paragraph(span.line).text
    assert line[span.column - 1 : span.end_column - 1] == "Synthetic work 2"


def test_a_list_in_a_table(tmp_path: Path) -> None:
    rows = "\n".join(
        f"| {number} | AUTHOR {number}. Synthetic work {number}[J]. Synth J, 2020, 1({number}): 1-9. |"
        for number in range(1, 5)
    )
    manuscript = manuscript_of(tmp_path, f"# 1 引言\n愈合[1-2,9]。\n# 参考文献\n{rows}\n# 致谢\n感谢。")
    assert labels(manuscript) == [1, 2, 3, 4]
    assert [entry.text[:9] for entry in manuscript.entries] == [
        "AUTHOR 1.",
        "AUTHOR 2.",
        "AUTHOR 3.",
        "AUTHOR 4.",
    ]


def test_a_table_below_the_heading_that_holds_no_references(tmp_path: Path) -> None:
    rows = "| 组 | 例数 |\n| 甲 | 12 |\n| 乙 | 13 |"
    assert not manuscript_of(tmp_path, f"# 1 引言\n愈合[1]。\n# 参考文献\n{rows}").entries
