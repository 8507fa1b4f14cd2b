"""Errors of usage in the user's language: what click says, and what the commands say through it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from toolkit.cli.console import message_language
from toolkit.messages import translated


def show_error(error: click.ClickException, args: Sequence[str]) -> None:
    """Print an error as click does, in Chinese where the user reads Chinese. `args` are those typed."""
    if spoken(args) != "zh" or isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        error.show()
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(context.get_usage(), err=True)
        click.echo(f"运行“{context.command_path} --help”可查看帮助。\n", err=True)
    click.echo(f"错误：{translated(' '.join(error.format_message().split()), 'zh')}", err=True)


def spoken(args: Sequence[str]) -> str:
    """The language that was asked for with `--lang`, though the command line could not be read, else
    the locale's."""
    chosen = None
    for word, following in zip(args, [*args[1:], ""], strict=True):
        name, equals, value = word.partition("=")
        if name == "--lang":
            chosen = value if equals else following
    return message_language(chosen if chosen in {"en", "zh"} else None)
