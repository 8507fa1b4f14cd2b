"""Rich text as formats without markup can hold it: plain text, Markdown, and runs of one font each.

Tracked changes count as accepted and comments are left out, as in `plain_text`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import TypedDict

from toolkit.model.frozen import frozen
from toolkit.model.inline import (
    Change,
    Citation,
    Code,
    Comment,
    CrossReference,
    FootnoteReference,
    Inline,
    Inlines,
    LineBreak,
    Math,
    ResolvedCitation,
    ResolvedFootnote,
    Style,
    Styled,
    Text,
    Value,
    children_of,
    plain_text,
)
from toolkit.render.as_written import as_written


@frozen
class Run:
    """A piece of text with one set of formats."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    raised: bool = False
    lowered: bool = False


class _Formats(TypedDict, total=False):
    bold: bool
    italic: bool
    underline: bool
    strike: bool
    raised: bool
    lowered: bool


_STYLES: dict[Style, _Formats] = {
    Style.EMPH: {"italic": True},
    Style.OBLIQUE: {"italic": True},
    Style.UPRIGHT: {"italic": False},
    Style.STRONG: {"bold": True},
    Style.NO_STRONG: {"bold": False},
    Style.UNDERLINE: {"underline": True},
    Style.NO_UNDERLINE: {"underline": False},
    Style.STRIKE: {"strike": True},
    Style.SUPER: {"raised": True, "lowered": False},
    Style.SUB: {"lowered": True, "raised": False},
    Style.BASELINE: {"raised": False, "lowered": False},
}


def runs(nodes: Inlines) -> list[Run]:
    """The text in runs, neighbours of one format joined."""
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        return [Run(nodes[0].text)] if nodes[0].text else []
    joined: list[Run] = []
    for run in _runs(nodes, Run("")):
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return joined


def _runs(nodes: Inlines, style: Run) -> Iterator[Run]:
    for node in nodes:
        match node:
            case Styled():
                yield from _runs(node.children, replace(style, **_STYLES.get(node.style, {})))
            case ResolvedFootnote():
                yield replace(style, text=str(node.number), raised=True)
            case Change(kind="delete") | Comment():
                pass
            case _:
                text = _written(node)
                if text is not None:
                    yield replace(style, text=text)
                else:
                    yield from _runs(children_of(node), style)


def _written(node: Inline) -> str | None:
    """The text of a node that has no children. What nothing answers to stands as it was written."""
    match node:
        case Text() | Code():
            return node.text
        case Math():
            return node.tex
        case LineBreak():
            return "\n"
        case Citation() | CrossReference() | FootnoteReference() | Value():
            return as_written(node)
        case _:
            return None


# --- plain text --------------------------------------------------------------

_RAISED = dict(zip("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎", strict=True))


def plain(nodes: Inlines) -> str:
    """Plain text in which 10^7^ does not become 107.

    Superscripts and subscripts are written with the characters that Unicode has for them, others
    as the author writes them: `^a^`, `~a~`. Raised citations (`[1]`) stay on the line.
    """
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        return nodes[0].text
    return "".join(_plain_run(run) for run in runs(_citations_lowered(nodes)))


def _plain_run(run: Run) -> str:
    if run.raised or run.lowered:
        characters = _RAISED if run.raised else _LOWERED
        if all(character in characters for character in run.text):
            return "".join(characters[character] for character in run.text)
        mark = "^" if run.raised else "~"
        return f"{mark}{run.text}{mark}"
    return run.text


def _citations_lowered(nodes: Inlines) -> Inlines:
    """The same text with each citation as a plain string."""
    return tuple(
        Text(plain_text(node.content)) if isinstance(node, ResolvedCitation) else node for node in nodes
    )


# --- Markdown ----------------------------------------------------------------

# A `~` or `^` between spaces, as in `30 ~ 150`, means nothing.
_MEANING = re.compile(r"[\\`*_\[\]<|$@{]|(?<!\s)[~^]|[~^](?!\s)|&(?=#?\w+;)")
_CITATION_NUMBERS = re.compile(r"\[[\d,;\s–-]+\]")


def markdown(nodes: Inlines) -> str:
    """Markdown with the toolkit's own `^…^` and `~…~`, on one line, fit for the cell of a pipe table."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, ResolvedCitation):
            text = plain_text(node.content)
            parts.append(text if _CITATION_NUMBERS.fullmatch(text) else escaped(text))
        elif isinstance(node, Math):
            tex = node.tex.replace("\n", " ").replace("|", r"\vert ")
            parts.append(f"${tex}$")
        else:
            parts += map(_markdown_run, runs((node,)))
    return "".join(parts)


def escaped(text: str) -> str:
    """Text in which nothing is taken for Markdown."""
    return _MEANING.sub(r"\\\g<0>", text).replace("\n", "<br>")


def _markdown_run(run: Run) -> str:
    text = escaped(run.text)
    marks = (
        ("^", run.raised),
        ("~", run.lowered),
        ("*", run.italic),
        ("**", run.bold),
        ("~~", run.strike),
    )
    for mark, wanted in marks:
        if wanted and text.strip():
            inner = text.strip()
            before, after = text.split(inner, 1)
            if mark in "^~":
                inner = inner.replace(" ", r"\ ")
            text = f"{before}{mark}{inner}{mark}{after}"
    return text


def display_width(text: str) -> int:
    """Width in columns of a fixed-width font: ideographs and full-width signs count two."""
    return len(text) if text.isascii() else sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
