"""The built-in profiles: all are there, say where they come from, and every review builds in each."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import REPOSITORY
from tests.journals.support import printed
from toolkit import pipeline
from toolkit.check.conventions import CONVENTIONS
from toolkit.load.journal import journal_ids, load_journal
from toolkit.model.diagnostic import Severity
from toolkit.model.inline import plain_text
from toolkit.model.journal import TypingStyle
from toolkit.render.docx import render_docx
from toolkit.render.html import render_html

JOURNALS = (
    "apa7",
    "bmc",
    "chin-j-cell-stem-cell",
    "cma",
    "cn-medical-biotechnology",
    "elsevier-vancouver",
    "frontiers",
    "hans-acm",
    "icmje",
    "j-zhejiang-univ-med",
    "mdpi",
)
CHINESE = {"chin-j-cell-stem-cell", "cma", "cn-medical-biotechnology", "hans-acm", "j-zhejiang-univ-med"}
REVIEWS = sorted(path.parent for path in (REPOSITORY / "reviews").glob("*/review.yaml"))
PARTS = ("title", "abstract", "keywords", "statements", "classification", "dates", "funding")


def test_all_journals_are_there_and_no_base_is_listed() -> None:
    assert journal_ids() == JOURNALS
    assert [journal.id for journal in pipeline.journals()] == list(JOURNALS)


@pytest.mark.parametrize("name", JOURNALS)
def test_a_profile_is_complete(tmp_path: Path, name: str) -> None:
    journal = load_journal(name, tmp_path, [])
    assert journal is not None
    assert journal.source, "it says where its rules were seen"
    for language in ("zh", "en"):
        assert journal.name.get(language)
        assert journal.tables.caption.word[language]
        assert journal.figures.caption.word[language]
        assert set(journal.cross_references[language].word) == {"tbl", "fig", "sec", "eq"}
        assert language in journal.narrative
        assert all(language in texts for texts in journal.labels.values())
    assert any(part.part == "references" for part in journal.back)
    assert all(required.partition(".")[0] in PARTS for required in journal.required)
    kinds = {"body", "title", "heading-1", "heading-2", "heading-3", "caption", "table", "note", "references"}
    assert kinds <= set(journal.fonts)


@pytest.mark.parametrize("name", JOURNALS)
def test_limits_are_possible(tmp_path: Path, name: str) -> None:
    journal = load_journal(name, tmp_path, [])
    assert journal is not None
    ranges = [*journal.limits.abstract.values(), *journal.limits.body.values(), journal.limits.keywords]
    for span in ranges:
        assert (span.low or 0) <= (span.high if span.high is not None else 10**6)


def test_conventions_of_typing_are_told_for_every_chinese_journal(tmp_path: Path) -> None:
    typed = {}
    for name in sorted(CHINESE):
        journal = load_journal(name, tmp_path, [])
        assert journal is not None
        style = journal.typing["zh"]
        typed[name] = (style.parentheses, style.gloss_comma, style.range, style.percent)
    assert typed == {
        "chin-j-cell-stem-cell": ("full", "，", " ~ ", " ﹪"),
        "cma": (None, None, None, "%"),
        "cn-medical-biotechnology": ("full", ", ", " ~ ", "%"),
        "hans-acm": ("half", ", ", "~", "%"),
        "j-zhejiang-univ-med": ("half", ", ", "~", "%"),
    }


def test_every_convention_of_typing_is_compared_with_the_text() -> None:
    assert [key.name for key in fields(TypingStyle)] == list(CONVENTIONS)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", JOURNALS)
def test_a_new_review_builds_in_every_journal(tmp_path: Path, name: str, language: str) -> None:
    folder = tmp_path / "new"
    pipeline.new(folder, language, journal=name, title="Synthetic title")
    _builds(folder, name)


def _builds(folder: Path, name: str) -> None:
    checked = pipeline.check(folder, journal=name)
    loaded, review = checked.loaded, checked.resolved
    assert checked.problems == ()
    assert [finding for finding in checked.result.findings if finding.severity is Severity.ERROR] == []
    assert review.unresolved == ()
    assert review.warnings == ()
    assert review.bibliography
    titles = [block for block in review.front if block.part == "title"]
    assert titles[0].language == ("zh" if name in CHINESE and loaded.metadata.title.get("zh") else "en")
    with zipfile.ZipFile(io.BytesIO(render_docx(review))) as package:
        assert package.testzip() is None
        body = "".join(etree.fromstring(package.read("word/document.xml")).itertext())
    page = "".join(etree.HTML(render_html(review)).itertext())
    for text in (plain_text(titles[0].content[0]), review.references_heading):
        assert text in body
        assert text in page


def test_a_profile_of_ones_own_extends_a_built_in_one(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    shutil.copytree(REVIEWS[0], folder)
    profile = "extends: cma\nname: {en: Mine}\ncitations: {superscript: false}\n"
    (folder / "my-journal.yaml").write_text(profile, encoding="utf-8")
    journal = load_journal("./my-journal.yaml", folder, [])
    base = load_journal("cma", folder, [])
    assert journal is not None
    assert base is not None
    assert (journal.id, journal.citations.superscript) == ("my-journal", False)
    assert journal.citations.joiner == base.citations.joiner
    assert journal.front == base.front


def page_of(folder: Path, name: str) -> tuple[int, str, bool]:
    """Columns, first page, and whether a table says that it goes on overleaf."""
    journal = load_journal(name, folder, [])
    assert journal is not None
    return journal.page.columns, journal.page.first_page, bool(journal.tables.continued.get("zh"))


def test_pages_are_set_as_the_journals_are_seen_to_set_them(tmp_path: Path) -> None:
    pages = {name: page_of(tmp_path, name) for name in JOURNALS}
    assert {name for name, (columns, _, _) in pages.items() if columns == 2} == {
        "chin-j-cell-stem-cell",
        "cn-medical-biotechnology",
    }
    assert {name for name, (_, first, _) in pages.items() if first == "own"} == {"frontiers", "mdpi"}
    assert {name for name, (_, _, continued) in pages.items() if continued} == CHINESE


LONG_TABLE = {
    "tables/long.yaml": "caption: {zh: 长表}\nrecords: long\ncolumns: [{field: one}, {field: two}]\n",
    "study.yaml": "id: study\nfields: {one: {type: text}, two: {type: text}}\n",
    "evidence/long.yaml": "schema: ./study.yaml\nrecords:\n"
    + "".join(f"  - {{id: r{number}, one: 合成 {number}, two: 合成}}\n" for number in range(120)),
}


@pytest.mark.parametrize(("name", "said"), [("cma", ["续表 1"]), ("bmc", [])])
def test_a_table_over_several_pages_says_so_from_the_second_on(
    tmp_path: Path, name: str, said: list[str]
) -> None:
    """In the running head of its own section, whose first page has the usual one."""
    body = "文[@r1]，见 @tbl:long。\n\n::: table long\n:::\n\n文。"
    data = render_docx(printed(tmp_path, name, body, files=LONG_TABLE))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        heads = [
            "".join(etree.fromstring(package.read(part)).itertext())
            for part in package.namelist()
            if part.startswith("word/header")
        ]
    assert [label for label in said if any(label in head for head in heads)] == said
    assert sum("续表" in head for head in heads) == len(said)
    assert [head for head in heads if head and "续表" not in head] or not heads
