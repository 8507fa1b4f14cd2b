"""`review refs search`: references by words of any field."""

from __future__ import annotations

import sys
from itertools import takewhile
from pathlib import Path

import click

from toolkit.cli.console import messages_option, say, show_problems


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="[FILE]... WORDS...")
@click.option(
    "--in",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Search this file or review; may be repeated. Default: the review in this folder.",
)
@messages_option
def command(words: tuple[str, ...], files: tuple[Path, ...]) -> None:
    """Find the references that hold all WORDS, in any field; case and accents do not count.

    Files named before the words are searched, as with --in.

    Exit status 1 if there is none.
    """
    from toolkit.cli.refs.printing import show_read_notes, show_references
    from toolkit.pipeline.libraries import read, search

    named = tuple(takewhile(lambda path: path.suffix and path.is_file(), map(Path, words)))
    words = words[len(named) :]
    if not words:
        raise click.UsageError("Missing argument 'WORDS...'.")
    library = read((*named, *files))
    found = search(library.references, words)
    show_references(found)
    if not found:
        click.echo(say("no reference holds all of this"), err=True)
    show_read_notes(library.notes)
    show_problems(library.problems)
    if library.problems:
        sys.exit(2)
    if not found:
        sys.exit(1)
