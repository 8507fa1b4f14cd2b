"""`review refs format`: a BibTeX file in normal form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.console import messages_option, say, show_problems

if TYPE_CHECKING:
    from toolkit.model.diagnostic import Problem
    from toolkit.pipeline.library_changes import Change


@click.command("format")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 if a file is not in normal form.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@messages_option
def command(files: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Bring BibTeX FILES into normal form: order of fields, indentation, braces.

    Nothing else changes: values, comments and the order of entries stay as they are.
    """
    from toolkit.cli.refs.printing import counted, show_read_notes
    from toolkit.errors import ToolkitError
    from toolkit.pipeline.library_changes import formatted

    changes: list[Change] = []
    problems: list[Problem] = []
    for path in files:
        try:
            changes.append(formatted(path))
        except ToolkitError as error:
            problems.extend(error.problems)
    for change in changes:
        if diff:
            click.echo(change.diff(), nl=False)
        elif check and change.changes:
            told = counted(len(change.notes), "entry not in normal form", "entries not in normal form")
            click.echo(f"{change.path}: {told}")
        elif change.changes:
            change.write()
            told = counted(len(change.notes), "entry formatted", "entries formatted")
            click.echo(f"{change.path}: {told}")
        elif not change.problems:
            click.echo(f"{change.path}: {say('already in normal form')}", err=True)
    show_read_notes(note for change in changes for note in change.read_notes)
    problems += [problem for change in changes for problem in change.problems]
    show_problems(problems)
    if problems:
        sys.exit(2)
    if (check or diff) and any(change.changes for change in changes):
        sys.exit(1)
