"""`review import`: a submitted Word manuscript becomes a review folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.console import language_option, message_language, show_next

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.pipeline.importing import Loss

_SHOWN = 8


@click.command("import")
@click.argument("manuscript", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--journal",
    help="Journal to format for. Default: by the language and the form of the citations; "
    "review journals lists them.",
)
@click.option("--as-original", is_flag=True, help="Read it as it was before its tracked changes.")
@language_option
def command(manuscript: Path, folder: Path, journal: str | None, as_original: bool, lang: str | None) -> None:
    """Make a review folder of the Word file MANUSCRIPT in the new folder FOLDER.

    The text becomes sections, its citations keys of references.bib, its tables records where their
    headers fit. What could not be carried over is listed in IMPORT.md in the folder.
    """
    from toolkit.cli.console import Progress
    from toolkit.cli.new import DEFAULT_JOURNALS
    from toolkit.pipeline.importing import import_manuscript

    with Progress() as progress:
        made = import_manuscript(
            manuscript,
            folder,
            journal=journal,
            journals={**DEFAULT_JOURNALS, "en author-year": "apa7"},
            view="original" if as_original else "accepted",
            progress=progress,
        )
    for file in made.files:
        click.echo(f"  {file}")
    _show_losses(made.losses, message_language(lang))
    show_next("review check", folder, message_language(lang))


def _show_losses(losses: Sequence[Loss], language: str) -> None:
    """What has to be looked at by hand: each kind with its first places; all of them stand in IMPORT.md."""
    from toolkit.pipeline.importing import by_kind

    chinese = language == "zh"
    if not losses:
        click.echo("\n全部内容都已导入。" if chinese else "\nEverything was carried over.")
        return
    click.echo("\n请核对（详见 IMPORT.md）：" if chinese else "\nTo be looked at (all of it in IMPORT.md):")
    for group in by_kind(losses).values():
        click.echo(f"  {group[0].title(language)}: {len(group)}")
        for loss in group[:_SHOWN]:
            place = "" if not loss.line else f"第 {loss.line} 段  " if chinese else f"paragraph {loss.line}  "
            click.echo(f"    {place}{loss.detail}".rstrip())
        if len(group) > _SHOWN:
            click.echo("    …")
