"""The files of pictures."""

from __future__ import annotations

from pathlib import Path


def picture_bytes(root: Path, path: str) -> bytes | None:
    """The file `path` of the review's folder `root`; None if there is none inside it that can be read."""
    if not path:
        return None
    folder = root.resolve()
    try:
        file = (folder / path).resolve()
        return file.read_bytes() if file.is_relative_to(folder) and file.is_file() else None
    except (OSError, ValueError):
        # Unreadable, or a name that no file can have.
        return None
