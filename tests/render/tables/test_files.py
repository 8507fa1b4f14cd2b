"""Which files `render_tables` gives, and what it refuses."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from toolkit.errors import ToolkitError
from toolkit.model.review import ResolvedReview
from toolkit.render.tables import TABLE_FORMATS, render_tables


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("html", ["hydrogels.html", "trials.html"]),
        ("csv", ["hydrogels.csv", "trials.csv"]),
        ("md", ["hydrogels.md", "trials.md"]),
        ("xlsx", ["tables.xlsx"]),
        ("docx", ["tables.docx"]),
        ("latex", ["hydrogels.tex", "trials.tex"]),
        ("jats", ["hydrogels.xml", "trials.xml"]),
    ],
)
def test_files(review: ResolvedReview, form: str, names: list[str]) -> None:
    files = render_tables(review, ["hydrogels", "trials"], form)
    assert [name for name, _ in files] == names
    assert files == render_tables(review, ["hydrogels", "trials"], form)
    assert [name for name, _ in render_tables(review, ["trials"], form)] == ["trials" + Path(names[0]).suffix]


def test_word_file_is_one(review: ResolvedReview) -> None:
    [(_, data)] = render_tables(review, ["hydrogels"], "docx")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_table_named_twice_is_written_once(review: ResolvedReview) -> None:
    assert len(render_tables(review, ["trials", "trials"], "md")) == 1
    for form in TABLE_FORMATS:
        assert render_tables(review, [], form) == []


def test_unknown_tables_are_named_together(review: ResolvedReview) -> None:
    with pytest.raises(ToolkitError) as caught:
        render_tables(review, ["one", "trials", "two"], "csv")
    [problem] = caught.value.problems
    assert "one, two" in problem.message
    assert "hydrogels, trials" in problem.help


def test_unknown_format(review: ResolvedReview) -> None:
    with pytest.raises(ToolkitError, match="'pdf'"):
        render_tables(review, ["trials"], "pdf")  # type: ignore[arg-type]


def test_names_that_every_system_takes(review: ResolvedReview) -> None:
    trials = review.tables["trials"]
    ids = ["con", "a/b:c", "Same", "same", "..", "表一"]
    files = render_tables(replace(review, tables=dict.fromkeys(ids, trials)), ids, "csv")
    assert [name for name, _ in files] == [
        "table-con.csv", "a-b-c.csv", "Same.csv", "same-2.csv", "table.csv", "表一.csv",
    ]  # fmt: skip


def test_page_of_a_table_alone(review: ResolvedReview) -> None:
    [(_, data)] = render_tables(review, ["hydrogels"], "html")
    page = lxml.html.document_fromstring(data.decode("utf-8"))
    assert page.findtext(".//title") == "表 1  外泌体联合水凝胶的研究（合成样例）"
    assert page.get("lang") == "zh-CN"
    # Its citations have nothing on this page to lead to.
    assert not page.xpath("//a | //button | //script")
    assert page.xpath("//tbody//td[last()]")[0].text_content() == "[1]"
