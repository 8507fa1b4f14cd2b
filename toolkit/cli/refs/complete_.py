"""`review refs complete`: fields that entries lack."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import messages_option
from toolkit.errors import ToolkitError


@click.command("complete")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Another library of any format; may be repeated.",
)
@click.option(
    "--online", is_flag=True, help="Ask Crossref, DataCite and PubMed by DOI or PMID, else Crossref by title."
)
@click.option("--apply", is_flag=True, help="Write what was found; without it it is only shown.")
@messages_option
def command(file: Path, sources: tuple[Path, ...], online: bool, apply: bool) -> None:
    """Fill fields that entries of FILE lack. What an entry has stays as it is.

    Each field tells where it was found. With --online nothing is sent but identifiers, and of an entry
    without one its title; a work found by its title counts only if the year and the first author are those
    of the entry too. Exit status 1 if one of them is not known, or could not be looked up.
    """
    from toolkit.cli.refs.printing import bar, finish, show_failures
    from toolkit.pipeline.library_merge import complete
    from toolkit.pipeline.library_online import LookedUp, completer, registries

    if not sources and not online:
        raise ToolkitError.of(
            "There is nothing to complete it from.",
            help="Name a library with --from, or ask the registries with --online.",
        )
    failures: list[LookedUp] = []
    if online:
        with registries() as services, bar("looking up") as looking:
            change = complete(file, sources, completer(services, failures), looking)
    else:
        change = complete(file, sources)
    show_failures(failures)
    finish(change, write=apply, done="completed", hint="--apply writes it", nothing="no entry was completed")
    if any(failure.asked for failure in failures):
        sys.exit(1)
