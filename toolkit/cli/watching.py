"""Doing a piece of work again whenever a file of it changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import click

from toolkit.cli.console import show_problems
from toolkit.errors import ToolkitError

_WATCHING = {
    "en": "Watching for changes; Ctrl-C ends.",
    "zh": "正在监视文件改动，按 Ctrl-C 结束。",
}
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_OUTPUT_FOLDERS = {"dist", "node_modules", "__pycache__"}


def watch_and_run(
    work: Callable[[], Iterable[Path]], paths: Iterable[Path], output: Path | None, language: str
) -> None:
    """Run `work` now and after every change of the folders in `paths` or of a file that it read.

    What cannot be read is shown, and the next change awaited. Ends with Ctrl-C.
    """
    from watchfiles import watch

    own = {output.resolve()} if output else set()
    folders = [path if path.is_dir() else path.parent for path in paths]
    try:
        while True:
            if sys.stdout.isatty():
                click.echo(_CLEAR, nl=False)
            read: list[Path] = []
            try:
                read = list(work())
            except ToolkitError as error:
                show_problems(error.problems)
            click.echo(_WATCHING[language], err=True)
            # Folders are watched, not files: many editors replace a file when they save it.
            places = _outermost([*folders, *(path.parent for path in read)])
            matters = partial(_matters, known={path.resolve() for path in read}, folders=folders, own=own)
            next(watch(*places, watch_filter=matters, raise_interrupt=True))
    except KeyboardInterrupt:
        click.echo(err=True)


def _outermost(folders: Iterable[Path]) -> list[Path]:
    """The folders that lie in none of the others and are there."""
    there = {folder.resolve() for folder in folders if folder.is_dir()}
    return sorted(folder for folder in there if not any(parent in there for parent in folder.parents))


def _matters(change: object, name: str, *, known: set[Path], folders: Iterable[Path], own: set[Path]) -> bool:
    """Whether a changed file may change the result: one that was read, or one inside the review."""
    path = Path(name)
    resolved = path.resolve()
    if resolved in own or path.name.startswith((".", "~$")) or path.name.endswith(("~", ".swp", ".tmp")):
        return False
    if resolved in known:
        return True
    for folder in folders:
        if resolved.is_relative_to(folder.resolve()):
            inside = resolved.relative_to(folder.resolve()).parts[:-1]
            return not any(part in _OUTPUT_FOLDERS or part.startswith(".") for part in inside)
    return False
