"""How references and changes are shown on the terminal."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from toolkit.cli.console import context_language, say, show_problems, terminal_width, use_colour
from toolkit.model.reference import Name, Reference
from toolkit.model.scripts import is_han

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from toolkit.model import diagnostic
    from toolkit.pipeline.library_changes import Change, Note
    from toolkit.pipeline.library_online import LookedUp

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WIDTH = 100
_FEW = 3
"""Entries with one reason that are told a line each."""
_WIDE = "WF"


def line(reference: Reference, width: int | None = None) -> str:
    """`key  Family et al. (2024) Title …`, cut to the width of the terminal."""
    issued = reference.dates.get("issued")
    year = str(issued.year) if issued and issued.year is not None else "n.d."
    names = reference.names.get("author") or reference.names.get("editor") or ()
    first = names[0] if names else Name(literal="–")
    chinese = is_han(first.family[:1])
    who = f"{first.family}{first.given}" if chinese else first.family or first.literal
    others = "" if len(names) < 2 else " 等" if chinese or is_han(first.literal[:1]) else " et al."
    title = " ".join(_TAG.sub("", reference.get("title")).split())
    text = f"{who}{others} ({year}) {title}"
    key = click.style(reference.id, bold=True) if use_colour(sys.stdout) else reference.id
    room = (width or terminal_width(sys.stdout) or _WIDTH) - len(reference.id) - 2
    return f"{key}  {cut(text, room)}"


def cut(text: str, room: int) -> str:
    """As much of a text as fits into so many columns; Chinese characters take two."""
    used = 0
    for number, char in enumerate(text):
        used += 2 if unicodedata.east_asian_width(char) in _WIDE else 1
        if used > room:
            return text[: max(number - 1, 0)] + "…"
    return text


def show_references(references: Iterable[Reference]) -> None:
    for reference in references:
        click.echo(line(reference))


def show_notes(notes: Iterable[Note]) -> None:
    for note in notes:
        click.echo(f"{note.key}: {say(note.what)}")
        for detail in note.details:
            click.echo(f"    {say(detail)}")


def show_read_notes(notes: Iterable[diagnostic.Note]) -> None:
    """What is worth knowing of files that were read whole, on standard error."""
    chinese = context_language() == "zh"
    for note in notes:
        text = f"说明：{note.zh}" if chinese else f"note: {note.en}"
        click.echo(f"{note.span.path}:{note.span.line}: {text}", err=True)


def show_failures(failures: Iterable[LookedUp]) -> None:
    """What could not be looked up, and why; many entries with one reason on one line."""
    by_reason: dict[tuple[str, bool], list[str]] = {}
    for failure in failures:
        by_reason.setdefault((failure.reason, failure.answered), []).append(failure.identifier)
    for (reason, answered), names in by_reason.items():
        why = say(reason) if answered else f"{say('not checked')}: {say(reason)}"
        if len(names) > _FEW:
            names = [f"{', '.join(names[:_FEW])}, … ({len(names)})"]
        for name in names:
            click.echo(f"{name}: {why}", err=True)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 entry`, `2 entries`, in the language of the messages."""
    return say(f"{number} {one if number == 1 else many or one + 's'}")


def joined(*parts: str) -> str:
    """Parts of one message."""
    return ("，" if context_language() == "zh" else ", ").join(parts)


def finish(change: Change, *, write: bool, done: str, hint: str = "", nothing: str = "") -> None:
    """Show what a change does, make it if it is wanted, and say so. Exits with 2 if input was unreadable.

    `done` says that it was made, `hint` what makes it, `nothing` that there is none.
    """
    show_notes(change.notes)
    if write:
        change.write()
    if change.changes:
        told = done if write else f"nothing was written{hint and '; ' + hint}"
        click.echo(f"{change.path}: {say(told)}")
    elif nothing:
        click.echo(f"{change.path}: {say(nothing)}", err=True)
    show_read_notes(change.read_notes)
    show_problems(change.problems)
    if change.problems:
        sys.exit(2)


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal; a function that takes how much is done of how much.

    It appears with the first call and ends with all that is done, so that several may follow each other.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with ExitStack() as stack:
        shown: ProgressBar[int] | None = None

        def tell(done: int, total: int) -> None:
            nonlocal shown
            if shown is None:
                new = click.progressbar(length=max(total, 1), label=say(label), file=sys.stderr)
                shown = stack.enter_context(new)
            shown.update(done - shown.pos)
            if done >= total:
                stack.close()

        yield tell
