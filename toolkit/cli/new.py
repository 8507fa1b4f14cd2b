"""`review new`: a review that builds and checks clean at once, and teaches by its comments."""

from __future__ import annotations

from pathlib import Path

import click

DEFAULT_JOURNALS = {"zh": "cn-medical-biotechnology", "en": "icmje"}


@click.command()
@click.argument("name", type=click.Path(path_type=Path))
@click.option(
    "--language",
    type=click.Choice(["zh-CN", "en"]),
    default="zh-CN",
    show_default=True,
    help="Language of the text.",
)
@click.option(
    "--journal", help="Journal to format for. Default: by the language; review journals lists them."
)
@click.option("--title", help="Title of the review. Default: the folder's name.")
def command(name: Path, language: str, journal: str | None, title: str | None) -> None:
    """Start a review in the new folder NAME."""
    from toolkit import pipeline
    from toolkit.pipeline.files import absolute

    key = language.split("-", 1)[0]
    title = title or absolute(name).name
    files = pipeline.new(name, key, journal=journal or DEFAULT_JOURNALS[key], title=title)
    for file in files:
        click.echo(f"  {file}")
    shown = f'"{name}"' if " " in str(name) else str(name)
    click.echo(f"\nNow: review build {shown}")
