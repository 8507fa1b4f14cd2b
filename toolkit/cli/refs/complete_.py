"""`review refs complete`: fields that entries lack."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("complete")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Another library of any format; may be repeated.",
)
@click.option("--online", is_flag=True, help="Ask Crossref, DataCite and PubMed, by DOI or PMID.")
@click.option("--apply", is_flag=True, help="Write what was found; without it it is only shown.")
def command(file: Path, sources: tuple[Path, ...], online: bool, apply: bool) -> None:
    """Fill fields that entries of FILE lack. What an entry has stays as it is.

    Each field tells where it was found. With --online nothing but identifiers is sent.
    """
    from toolkit.cli.refs.printing import finish
    from toolkit.pipeline.library_merge import complete
    from toolkit.pipeline.library_online import LookedUp, completer, registries

    if not sources and not online:
        raise click.UsageError("name a library with --from, or ask the registries with --online")
    failures: list[LookedUp] = []
    if online:
        with registries() as services:
            change = complete(file, sources, completer(services, failures))
    else:
        change = complete(file, sources)
    finish(change, write=apply, done="completed", hint="--apply writes it")
    for failure in failures:
        click.echo(f"{failure.identifier}: {failure.reason}", err=True)
    if failures:
        sys.exit(1)
