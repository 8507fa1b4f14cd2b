"""What every command runs in: its help is in the language that the whole command line asks for."""

from __future__ import annotations

import click

ARGUMENTS = "toolkit.arguments"
"""Under this key a context keeps the whole command line: help is shown before options are read."""


class HelpContext(click.Context):
    """A context that writes help in the user's language."""

    def make_formatter(self) -> click.HelpFormatter:
        from toolkit.cli.usage import spoken

        if spoken(self.meta.get(ARGUMENTS, ())) != "zh":
            return super().make_formatter()
        from toolkit.cli.help_pages import ChineseHelp

        return ChineseHelp(width=self.terminal_width, max_width=self.max_content_width)


def with_help(command: click.Command) -> click.Command:
    """The command, and those of a group, with help in the user's language."""
    command.context_class = HelpContext
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        with_help(each)
    return command
