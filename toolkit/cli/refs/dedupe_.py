"""`review refs dedupe`: entries of one work, found and merged."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import messages_option


@click.command("dedupe")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--apply", is_flag=True, help="Merge them; without it they are only shown.")
@messages_option
def command(file: Path, apply: bool) -> None:
    """Find the entries of FILE that are one work: by DOI, PMID, or title with author and year.

    Merged entries keep the fullest one's key; the other keys become its `ids`, so that texts that
    cite them still do. Preprints and translations are named and left as they are. Exit status 1
    if there are duplicates and --apply is not given.
    """
    from toolkit.cli.refs.printing import bar, counted, finish, joined
    from toolkit.pipeline.library_merge import dedupe

    with bar("reading") as reading, bar("comparing") as comparing:
        change, found = dedupe(file, reading, comparing)
    groups = counted(len(found.groups), "work in several entries", "works in several entries")
    click.echo(joined(groups, counted(len(found.relations), "related pair")), err=True)
    finish(change, write=apply, done="merged", hint="--apply merges them")
    if found.groups and not apply:
        sys.exit(1)
