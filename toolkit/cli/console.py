"""What the commands share on the terminal: colours, language of messages, problems, progress."""

from __future__ import annotations

import locale
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO
from unicodedata import east_asian_width

import click

from toolkit.messages import translated
from toolkit.model.diagnostic import Problem

if TYPE_CHECKING:
    from toolkit.pipeline import Verdict


def use_colour(stream: TextIO) -> bool:
    """Colours only on a terminal, and never where NO_COLOR is set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def message_language(chosen: str | None) -> str:
    """`zh` or `en`: as chosen, else by the user's locale."""
    if chosen:
        return chosen
    name = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    if not name:
        name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def show_next(command: str, path: Path, language: str) -> None:
    """Say what to do now: a command on a folder that was just made."""
    shown = f"{command} {typed(path)}"
    click.echo(f"\n下一步：{shown}" if language == "zh" else f"\nNow: {shown}")


def typed(path: Path) -> str:
    """A path as it is typed in a command."""
    return f'"{path}"' if " " in str(path) else str(path)


_LANGUAGE = "toolkit.language"


def _remember(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Keep the language for what is shown when the command itself has given up."""
    ctx.meta[_LANGUAGE] = value
    return value


language_option = click.option(
    "--lang", type=click.Choice(["en", "zh"]), callback=_remember,
    help="Language of the messages. Default: your locale's.",
)  # fmt: skip

messages_option = click.option(
    "--lang", type=click.Choice(["en", "zh"]), callback=_remember, expose_value=False,
    help="Language of the messages. Default: your locale's.",
)  # fmt: skip
"""The same for commands that say everything by `say`, which asks the context."""


output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="dist", show_default=True,
    help="Folder to write into.",
)  # fmt: skip


def in_colour(diff: str, colour: bool) -> str:
    """A unified diff with its added lines in green, its removed ones in red."""
    if not colour:
        return diff
    paints = {"+": "green", "-": "red", "@": "cyan"}
    return "".join(click.style(line, fg=paints.get(line[0])) for line in diff.splitlines(keepends=True))


def terminal_width(stream: TextIO) -> int | None:
    """Columns of the terminal; None where the output goes to a file or a pipe."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def show_problems(problems: Iterable[Problem], sources: dict[Path, str] | None = None) -> None:
    """Print unreadable input with place, line and remedy on standard error."""
    from toolkit.pipeline import report_problems

    text = report_problems(
        tuple(problems),
        sources or {},
        colour=use_colour(sys.stderr),
        width=terminal_width(sys.stderr),
        language=context_language(),
    )
    click.echo(text, err=True, nl=False)


def show_verdict(verdict: Verdict, language: str, *, errors_only: bool = False) -> None:
    """Print what the checks found on standard error."""
    from toolkit.pipeline import report

    text = report(
        verdict,
        language=language,
        colour=use_colour(sys.stderr),
        width=terminal_width(sys.stderr),
        errors_only=errors_only,
    )
    click.echo(text, err=True, nl=False)


def show_files(files: Iterable[Path]) -> None:
    """Name the files that were written, with their sizes."""
    for file in files:
        click.echo(f"{file}  {max(1, round(file.stat().st_size / 1000))} kB")


def context_language() -> str:
    """The language that the command under way was asked to speak, else the locale's."""
    context = click.get_current_context(silent=True)
    return message_language(context.meta.get(_LANGUAGE) if context else None)


def say(text: str) -> str:
    """A message in the language that the command under way speaks."""
    return translated(text, context_language())


def formats_of(known: tuple[str, ...]) -> Callable[[click.Context, click.Parameter, str], tuple[str, ...]]:
    """A callback that reads `docx,html` as a tuple; a name that is not known is an error of usage."""

    def read(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
        for name in names:
            if name not in known:
                raise click.BadParameter(f"'{name}' is not one of {', '.join(known)}.")
        if not names:
            raise click.BadParameter(f"name at least one of {', '.join(known)}")
        return names

    return read


_BAR = 24
"""Characters of a progress bar."""


class Progress:
    """Names the step under way on standard error once a run has taken longer than a second.

    Where a step tells how much of the whole is done, a bar shows it.
    """

    def __init__(self) -> None:
        # The timer's thread, which may show the first step, knows no context.
        self._language = context_language()
        self._step = ""
        self._done: float | None = None
        self._shown = 0
        self._slow = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(1.0, self._become_slow)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._slow = False
            self._clear()

    def __call__(self, step: str, done: float | None = None) -> None:
        with self._lock:
            self._step, self._done = step, done
            if self._slow:
                self._show()

    def _become_slow(self) -> None:
        with self._lock:
            self._slow = True
            self._show()

    def _show(self) -> None:
        self._clear()
        text = f"{translated(self._step, self._language)} …"
        if self._done is not None:
            full = round(min(max(self._done, 0.0), 1.0) * _BAR)
            text = f"[{'#' * full}{'-' * (_BAR - full)}] {text}"
        sys.stderr.write(text)
        sys.stderr.flush()
        self._shown = sum(2 if east_asian_width(char) in "WF" else 1 for char in text)

    def _clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * self._shown + "\r")
            self._shown = 0
