"""`review refs add`: works by their identifiers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import messages_option
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem


@click.command("add")
@click.argument("identifiers", nargs=-1, required=True)
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The BibTeX file.")
@click.option("--keys", "pattern", metavar="PATTERN", help="How keys are made: {author}{year}{word}.")
@messages_option
def command(identifiers: tuple[str, ...], into: Path, pattern: str | None) -> None:
    """Look works up by DOI or PMID (doi:10.…, pmid:…, or their addresses) and add them to a library.

    Crossref, DataCite and PubMed are asked; nothing but the identifiers is sent. Exit status 1 if
    one of them is not known, or could not be looked up.
    """
    from toolkit.cli.refs.printing import bar, finish, show_failures
    from toolkit.pipeline.library_import import check_target, import_references
    from toolkit.pipeline.library_online import identifier_of, look_up_all

    named = {text: identifier_of(text) for text in identifiers}
    wrong = [text for text, identifier in named.items() if not identifier]
    if wrong:
        raise ToolkitError(
            *(Problem(f"'{text}' is no DOI or PMID.", help="Write doi:10.… or pmid:…") for text in wrong)
        )
    check_target(into, pattern or "")
    with bar("looking up") as looking:
        identifiers_once = list(dict.fromkeys(named.values()))
        looked_up = look_up_all(identifiers_once, lambda done: looking(done, len(identifiers_once)))
    missing = [found for found in looked_up if found.reference is None]
    show_failures(missing)
    works = [found.reference for found in looked_up if found.reference is not None]
    if works:
        finish(import_references(works, into, pattern=pattern or ""), write=True, done="written")
    if missing:
        sys.exit(1)
