"""`review refs unused`: entries that no review cites."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import messages_option, say, show_problems


@click.command("unused")
@click.argument("reviews", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--in",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Look in this library; may be repeated. Default: the bibliographies that the reviews list.",
)
@messages_option
def command(reviews: tuple[Path, ...], files: tuple[Path, ...]) -> None:
    """List the entries that none of the REVIEWS (default: this folder) cites.

    Exit status 1 if there are any.
    """
    from toolkit.cli.refs.printing import counted, joined, show_references
    from toolkit.pipeline.libraries import unused

    found = unused(files, reviews or (Path(),))
    show_references(found.references)
    left = counted(len(found.references), "reference not cited", "references not cited")
    click.echo(joined(left, say(f"{found.cited} cited")), err=True)
    show_problems(found.problems)
    if found.problems:
        sys.exit(2)
    if found.references:
        sys.exit(1)
