"""`review explain`: what a check looks for, why it matters, how to mend what it finds."""

from __future__ import annotations

import sys

import click

from toolkit.cli.console import language_option, message_language, use_colour


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--all", "everything", is_flag=True, help="List all checks.")
@language_option
def command(codes: tuple[str, ...], everything: bool, lang: str | None) -> None:
    """Explain the checks named by CODE: a code (CIT001), a family (CIT) or a name.

    Without a CODE all checks are listed.
    """
    from toolkit import pipeline

    language, colour = message_language(lang), use_colour(sys.stdout)
    if codes and everything:
        raise click.UsageError("give either codes or --all")
    if codes:
        text = pipeline.explain_checks(codes, language=language, colour=colour)
    else:
        text = pipeline.list_checks(language=language, colour=colour)
    click.echo(text, nl=False)
