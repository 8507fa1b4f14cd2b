"""`review refs abbreviate`: journal names by a list."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.console import messages_option


@click.command("abbreviate")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--list",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Journal names, a line each: Full Name;Abbrev. Name (as JabRef's lists are). May be repeated.",
)
@click.option("--journal", metavar="ID", help="Take the lists that the profile of this journal names.")
@click.option("--expand", is_flag=True, help="The other way: abbreviated names in full.")
@click.option("--apply", is_flag=True, help="Write them; without it they are only shown.")
@messages_option
def command(file: Path, lists: tuple[Path, ...], journal: str | None, expand: bool, apply: bool) -> None:
    """Replace the journal names in FILE by those of a list; names that it does not have stay.

    Without --list and --journal, the lists are those that the review in FILE's folder (or this one) names:
    `journal_list:` in review.yaml, then that of its journal's profile.
    """
    from toolkit.cli.refs.printing import finish
    from toolkit.pipeline.library_names import abbreviate, lists_named

    change = abbreviate(file, lists or lists_named(file, journal), expand=expand)
    finish(
        change,
        write=apply,
        done="written",
        hint="--apply writes it",
        nothing="the lists know no journal of it",
    )
