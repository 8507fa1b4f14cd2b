"""What a reader of the Word document gets to see, by LibreOffice and poppler.

LibreOffice computes SEQ, REF and PAGE fields anew, so the printed text shows that the fields are right,
not only the results that were stored with them.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import converted_by_office
from tests.render.docx.build import docx_of
from tests.render.docx.shorthand import Docx
from tests.render.docx.test_table import numbered, table_of
from tests.render.long_table import long_review
from tests.render.sample_nodes import paragraph
from tests.render.sample_tables import cell
from toolkit.load.project import load_review
from toolkit.model.table import Row
from toolkit.render.docx import render_table_docx
from toolkit.render.pdf import docx_to_pdf
from toolkit.resolve import resolve

pytestmark = pytest.mark.needs("soffice", "pdftotext", "pdfinfo")


@pytest.fixture(scope="module")
def pdf(sample: Docx, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample printed."""
    folder = tmp_path_factory.mktemp("printed")
    (folder / "sample.docx").write_bytes(sample.data)
    return converted_by_office(folder / "sample.docx", "pdf")


@pytest.fixture(scope="module")
def printed(pdf: Path) -> list[str]:
    """The text of each page without white space, since layout decides where that stands."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    return ["".join(page.split()) for page in text.split("\f") if page.strip()]


def test_pages(pdf: Path, printed: list[str]) -> None:
    """Two pages of text, the landscape table's, and one more: no empty page between them."""
    info = subprocess.run(["pdfinfo", "-f", "1", "-l", "9", str(pdf)], check=True, capture_output=True)
    sizes = [line.split(":")[1].split() for line in info.stdout.decode().splitlines() if "size:" in line[:20]]
    upright = [float(size[0]) < float(size[2]) for size in sizes if len(size) > 2]
    assert upright == [True, True, False, True]
    assert len(printed) == 4


def test_fields_computed_anew_print_what_was_stored(printed: list[str]) -> None:
    text = "".join(printed)
    for words in (
        "见表1和图1。",
        "水凝胶是亲水网络（表1），试验见表2。",
        "释放率由式(1)给出。",
        "方法见1.1。",
        "表1外泌体联合水凝胶的研究",
        "Table1Exosomeswithhydrogels",
        "表2已注册的试验",
        "图1外泌体作用机制示意",
    ):
        assert words in text
    assert "Error" not in text
    assert "错误" not in text


def test_running_head_and_page_number_on_every_page(printed: list[str]) -> None:
    for number, page in enumerate(printed, 1):
        assert page.startswith("合成样例杂志·合成样例：外泌体水凝胶促进皮肤创面愈合")
        assert page.endswith(str(number))


def test_everything_prints(printed: list[str]) -> None:
    text = "".join(printed)
    for words in (
        "【摘要】本文为检验排版而写",
        "【Abstract】Thistextwaswritten",
        "皮肤是人体最大的器官[1,2]。样例乙等[2]报道了",
        "<script>alert(1)</script>&]]>{{1}}原样显示",
        "注：ADSCs：脂肪间充质干细胞",
        "注：ROS为活性氧",
        "脚注第二段。",
        "参考文献",
        "[2]样例乙.虚构的外泌体研究[J].",
        "(inChinese)",
    ):
        assert words in text


def test_later_pages_of_a_table_say_that_it_goes_on(tmp_path: Path) -> None:
    rows = tuple(Row((cell(f"行{number}"), cell("值"))) for number in range(130))
    head = (Row((cell("甲列"), cell("乙列")), "head"),)
    data = docx_of(paragraph("前文"), numbered(table_of(*rows, head=head)), paragraph("后文")).data
    (tmp_path / "long.pdf").write_bytes(docx_to_pdf(data))
    command = ["pdftotext", "-enc", "UTF-8", str(tmp_path / "long.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    pages = ["".join(page.split()) for page in text.split("\f") if page.strip()]
    assert ["续表1" in page for page in pages] == [False, False, True, True, False]
    assert ["甲列" in page for page in pages] == [False, True, True, True, False]
    assert "前文" in pages[0]
    assert "表1名" in pages[1]
    assert "后文" in pages[-1]


def test_a_long_table_repeats_its_header_and_splits_no_row(tmp_path: Path) -> None:
    """300 records under a header of three tiers: on every page all of the header, and whole rows."""
    review = resolve(load_review(long_review(tmp_path, 300)))
    (tmp_path / "long.pdf").write_bytes(docx_to_pdf(render_table_docx(review, ["long"])))
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(tmp_path / "long.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    pages = ["".join(page.split()) for page in text.split("\f") if page.strip()]
    assert len(pages) > 5
    for page in pages:
        assert all(page.count(label) == 1 for label in ("名称", "设计", "动物", "外泌体", "尺寸", "文献"))
        assert page.count("Synthetic") == page.count("合成作用") == page.count("nm") > 0
    assert sum(page.count("Synthetic") for page in pages) == 300
