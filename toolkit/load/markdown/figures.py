"""The YAML inside a `::: figure` → `FigureBlock`, and values of YAML files as rich text."""

from __future__ import annotations

from dataclasses import field

from toolkit.load.markdown.context import Context
from toolkit.load.markdown.parser import parser
from toolkit.load.markdown.place import PARAGRAPH_BREAK, Line, Place, WholePlace, place_of
from toolkit.load.markdown.scan import is_plain
from toolkit.load.reader import Prose, Shape, no_prose, read_shape
from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import MappingNode, ScalarNode
from toolkit.load.yaml_places import is_passage, pieces
from toolkit.model.block import FigureBlock
from toolkit.model.frozen import mutable
from toolkit.model.inline import Inlines, Localized, Text, primary
from toolkit.model.source import Span


@mutable
class FigureEntry(Shape):
    """The lines between `::: figure id` and `:::`."""

    file: str
    """The picture, relative to the review's folder."""
    caption: Prose = field(default_factory=no_prose)
    note: Prose = field(default_factory=no_prose)
    """What is explained under the figure."""
    alt: Prose = field(default_factory=no_prose)
    """What the picture shows, for those who cannot see it."""
    width: str = ""
    """Such as 80% or 8 cm."""


def read_figure(context: Context, name: str, body: str, span: Span) -> FigureBlock:
    """`body` keeps the columns of the file; it begins on the line behind the start of `span`."""
    found = len(context.problems)
    node = parse_yaml(body, context.path, context.problems, first_line=span.line + 1)
    if node is None:
        if len(context.problems) == found:
            context.problem(
                "This figure block is empty.",
                span,
                "Write into it `file: figures/name.svg` or `from: …`, and `caption: …`, each on its line.",
            )
        return FigureBlock(name, "", Localized(), span=span)
    if isinstance(node, MappingNode) and "from" in node.entries:
        return _from_evidence(context, name, node, span)
    entry = read_shape(node, FigureEntry, context.problems, "A figure")
    if not isinstance(entry, FigureEntry):
        return FigureBlock(name, "", Localized(), span=span)
    return FigureBlock(
        name,
        entry.file,
        _localized(context, entry.caption),
        _localized(context, entry.note),
        _localized(context, entry.alt),
        entry.width,
        span,
        entry.node.span_of("file") if entry.file else None,
    )


def _from_evidence(context: Context, name: str, node: MappingNode, span: Span) -> FigureBlock:
    from toolkit.load.markdown.charts import read_chart

    found = read_chart(context, node)
    if found is None:
        return FigureBlock(name, "", Localized(), span=span)
    entry, spec = found
    caption, note, alt = (_localized(context, prose) for prose in (entry.caption, entry.note, entry.alt))
    return FigureBlock(name, "", caption, note, alt, entry.width, span, chart=spec)


def _localized(context: Context, prose: Prose) -> Localized:
    return Localized(
        {
            language or primary(context.language): scalar_inlines(context.for_values(), node)
            for language, node in prose.texts.items()
        }
    )


def scalar_inlines(context: Context, node: ScalarNode) -> Inlines:
    """A value of a YAML file as rich text, each node with its place in the file."""
    place = _place(node)
    if is_plain(place.text):
        return (Text(place.text, place.span(0, len(place.text))),) if place.text else ()
    return parser().inline.nodes(place, context)


def _place(node: ScalarNode) -> Place:
    text = node.text.rstrip("\n")
    if is_passage(node):
        return place_of(text, node.span)
    found = pieces(node)
    if found is None:
        return WholePlace(node.span, text)
    content, parts = found
    if node.style != "literal":
        # A line end that YAML did not fold into a space ends a paragraph.
        content = "".join(
            PARAGRAPH_BREAK if typed == "\n" else character
            for typed, character in zip(node.text, content, strict=True)
        )
    lines = [Line(*part) for part in parts]
    return Place(node.file.path, content[: len(text)], lines)
