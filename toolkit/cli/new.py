"""`review new`: a review that builds and checks clean at once, and teaches by its comments."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.console import language_option, message_language, show_next

DEFAULT_JOURNALS = {"zh": "cn-medical-biotechnology", "en": "icmje"}


@click.command()
@click.argument("name", type=click.Path(path_type=Path))
@click.option(
    "--language",
    type=click.Choice(["zh-CN", "zh", "en"]),
    default="zh-CN",
    show_default=True,
    help="Language of the text.",
)
@click.option(
    "--journal", help="Journal to format for. Default: by the language; review journals lists them."
)
@click.option("--title", help="Title of the review. Default: the folder's name.")
@language_option
def command(name: Path, language: str, journal: str | None, title: str | None, lang: str | None) -> None:
    """Start a review in the new folder NAME."""
    from toolkit import pipeline
    from toolkit.pipeline.files import absolute

    key = language.split("-", 1)[0]
    title = title or absolute(name).name
    files = pipeline.new(name, key, journal=journal or DEFAULT_JOURNALS[key], title=title)
    for file in files:
        click.echo(f"  {file}")
    show_next("review build", name, message_language(lang))
