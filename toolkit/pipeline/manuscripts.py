"""Submitted manuscripts: a Word file read, understood and checked by the rules that judge reviews."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from toolkit.model.source import WORD_ENDINGS
from toolkit.model.word import View
from toolkit.pipeline.checking import Checked
from toolkit.pipeline.facts import ALONE, Outside, gather
from toolkit.pipeline.files import absolute
from toolkit.pipeline.lookups import journal as find_journal
from toolkit.pipeline.progress import Steps, unheard

_OTHER_TEXTS = (".doc", ".wps", ".rtf", ".odt")
"""Endings of texts that people send in place of a Word file; reading one says what it is and what to do."""
_REFUSED = (*_OTHER_TEXTS, ".pdf", ".pages")
"""The same with what as often lies beside a manuscript."""


def is_manuscript(path: Path) -> bool:
    """Whether a path names a submitted file rather than a review folder, by its ending."""
    ending = path.suffix.casefold()
    return not path.is_dir() and (ending in WORD_ENDINGS or (ending in _REFUSED and path.is_file()))


def manuscripts_in(folder: Path) -> list[Path]:
    """The Word files that lie in a folder and the folders below it, a folder's own files first, by name.

    With them come texts in other formats: a submission that cannot be checked must not be passed over
    in silence. Not those of hidden folders, nor the notes that Word keeps beside open files; links to
    folders are not followed. A folder that cannot be listed has none.
    """
    wanted = (*WORD_ENDINGS, *_OTHER_TEXTS)
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(place, name) for name in sorted(names) if not name.startswith(("~$", ".")))
        found += (path for path in files if path.suffix.casefold() in wanted and path.is_file())
    return found


def check_manuscript(
    path: Path,
    *,
    journal: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    view: View = "accepted",
    outside: Outside = ALONE,
    progress: Steps = unheard,
) -> Checked:
    """Read, understand and check a Word file. Raises `ToolkitError` if it is none or cannot be read,
    or if there is no such journal."""
    from toolkit.check.overview import overview
    from toolkit.check.run import run_checks
    from toolkit.load.docx import read_docx
    from toolkit.load.manuscript import understand
    from toolkit.pipeline.reference_style import with_expected_entries

    path = absolute(path)
    profile = find_journal(journal, Path.cwd()) if journal is not None else None
    progress("reading")
    document = read_docx(path, view=view)
    progress("understanding")
    review = with_expected_entries(understand(document, profile))
    facts = gather(review, outside, progress)
    progress("checking")
    result = run_checks(review, select=tuple(select), ignore=tuple(ignore), source="manuscript", facts=facts)
    return Checked(
        root=path,
        result=result,
        sources=review.source.sources,
        title=review.title,
        files=(path,),
        overview=overview(review),
        loaded=review.source,
        resolved=review,
    )
