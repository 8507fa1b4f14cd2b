"""Verdicts on submitted files, kept between runs: an interrupted run over hundreds of files goes on.

A verdict is found by all that it follows from: the file's place and content, the program, the
journal's profile, the rules chosen. It can therefore not be stale, may be deleted at any
time, and two processes may share the folder. Where the folder cannot be written, nothing is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import resources
from toolkit.check.verdict import Verdict
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.pipeline.files import absolute, write_files

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_OLD = 60 * 24 * 3600
"""Seconds after which a verdict that nobody asked for again is deleted."""
_DIGEST = 32


@dataclass(frozen=True)
class Kept:
    """The verdicts of runs with the same options. With `refresh` none is read, but new ones are kept."""

    options: str
    """Says the options and the program; `stamp` makes it."""
    refresh: bool = False

    def get(self, path: Path) -> Verdict | None:
        """The verdict on a file as it is now, if it is kept and whole."""
        place = None if self.refresh else self._place(path)
        if place is None:
            return None
        try:
            data = place.read_bytes()
            if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
                return None
            verdict = _form().validate_json(data[_DIGEST:])
        except (OSError, ValueError):  # what pydantic raises is a ValueError
            return None
        with contextlib.suppress(OSError):
            os.utime(place)
        return verdict

    def put(self, path: Path, verdict: Verdict) -> None:
        """Keep the verdict on a file."""
        if (place := self._place(path)) is not None:
            data = _form().dump_json(verdict)
            with contextlib.suppress(ToolkitError, OSError):
                write_files({place: hashlib.sha256(data).digest() + data})

    def _place(self, path: Path) -> Path | None:
        """Where the verdict on a file lies; None if the file cannot be read."""
        try:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return None
        told = f"{self.options}\n{absolute(path)}\n{content}"
        return _folder() / hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def stamp(*options: object, journal: str | None, retractions: Path | None) -> str:
    """What verdicts follow from beside the file: options, files that they name, and the program."""
    told = [repr(options), repr(journal), _program()]
    if journal is not None:
        from toolkit.load.journal import load_journal, read_style

        texts: dict[Path, str] = {}
        problems: list[Problem] = []
        profile = load_journal(journal, Path.cwd(), problems, texts=texts)
        told += (f"{path}\n{text}" for path, text in texts.items())
        if profile is not None:
            told.append(repr(read_style(profile, Path.cwd(), None, problems)[1]))
    if retractions is not None and retractions.is_file():
        told.append(hashlib.sha256(retractions.read_bytes()).hexdigest())
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def forget_old() -> None:
    """Delete the verdicts that nobody asked for again."""
    limit = time.time() - _OLD
    with contextlib.suppress(OSError):
        for path in _folder().iterdir():
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < limit:
                    path.unlink()


def _folder() -> Path:
    return resources.cache_folder() / "verdicts"


@cache
def _form() -> TypeAdapter[Verdict]:
    """How a verdict is written as JSON and read again."""
    from pydantic import TypeAdapter

    from toolkit.check.overview import Overview

    form: TypeAdapter[Verdict] = TypeAdapter(Verdict)
    form.rebuild(_types_namespace={"Overview": Overview})  # imported for type checkers only
    return form


def _program() -> str:
    """Names this very program: its files with size and time, so that no other one's verdicts are taken."""
    files = [*_files(Path(__file__).parents[1], (".py", ".md")), *_files(resources.templates(), ())]
    told = (f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def _files(folder: Path, endings: Iterable[str]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (not endings or path.suffix in endings):
            yield path
