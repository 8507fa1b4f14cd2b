"""`review refs abbreviate`: journal names by a list."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("abbreviate")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--list",
    "names",
    required=True,
    type=click.Path(path_type=Path),
    help="Journal names, a line each: Full Name;Abbrev. Name (as JabRef's lists are).",
)
@click.option("--expand", is_flag=True, help="The other way: abbreviated names in full.")
@click.option("--apply", is_flag=True, help="Write them; without it they are only shown.")
def command(file: Path, names: Path, expand: bool, apply: bool) -> None:
    """Replace the journal names in FILE by those of a list; names that it does not have stay."""
    from toolkit.cli.refs.printing import finish
    from toolkit.pipeline.library_names import abbreviate

    change = abbreviate(file, names, expand=expand)
    finish(change, write=apply, done="written", hint="--apply writes it")
