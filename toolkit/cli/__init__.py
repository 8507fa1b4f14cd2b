"""The command `review`. Every subcommand lies in a file of its own and is imported when it is used."""

from __future__ import annotations

import gc
import importlib
import io
import keyword
import sys
from collections.abc import Sequence
from typing import Any

import click

from toolkit import __version__
from toolkit.cli.context import ARGUMENTS, HelpContext, with_help
from toolkit.errors import ToolkitError
from toolkit.nearest import nearest

COMMANDS = {
    "new": "Start a review that builds at once and teaches by its comments.",
    "import": "Make a review folder of a submitted Word manuscript.",
    "build": "Make the manuscript: Word, HTML and PDF, in the journal's format.",
    "check": "Check citations, references, tables, figures and evidence.",
    "table": "Write tables alone: Word, HTML, Excel, CSV, Markdown, LaTeX or JATS.",
    "desk": "Check Word files on a page in the browser, on this computer only.",
    "refs": "Import, find, merge, complete and export references.",
    "explain": "Explain a rule of the checker.",
    "journals": "List the journals whose formats are known.",
    "evidence": "Import records from tables and registries, and export them.",
    "schema": "Write JSON Schemas, so that an editor completes the YAML files.",
    "csl": "Format references with any CSL style, without a manuscript.",
    "styles": "Find a CSL style by journal name, ISSN or id.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    context_class = HelpContext
    known = COMMANDS

    def module(self, name: str) -> str:
        """The module in which a command lies."""
        # `import` is a keyword of Python: its module is `import_`.
        return f"toolkit.cli.{name}_" if keyword.iskeyword(name) else f"toolkit.cli.{name}"

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.known:
            return None
        command: click.Command = importlib.import_module(self.module(cmd_name)).command
        return with_help(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.known.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown command names the nearest one."""
        name = args[0]
        if name not in self.known and not name.startswith("-"):
            near = nearest(name, self.known)
            hint = f" Did you mean '{near}'?" if near else ""
            ctx.fail(f"No such command '{name}'.{hint}")
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; the whole command line is kept for the help."""
        ctx.meta.setdefault(ARGUMENTS, tuple(args))
        return super().parse_args(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """As click does, but errors of usage are shown in the user's language."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode, **extra)
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            from toolkit.cli.usage import show_error

            show_error(error, sys.argv[1:] if args is None else args)
            status = error.exit_code
        except click.Abort:
            click.echo("Aborted!", err=True)
            status = 1
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> object:
        """As click does, but problems with the input are shown with their place; the exit status is 2."""
        try:
            return super().invoke(ctx)
        except ToolkitError as error:
            from toolkit.cli.console import show_problems

            show_problems(error.problems)
            ctx.exit(2)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 all well, 1 findings, 2 the work could not be done.",
)
@click.version_option(__version__, prog_name="review")
def review() -> None:
    """Write, check and publish review articles."""


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not be in UTF-8; a character it lacks must not stop the work.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # The frozen trees of a review hold few cycles: looking for them less often saves a tenth of a build.
    gc.set_threshold(100_000, 20, 20)
    try:
        review(prog_name="review")
    finally:
        # The process ends: looking through everything for cycles once more would free nothing in time.
        gc.freeze()
