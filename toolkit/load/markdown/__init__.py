"""Markdown → the document model: section bodies, and rich text in the fields of YAML files.

The grammar is CommonMark with pandoc's citations, notes, attributes, sub- and superscripts and
mathematics, GitHub's tables, CriticMarkup, and the references, values and blocks of this project;
see `parser.py` for the list of rules. HTML is text. What is not understood is a problem with its
place, and never left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from toolkit.load.markdown.blocks import BlockBuilder
from toolkit.load.markdown.context import Context, Definition
from toolkit.load.markdown.figures import scalar_inlines
from toolkit.load.markdown.front_matter import SplitText, split_front_matter
from toolkit.load.markdown.parser import parser
from toolkit.load.markdown.place import place_of
from toolkit.load.markdown.scan import is_plain
from toolkit.load.markdown.text import CONTROL
from toolkit.load.yaml_nodes import ScalarNode
from toolkit.model.block import Blocks, Footnote, Suppression
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import frozen
from toolkit.model.inline import Inlines, Text
from toolkit.model.source import Span

__all__ = ["Body", "SplitText", "parse_inline", "parse_scalar", "parse_sections_body", "split_front_matter"]

_LINE_END = re.compile("\r\n?")


@frozen
class Body:
    """What a section's file holds behind its front matter. `footnotes` are by name, in the file's order."""

    blocks: Blocks
    footnotes: Mapping[str, Footnote]
    suppressions: tuple[Suppression, ...]


def parse_sections_body(
    text: str, path: Path, first_line: int, problems: list[Problem], *, language: str = "und"
) -> Body:
    """The blocks of a section's body.

    `first_line` is the line of the file that `text` begins on; `language` is the review's main
    language, under which captions stand that are given in one language only.
    """
    first_problem = len(problems)
    text = _LINE_END.sub("\n", text) if "\r" in text else text
    source = text.split("\n")
    context = Context(path, problems, first_line, text, source, language)
    text = _without_controls(context, text)
    tokens: list[Token] = []
    env: dict[str, Any] = {"context": context}
    markdown = parser()
    markdown.block.parse(text, markdown, env, tokens)
    _read_definitions(context, env)
    blocks = BlockBuilder(context, tokens).blocks()
    _report_unused(context)
    problems[first_problem:] = sorted(problems[first_problem:], key=_position)
    return Body(blocks, context.notes, tuple(context.settled_suppressions()))


def parse_inline(text: str, span: Span, problems: list[Problem], *, sources: bool = False) -> Inlines:
    """Rich text of one field of a YAML file; `span` is the place of the value, quotes included.

    Formatting, links, mathematics and changes are recognised. Citations, cross-references, values
    and footnotes only with `sources`; else their marks are text like any other.
    """
    text = text.rstrip("\n")
    place = place_of(text, span)
    if is_plain(text):
        return (Text(text, place.span(0, len(text))),) if text else ()
    return parser().inline.nodes(place, Context(span.path, problems, references=sources, body=False))


def parse_scalar(node: ScalarNode, problems: list[Problem], *, sources: bool = False) -> Inlines:
    """As `parse_inline`, for a value that still knows its place in the file; exact in blocks of `|` too."""
    return scalar_inlines(Context(node.file.path, problems, references=sources, body=False), node)


def _position(problem: Problem) -> tuple[int, int]:
    return problem.span.start if problem.span else (0, 0)


def _without_controls(context: Context, text: str) -> str:
    """The text with U+FFFD for each control character, which is reported."""
    if not CONTROL.search(text):
        return text
    for number, line in enumerate(context.source, context.first_line):
        for found in CONTROL.finditer(line):
            context.problem(
                f"An invisible control character (U+{ord(found[0]):04X}) stands here.",
                Span.at(context.path, number, found.start() + 1, 1),
                "Delete it; it often comes along when text is copied from a PDF.",
            )
    return CONTROL.sub("\ufffd", text)


def _read_definitions(context: Context, env: Mapping[str, Any]) -> None:
    for label, found in env.get("references", {}).items():
        definition = _definition(context, label, found)
        context.definitions[label] = definition
        if found["title"]:
            context.problem(
                "The title of a link has no place in print.",
                definition.span,
                f"Delete “{found['title']}”, or write it into the text.",
            )
    for found in env.get("duplicate_refs", ()):
        definition = _definition(context, found["label"], found)
        first = context.definitions[definition.label]
        context.problem(
            f"The link [{definition.label.lower()}] is defined twice, first in line {first.span.line}.",
            definition.span,
            "Delete one of the two, or give it another name.",
        )


def _definition(context: Context, label: str, found: Mapping[str, Any]) -> Definition:
    first, end = found["map"]
    line = context.source[first]
    column = line.find("[") + 1
    last = context.source[end - 1]
    number = context.first_line + first
    span = Span(context.path, number, column, context.first_line + end - 1, len(last.rstrip()) + 1)
    return Definition(label, found["href"], span)


def _report_unused(context: Context) -> None:
    """What is defined and never used would be left out in silence."""
    for name, note in context.notes.items():
        if not name.startswith("^") and name not in context.used_notes and note.span:
            context.problem(
                f"Nothing refers to the footnote “{name}”, so it would not print.",
                note.span,
                f"Write [^{name}] where it belongs, or delete it.",
            )
    for label, definition in context.definitions.items():
        if label not in context.used_definitions:
            context.problem(
                f"This line defines a link [{label.lower()}] that nothing uses, so it would not print.",
                definition.span,
                "Delete it; if it is text, write \\[ for its first bracket.",
            )
