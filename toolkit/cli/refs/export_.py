"""`review refs export`: references in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import messages_option, show_problems


@click.command("export")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--to", "form", metavar="FORMAT", help="bibtex, ris, csl-json, …; else by the ending of -o.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; default: the terminal.")
@messages_option
def command(files: tuple[Path, ...], form: str | None, output: Path | None) -> None:
    """Write the references in FILES (default: those of the review in this folder) in another format."""
    from toolkit.cli.refs.printing import counted
    from toolkit.pipeline import write_files
    from toolkit.pipeline.libraries import read
    from toolkit.pipeline.library_copy import exported, form_for, refuse_to_overwrite

    wanted = form_for(output, form)
    found = read(files)
    refuse_to_overwrite(output, files)
    content = exported(found.references, wanted)
    if output is None:
        click.echo(content.decode(), nl=False)
    else:
        write_files({output: content})
        click.echo(f"{output}: {counted(len(found.references), 'reference')} ({wanted})")
    show_problems(found.problems)
    if found.problems:
        sys.exit(2)
