"""`review journals`: which journals' formats are known, and what each wants."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.console import language_option, message_language


@click.command()
@click.argument("journal", required=False)
@language_option
def command(journal: str | None, lang: str | None) -> None:
    """List the journal profiles, with what each requires; or show one JOURNAL in detail.

    JOURNAL is a name from the list, or a profile of your own: ./my-journal.yaml. The name is what
    `journal:` in review.yaml and `review build --journal` take.
    """
    from toolkit import pipeline
    from toolkit.cli import journal_text

    language = message_language(lang)
    if journal is not None:
        found = pipeline.journal(journal, Path.cwd())
        click.echo("\n".join(journal_text.detail(found, language)))
        return
    journals = pipeline.journals()
    width = max(len(found.id) for found in journals)
    for found in journals:
        name = found.name.get(language) or next(iter(found.name.values()))
        click.echo(f"{found.id:<{width}}  {name}")
        for line in journal_text.short(found, language):
            click.echo(f"{'':<{width}}  {line}")
