"""The one place that finds `templates/` and `references/`, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """In a wheel the folders lie inside the package, in a checkout beside it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def templates() -> Path:
    """The folder of journal profiles, CSL styles, evidence schemas and page templates."""
    return _folder("templates")


def references() -> Path:
    """The folder of the shared bibliographies."""
    return _folder("references")
