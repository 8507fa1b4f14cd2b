"""`review refs import`: references of any format into a BibTeX library."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.console import messages_option
from toolkit.errors import ToolkitError


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into", required=True, type=click.Path(path_type=Path), help="The BibTeX file; made if it is not there."
)
@click.option(
    "--keys",
    "pattern",
    metavar="PATTERN",
    help="How citation keys are made, such as {author}{year}{word} (the default) or {authors}-{shortyear}.",
)
@click.option("--rekey", is_flag=True, help="New keys for entries of BibTeX files too.")
@click.option("--dry-run", is_flag=True, help="Show what would be done and write nothing.")
@messages_option
def command(files: tuple[Path, ...], into: Path, pattern: str | None, rekey: bool, dry_run: bool) -> None:
    """Add the references in FILES to a library, each work once.

    BibTeX, RIS, PubMed, EndNote, NoteExpress, CSL-JSON and more are told by what a file holds. A
    work that the library has already is completed with what it lacks.
    """
    from toolkit.cli.refs.printing import bar, finish, show_read_notes
    from toolkit.pipeline.libraries import read
    from toolkit.pipeline.library_import import import_references

    found = read(files)
    show_read_notes(found.notes)
    if not found.references and not found.problems:
        raise ToolkitError.of(
            f"There are no references in {', '.join(str(file) for file in files)}.",
            help="Look into the file: the export may have been cut short or be empty.",
        )
    with bar("reading") as reading, bar("comparing") as comparing:
        change = import_references(
            found.references,
            into,
            pattern=pattern or "",
            rekey=rekey,
            problems=found.problems,
            reading=reading,
            comparing=comparing,
        )
    finish(change, write=not dry_run, done="written", nothing="holds all of it already")
