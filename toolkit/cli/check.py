"""`review check`: what is wrong with a review, where, and what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import Progress, language_option, message_language, terminal_width, use_colour


def _codes(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes may be repeated or joined with commas."""
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--select", multiple=True, callback=_codes, metavar="CODES", help="Only these rules, by code or prefix."
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Not these rules.")
@click.option("--journal", help="Check for another journal than review.yaml names.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def command(
    paths: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    journal: str | None,
    form: str,
    lang: str | None,
) -> None:
    """Check the reviews in PATHS (default: this folder).

    Exit status: 0 nothing found, 1 findings, 2 unreadable input.
    """
    from toolkit import pipeline

    with Progress() as progress:
        checks = [
            pipeline.check(path, journal=journal, select=select, ignore=ignore, progress=progress)
            for path in paths or (Path(),)
        ]
    language = message_language(lang)
    if form == "json":
        click.echo(pipeline.report_json(checks, language=language), nl=False)
    else:
        for checked in checks:
            colour, width = use_colour(sys.stdout), terminal_width(sys.stdout)
            click.echo(pipeline.report(checked, language=language, colour=colour, width=width), nl=False)
        click.echo(pipeline.summary(checks, language=language))
    status = max(checked.status for checked in checks)
    if status:
        sys.exit(status)
