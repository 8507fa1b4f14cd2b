"""`review evidence`: records from tables and registries, and records as tables."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.console import Progress, formats_of, language_option, message_language, output_option
from toolkit.messages import translated
from toolkit.model.evidence import Policy
from toolkit.pipeline.evidence_export import EXPORT_FORMATS

if TYPE_CHECKING:
    from toolkit.pipeline.evidence_files import Imported

_MOST_NAMED = 8
"""Records named where a required field is missing."""


@click.group()
def command() -> None:
    """Bring records into evidence/ from files and registries, and write them as tables.

    Importing again changes only what the source changed: what you wrote by hand stays, and where both
    changed, the conflict is shown.
    """


def _shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that `import` and `fetch` have in common."""
    options = (
        language_option,
        click.option(
            "--into", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
            help="The evidence file, such as evidence/trials.yaml; made if it is not there.",
        ),
        click.option("--schema", default="", help="The schema of a new file; registry studies: trial."),
        click.option(
            "--conflicts", type=click.Choice(["show", "keep", "take"]), default="show", show_default=True,
            help="Where both changed: show it each time, keep yours for good, or take the source's.",
        ),
        click.option("--dry-run", is_flag=True, help="Tell what would be done, and write nothing."),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


@command.command("import", short_help="Import records from tables and registry files.")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@_shared
@click.option(
    "--map", "mapping", type=click.Path(path_type=Path, dir_okay=False), help="A mapping file (YAML)."
)
@click.option("--sheet", default="", help="The sheet of a workbook.")
@click.option("--id", "id_column", default="", help="The column that names each record. Default: id.")
@click.option("--skip-unknown", is_flag=True, help="Leave out columns that are no field of the schema.")
def import_(
    sources: tuple[Path, ...],
    into: Path,
    schema: str,
    conflicts: Policy,
    dry_run: bool,
    mapping: Path | None,
    sheet: str,
    id_column: str,
    skip_unknown: bool,
    lang: str | None,
) -> None:
    """Import records from SOURCES: CSV, XLSX, or JSON of the ClinicalTrials.gov API.

    Columns are fields by name (participants, title.en) or by the schema's label (受试人数, Participants).
    For other headers a mapping file says what they are:

    \b
    id: 编号
    columns: {入组例数: participants, 题目: title.zh}
    ignore: [备注]
    values: {status: {招募: recruiting}}
    """
    from toolkit.pipeline.evidence_files import ImportOptions, import_records

    options = ImportOptions(schema, mapping, sheet, id_column, skip_unknown, conflicts, dry_run)
    with Progress() as progress:
        imported = import_records(sources, into, options, progress)
    _tell(imported, into, message_language(lang), dry_run=dry_run)


@command.command(short_help="Look studies up in ClinicalTrials.gov and import them.")
@click.argument("ids", nargs=-1, required=True, metavar="NCT-NUMBER...")
@_shared
def fetch(
    ids: tuple[str, ...], into: Path, schema: str, conflicts: Policy, dry_run: bool, lang: str | None
) -> None:
    """Look studies up in ClinicalTrials.gov by their numbers, and import them."""
    from toolkit.pipeline.evidence_files import ImportOptions, fetch_records

    options = ImportOptions(schema, conflicts=conflicts, dry_run=dry_run)
    with Progress() as progress:
        imported = fetch_records(ids, into, options, progress)
    _tell(imported, into, message_language(lang), dry_run=dry_run)


@command.command(short_help="Write records as JSON, or as tables.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--to", "formats", default="csv", show_default=True, callback=formats_of(EXPORT_FORMATS),
    help=f"What to write: {', '.join(EXPORT_FORMATS)}, several joined with commas.",
)  # fmt: skip
@output_option
def export(files: tuple[Path, ...], formats: tuple[str, ...], output: Path) -> None:
    """Write the records of evidence FILES as JSON, or as tables that can be imported again."""
    from toolkit.pipeline.evidence_export import export_records

    for file in files:
        for written in export_records(file, output, formats):
            click.echo(f"{written}")


def _tell(imported: Imported, into: Path, language: str, *, dry_run: bool) -> None:
    """What an import did, and its conflicts; exit status 1 if there are any."""

    def say(text: str) -> str:
        return translated(text, language)

    merged = imported.merged
    counts = (
        (len(merged.added), "record added", "records added"),
        (merged.filled, "empty field filled", "empty fields filled"),
        (merged.updated, "field updated", "fields updated"),
        (merged.kept, "field kept as you wrote it", "fields kept as you wrote them"),
        (len(merged.deleted), "record that you took out left out", "records that you took out left out"),
        (len(merged.conflicts), "conflict", "conflicts"),
    )
    done = [say(f"{number} {one if number == 1 else many}") for number, one, many in counts if number]
    summary = ("，" if language == "zh" else ", ").join(done) or say("nothing new")
    dry = say("(dry run, nothing written)") if dry_run else ""
    click.echo(f"{into}: {summary} {dry}".rstrip())
    for name, ids in imported.lacking.items():
        shown = ", ".join(ids[:_MOST_NAMED]) + (", …" if ids[_MOST_NAMED:] else "")
        click.echo(say(f"required, but not given: {name} ({shown})"))
    for conflict in merged.conflicts:
        place = f"{into}:{conflict.span.line}"
        click.echo("\n" + say(f"conflict: record {conflict.record}, field {conflict.field} ({place})"))
        click.echo(f"  {say('yours     ')}{conflict.yours or say('(taken out)')}")
        click.echo(f"  {say('source    ')}{conflict.theirs}  ({say(conflict.source)})")
        click.echo(f"  {say('imported  ')}{conflict.before or say('(never)')}")
    if merged.conflicts:
        click.echo(
            "\n"
            + say(
                "Your values were left as they are. Correct them by hand, or run again with --conflicts keep "
                "(yours are right) or --conflicts take (the source is right)."
            )
        )
        sys.exit(imported.status)
