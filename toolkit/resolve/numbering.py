"""The numbers of headings, tables, figures, equations and footnotes, given once for every format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from toolkit.model.block import Block, Equation, FigureBlock, Heading, TableBlock, inlines, walk_blocks
from toolkit.model.frozen import frozen, mutable
from toolkit.model.inline import FootnoteReference, Inlines, walk
from toolkit.model.journal import HeadingStyle
from toolkit.model.review import Section


@frozen
class HeadingNumber:
    """A heading with its number (`3.1`, or empty) and its place in the document."""

    heading: Heading
    number: str
    anchor: str


@frozen
class Numbers:
    """Every number of the document. Headings are found by the identity of their source block."""

    titles: Mapping[str, HeadingNumber]
    """By section id; a section whose title does not print is missing."""
    headings: Mapping[int, HeadingNumber]
    """By `id()` of the source heading."""
    anchors: Mapping[str, HeadingNumber]
    """What `@sec:id` can name."""
    tables: Mapping[str, int]
    figures: Mapping[str, int]
    equations: Mapping[str, int]
    footnotes: Mapping[tuple[Path, str], int]


@mutable
class _Counter:
    """Heading numbers by level; a new heading starts its sublevels again."""

    style: HeadingStyle
    counts: list[int] = field(default_factory=lambda: [0] * 7)

    def next(self, level: int) -> str:
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (6 - level)
        if level > self.style.numbered_levels:
            return ""
        return self.style.separator.join(str(count) for count in self.counts[1 : level + 1])


def number(sections: Iterable[Section], style: HeadingStyle, language: str) -> Numbers:
    """Number a whole review in reading order."""
    titles: dict[str, HeadingNumber] = {}
    headings: dict[int, HeadingNumber] = {}
    anchors: dict[str, HeadingNumber] = {}
    tables: dict[str, int] = {}
    figures: dict[str, int] = {}
    equations: dict[str, int] = {}
    footnotes: dict[tuple[Path, str], int] = {}
    counter = _Counter(style)
    for section in sections:
        title = _title(section, style, counter, language)
        if title is not None:
            titles[section.id] = anchors[section.id] = title
        numbered = title is None or bool(title.number)
        for block in walk_blocks(section.blocks):
            match block:
                case Heading():
                    label = counter.next(block.level) if numbered and block.numbered else ""
                    anchor = block.id or f"{section.id}-{len(headings) + 1}"
                    headings[id(block)] = HeadingNumber(block, label, anchor)
                    if block.id:
                        anchors[block.id] = headings[id(block)]
                case TableBlock():
                    tables.setdefault(block.id, len(tables) + 1)
                case FigureBlock():
                    figures.setdefault(block.id, len(figures) + 1)
                case Equation() if block.id:
                    equations.setdefault(block.id, len(equations) + 1)
                case _:
                    pass
            _number_footnotes(block, section, footnotes)
    return Numbers(titles, headings, anchors, tables, figures, equations, footnotes)


def _title(section: Section, style: HeadingStyle, counter: _Counter, language: str) -> HeadingNumber | None:
    """The section's title as a heading of level 1, or None where it does not print."""
    content = section.title.best(language)
    introduction = section.role == "introduction"
    if not content or (introduction and style.introduction == "hidden"):
        return None
    heading = Heading(1, content, section.id, section.numbered, section.span)
    unnumbered = not section.numbered or (introduction and style.introduction == "unnumbered")
    return HeadingNumber(heading, "" if unnumbered else counter.next(1), section.id)


def _number_footnotes(block: Block, section: Section, footnotes: dict[tuple[Path, str], int]) -> None:
    for node in walk(_own_text(block)):
        if isinstance(node, FootnoteReference) and node.id in section.footnotes:
            footnotes.setdefault((section.path, node.id), len(footnotes) + 1)


def _own_text(block: Block) -> Inlines:
    """The text of a block itself; lists and quotes are flattened, so only leaves have text."""
    match block:
        case TableBlock() if block.table is not None:
            return tuple(
                node
                for row in (*block.table.head, *block.table.body)
                for cell in row.cells
                for node in cell.content
            )
        case _ if hasattr(block, "items") or hasattr(block, "blocks"):
            return ()
        case _:
            return tuple(inlines([block]))


def heading_label(number: HeadingNumber, style: HeadingStyle) -> str:
    """The number as it prints before the heading: `3.1  `, `1. `."""
    if not number.number:
        return ""
    return number.number + ("." if style.final_dot else "") + style.after_number
