"""`review refs link-translations`: a Chinese entry and its English version become one."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.console import messages_option


@click.command("link-translations")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--apply", is_flag=True, help="Join them; without it they are only shown.")
@messages_option
def command(file: Path, apply: bool) -> None:
    """Join each Chinese entry of FILE with the entry of its English version.

    The Chinese entry gets title-en, author-en, journal-en; the English entry goes, and its key
    becomes one of the Chinese entry's `ids`, so that it can still be cited.
    """
    from toolkit.cli.refs.printing import finish
    from toolkit.pipeline.library_merge import link_translations

    change = link_translations(file)
    finish(
        change, write=apply, done="joined", hint="--apply joins them",
        nothing="no Chinese entry has its English version in another entry",
    )  # fmt: skip
