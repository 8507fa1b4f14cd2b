"""The printed list of a published article against the style of its journal."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.load.docx.kit import docx, p
from tests.reviews.test_poi_references import MISPRINTS, printed_list
from tests.word_text import docx_from_text
from toolkit.pipeline.annotating import annotate
from toolkit.pipeline.checking import Checked
from toolkit.pipeline.manuscripts import check_manuscript

JOURNAL = "j-zhejiang-univ-med"


def checked(path: Path, data: bytes | None = None) -> Checked:
    if data is not None:
        path.write_bytes(data)
    return check_manuscript(path, journal=JOURNAL, select=["MAN020"])


def manuscript(entries: dict[int, str]) -> bytes:
    """A manuscript of this list; the English version of an entry on a line of its own."""
    listed = ""
    for number, text in entries.items():
        lines = [escape(line) for line in re.split(r"(?<=\.) (?=WANG Lulu|YI Xiao|LI Jialu)", text)]
        versions = [part for line in lines[1:] for part in ("<w:r><w:br/></w:r>", line)]
        listed += p(f"[{number}] {lines[0]}", *versions)
    title = p("Synthetic title") + p(f"A made-up sentence[1-{len(entries)}].")
    return docx(title + p("参考文献") + listed)


def misprinted() -> dict[int, str]:
    """The list with the misprints of the article."""
    entries = printed_list()
    for number, (wrong, right) in MISPRINTS.items():
        entries[number] = entries[number].replace(right, wrong)
    return entries


def found(result: Checked) -> set[int]:
    return {int(finding.message["en"].partition("]")[0].lstrip("[")) for finding in result.result.findings}


def test_the_list_as_its_journal_prints_it_has_no_finding(tmp_path: Path) -> None:
    result = checked(tmp_path / "m.docx", manuscript(printed_list()))
    assert [finding.message["en"] for finding in result.result.findings] == []
    entries = result.resolved.manuscript.entries if result.resolved.manuscript else ()
    assert sum(bool(entry.expected) for entry in entries) == 49


def test_the_misprints_are_found_and_mended_as_tracked_changes(tmp_path: Path) -> None:
    path = tmp_path / "m.docx"
    result = checked(path, manuscript(misprinted()))
    assert found(result) == set(MISPRINTS)
    copy = tmp_path / "copy.docx"
    copy.write_bytes(annotate(path, result.result.findings, language="en", fix=True))
    assert found(checked(copy)) == set()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (", 2023, 388(2): ", ",2023,388(2):"),
        (". N Engl", ".N Engl"),
        ("154-163", "154–163"),
        (", GOMPEL", "，GOMPEL"),
    ],
)
def test_other_punctuation_is_mended(tmp_path: Path, wrong: str, right: str) -> None:
    entries = printed_list()
    entries[1] = entries[1].replace(wrong, right)
    path = tmp_path / "m.docx"
    result = checked(path, manuscript(entries))
    assert found(result) == {1}
    copy = tmp_path / "copy.docx"
    copy.write_bytes(annotate(path, result.result.findings, language="zh", fix=True))
    assert found(checked(copy)) == set()


def test_without_a_journal_nothing_is_compared(tmp_path: Path) -> None:
    path = tmp_path / "m.docx"
    path.write_bytes(manuscript(misprinted()))
    assert check_manuscript(path, select=["MAN020"]).result.findings == ()


def test_neither_a_note_of_language_nor_a_work_listed_twice_is_changed(tmp_path: Path) -> None:
    text = """\
# Introduction
Exosomes help (Author, 2020; Scholar, 2021).
# References
Author, A. (2020). Synthetic work 1. Chinese Synth J, 1(1), 1–9. (in Chinese)
Scholar, C. (2021). Synthetic work 4. Synth J, 4(1), 1–9.
Scholar, C. (2021). Synthetic work 4. Synth J, 4(1), 1–9.
Writer, B. (2022). Synthetic work 5. Synth J 5(1), 1–9.
"""
    path = tmp_path / "manuscript.docx"
    path.write_bytes(docx_from_text(text))
    found = check_manuscript(path, journal="apa7", select=["MAN020"]).result.findings
    assert [finding.span.line for finding in found if finding.span] == [7]
