"""`review journals`: which journals' formats are known."""

from __future__ import annotations

import click

from toolkit.cli.console import language_option, message_language


@click.command()
@language_option
def command(lang: str | None) -> None:
    """List the journal profiles by the name that `journal:` in review.yaml takes."""
    from toolkit import pipeline

    language = message_language(lang)
    journals = pipeline.journals()
    width = max(len(journal.id) for journal in journals)
    for journal in journals:
        name = journal.name.get(language) or next(iter(journal.name.values()))
        click.echo(f"{journal.id:<{width}}  {name}  [{journal.references.style}]")
