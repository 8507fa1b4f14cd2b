"""The order in which a reader meets the citations: it gives the numbers of the reference list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from toolkit.model.block import Block, FigureBlock, Heading, TableBlock, inlines, walk_blocks
from toolkit.model.frozen import mutable
from toolkit.model.inline import (
    Citation,
    CrossReference,
    FootnoteReference,
    Inline,
    Inlines,
    children_of,
)
from toolkit.model.review import LoadedReview, Section
from toolkit.model.table import Table
from toolkit.resolve.tables import inline_nodes


@mutable
class _Open:
    """A section or a heading in it that is being read, and the tables that are numbered at its end."""

    level: int
    due: list[str]


@mutable
class ReadingOrder:
    """Walks a review as a reader does and yields its citations in the order of their numbers.

    A table's citations take their place at its anchor: at the first mention of the table in
    the text, where the table stands, or at the end of a section or of what stands under a heading.
    """

    review: LoadedReview
    tables: Mapping[str, Table]
    language: str
    _seen_tables: set[str] = field(default_factory=set)
    _seen_notes: set[tuple[str, str]] = field(default_factory=set)
    _open: list[_Open] = field(default_factory=list)

    def citations(self, front: Iterable[Inlines]) -> Iterator[Citation]:
        for text in front:
            yield from self._text(text, None)
        for section in self.review.sections:
            self._begin(1, section.id)
            for block in walk_blocks(section.blocks):
                if isinstance(block, Heading):
                    yield from self._end(block.level, section)
                    self._begin(block.level, block.id)
                yield from self._block(block, section)
            yield from self._end(1, section)
        # What stands before the section that it is anchored at, where that section does not come any more.
        for section in self.review.sections:
            for block in walk_blocks(section.blocks):
                if isinstance(block, TableBlock):
                    yield from self._table(block.id, section)

    # --- where a table is anchored ----------------------------------------------------

    def _anchor(self, table_id: str) -> str:
        spec = self.review.tables.get(table_id)
        return (spec.anchor if spec else "") or self.review.journal.tables.anchor

    def _begin(self, level: int, name: str) -> None:
        anchored = [spec.id for spec in self.review.tables.values() if name and spec.anchor == name]
        self._open.append(_Open(level, anchored))

    def _end(self, level: int, section: Section) -> Iterator[Citation]:
        """A heading of this level ends all that stands under headings of the same level or below it."""
        while self._open and self._open[-1].level >= level:
            for table_id in self._open.pop().due:
                yield from self._table(table_id, section)

    def _meet(self, table_id: str, section: Section | None, *, placed: bool) -> Iterator[Citation]:
        """A table is mentioned, or stands here."""
        match self._anchor(table_id):
            case "first-mention":
                yield from self._table(table_id, section)
            case "placed" if placed:
                yield from self._table(table_id, section)
            case "section-end" if self._open and not any(table_id in part.due for part in self._open):
                self._open[-1].due.append(table_id)
            case _:
                pass

    # --- what is read -------------------------------------------------------------------

    def _block(self, block: Block, section: Section) -> Iterator[Citation]:
        match block:
            case TableBlock():
                yield from self._meet(block.id, section, placed=True)
            case FigureBlock():
                yield from self._text(block.caption.best(self.language), section)
                yield from self._text(block.note.best(self.language), section)
            case _ if not hasattr(block, "items") and not hasattr(block, "blocks"):
                yield from self._text(tuple(inlines([block])), section)
            case _:
                pass

    def _text(self, nodes: Iterable[Inline], section: Section | None) -> Iterator[Citation]:
        for node in nodes:
            match node:
                case Citation():
                    yield node
                case CrossReference():
                    for target in node.targets:
                        if target.kind == "tbl":
                            yield from self._meet(target.id, section, placed=False)
                case FootnoteReference() if section is not None and node.id in section.footnotes:
                    key = (section.id, node.id)
                    if key not in self._seen_notes:
                        self._seen_notes.add(key)
                        for block in walk_blocks(section.footnotes[node.id].blocks):
                            yield from self._block(block, section)
                case _:
                    yield from self._text(children_of(node), section)

    def _table(self, table_id: str, section: Section | None) -> Iterator[Citation]:
        table = self.tables.get(table_id)
        if table is None or table_id in self._seen_tables:
            return
        self._seen_tables.add(table_id)
        spec = self.review.tables.get(table_id)
        if spec is not None:
            yield from self._text(spec.caption.best(self.language), section)
        yield from self._text(inline_nodes(table), section)
