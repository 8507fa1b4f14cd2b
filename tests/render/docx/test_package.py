"""The template: complete by itself, and where a journal has parts of its own."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from tests.render.docx.build import docx_of
from tests.render.docx.shorthand import Docx
from tests.render.sample_matter import JOURNAL
from tests.render.sample_nodes import paragraph
from toolkit import resources
from toolkit.render.docx import package
from toolkit.render.docx.ooxml.names import VAL, w
from toolkit.render.docx.ooxml.opc import Kind, Relationships


def test_template_is_a_document_by_itself() -> None:
    data = package.WordPackage("").to_bytes()
    assert docx.Document(io.BytesIO(data)).sections[0].page_width.mm == pytest.approx(210, abs=0.1)


def test_template_holds_nothing_of_python_docx() -> None:
    files = Docx(package.WordPackage("").to_bytes()).files
    assert "docProps/thumbnail.jpeg" not in files
    assert not [name for name in files if "customXml" in name]
    assert b"python-docx" not in b"".join(files.values())


def test_two_documents_share_nothing() -> None:
    first, second = package.WordPackage(""), package.WordPackage("")
    first.styles.clear()
    assert len(second.styles)


def test_parts_of_a_journal_take_the_place_of_the_common_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = resources.templates() / "docx"
    shutil.copytree(common, tmp_path / "docx")
    own = tmp_path / "journals" / "own" / "docx" / "word"
    own.mkdir(parents=True)
    settings = (common / "word" / "settings.xml").read_text(encoding="utf-8")
    (own / "settings.xml").write_text(
        settings.replace('w:defaultTabStop w:val="420"', 'w:defaultTabStop w:val="360"'), encoding="utf-8"
    )
    monkeypatch.setattr(package, "templates", lambda: tmp_path)

    def tab_stop(identifier: str) -> str:
        document = docx_of(paragraph("x"), journal=replace(JOURNAL, id=identifier))
        return document.part("settings.xml").find(w("defaultTabStop")).get(VAL)

    assert tab_stop("own") == "360"
    assert tab_stop("another") == "420"


def test_what_is_referred_to_twice_is_stored_once() -> None:
    stored = Relationships("word")
    first = stored.add(Kind.HYPERLINK, "https://example.org/", outside=True)
    assert stored.add(Kind.IMAGE, "word/media/image1.png") != first
    assert stored.add(Kind.HYPERLINK, "https://example.org/", outside=True) == first
    assert stored.target(Kind.IMAGE) == "word/media/image1.png"
    assert stored.to_xml().count(b"<Relationship ") == 2


def test_a_new_relationship_takes_no_id_of_the_template() -> None:
    stored = Relationships("word")
    stored.add(Kind.STYLES, "word/styles.xml")
    stored.add(Kind.SETTINGS, "word/settings.xml")
    template = stored.to_xml().replace(b"rId1", b"rId3")
    assert Relationships("word", template).add(Kind.NUMBERING, "word/numbering.xml") not in {"rId2", "rId3"}
