"""The tables of a review alone, as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from toolkit.check.verdict import Verdict
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.model.inline import Localized, Text, primary
from toolkit.model.review import LoadedReview, ResolvedReview
from toolkit.pipeline.files import absolute, write_files
from toolkit.pipeline.progress import Steps, unheard

TABLE_FORMATS = ("docx", "html", "xlsx", "csv", "md", "latex", "jats")
_RULES = ("TAB003", "TAB004", "EVD001", "EVD002", "EVD003", "EVD004", "EVD005", "EVD009", "CIT001")
"""What tables alone are checked for: what they name and is not there, and values that do not fit."""


_READ = 1.5
"""Steps that reading counts for."""


@dataclass(frozen=True)
class Tables:
    """The files that were written, none where errors stopped it, and what was found in what they show."""

    files: tuple[Path, ...]
    verdict: Verdict


def tables(
    path: Path,
    output: Path,
    *,
    ids: Iterable[str] = (),
    formats: Sequence[str] = ("docx",),
    journal: str | None = None,
    language: str | None = None,
    sheet: str = "",
    caption: str = "",
    force: bool = False,
    progress: Steps = unheard,
) -> Tables:
    """Write the tables of a review alone, all or those named, unless (without `force`) they are in error.

    A folder with `evidence/` and no `review.yaml` will do, and so will one file: a spreadsheet (`sheet`:
    which of a workbook), records in YAML, or a file of `evidence/` or `tables/`, which is the table to
    write. `caption` stands over it in place of its own. Raises `ToolkitError`, with everything that is
    wrong, if input cannot be read.
    """
    from toolkit.load.tables_alone import load_tables
    from toolkit.render.tables import render_tables
    from toolkit.resolve import resolve

    path, wanted = _pointed_at(absolute(path), tuple(ids))
    steps = 3 + len(formats)
    progress("reading", 0)
    heard = partial(_heard, progress, "reading", 0, _READ / steps)
    loaded = load_tables(path, wanted, journal=journal, language=language, sheet=sheet, heard=heard)
    if loaded.problems:
        raise ToolkitError(*loaded.problems)
    if caption:
        loaded = _captioned(loaded, caption, wanted)
    progress("making tables", _READ / steps)
    resolved = resolve(loaded)
    wanted = wanted or tuple(resolved.tables)
    _known_tables(wanted, resolved)
    verdict = _judged(resolved, _files_of(loaded, wanted))
    if verdict.errors and not force:
        return Tables((), verdict)
    contents: dict[Path, bytes] = {}
    for number, form in enumerate(formats):
        heard = partial(_heard, progress, f"writing {form}", (3 + number) / steps, 1 / steps)
        heard(0.0)
        files = render_tables(resolved, wanted, form, heard)
        contents.update({output / name: content for name, content in files})
    write_files(contents)
    return Tables(tuple(contents), verdict)


def _captioned(loaded: LoadedReview, caption: str, wanted: Sequence[str]) -> LoadedReview:
    """The review with this caption over its one table."""
    names = wanted or tuple(loaded.tables)
    if len(names) != 1 or names[0] not in loaded.tables:
        raise ToolkitError.of(
            "a caption is for one table", help=f"name one of them: {', '.join(loaded.tables)}"
        )
    text = Localized({primary(loaded.metadata.language): (Text(caption),)})
    spec = replace(loaded.tables[names[0]], caption=text)
    return replace(loaded, tables={**loaded.tables, spec.id: spec})


def _pointed_at(path: Path, ids: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """The folder and the ids that are meant: a file names its table."""
    if (
        path.suffix.lower() in {".yaml", ".yml"}
        and path.is_file()
        and path.parent.name in ("evidence", "tables")
    ):
        return path.parent.parent, (path.stem, *ids)
    return path, ids


def _heard(progress: Steps, step: str, start: float, share: float, done: float) -> None:
    progress(step, start + share * done)


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
        raise ToolkitError.of(
            "there are no tables here", help="write records into evidence/, or a table into tables/"
        )


def _files_of(loaded: LoadedReview, wanted: Iterable[str]) -> set[Path]:
    """The files that these tables are made from: specifications and records."""
    specs = [loaded.tables[name] for name in wanted if name in loaded.tables]
    sets = [loaded.evidence[spec.records] for spec in specs if spec.records in loaded.evidence]
    spans = [spec.span for spec in specs]
    spans += [record.span for records in sets for record in records.records.values()]
    return {span.path for span in spans if span is not None}


def _judged(resolved: ResolvedReview, files: set[Path]) -> Verdict:
    """What is found in these files."""
    from toolkit.check.run import run_checks

    result = run_checks(resolved, select=_RULES)
    found = tuple(finding for finding in result.findings if finding.span and finding.span.path in files)
    source = resolved.source
    return Verdict(source.root, replace(result, findings=found, abstentions=()), sources=source.sources)
