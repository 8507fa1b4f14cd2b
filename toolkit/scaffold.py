"""The files of a new review, from `templates/scaffold/<language>/`."""

from __future__ import annotations

from pathlib import Path

from toolkit import resources
from toolkit.errors import ToolkitError
from toolkit.model.source import Span

TITLES_ELSEWHERE = {"zh": "English title"}
"""What stands for the title in the other language until the author writes it."""

_NOT_ON_WINDOWS = frozenset('<>:"|?*')


def scaffold(folder: Path, language: str, *, journal: str, title: str) -> dict[Path, bytes]:
    """The contents of a new review by path below `folder`, which must be new or empty."""
    check_new_folder(folder)
    source = resources.templates() / "scaffold" / language
    values = {
        "title": _quoted(title),
        "title-en": _quoted(TITLES_ELSEWHERE.get(language, title)),
        "journal": journal,
    }
    contents: dict[Path, bytes] = {}
    for path in sorted(source.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            for name, value in values.items():
                text = text.replace(f"@@{name}@@", value)
            contents[folder / path.relative_to(source)] = text.encode("utf-8")
    return contents


def check_new_folder(folder: Path) -> None:
    """Raises `ToolkitError` unless a review can be made in this folder: it must be new or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ToolkitError.of(
            f"'{folder}' already exists", Span.at(folder), "choose another name, or an empty folder"
        )
    strange = sorted(set(folder.name) & _NOT_ON_WINDOWS)
    if strange:
        raise ToolkitError.of(
            f"'{folder.name}' cannot be the name of a folder on Windows: it has {' '.join(strange)}",
            Span.at(folder),
            "choose a name without these characters; a title may have them",
        )


def _quoted(text: str) -> str:
    """A text as it stands inside double quotes in YAML."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
