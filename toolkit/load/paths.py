"""Files of a review folder: found in a fixed order, and never outside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from toolkit.model.diagnostic import Problem
from toolkit.model.source import Span
from toolkit.nearest import did_you_mean

_NUMBERS = re.compile(r"(\d+)")


def natural_order(path: Path) -> tuple[list[tuple[int, str]], str]:
    """Sort key of a file: by its name, numbers by their value, so that `2-x` stands before `10-x`."""
    parts = _NUMBERS.split(path.name.casefold())
    return [(int(part), "") if index % 2 else (0, part) for index, part in enumerate(parts)], path.name


def files_in(folder: Path, suffixes: Iterable[str], root: Path, problems: list[Problem]) -> list[Path]:
    """The visible files of a folder with these endings, in order; links that lead out are refused.

    A file whose ending is followed by .txt, as Notepad saves it, is a problem.
    """
    if not folder.is_dir():
        return []
    wanted = set(suffixes)
    if not _stays_inside(folder, root, problems):
        return []
    visible = sorted(
        (path for path in folder.iterdir() if not path.name.startswith((".", "~")) and is_file(path)),
        key=natural_order,
    )
    problems += [
        Problem(
            f"{path.name} is not read, because its name ends in .txt.",
            Span.at(path),
            f"Rename it to {path.stem}; Windows shows the whole name under View, File name extensions.",
        )
        for path in visible
        if path.suffix.lower() == ".txt" and Path(path.stem).suffix.lower() in wanted
    ]
    found = [path for path in visible if path.suffix.lower() in wanted]
    return [path for path in found if _stays_inside(path, root, problems)]


def _stays_inside(path: Path, root: Path, problems: list[Problem]) -> bool:
    """True for what lies in a folder of the review; a link is followed."""
    if not path.is_symlink() or is_inside(path, root):
        return True
    problems.append(
        Problem(
            f"{path} is a link to a place outside of the review's folder, so it is not read.",
            Span.at(path),
            "Put a copy in its place.",
        )
    )
    return False


def is_file(path: Path) -> bool:
    """True if there is such a file; a name that the system cannot hold names none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_inside(path: Path, root: Path) -> bool:
    """True if a path, its links followed, lies in the folder; links in a circle lie nowhere."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def project_path(name: str, root: Path, span: Span | None, problems: list[Problem]) -> Path | None:
    """The file of the review that `name` means; None, and a problem, if that may not be read.

    Absolute paths, paths that climb out of the folder, and links that lead out are refused.
    """
    windows = PureWindowsPath(name)
    if PurePosixPath(name).is_absolute() or windows.drive or windows.root:
        problems.append(
            Problem(
                f"“{name}” is an absolute path; it means nothing on another computer.",
                span,
                "Put the file into the review's folder and write its path from there.",
            )
        )
        return None
    if "\\" in name:
        problems.append(
            Problem(
                f"“{name}” has backslashes.", span, f"Write it with slashes: {name.replace(chr(92), '/')}."
            )
        )
        return None
    if not is_inside(root / name, root):
        problems.append(
            Problem(
                f"“{name}” lies outside of the review's folder, so it is not read.",
                span,
                "Put the file into the review's folder; only bibliographies may lie elsewhere.",
            )
        )
        return None
    return root / name


def missing_file(name: str, path: Path, span: Span | None) -> Problem:
    """A file that is named and is not there, with what lies in its place."""
    if path.is_dir():
        return Problem(f"“{name}” is a folder, not a file.", span, f"It was looked for at {path}.")
    folder = path.parent
    others = sorted(other.name for other in folder.iterdir()) if folder.is_dir() else []
    if others:
        meant = did_you_mean(path.name, others)
    else:
        meant = f" There is no folder {folder} either." if not folder.is_dir() else ""
    return Problem(f"There is no file “{name}”.{meant}", span, f"It was looked for at {path}.")
