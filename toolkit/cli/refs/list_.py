"""`review refs list`: the references of a library, a line each."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import messages_option, show_problems


@click.command("list")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@messages_option
def command(files: tuple[Path, ...]) -> None:
    """List the references in FILES (default: those of the review in this folder)."""
    from toolkit.cli.refs.printing import counted, show_read_notes, show_references
    from toolkit.pipeline.libraries import read

    found = read(files)
    show_references(found.references)
    click.echo(counted(len(found.references), "reference"), err=True)
    show_read_notes(found.notes)
    show_problems(found.problems)
    if found.problems:
        sys.exit(2)
