"""The document against the schema of Word, where a validator is there (`pip install openxml-audit`)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.render.docx.shorthand import Docx
from toolkit.model.review import ResolvedReview
from toolkit.render.docx import render_docx, render_table_docx
from toolkit.render.docx.review_copy import review_copy


def violations(data: bytes, folder: Path) -> list[str]:
    """What the rules of Microsoft's Open XML SDK, ported to Python, say of the file."""
    audit = pytest.importorskip("openxml_audit", reason="needs openxml-audit, a validator of OOXML")
    file = folder / "checked.docx"
    file.write_bytes(data)
    return [str(error) for error in audit.OpenXmlValidator().validate(str(file)).errors]


def test_sample(sample: Docx, tmp_path: Path) -> None:
    assert violations(sample.data, tmp_path) == []


def test_tables_alone(review: ResolvedReview, tmp_path: Path) -> None:
    assert violations(render_table_docx(review, ["trials", "hydrogels"]), tmp_path) == []


def test_every_setting_of_the_page(review: ResolvedReview, tmp_path: Path) -> None:
    journal = review.journal
    page = replace(journal.page, columns=2, line_numbers=True, page_numbers="footer-outside")
    headings = replace(journal.headings, run_in=3)
    source = replace(review.source, journal=replace(journal, page=page, headings=headings))
    assert violations(render_docx(replace(review, source=source)), tmp_path) == []


def test_copy_for_submission(review: ResolvedReview, tmp_path: Path) -> None:
    """Fields of Zotero, numbered lines, a first page and pages of a table of their own."""
    page = replace(review.journal.page, first_page="own", page_numbers="footer-outside")
    source = replace(review.source, journal=replace(review.journal, page=page))
    data = render_docx(review_copy(replace(review, source=source)), zotero=True)
    assert violations(data, tmp_path) == []


def test_validator_would_see_a_fault(sample: Docx, tmp_path: Path) -> None:
    """An element out of the schema's order is found: otherwise the tests above could not fail."""
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        for name, data in sample.files.items():
            if name == "word/document.xml":
                data = data.replace(b"<w:cantSplit/><w:tblHeader/>", b"<w:cantSplit/><w:nonsense/>", 1)
            archive.writestr(name, data)
    assert violations(broken.getvalue(), tmp_path) != []
