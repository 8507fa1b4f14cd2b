"""Stage 4: a review as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.frozen import frozen
from toolkit.model.review import ResolvedReview
from toolkit.pipeline.checking import Checked, check
from toolkit.pipeline.files import write_files
from toolkit.pipeline.progress import Steps, unheard

FORMATS = ("docx", "html", "pdf")
DEFAULT_FORMATS = ("docx", "html")


@frozen
class Submission:
    """What a journal may ask of the copy that is sent in."""

    blind: bool = False
    """Nothing says who wrote it; applies to every format."""
    line_numbers: bool = False
    """Numbered lines and double spacing, in Word and PDF."""
    zotero: bool = False
    """Citations and the reference list as live fields of Zotero, in Word."""


@frozen
class Built:
    """What a build wrote, or nothing where errors stopped it."""

    checked: Checked
    files: tuple[Path, ...]
    zotero_style: str = ""
    """The style that Zotero was told in place of the journal's, where it does not have that."""


def build(
    path: Path,
    output: Path,
    *,
    formats: Iterable[str] = DEFAULT_FORMATS,
    journal: str | None = None,
    force: bool = False,
    submission: Submission | None = None,
    progress: Steps = unheard,
) -> Built:
    """Check a review and write it. All files are rendered before the first is written.

    Unreadable input always stops it, errors of the checker unless `force`. Raises `ToolkitError` if a
    blind copy would name an author, or if a PDF is wanted and LibreOffice is not there.
    """
    wanted, submission = tuple(formats), submission or Submission()
    checked = check(path, journal=journal, progress=progress)
    if checked.problems or (checked.errors and not force):
        return Built(checked, ())
    review = _blind(checked) if submission.blind else checked.resolved
    name = checked.loaded.root.name
    made = _render(review, wanted, submission, progress)
    if submission.blind:
        _refuse_leaks({f"{name}.{form}": data for form, data in made.items()}, checked, review)
    contents = {output / f"{name}.{form}": made[form] for form in wanted}
    write_files(contents)
    return Built(checked, tuple(contents), _zotero_style(review) if submission.zotero else "")


def _blind(checked: Checked) -> ResolvedReview:
    """The review resolved once more, from what may be told to a reviewer."""
    from toolkit.render.blind import blinded
    from toolkit.resolve import resolve

    return resolve(blinded(checked.loaded))


def _refuse_leaks(made: Mapping[str, bytes], checked: Checked, blind: ResolvedReview) -> None:
    from toolkit.render.leaks import find_leaks

    # A PDF is what LibreOffice makes of the Word file, which is always among them.
    files = {name: data for name, data in made.items() if not name.endswith(".pdf")}
    problems = find_leaks(files, checked.loaded, blind)
    if problems:
        raise ToolkitError(*problems)


def _zotero_style(review: ResolvedReview) -> str:
    from toolkit.render.docx.zotero import zotero_style

    style = zotero_style(review.journal.references.style)
    return "" if style.exact else style.id


def _render(
    review: ResolvedReview, formats: Sequence[str], submission: Submission, progress: Steps
) -> dict[str, bytes]:
    """The review in each format. A PDF is made from the Word file, which is then given too."""
    made: dict[str, bytes] = {}
    for form in dict.fromkeys(("docx" if form == "pdf" else form) for form in formats):
        progress(f"writing {form}")
        made[form] = _docx(review, submission) if form == "docx" else _html(review)
    if "pdf" in formats:
        from toolkit.render.pdf import docx_to_pdf

        progress("writing pdf")
        made["pdf"] = docx_to_pdf(made["docx"])
    return made


def _docx(review: ResolvedReview, submission: Submission) -> bytes:
    from toolkit.render.docx import render_docx

    if submission.line_numbers:
        from toolkit.render.docx.review_copy import review_copy

        review = review_copy(review)
    return render_docx(review, zotero=submission.zotero)


def _html(review: ResolvedReview) -> bytes:
    from toolkit.render.html import render_html

    return render_html(review)
