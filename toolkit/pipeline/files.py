"""Writing files, so that a failure leaves every old file whole."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.source import Span


def absolute(path: Path) -> Path:
    """The path from the root of the file system; links stay as they were typed, unlike in `resolve`."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (pathlib has no such function)


IN_PLACE = "give yourself the right to write this file and its folder, or work on a copy of it"
"""What to do where a file cannot be changed that stays in its place."""
ELSEWHERE = "choose a folder that you may write to"
"""What to do where a new folder cannot be made."""


def write_files(contents: Mapping[Path, bytes], remedy: str = "") -> None:
    """Write each file beside its target, then move all over: a failure leaves every old file whole.

    A link stays a link, and the file that it names is written; a device or pipe (`/dev/stdout`) is
    written to in its place. `remedy` is what to do about a failure, where no other folder can be chosen.
    """
    waiting: list[tuple[Path, Path]] = []
    streams: list[tuple[Path, bytes]] = []
    try:
        for named, content in contents.items():
            path = named.resolve() if named.is_symlink() else named
            if path.exists() and not path.is_file() and not path.is_dir():
                streams.append((path, content))
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            waiting.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
        for temporary, path in waiting:
            temporary.replace(path)
        for path, content in streams:
            with path.open("wb") as stream:
                stream.write(content)
    except OSError as error:
        target = Path(error.filename2 or error.filename or ".")
        # The author knows nothing of the file beside the target.
        target = next((path for path in contents if target.name.startswith(f".{path.name}.")), target)
        raise ToolkitError.of(
            f"cannot write: {error.strerror}", Span.at(target), remedy or _remedy(error)
        ) from error
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def _remedy(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "close the file if it is open in Word or WPS; else choose a folder that you may write to (-o)"
    if isinstance(error, (NotADirectoryError, FileExistsError, IsADirectoryError)):
        return "a file stands where a folder is needed, or the other way round; choose another folder (-o)"
    return "choose another folder (-o)"


def unified_diff(old: str, new: str, name: str) -> list[str]:
    """A unified diff as `git apply` and `patch` read it."""
    import difflib

    found = difflib.unified_diff(_lines(old), _lines(new), name, name)
    return [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in found]


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + [
        last for last in [text.rpartition("\n")[2]] if last
    ]
