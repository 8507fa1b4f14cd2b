"""PDF through LibreOffice: with it, without it, and when it fails."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.render.docx.build import docx_of
from tests.render.sample_nodes import paragraph
from toolkit.errors import ToolkitError
from toolkit.render import pdf


@pytest.mark.needs("soffice", "pdftotext")
def test_pdf_of_a_word_file(tmp_path: Path) -> None:
    """A page with the text, made in a folder that is gone afterwards."""
    data = pdf.docx_to_pdf(docx_of(paragraph("皮肤创面 wound")).data)
    assert data.startswith(b"%PDF-")
    (tmp_path / "x.pdf").write_bytes(data)
    command = ["pdftotext", "-enc", "UTF-8", str(tmp_path / "x.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    assert "皮肤创面wound" in "".join(text.split())


@pytest.mark.needs("soffice")
def test_same_document_gives_the_same_bytes() -> None:
    """Whatever the time: LibreOffice itself stamps the file with it, and with ids made of it."""
    document = docx_of(paragraph("x")).data
    first = pdf.docx_to_pdf(document)
    time.sleep(max(0.0, 1.05 - time.time() % 1))
    assert pdf.docx_to_pdf(document) == first
    assert b"/CreationDate(D:20000101000000" in first


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    with pytest.raises(ToolkitError) as caught:
        pdf.docx_to_pdf(b"")
    (problem,) = caught.value.problems
    assert "LibreOffice is not installed" in problem.message
    assert "https://www.libreoffice.org" in problem.help
    assert "--to" in problem.help


def test_program_that_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python stands in for a LibreOffice that fails; what it complains of is told."""
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: Path(sys.executable))
    with pytest.raises(ToolkitError, match=r"LibreOffice wrote no PDF: .*usage"):
        pdf.docx_to_pdf(b"no document")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_program_that_hangs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As with LibreOffice, the script that is started waits for another program: both are ended."""
    program, child = tmp_path / "soffice", tmp_path / "child"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {child}\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: program)
    monkeypatch.setattr(pdf, "TIMEOUT", 2)
    with pytest.raises(ToolkitError, match=r"did not finish within 2 seconds"):
        pdf.docx_to_pdf(b"")
    number = int(child.read_text(encoding="utf-8"))
    for _ in range(50):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{number}/stat").is_file() and " Z " in Path(f"/proc/{number}/stat").read_text(
            "utf-8"
        ):
            return  # dead, but nobody has asked for it yet
        time.sleep(0.1)
    pytest.fail("the program that the script started still runs")


def test_program_that_cannot_be_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: tmp_path)
    with pytest.raises(ToolkitError, match="cannot run"):
        pdf.docx_to_pdf(b"")


@pytest.mark.parametrize(
    ("system", "place"),
    [
        ("Darwin", "/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        ("Windows", "programs/LibreOffice/program/soffice.com"),
        ("Linux", "/usr/lib/libreoffice/program/soffice"),
    ],
)
def test_found_where_it_is_usually_installed(
    system: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setenv("PROGRAMFILES", "programs")
    monkeypatch.setattr(Path, "is_file", lambda path: path == Path(place))
    assert pdf.find_libreoffice() == Path(place)
    monkeypatch.setattr(Path, "is_file", lambda path: False)
    assert pdf.find_libreoffice() is None


def test_found_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/somewhere/bin/soffice" if name == "soffice" else None)
    assert pdf.find_libreoffice() == Path("/somewhere/bin/soffice")
