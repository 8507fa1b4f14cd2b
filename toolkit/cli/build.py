"""`review build`: check a review and write it as Word and HTML."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import (
    Progress,
    formats_of,
    language_option,
    message_language,
    terminal_width,
    use_colour,
)
from toolkit.pipeline import FORMATS


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option(
    "--to",
    "formats",
    default="docx,html",
    show_default=True,
    callback=formats_of(FORMATS),
    help="What to write.",
)
@click.option("--journal", help="Format for another journal than review.yaml names.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="dist", show_default=True,
    help="Folder to write into.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write even if the checker finds errors.")
@language_option
def command(
    path: Path, formats: tuple[str, ...], journal: str | None, output: Path, force: bool, lang: str | None
) -> None:
    """Make the manuscript of the review in PATH (default: this folder).

    The review is checked first. Errors stop the build unless --force is given; warnings do
    not. Exit status: 0 written, 1 stopped by (or forced past) errors, 2 unreadable input.
    """
    from toolkit import pipeline

    with Progress() as progress:
        built = pipeline.build(path, output, formats=formats, journal=journal, force=force, progress=progress)
    checked = built.checked
    language = message_language(lang)
    if checked.errors:
        text = pipeline.report(
            checked,
            language=language,
            colour=use_colour(sys.stderr),
            width=terminal_width(sys.stderr),
            errors_only=True,
        )
        click.echo(text, err=True, nl=False)
    click.echo(pipeline.summary([checked], language=language), err=True)
    for file in built.files:
        click.echo(f"{file}  {max(1, round(file.stat().st_size / 1000))} kB")
    if checked.problems:
        sys.exit(2)
    if checked.errors:
        sys.exit(1)
