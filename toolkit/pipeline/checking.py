"""Stages 1 to 3: load, resolve, check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.check.verdict import Verdict
from toolkit.model.review import LoadedReview, ResolvedReview
from toolkit.pipeline.facts import ALONE, Outside, gather
from toolkit.pipeline.files import absolute
from toolkit.pipeline.progress import Steps, unheard


@dataclass(frozen=True, kw_only=True)
class Checked(Verdict):
    """A review with what the checker found."""

    loaded: LoadedReview
    resolved: ResolvedReview


def load(path: Path, *, journal: str | None = None, texts: Mapping[Path, str] | None = None) -> LoadedReview:
    """Stage 1. What could not be read is in `problems`; raises only if nothing could.

    `texts` are read in place of what the files of these paths hold.
    """
    from toolkit.load.project import load_review

    # An absolute path: the folder's own name is needed, and rules ask what lies inside it.
    return load_review(absolute(path), journal=journal, texts=texts)


def check(
    path: Path,
    *,
    journal: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    texts: Mapping[Path, str] | None = None,
    outside: Outside = ALONE,
    progress: Steps = unheard,
) -> Checked:
    """Load, resolve and check a review folder, with what is to be looked up outside of it."""
    from toolkit.check.run import run_checks
    from toolkit.resolve import resolve

    progress("reading")
    loaded = load(path, journal=journal, texts=texts)
    progress("numbering")
    resolved = resolve(loaded)
    facts = gather(resolved, outside, progress)
    progress("checking")
    result = run_checks(resolved, select=tuple(select), ignore=tuple(ignore), facts=facts)
    return Checked(
        root=loaded.root,
        result=result,
        problems=loaded.problems,
        sources=loaded.sources,
        title=resolved.title,
        files=tuple(loaded.sources),
        loaded=loaded,
        resolved=resolved,
    )
