"""`review table`: the tables of a review alone."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import (
    Progress,
    formats_of,
    language_option,
    message_language,
    output_option,
    show_files,
    show_verdict,
)
from toolkit.pipeline import TABLE_FORMATS


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--to", "formats", default="docx", show_default=True, callback=formats_of(TABLE_FORMATS),
    help=f"What to write: {', '.join(TABLE_FORMATS)}, several joined with commas.",
)  # fmt: skip
@click.option("--journal", help="In the format of another journal than review.yaml names.")
@click.option("--language", help="In another language than the review's: zh-CN, en, …")
@output_option
@click.option("--caption", default="", help="What stands over the table, if it is one.")
@click.option("--sheet", default="", help="The sheet of a workbook.")
@click.option("--force", is_flag=True, help="Write the tables in spite of errors in them.")
@language_option
def command(
    path: Path,
    ids: tuple[str, ...],
    formats: tuple[str, ...],
    journal: str | None,
    language: str | None,
    output: Path,
    caption: str,
    sheet: str,
    force: bool,
    lang: str | None,
) -> None:
    """Write the tables of the review in PATH (default: this folder), all or those named by ID.

    PATH may be a spreadsheet (CSV, XLSX), which becomes a table as it stands: a header cell
    `Dose | first` stands under a spanning header, `[@key]` cites a bibliography beside the file, and
    cells may hold Markdown.

    A folder with records in evidence/ is enough too: without review.yaml the language is that of the
    records, and without tables/ each file of records becomes a table of its fields. An ID may also
    be the name of such a file.
    """
    from toolkit import pipeline

    with Progress() as progress:
        tables = pipeline.tables(
            path,
            output,
            ids=ids,
            formats=formats,
            journal=journal,
            language=language,
            sheet=sheet,
            caption=caption,
            force=force,
            progress=progress,
        )
    show_verdict(tables.verdict, message_language(lang))
    if not tables.files:
        sys.exit(2)
    show_files(tables.files)
