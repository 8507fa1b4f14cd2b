"""Checks any number of reviews: on all cores, and whatever is wrong with one of them."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.check.run import CheckResult
from toolkit.check.verdict import Verdict
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.model.review import REVIEW_FILE
from toolkit.model.source import Span
from toolkit.model.word import View
from toolkit.pipeline.checking import Checked, check
from toolkit.pipeline.facts import ALONE, Outside, connected
from toolkit.pipeline.kept import Kept, forget_old, stamp
from toolkit.pipeline.manuscripts import check_manuscript, is_manuscript, manuscripts_in
from toolkit.pipeline.progress import Steps, unheard

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_FEW = 8
"""So many reviews are checked before other processes have started."""
_DEEPEST = 3
"""Levels of folders in which reviews are looked for."""


def find_reviews(paths: Iterable[Path]) -> list[Path]:
    """The manuscripts that these paths mean: a folder that is no review stands for all reviews in it, or,
    where there are none, for the Word files that lie in it and below.

    A path that leads to none is kept, so that the check says what is wrong with it.
    """
    found: list[Path] = []
    for path in paths:
        inside = list(_reviews_in(path, _DEEPEST)) if path.is_dir() else []
        found += inside or manuscripts_in(path) or [path]
    return list(dict.fromkeys(found))


def _reviews_in(folder: Path, levels: int) -> Iterator[Path]:
    """In the order of their names; a review is not searched for others."""
    if (folder / REVIEW_FILE).is_file():
        yield folder
        return
    if levels == 0:
        return
    try:
        inside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return
    for path in inside:
        yield from _reviews_in(path, levels - 1)


def check_many(
    paths: Sequence[Path],
    *,
    journal: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    outside: Outside = ALONE,
    progress: Steps = unheard,
    processes: int | None = None,
    view: View = "accepted",
) -> list[Verdict]:
    """A verdict for each path, in their order; one that cannot be read is a verdict with problems.

    `view` says how the tracked changes of submitted Word files are read. Verdicts on several Word
    files are kept (`pipeline.kept`), so that a run that was interrupted goes on where it stopped.
    Online all are checked in this process, since together they must keep the services' limits.
    Raises `ToolkitError` if `select` or `ignore` holds what is no rule: that is wrong for all.
    """
    from toolkit.check.selection import require_known

    chosen = (tuple(select), tuple(ignore))
    require_known((*chosen[0], *chosen[1]))
    check_one = partial(_check, journal=journal, select=chosen[0], ignore=chosen[1], view=view)
    if len(paths) == 1:
        # Its own progress; and what cannot be read at all stops the work.
        return [check_one(paths[0], outside=outside, progress=progress)]
    kept = None
    if not outside.online and any(map(is_manuscript, paths)):
        options = stamp(*chosen, view, journal=journal, retractions=outside.retractions)
        kept = Kept(options, refresh=outside.refresh)
    verdicts: list[Verdict] = []
    with connected(outside) as ready:
        judge = partial(_judge, check_one=partial(check_one, outside=ready), kept=kept)
        count = 1 if outside.online or len(paths) <= _FEW else min(processes or _cores(), len(paths))
        for verdict in map(judge, paths) if count == 1 else _in_parallel(judge, paths, count):
            verdicts.append(verdict)
            progress(f"checked {len(verdicts)} of {len(paths)}", len(verdicts) / len(paths))
    if kept is not None:
        forget_old()
    return verdicts


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _check(
    path: Path,
    *,
    journal: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    view: View,
    outside: Outside,
    progress: Steps = unheard,
) -> Checked:
    """Check a review folder or a submitted file."""
    if not is_manuscript(path):
        return check(path, journal=journal, select=select, ignore=ignore, outside=outside, progress=progress)
    return check_manuscript(
        path, journal=journal, select=select, ignore=ignore, view=view, outside=outside, progress=progress
    )


def _judge(path: Path, *, check_one: Callable[[Path], Checked], kept: Kept | None) -> Verdict:
    """The verdict on one of many: nothing that is wrong with it may stop the others."""
    keeping = kept if is_manuscript(path) else None
    try:
        if keeping is not None and (known := keeping.get(path)) is not None:
            return known
        verdict = check_one(path).alone()
    except ToolkitError as error:
        return _unread(path, *error.problems)
    except Exception as error:  # noqa: BLE001 (a fault of ours, reported; the other reviews are checked)
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return _unread(path, _fault(path, f"{type(error).__name__} in {place}: {error}"))
    if keeping is not None:
        keeping.put(path, verdict)
    return verdict


def _fault(path: Path, what: str) -> Problem:
    return Problem(
        f"the checker itself failed on this review ({what})",
        Span.at(path),
        "this is a fault of the toolkit: please report it with the review",
    )


def _unread(path: Path, *problems: Problem) -> Verdict:
    return Verdict(path, CheckResult(), problems)


def _in_parallel(judge: Callable[[Path], Verdict], paths: Sequence[Path], count: int) -> Iterator[Verdict]:
    """In other processes, in the order of the paths.

    If one of those dies, the rest is done one by one, each in a process that may die with it alone.
    """
    # Pieces so large that passing them around costs little, so small that no core waits long at the end
    # and Ctrl-C is answered soon.
    piece = max(1, min(4, len(paths) // (4 * count)))
    done = 0
    try:
        with _processes(count) as pool:
            for verdict in pool.map(judge, paths, chunksize=piece):
                done += 1
                yield verdict
    except BrokenProcessPool:
        yield from _one_by_one(judge, paths[done:])


def _one_by_one(judge: Callable[[Path], Verdict], paths: Sequence[Path]) -> Iterator[Verdict]:
    left = list(paths)
    while left:
        try:
            with _processes(1) as pool:
                while left:
                    yield pool.submit(judge, left[0]).result()
                    del left[0]
        except BrokenProcessPool:
            path = left.pop(0)
            yield _unread(path, _fault(path, "its process was ended, as when memory runs out"))


@contextmanager
def _processes(count: int) -> Iterator[ProcessPoolExecutor]:
    """Other processes, which leave Ctrl-C to this one; work not begun when this one stops is dropped."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    # Never `fork`: this process has threads, whose locks a copy would hold for ever.
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(count, get_context(method), initializer=_leave_interrupts)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
