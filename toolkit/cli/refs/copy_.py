"""`review refs copy`: what a review cites, in a file of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("copy")
@click.argument("review", type=click.Path(path_type=Path), default=Path())
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The BibTeX file.")
def command(review: Path, into: Path) -> None:
    """Copy the references that REVIEW (default: this folder) cites out of the libraries it shares.

    Exit status 1 if it cites works that are in none of them.
    """
    from toolkit.cli.refs.printing import finish
    from toolkit.pipeline.library_copy import copy_cited

    change, found = copy_cited(review, into)
    finish(change, write=True, done="written")
    for key in found.unknown:
        click.echo(f"{key}: cited, but in no bibliography of the review", err=True)
    if found.unknown:
        sys.exit(1)
