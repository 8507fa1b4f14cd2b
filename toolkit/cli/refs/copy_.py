"""`review refs copy`: what a review cites, in a file of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import messages_option, say


@click.command("copy")
@click.argument("review", type=click.Path(path_type=Path), default=Path())
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The BibTeX file.")
@click.option(
    "--cited/--all",
    default=True,
    show_default=True,
    help="What it cites, or all that its bibliographies hold.",
)
@messages_option
def command(review: Path, into: Path, cited: bool) -> None:
    """Copy the references that REVIEW (default: this folder) cites into a library of its own.

    Exit status 1 if it cites works that are in none of its bibliographies, 2 if the library has another
    work under the same key.
    """
    from toolkit.cli.refs.printing import finish
    from toolkit.pipeline.library_copy import copy_references

    change, found = copy_references(review, into, cited_only=cited)
    for key in found.unknown:
        click.echo(f"{key}: {say('cited, but in no bibliography of the review')}", err=True)
    finish(change, write=True, done="written", nothing="holds all of it already")
    if found.unknown:
        sys.exit(1)
