"""What stands between the paragraphs' edges: headings, lists, tables, figures, equations.

The loader gives the blocks as written. The resolver replaces those that carry a number
by their `Numbered…` form, which keeps the source block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias

from toolkit.model.frozen import frozen
from toolkit.model.inline import Inline, Inlines, Localized
from toolkit.model.source import Span
from toolkit.model.table import Table

if TYPE_CHECKING:
    from toolkit.model.chart import Chart, ChartSpec


@frozen
class Paragraph:
    content: Inlines
    span: Span | None = None


@frozen
class Heading:
    """A heading. Level 1 is a section's title; `#`-headings inside a section start at level 2."""

    level: int
    content: Inlines
    id: str = ""
    numbered: bool = True
    span: Span | None = None


@frozen
class ListBlock:
    """A list; `start` is None for bullets, else the first number."""

    items: tuple[Blocks, ...]
    start: int | None = None
    tight: bool = True
    span: Span | None = None


@frozen
class Quote:
    blocks: Blocks
    span: Span | None = None


@frozen
class CodeBlock:
    text: str
    language: str = ""
    span: Span | None = None


@frozen
class Equation:
    """Displayed mathematics in TeX notation; numbered if it has an id."""

    tex: str
    id: str = ""
    span: Span | None = None


@frozen
class TableBlock:
    """`::: table ID`: the place of a table. A Markdown table carries its content and caption."""

    id: str
    table: Table | None = None
    span: Span | None = None
    caption: Localized = field(default_factory=Localized)


@frozen
class FigureBlock:
    """`::: figure ID`. `file` is relative to the review's folder, as written, or a `chart` is drawn."""

    id: str
    file: str
    caption: Localized
    note: Localized = field(default_factory=Localized)
    alt: Localized = field(default_factory=Localized)
    width: str = ""
    span: Span | None = None
    file_span: Span | None = None
    chart: ChartSpec | None = None


@frozen
class NumberedHeading:
    """`number` is as printed, `3.1`; empty where the journal or the author wants none."""

    number: str
    source: Heading
    content: Inlines
    label: str = ""
    """The number with the journal's punctuation and gap: `3.1  `."""
    anchor: str = ""

    @property
    def name(self) -> str:
        """What cross-references call it; a heading without an id goes by its words."""
        return self.source.id or self.anchor


@frozen
class NumberedEquation:
    number: int | None
    source: Equation


@frozen
class NumberedTable:
    """`captions` are (language, label, text): (`zh`, `表 1`, …); the journal says which languages print."""

    number: int
    source: TableBlock
    table: Table
    captions: tuple[Caption, ...]


@frozen
class NumberedFigure:
    """`path` is the picture's path relative to the review's folder, or empty if there is none.

    A figure made from evidence has a `chart` instead.
    """

    number: int
    source: FigureBlock
    captions: tuple[Caption, ...]
    note: Inlines
    alt: str
    path: str
    chart: Chart | None = None


@frozen
class Caption:
    """A caption in one language. `word` is 表 or Table; `gap` stands between label and text."""

    language: str
    word: str
    word_gap: str
    number: int
    gap: str
    content: Inlines
    bold_label: bool = False

    @property
    def label(self) -> str:
        return f"{self.word}{self.word_gap}{self.number}"


Block: TypeAlias = (
    Paragraph
    | Heading
    | ListBlock
    | Quote
    | CodeBlock
    | Equation
    | TableBlock
    | FigureBlock
    | NumberedHeading
    | NumberedEquation
    | NumberedTable
    | NumberedFigure
)
Blocks: TypeAlias = tuple[Block, ...]


@frozen
class Footnote:
    id: str
    blocks: Blocks
    span: Span | None = None


@frozen
class Suppression:
    """`<!-- check: ignore TYP003 reason -->`: these codes are not reported on `line`."""

    codes: tuple[str, ...]
    reason: str
    line: int
    """The line it applies to: its own, or the next one if it stands alone."""
    span: Span
    whole_file: bool = False


@frozen
class NumberedFootnote:
    number: int
    source: Footnote
    blocks: Blocks


Place: TypeAlias = Literal["heading", "paragraph", "caption", "note", "cell"]


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, those inside lists and quotations behind the one that holds them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from walk_blocks(item)
        elif isinstance(block, Quote):
            yield from walk_blocks(block.blocks)


def inline_groups(blocks: Iterable[Block]) -> Iterator[tuple[Place, Inlines]]:
    """Every run of text of these blocks in reading order, with the kind of place it stands in."""
    for block in walk_blocks(blocks):
        match block:
            case Paragraph():
                yield "paragraph", block.content
            case Heading() | NumberedHeading():
                yield "heading", block.content
            case FigureBlock():
                yield from (("caption", text) for text in block.caption.texts.values())
                yield from (("note", text) for text in block.note.texts.values())
            case NumberedFigure():
                yield from (("caption", caption.content) for caption in block.captions)
                yield "note", block.note
            case NumberedTable():
                yield from (("caption", caption.content) for caption in block.captions)
                for row in (*block.table.head, *block.table.body):
                    yield from (("cell", cell.content) for cell in row.cells)
                yield from (("note", note.content) for note in block.table.notes)
            case _:
                pass


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every top-level inline node of these blocks, in reading order."""
    for _, group in inline_groups(blocks):
        yield from group
