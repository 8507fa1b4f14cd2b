"""One submitted Word file, given as bytes, with all that an editor wants of it. Nothing is kept on disk."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Severity
from toolkit.pipeline.annotating import annotate
from toolkit.pipeline.layout import Part, lay_out, run_starts
from toolkit.pipeline.manuscripts import check_manuscript
from toolkit.pipeline.reports import report_as, summary

if TYPE_CHECKING:
    from toolkit.check.report.html import Manuscript

_LONGEST_NAME = 120
_FORBIDDEN = '<>:"/\\|?*'


@dataclass(frozen=True)
class Examined:
    """What was found in one file; the file itself is not kept, save with the comments put into it."""

    name: str
    """The file's name as it was sent, without folders."""
    manuscript: Manuscript
    """Its paragraphs with their findings."""
    parts: tuple[Part, ...]
    """The same as it reads on a page."""
    summary: str
    counts: tuple[tuple[str, int], ...]
    """Findings by severity: error, warning, hint."""
    annotated: bytes
    """The Word file with a comment at every finding."""
    report: bytes
    """A page of HTML."""

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, about."""
        return len(self.annotated) + len(self.report) * 3


def examine(name: str, data: bytes, *, journal: str | None, language: str) -> Examined:
    """Check a Word file and make its report and its copy with comments.

    Raises `ToolkitError` if it is no Word file or cannot be read, or if there is no such journal.
    """
    name = safe_name(name)
    with tempfile.TemporaryDirectory(prefix="review-desk-") as folder:
        # The rules name the file, and the reader judges it by its content and its ending.
        path = Path(folder, name)
        try:
            path.write_bytes(data)
        except OSError as error:
            raise ToolkitError.of(f"cannot keep {name} for the check: {error.strerror}") from error
        return _examined(path, journal, language)


def _examined(path: Path, journal: str | None, language: str) -> Examined:
    from toolkit.check.report.html import read_manuscripts
    from toolkit.load.docx import read_docx

    checked = check_manuscript(path, journal=journal)
    findings = checked.result.findings
    document = read_docx(path)
    (manuscript,) = read_manuscripts(
        [checked], base=path.parent, language=language, cuts=run_starts(document)
    )
    return Examined(
        name=path.name,
        manuscript=manuscript,
        parts=lay_out(document, (row for file in manuscript.files for row in file.rows)),
        summary=summary([checked], language=language).split("\n")[0],
        counts=tuple((grade.value, sum(f.severity is grade for f in findings)) for grade in Severity),
        annotated=annotate(path, findings, language=language),
        report=report_as("html", [checked], base=path.parent, language=language).encode(),
    )


def safe_name(name: str) -> str:
    """A name that a browser sent, without folders and without what a system forbids."""
    plain = PureWindowsPath(PurePosixPath(name).name).name
    kept = "".join("_" if char in _FORBIDDEN or not char.isprintable() else char for char in plain).strip(
        " ."
    )
    stem, dot, ending = kept.rpartition(".")
    return f"{(stem or kept)[:_LONGEST_NAME]}{dot}{ending[:8]}" if kept else "manuscript.docx"
