"""Published articles in the forms in which authors send manuscripts: every citation is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.manuscript.articles import FORMS, manuscript_text
from tests.word_text import docx_from_text
from toolkit.load.docx import read_docx
from toolkit.load.manuscript import understand
from toolkit.model.manuscript import Manuscript
from toolkit.pipeline.manuscripts import check_manuscript


def read(folder: Path, text: str) -> Manuscript:
    path = folder / "manuscript.docx"
    path.write_bytes(docx_from_text(text))
    manuscript = understand(read_docx(path)).manuscript
    assert manuscript is not None
    return manuscript


@pytest.mark.parametrize("automatic", [False, True], ids=["typed list", "automatic list"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", ["001", "003", "004"])
def test_every_citation_is_read(number: str, form: str, automatic: bool, tmp_path: Path) -> None:
    text, cited = manuscript_text(number, form, automatic=automatic)
    manuscript = read(tmp_path, text)
    found = [tuple(int(work.printed) for work in cluster.works) for cluster in manuscript.clusters]
    assert found == cited
    assert len(found) > 40
    assert all(work.key for cluster in manuscript.clusters for work in cluster.works)


def test_the_faults_of_a_printed_list_are_found(tmp_path: Path) -> None:
    """The list has 49 works; the translation of [15] is printed as [16], so that [17] stands twice."""
    path = tmp_path / "manuscript.docx"
    path.write_bytes(docx_from_text(manuscript_text("004", "superscripts")[0]))
    checked = check_manuscript(path)
    assert checked.resolved.manuscript is not None
    assert len(checked.resolved.manuscript.entries) == 50
    found = {(finding.code, finding.message["en"]) for finding in checked.result.findings}
    twice = [message for code, message in found if code == "MAN003"]
    assert len(twice) == 1
    assert "17" in twice[0]
    assert any(code == "CIT003" and "Tinjicé" in message for code, message in found)
