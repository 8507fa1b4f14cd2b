"""Which passages are citations, and which only look like some."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.load.manuscript.kit import cited, entries, manuscript_of
from toolkit.load.manuscript.citations import find_numbered, find_round
from toolkit.model.word import WordParagraph, WordRun


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("愈合[1,3-5]。", ["1 3 4 5"]),
        ("愈合［2，4～6］。", ["2 4 5 6"]),
        ("愈合 [13] [14]。", ["13", "14"]),
        ("愈合^[8, 10, 13, 22-23]^。", ["8 10 13 22 23"]),
        ("愈合[1]-[3]。", ["1 2 3"]),
        ("愈合【4】〔5〕。", ["4", "5"]),
        ("愈合^[4]15-17^。", ["4 : 15-17"]),
        ("愈合[1、3]，[4；5]。", ["1 3", "4 5"]),
        ("healing [ 1 , 3 – 5 ] and repair [6].", ["1 3 4 5", "6"]),
        ("愈合[1, p. 12]，再生[2:15-17]，修复［3，第 4~6 页］。", ["1 : 12", "2 : 15-17", "3 : 4-6"]),
        ("in vivo[2–4] and ex vivo[7—9]", ["2 3 4", "7 8 9"]),
    ],
)
def test_forms(text: str, works: list[str], tmp_path: Path) -> None:
    assert cited(manuscript_of(tmp_path, f"# 1 引言\n{text}\n# 参考文献\n{entries(25)}")) == works


@pytest.mark.parametrize(
    "text",
    [
        "95% CI [2, 12]，范围 [3-15]，四分位间距[4, 9]",
        "interval = [1, 3]; range of [2-5]",
        "如式[3]所示，见公式[4]，Eq. [5]",
        "[0.5, 1.2]、[2020]、[18F]FDG、[Ca2+]、[a-c]、[n = 3]",
        "pyrido[2,3-d]pyrimidine",
        "按 [1:10] 稀释，[2:15] 混合",
        "5 × 10^6^ 个细胞，10 cm^2^，R^2^ = 0.9，Ca^2+^，^18^F 标记",
    ],
)
def test_what_is_no_citation(text: str, tmp_path: Path) -> None:
    manuscript = manuscript_of(tmp_path, f"# 1 引言\n愈合[1]。\n{text}。\n# 参考文献\n{entries(25)}")
    assert cited(manuscript) == ["1"]


def test_raised_numbers_alone_count_where_they_are_the_form(tmp_path: Path) -> None:
    text = "愈合^1,3-5^，10^6^ 个细胞，5 cm^2^，自 2019^6^ 年，Ca^2+^ 升高^2^，见[7]。"
    manuscript = manuscript_of(tmp_path, f"# 1 引言\n{text}\n# 参考文献\n{entries(9)}")
    assert manuscript.form == "superscript"
    assert cited(manuscript)[:1] == ["1 3 4 5"]
    assert "2" in cited(manuscript)


def test_pages_behind_a_raised_number_are_no_numbers(tmp_path: Path) -> None:
    text = "Healing improves.^1,5(p12),8^ Scars shrink.^6(pp345-346)^ Cells^2,3^ help;^4,7,9^ see 10^3^."
    manuscript = manuscript_of(tmp_path, f"# Introduction\n{text}\n# References\n{entries(9, '{}.')}")
    assert cited(manuscript) == ["1 5 8", "6 : 345-346", "2 3", "4 7 9"]


def test_round_brackets_count_where_they_are_the_form(tmp_path: Path) -> None:
    text = "Healing improves (1,2). Scars shrink (3-5), as in Eq. (6)."
    manuscript = manuscript_of(tmp_path, f"# Introduction\n{text}\n# References\n{entries(6, '{}.')}")
    assert manuscript.form == "round"
    assert cited(manuscript) == ["1 2", "3 4 5"]


def test_numbered_points_are_no_citations(tmp_path: Path) -> None:
    text = "包括 (1) 材料；(2) 剂量；(3) 途径[1-5]。"
    assert cited(manuscript_of(tmp_path, f"# 1 引言\n{text}\n# 参考文献\n{entries(5)}")) == ["1 2 3 4 5"]


AUTHOR_YEAR = """\
# Introduction
Exosomes help (Author, 2020; Writer & Scholar, 2021a, 2021b). Scholar et al. (2022) agree (see Table 1).
王明等（2019）也证实了这一点（2020 年）。
# References
Author A. (2020). Synthetic work 1. Synth J, 1(1), 1-9.
Scholar C, Writer B, Author A. (2022). Synthetic work 4. Synth J, 4(1), 1-9.
Writer B, Scholar C. (2021a). Synthetic work 2. Synth J, 2(1), 1-9.
Writer B, Scholar C. (2021b). Synthetic work 3. Synth J, 3(1), 1-9.
王明, 李华. 合成文献五[J]. 合成杂志, 2019, 1(1): 1-9.
"""


def test_names_and_years(tmp_path: Path) -> None:
    manuscript = manuscript_of(tmp_path, AUTHOR_YEAR)
    assert manuscript.form == "author-year"
    assert not manuscript.numbered_entries
    keys = [[work.key for work in cluster.works] for cluster in manuscript.clusters]
    assert keys == [["Author 2020", "Writer 2021", "Writer 2021 (2)"], ["Scholar 2022"], ["王明 2019"]]


def test_words_before_a_name_do_not_multiply(tmp_path: Path) -> None:
    """Were `see also` tried as one word and as two, each time, this would not end."""
    found = manuscript_of(tmp_path, AUTHOR_YEAR.replace("（2020 年）", f" ({'see also ' * 40}x 2020)"))
    assert found.form == "author-year"


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("as Van der Fontaine et al. (2018) and Fontaine (2019) say", ["van der Fontaine 2018"]),
        ("(but see Sample and Muster 2008; Muster 2009, 12)", ["Sample 2008", "Muster 2009"]),
        ("Sample & Muster (2008), Sample's (2009a, b)", ["Sample 2008", "Sample 2009", "Sample 2009 (2)"]),
        ("这与例一等（2020）、样二和例一（2021）的结果相似（例一等，2020；样二，例一，2021）",
         ["例一 2020", "样二 2021", "例一 2020", "样二 2021"]),
        ("（Li et al., 2020；Sørsample，2017）", ["例一 2020", "Sørsample 2017"]),
    ],
)  # fmt: skip
def test_names_as_they_are_printed(text: str, works: list[str], tmp_path: Path) -> None:
    listed = """\
# References
van der Fontaine, J., Sample, A., & Muster, C. (2018). Synthetic work 1. Synth J, 1(1), 1-9.
Muster, Carl. 2009. "Synthetic Work 2." Synthetic Journal 2 (1): 1-9.
Sample, Ann, and Carl Muster. 2008. "Synthetic Work 3." Synthetic Journal 3 (1): 1-9.
Sample, A. (2009a). Synthetic work 4. Synth J, 4(1), 1-9.
Sample, A. (2009b). Synthetic work 5. Synth J, 5(1), 1-9.
LI Y, YANG E, CAI S, 2020. Synthetic[J]. Synth J, 6: 1-9. [例一，样二，例三，2020．合成[J]．杂志，6：1-9.]
样二, 例一. 合成文献七[J]. 合成杂志, 2021, 7(1): 1-9.
Sørsample, B. (2017). Synthetic work 8. Synth J, 8(1), 1-9."""
    body = f"# Introduction\n{text}.\nAlso (Muster 2009; Sample 2009a; Sørsample, 2017)."
    manuscript = manuscript_of(tmp_path, f"{body}\n{listed}")
    first = [cluster for cluster in manuscript.clusters if cluster.span.line == 2]
    assert [work.key for cluster in first for work in cluster.works if work.key] == works


@given(st.text(alphabet="[]()（）［］,，-～ 0123456789aA.^等；;", max_size=200), st.integers(0, 60))
def test_any_text_is_read(text: str, raised: int) -> None:
    from toolkit.model.inline import Style

    runs = (WordRun(0, min(raised, len(text)), frozenset({Style.SUPER})), WordRun(raised, len(text)))
    paragraph = WordParagraph(1, text, tuple(run for run in runs if run.start < run.end))
    for found in (*find_numbered(paragraph), *find_round(paragraph)):
        assert 0 <= found.start < found.end <= len(text)
        assert all(found.start <= start < end <= found.end for _, _, start, end in found.parts)
