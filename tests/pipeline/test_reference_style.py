"""The printed list of a published article against the style of its journal."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.load.docx.kit import docx, p
from tests.reviews.test_poi_references import MISPRINTS, printed_list
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
