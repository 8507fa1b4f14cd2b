"""Any review in any journal: changing one word in `review.yaml` moves a review to another journal.

All 55 are built once; each kind of check goes through all of them in one process.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import EveryBuild, find_program
from tests.render.docx.structure import faults
from toolkit.load.journal import journal_ids
from toolkit.model.diagnostic import Severity
from toolkit.model.inline import plain_text

CHINESE = {"chin-j-cell-stem-cell", "cma", "cn-medical-biotechnology", "hans-acm", "j-zhejiang-univ-med"}
OFFICE_TIME = 400


def test_there_are_five_reviews_and_eleven_journals(every_build: EveryBuild) -> None:
    assert len({name for name, _ in every_build.builds}) == 5
    assert len(journal_ids()) == 11


@pytest.mark.parametrize("journal", journal_ids())
def test_builds_without_an_error(every_build: EveryBuild, journal: str) -> None:
    for name, built in every_build.of(journal):
        review = built.checked.resolved
        assert built.checked.problems == ()
        assert [found for found in built.checked.result.findings if found.severity is Severity.ERROR] == []
        assert review.unresolved == ()
        assert review.warnings == ()
        assert review.journal.id == journal
        assert [path.name for path in built.files] == [f"{name}.docx", f"{name}.html"]
        title = review.main_title
        assert title is not None
        assert title.language == ("zh" if journal in CHINESE else "en")
        page = "".join(etree.HTML(built.files[1].read_bytes()).itertext())
        assert plain_text(title.content[0]) in page
        assert review.references_heading in page


@pytest.mark.parametrize("journal", journal_ids())
def test_only_a_journal_in_english_warns_of_the_language(every_build: EveryBuild, journal: str) -> None:
    for _, built in every_build.of(journal):
        codes = {found.code for found in built.checked.result.findings}
        assert ("JRN013" in codes) is (journal not in CHINESE)


def test_every_document_is_sound(every_build: EveryBuild) -> None:
    """Nothing dangles, ids are unique, styles, lists and notes exist, fields are whole."""
    found = {path: faults(path.read_bytes()) for path in every_build.documents}
    assert len(found) == 55
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_every_document_is_valid(every_build: EveryBuild) -> None:
    audit = pytest.importorskip("openxml_audit", reason="needs openxml-audit, a validator of OOXML")
    found = {}
    for path in every_build.documents:
        # One validator for each: it takes an id that another file used for a second one.
        found[path] = [str(error) for error in audit.OpenXmlValidator().validate(str(path)).errors]
    assert {path: errors for path, errors in found.items() if errors} == {}


@pytest.mark.needs("soffice", "pdfinfo")
def test_every_document_opens_and_has_a_plausible_number_of_pages(
    every_build: EveryBuild, tmp_path: Path
) -> None:
    """One run of LibreOffice prints them all: four hundred to four thousand characters on a page."""
    sources = []
    for path in every_build.documents:
        sources.append(tmp_path / f"{path.parent.name}--{path.name}")
        sources[-1].write_bytes(path.read_bytes())
    _print(sources, tmp_path / "printed", tmp_path / "profile")
    odd = {}
    for source in sources:
        count = _pages(tmp_path / "printed" / f"{source.stem}.pdf")
        journal, _, name = source.stem.partition("--")
        review = dict(every_build.of(journal))[name].checked.resolved
        characters = sum(len(plain_text(getattr(block, "content", ()))) for block in review.blocks)
        characters += sum(len(plain_text(entry.content)) for entry in review.bibliography)
        if not characters / 4000 <= count <= characters / 400 + 6:
            odd[source.stem] = (count, characters)
    assert odd == {}


def _print(sources: list[Path], folder: Path, profile: Path) -> None:
    office = find_program("soffice")
    assert office is not None
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    nothing = subprocess.DEVNULL
    with subprocess.Popen(
        [*command, "--outdir", str(folder), *map(str, sources)],
        stdin=nothing,
        stdout=nothing,
        stderr=nothing,
        start_new_session=True,
    ) as started:
        try:
            assert started.wait(OFFICE_TIME) == 0
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            done = len(list(folder.glob("*.pdf")))
            pytest.fail(f"LibreOffice does not finish with {sources[done].name}")


def _pages(pdf: Path) -> int:
    assert pdf.is_file(), f"{pdf.stem} was not printed"
    info = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True).stdout.decode()
    found = re.search(r"^Pages:\s+(\d+)", info, re.MULTILINE)
    assert found
    return int(found[1])
