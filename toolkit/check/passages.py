"""The manuscript as running text: what the rules on prose read.

A `Passage` is one run of text (a paragraph, a heading, a caption, …) without its
formatting. What is not prose (a citation, a cross-reference, mathematics, code) stands in it
as one `OBJECT` character, so that no pattern reaches across; every place of it leads back to
the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from toolkit.check.per_review import per_review
from toolkit.model.block import (
    Block,
    Heading,
    NumberedFigure,
    NumberedHeading,
    NumberedTable,
    Paragraph,
    walk_blocks,
)
from toolkit.model.inline import (
    Change,
    Comment,
    Display,
    EntryLink,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Localized,
    ResolvedCitation,
    ResolvedCrossReference,
    ResolvedFootnote,
    ResolvedValue,
    Style,
    Styled,
    TargetLink,
    Text,
    plain_text,
    primary,
)
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

OBJECT = "\ufffc"
"""Object replacement character: stands for what is not prose."""

Part: TypeAlias = Literal["title", "abstract", "keywords", "body", "footnotes", "statements"]
Place: TypeAlias = Literal["heading", "paragraph", "caption", "note", "cell"]


class Piece(NamedTuple):
    """The node that the text from `start` on comes from, and the formatting around it."""

    start: int
    node: Inline
    styles: frozenset[Style] = frozenset()


class Passage(NamedTuple):
    """One run of text. `owner` is the table or figure it belongs to, `tbl:id` or `fig:id`."""

    part: Part
    place: Place
    language: str
    """Primary language subtag of the text as a whole."""
    text: str
    pieces: tuple[Piece, ...]
    owner: str
    sources: Mapping[Path, str]
    """Text of the author's files, by path."""

    def piece_at(self, offset: int) -> Piece | None:
        """The piece that the character at `offset` belongs to."""
        index = self._index_at(offset)
        return self.pieces[index] if index >= 0 else None

    def styles_at(self, offset: int) -> frozenset[Style]:
        piece = self.piece_at(offset)
        return piece.styles if piece else frozenset()

    def nodes(self) -> Iterator[tuple[int, Inline]]:
        """Everything that is not plain text, with its place."""
        return ((piece.start, piece.node) for piece in self.pieces if not isinstance(piece.node, Text))

    def span(self, start: int, end: int) -> Span | None:
        """Where the text from `start` to `end` stands in the author's file."""
        first = self._index_at(start)
        last = self._index_at(max(start, end - 1))
        if first < 0:
            return None
        if first == last:
            return self._locate(self.pieces[first], start, end)
        head = self._locate(self.pieces[first], start, self.pieces[first + 1].start)
        tail = self._locate(self.pieces[last], self.pieces[last].start, end)
        if head and tail and tail.path == head.path and tail.start >= head.start:
            return head.to(tail)
        return head

    def _index_at(self, offset: int) -> int:
        return bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1

    def _locate(self, piece: Piece, start: int, end: int) -> Span | None:
        """The place of a stretch of one piece."""
        span = source_span(piece.node)
        if span is None or not isinstance(piece.node, Text):
            return span
        before = start - piece.start
        if span.line == span.end_line and span.end_column - span.column == len(piece.node.text):
            return Span.at(span.path, span.line, span.column + before, end - start)
        return self._search(piece, span, start, end)

    def _search(self, piece: Piece, span: Span, start: int, end: int) -> Span:
        """The same where escapes or line ends make source and text differ: the n-th time it stands there."""
        wanted = self.text[start:end]
        occurrence = self.text.count(wanted, piece.start, start) if wanted else 0
        lines = self.sources.get(span.path, "").split("\n")
        for number in range(span.line, min(span.end_line, len(lines)) + 1):
            line = lines[number - 1]
            low = span.column - 1 if number == span.line else 0
            high = span.end_column - 1 if number == span.end_line else len(line)
            column = line.find(wanted, low, high)
            while column >= 0 and wanted:
                if occurrence == 0:
                    return Span.at(span.path, number, column + 1, len(wanted))
                occurrence -= 1
                column = line.find(wanted, column + len(wanted), high)
        return span


@per_review
def passages(review: ResolvedReview) -> tuple[Passage, ...]:
    """All text of a review in reading order: title, abstracts, keywords, body, footnotes, statements."""
    return tuple(_passages(review))


def body(review: ResolvedReview) -> tuple[Passage, ...]:
    """The text of the sections, their captions, tables and notes included."""
    return tuple(passage for passage in passages(review) if passage.part == "body")


def flatten(nodes: Inlines) -> tuple[str, tuple[Piece, ...]]:
    """The running text of these nodes and its pieces, without deleted text and comments."""
    parts: list[str] = []
    pieces: list[Piece] = []
    _collect(nodes, parts, pieces, 0, frozenset())
    return "".join(parts), tuple(pieces)


def source_span(node: Inline) -> Span | None:
    """Where a node stands in the author's file; for a resolved one, the node it was made from."""
    match node:
        case ResolvedCitation() | ResolvedCrossReference() | ResolvedValue() | ResolvedFootnote():
            return node.source.span
        case EntryLink() | TargetLink() | Display():
            return None
        case _:
            return node.span


def _collect(
    nodes: Inlines, parts: list[str], pieces: list[Piece], offset: int, styles: frozenset[Style]
) -> int:
    """Append the text of `nodes`, which begins at `offset`; the offset behind it."""
    for node in nodes:
        match node:
            case Text():
                text = node.text
            case Styled():
                offset = _collect(node.children, parts, pieces, offset, styles | {node.style})
                continue
            case Change(kind="delete") | Comment():
                continue
            case Foreign() | Link() | Change() | EntryLink() | TargetLink() | Display():
                offset = _collect(node.children, parts, pieces, offset, styles)
                continue
            case ResolvedValue():
                text = plain_text(node.content)
            case LineBreak():
                text = "\n"
            case _:
                text = OBJECT
        if text:
            parts.append(text)
            pieces.append(Piece(offset, node, styles))
            offset += len(text)
    return offset


def _passages(review: ResolvedReview) -> Iterator[Passage]:
    reader = _Reader(review.source.sources, primary(review.language))
    metadata = review.source.metadata
    yield from reader.localized("title", "heading", metadata.title)
    for language in sorted({key for part in metadata.abstract for key in part.content.texts}):
        for part in metadata.abstract:
            if nodes := part.content.get(language):
                yield reader.passage("abstract", "paragraph", nodes, language)
    for language, keywords in metadata.keywords.items():
        for keyword in keywords:
            yield reader.passage("keywords", "paragraph", keyword, primary(language))
    for section in review.sections:
        yield from reader.blocks("body", section.blocks)
    for footnote in review.footnotes:
        yield from reader.blocks("footnotes", footnote.blocks)
    for statement in (*metadata.statements.values(), metadata.acknowledgements):
        yield from reader.localized("statements", "paragraph", statement)


class _Reader(NamedTuple):
    sources: Mapping[Path, str]
    language: str

    def passage(self, part: Part, place: Place, nodes: Inlines, language: str, owner: str = "") -> Passage:
        text, pieces = flatten(nodes)
        return Passage(part, place, language or self.language, text, pieces, owner, self.sources)

    def localized(self, part: Part, place: Place, text: Localized, owner: str = "") -> Iterator[Passage]:
        for language, nodes in text.texts.items():
            yield self.passage(part, place, nodes, language, owner)

    def blocks(self, part: Part, blocks: Iterable[Block]) -> Iterator[Passage]:
        for block in walk_blocks(blocks):
            match block:
                case Paragraph():
                    yield self.passage(part, "paragraph", block.content, self.language)
                case Heading() | NumberedHeading():
                    yield self.passage(part, "heading", block.content, self.language)
                case NumberedTable():
                    yield from self._table(part, block)
                case NumberedFigure():
                    owner = f"fig:{block.source.id}"
                    for caption in block.captions:
                        yield self.passage(part, "caption", caption.content, caption.language, owner)
                    yield self.passage(part, "note", block.note, self.language, owner)
                case _:
                    pass

    def _table(self, part: Part, block: NumberedTable) -> Iterator[Passage]:
        owner = f"tbl:{block.source.id}"
        for caption in block.captions:
            yield self.passage(part, "caption", caption.content, caption.language, owner)
        for row in (*block.table.head, *block.table.body):
            for cell in row.cells:
                yield self.passage(part, "cell", cell.content, self.language, owner)
        for note in block.table.notes:
            yield self.passage(part, "note", note.content, self.language, owner)
