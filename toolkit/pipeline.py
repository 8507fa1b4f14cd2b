"""The stages, read from top to bottom: load, resolve, check, render. Here alone they meet."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem, Severity
from toolkit.model.journal import Journal
from toolkit.model.review import LoadedReview, ResolvedReview
from toolkit.model.source import Span

if TYPE_CHECKING:
    from toolkit.check.run import CheckResult

FORMATS = ("docx", "html", "pdf")
DEFAULT_FORMATS = ("docx", "html")
TABLE_FORMATS = ("docx", "html", "xlsx", "csv", "md")


def _silent(step: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Checked:
    """A review with what the checker found. Without `resolved` the input could not be read."""

    loaded: LoadedReview
    resolved: ResolvedReview
    result: CheckResult

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.loaded.problems

    @property
    def errors(self) -> int:
        """Problems and findings that stop a build."""
        found = sum(finding.severity is Severity.ERROR for finding in self.result.findings)
        return found + len(self.problems)

    @property
    def status(self) -> int:
        """Exit status: 2 for unreadable input, 1 for findings, 0 for none."""
        return 2 if self.problems else 1 if self.result.findings else 0


@dataclass(frozen=True)
class Submission:
    """What a journal may ask of the copy that is sent in."""

    blind: bool = False
    """Nothing says who wrote it; applies to every format."""
    line_numbers: bool = False
    """Numbered lines and double spacing, in Word and PDF."""
    zotero: bool = False
    """Citations and the reference list as live fields of Zotero, in Word."""


@dataclass(frozen=True)
class Built:
    """What a build wrote, or nothing where errors stopped it."""

    checked: Checked
    files: tuple[Path, ...]
    zotero_style: str = ""
    """The style that Zotero was told in place of the journal's, where it does not have that."""


def load(path: Path, *, journal: str | None = None) -> LoadedReview:
    """Stage 1. What could not be read is in `problems`; raises only if nothing could."""
    from toolkit.load.project import load_review

    # An absolute path: the folder's own name is needed, and rules ask what lies inside it.
    return load_review(Path(os.path.abspath(path)), journal=journal)  # noqa: PTH100 (keeps links as typed)


def check(
    path: Path,
    *,
    journal: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    progress: Callable[[str], None] = _silent,
) -> Checked:
    """Load, resolve and check a review folder."""
    from toolkit.check.run import run_checks
    from toolkit.resolve import resolve

    progress("reading")
    loaded = load(path, journal=journal)
    progress("numbering")
    resolved = resolve(loaded)
    progress("checking")
    return Checked(loaded, resolved, run_checks(resolved, select=tuple(select), ignore=tuple(ignore)))


def build(
    path: Path,
    output: Path,
    *,
    formats: Iterable[str] = DEFAULT_FORMATS,
    journal: str | None = None,
    force: bool = False,
    submission: Submission | None = None,
    progress: Callable[[str], None] = _silent,
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
    review: ResolvedReview, formats: Sequence[str], submission: Submission, progress: Callable[[str], None]
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


def tables(
    path: Path,
    output: Path,
    *,
    ids: Iterable[str] = (),
    formats: Iterable[str] = ("docx",),
    journal: str | None = None,
    progress: Callable[[str], None] = _silent,
) -> tuple[Path, ...]:
    """Write the tables of a review alone, all or those named."""
    from toolkit.render.tables import render_tables
    from toolkit.resolve import resolve

    progress("reading")
    loaded = load(path, journal=journal)
    if loaded.problems:
        raise ToolkitError(*loaded.problems)
    resolved = resolve(loaded)
    wanted = tuple(ids) or tuple(resolved.tables)
    _known_tables(wanted, resolved)
    contents: dict[Path, bytes] = {}
    for form in formats:
        progress(f"writing {form}")
        contents.update({output / name: content for name, content in render_tables(resolved, wanted, form)})
    write_files(contents)
    return tuple(contents)


def new(folder: Path, language: str, *, journal: str, title: str) -> tuple[Path, ...]:
    """Write a new review into a folder that is new or empty."""
    from toolkit.load.journal import load_journal
    from toolkit.scaffold import scaffold

    problems: list[Problem] = []
    load_journal(journal, folder, problems)
    if problems:
        raise ToolkitError(*problems)
    contents = scaffold(folder, language, journal=journal, title=title)
    write_files(contents)
    return tuple(contents)


def schemas(folder: Path) -> tuple[Path, ...]:
    """Write the JSON Schema of every kind of file into `.schema` of a review folder."""
    from toolkit.load.schemas import json_schemas

    contents = {
        folder / ".schema" / f"{name}.json": text.encode("utf-8") for name, text in json_schemas().items()
    }
    write_files(contents)
    return tuple(contents)


def journals() -> list[Journal]:
    """All built-in journal profiles."""
    from toolkit.load.journal import journal_ids, load_journal

    problems: list[Problem] = []
    found = [load_journal(name, Path(), problems) for name in journal_ids()]
    if problems:
        raise ToolkitError(*problems)
    return [journal for journal in found if journal is not None]


def journal(name: str, folder: Path) -> Journal:
    """One profile: built in, or a file or folder below `folder`. Raises `ToolkitError` if there is none."""
    from toolkit.load.journal import load_journal

    problems: list[Problem] = []
    found = load_journal(name, folder, problems)
    if found is None or problems:
        raise ToolkitError(*problems)
    return found


def _known_tables(wanted: Iterable[str], resolved: ResolvedReview) -> None:
    known = ", ".join(resolved.tables) or "none"
    unknown = [name for name in wanted if name not in resolved.tables]
    if unknown:
        raise ToolkitError(
            *(
                Problem(f"this review has no table '{name}'", help=f"its tables are: {known}")
                for name in unknown
            )
        )
    if not resolved.tables:
        raise ToolkitError.of("this review has no tables", help="place one with '::: table ID' in a section")


def _docx(review: ResolvedReview, submission: Submission) -> bytes:
    from toolkit.render.docx import render_docx

    if submission.line_numbers:
        from toolkit.render.docx.review_copy import review_copy

        review = review_copy(review)
    return render_docx(review, zotero=submission.zotero)


def _html(review: ResolvedReview) -> bytes:
    from toolkit.render.html import render_html

    return render_html(review)


def report(
    checked: Checked,
    *,
    errors_only: bool = False,
    colour: bool = False,
    width: int | None = None,
    language: str = "en",
) -> str:
    """Problems and findings as text, each with its line and a caret; a summary is not in it."""
    from toolkit.check.report.text import text_report

    findings = checked.result.findings
    return text_report(
        tuple(f for f in findings if f.severity is Severity.ERROR) if errors_only else findings,
        problems=checked.problems,
        abstentions=() if errors_only else checked.result.abstentions,
        sources=checked.loaded.sources,
        width=width,
        colour=colour,
        language=language,
    )


def summary(checks: Sequence[Checked], *, language: str = "en") -> str:
    """One line that counts what was found."""
    from toolkit.check.report.text import summary as count
    from toolkit.check.run import CheckResult

    result = CheckResult.merged(checked.result for checked in checks)
    return count(
        result.findings,
        problems=[problem for checked in checks for problem in checked.problems],
        abstentions=result.abstentions,
        suppressed=result.suppressed,
        rules=result.rules,
        language=language,
    )


def report_json(checks: Sequence[Checked], *, language: str = "en") -> str:
    """Everything found, as JSON for other programs."""
    from toolkit.check.report.json import json_report
    from toolkit.check.run import CheckResult

    return json_report(
        CheckResult.merged(checked.result for checked in checks),
        problems=[problem for checked in checks for problem in checked.problems],
        language=language,
    )


def report_problems(
    problems: Sequence[Problem],
    sources: Mapping[Path, str],
    *,
    colour: bool = False,
    width: int | None = None,
    language: str = "en",
) -> str:
    """Unreadable input as text: place, line, what is wrong, what to do."""
    from toolkit.check.report.text import text_report

    return text_report((), problems=problems, sources=sources, colour=colour, width=width, language=language)


def explain_checks(codes: Iterable[str], *, language: str = "en", colour: bool = False) -> str:
    """The pages of the checks named by code, family or name. Raises `ToolkitError` for an unknown one."""
    from toolkit.check.explain import explain

    return explain(codes, language=language, colour=colour)


def list_checks(*, language: str = "en", colour: bool = False) -> str:
    """All checks, a line each."""
    from toolkit.check.explain import listing

    return listing(language=language, colour=colour)


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write each file beside its target, then move all over: a failure leaves every old file whole."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            waiting.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
        for temporary, path in waiting:
            temporary.replace(path)
    except OSError as error:
        target = Path(error.filename2 or error.filename or ".")
        raise ToolkitError.of(f"cannot write: {error.strerror}", Span.at(target), _remedy(error)) from error
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def _remedy(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "close the file if it is open in Word or WPS; else choose a folder that you may write to (-o)"
    if isinstance(error, (NotADirectoryError, FileExistsError, IsADirectoryError)):
        return "a file stands where a folder is needed, or the other way round; choose another folder (-o)"
    return "choose another folder (-o)"
