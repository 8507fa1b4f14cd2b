"""`review refs`: libraries of references. One file per subcommand, imported when it is used."""

from __future__ import annotations

import importlib

import click

COMMANDS = {
    "list": "List references.",
    "search": "Find references by words of any field.",
    "format": "Bring a BibTeX file into normal form.",
    "unused": "List entries that no review cites.",
}


class RefsGroup(click.Group):
    """Knows its subcommands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = importlib.import_module(f"toolkit.cli.refs.{name}_").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=RefsGroup)
def command() -> None:
    """Import, find, merge, complete and export references.

    FILE is a bibliography of any format (BibTeX, RIS, PubMed, EndNote, CSL-JSON, …); a review
    folder stands for the bibliographies that it lists.
    """
