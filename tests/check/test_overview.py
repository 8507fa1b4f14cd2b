"""What a report shows of a submitted manuscript: every entry with its status, and where it is cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word_text import docx_from_text
from toolkit.check.report.html_overview import ranges
from toolkit.pipeline import report_as
from toolkit.pipeline.checking import Checked
from toolkit.pipeline.manuscripts import check_manuscript

TEXT = """\
合成综述的题名
# 1 引言
外泌体可促进愈合[1-3]，水凝胶可延长滞留[5]。
# 2 <机制>
外泌体减轻炎症[3, 5]。
# 参考文献
[1] AUTHOR A. Synthetic work 1[J]. Synth J, 2020, 1(1): 1-9.
[2] AUTHOR B. Synthetic work <2>[J]. Synth J, 2021, 2(1): 1-9.
[3] AUTHOR C. Synthetic work 3[J]. Synth J, 2022, 3(1): 1-9.
[4] AUTHOR D. Synthetic work 4[J]. Synth J, 2023, 4(1): 1-9.
[5] personal notes on synthetic things
"""


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    path = tmp_path / "manuscript.docx"
    path.write_bytes(docx_from_text(TEXT))
    return check_manuscript(path, select=["MAN002"])


def test_every_entry_with_how_often_it_is_cited(checked: Checked) -> None:
    assert checked.overview is not None
    assert [(work.label, work.cited) for work in checked.overview.works] == [
        ("[1]", 1), ("[2]", 1), ("[3]", 2), ("[4]", 0), ("[5]", 2),
    ]  # fmt: skip
    assert [work.understood for work in checked.overview.works] == [True, True, True, True, False]


def test_the_works_of_every_section(checked: Checked) -> None:
    assert checked.overview is not None
    sections = [(each.title, each.works, each.citations) for each in checked.overview.sections]
    assert sections == [("1 引言", (1, 2, 3, 5), 2), ("2 <机制>", (3, 5), 1)]


@pytest.mark.parametrize(("language", "status"), [("en", "hint|warning"), ("zh", "警告|提示")])
def test_the_page_shows_both(checked: Checked, language: str, status: str) -> None:
    page = report_as("html", [checked.alone()], language=language)
    assert "Synthetic work &lt;2&gt;" in page
    assert "2 &lt;机制&gt;" in page
    assert page.count("<rect ") == 4 + 2
    listed = page[page.index('class="references"') : page.index('class="map"')]
    uncited = listed[listed.index("[4]") : listed.index("[5]")]
    assert any(word in uncited for word in status.split("|"))
    assert 'href="#finding-1"' in uncited
    assert "1–3, 5" in page


def test_a_folder_has_no_overview(repository: Path) -> None:
    from toolkit.pipeline import check

    assert check(repository / "reviews" / "poi-clinical", select=["MAN001"]).overview is None


@pytest.mark.parametrize(
    ("numbers", "text"), [((), ""), ((4,), "4"), ((1, 2), "1, 2"), ((1, 2, 3, 5, 7, 8, 9), "1–3, 5, 7–9")]
)
def test_ranges(numbers: tuple[int, ...], text: str) -> None:
    assert ranges(numbers) == text
