"""The tables of a review alone, as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.model.review import ResolvedReview
from toolkit.pipeline.checking import load, silent
from toolkit.pipeline.files import write_files

TABLE_FORMATS = ("docx", "html", "xlsx", "csv", "md", "latex", "jats")


def tables(
    path: Path,
    output: Path,
    *,
    ids: Iterable[str] = (),
    formats: Iterable[str] = ("docx",),
    journal: str | None = None,
    progress: Callable[[str], None] = silent,
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
