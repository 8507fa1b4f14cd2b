"""What can be looked up, and files that start or help a review."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.model.journal import Journal
from toolkit.pipeline.files import ELSEWHERE, IN_PLACE, write_files


def new(folder: Path, language: str, *, journal: str, title: str) -> tuple[Path, ...]:
    """Write a new review into a folder that is new or empty."""
    from toolkit.load.journal import load_journal
    from toolkit.scaffold import scaffold

    problems: list[Problem] = []
    load_journal(journal, folder, problems)
    if problems:
        raise ToolkitError(*problems)
    contents = scaffold(folder, language, journal=journal, title=title)
    write_files(contents, ELSEWHERE)
    return tuple(contents)


def schemas(folder: Path) -> tuple[Path, ...]:
    """Write the JSON Schema of every kind of file into `.schema` of a review folder.

    That of evidence knows the fields of the built-in schemas and of those in the folder. Raises
    `ToolkitError` if one of these cannot be read.
    """
    from toolkit.load.record_schemas import known_schemas
    from toolkit.load.schemas import json_schemas

    problems: list[Problem] = []
    evidence = known_schemas(folder, problems)
    if problems:
        raise ToolkitError(*problems)
    made = json_schemas(evidence)
    contents = {folder / ".schema" / f"{name}.json": text.encode("utf-8") for name, text in made.items()}
    write_files(contents, IN_PLACE)
    return tuple(contents)


def journals() -> list[Journal]:
    """All built-in journal profiles."""
    from toolkit.load.journal import journal_ids, load_journal

    problems: list[Problem] = []
    found = [load_journal(name, Path(), problems) for name in journal_ids()]
    if problems:
        raise ToolkitError(*problems)
    return [journal for journal in found if journal is not None]


def journal(name: str, folder: Path) -> Journal:
    """One profile: built in, or a file or folder below `folder`. Raises `ToolkitError` if there is none."""
    from toolkit.load.journal import load_journal

    problems: list[Problem] = []
    found = load_journal(name, folder, problems)
    if found is None or problems:
        raise ToolkitError(*problems)
    return found


def explain_checks(codes: Iterable[str], *, language: str = "en", colour: bool = False) -> str:
    """The pages of the checks named by code, family or name. Raises `ToolkitError` for an unknown one."""
    from toolkit.check.explain import explain

    return explain(codes, language=language, colour=colour)


def list_checks(*, language: str = "en", colour: bool = False) -> str:
    """All checks, a line each."""
    from toolkit.check.explain import listing

    return listing(language=language, colour=colour)


def rules_page(codes: Iterable[str], form: str, *, language: str = "en") -> str:
    """The pages of these checks (of all, if none is named) as one document: `md` or `html`."""
    from toolkit.check.explain import chosen
    from toolkit.check.pages import rules_html, rules_markdown

    entries = chosen(codes)
    return rules_html(entries, language) if form == "html" else rules_markdown(entries, language)
