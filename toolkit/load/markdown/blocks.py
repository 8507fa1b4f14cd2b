"""Block tokens → the blocks of the document model."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, cast

from markdown_it.token import Token

from toolkit.load.markdown.attributes import (
    ATTRIBUTES,
    Attributes,
    checked_id,
    read_attributes,
    report_unknown,
)
from toolkit.load.markdown.context import Context
from toolkit.load.markdown.figures import read_figure
from toolkit.load.markdown.links import FOOTNOTE_NAME
from toolkit.load.markdown.parser import parser
from toolkit.load.markdown.pipe_tables import build_table, is_delimiter_row
from toolkit.load.markdown.place import Line, Place
from toolkit.model.block import (
    Block,
    Blocks,
    CodeBlock,
    Equation,
    Footnote,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    TableBlock,
)
from toolkit.model.inline import Localized, primary
from toolkit.model.source import Span

_TIGHT_HEADING = re.compile(r"^#{2,6}(?=[^\s#])", re.MULTILINE)
# Somebody who types Chinese may leave the space out, or type a full-width colon.
_CAPTION = re.compile("(?::[ \t]+|：[ \t]*|:(?=[\u3400-\u9fff]))")
_FENCE_END = re.compile(r"[>\s]*(?:`{3,}|~{3,})[ \t]*")


class _CaptionLine(NamedTuple):
    """`: caption {#tbl:id}`, before or behind the table that it belongs to."""

    caption: Localized
    id: str
    span: Span


class BlockBuilder:
    """Reads the tokens of one text in order; every token type has its method, an unknown one is a fault."""

    def __init__(self, context: Context, tokens: list[Token]) -> None:
        self.context = context
        self.tokens = tokens
        self.index = 0
        self.tight = True
        self._makers: dict[str, Callable[[Token], Block | _CaptionLine | None]] = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "blockquote_open": self._quote,
            "fence": self._code,
            "hr": self._rule,
            "equation": self._equation,
            "pipe_table": self._pipe_table,
            "table_block": self._table_block,
            "figure_block": self._figure,
            "footnote_reference_open": self._footnote,
        }

    def blocks(self, end: str = "") -> Blocks:
        """The blocks up to a token of type `end`, which is taken too, or to the end of all."""
        found: list[Block | _CaptionLine] = []
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            self.index += 1
            if token.type == end:
                break
            block = self._makers[token.type](token)
            if block is not None:
                found.append(block)
        return _with_captions(self.context, found)

    def _span(self, token: Token) -> Span:
        """From the first character of a block to the last one of its last line that is not blank."""
        first, end = cast(list[int], token.map)
        source, first_line = self.context.source, self.context.first_line
        while end - 1 > first and not source[end - 1].strip():
            end -= 1
        return Span(
            self.context.path,
            first_line + first,
            token.meta["column"],
            first_line + end - 1,
            len(source[end - 1].rstrip()) + 1,
        )

    def _text(self) -> tuple[str, Place]:
        """The inline token that comes next: its text, and the place of what was cut out for it."""
        token = self.tokens[self.index]
        # Its closing token is of no use.
        self.index += 2
        return token.content, token.meta["place"]

    # --- paragraphs and headings --------------------------------------------

    def _paragraph(self, token: Token) -> Block | _CaptionLine | None:
        if not token.hidden:
            self.tight = False
        content, cut = self._text()
        # An indentation typed with full-width spaces is the template's business.
        start = cut.text.index(content) + len(content) - len(content.lstrip("\u3000"))
        place = cut.part(start, cut.text.index(content) + len(content))
        caption = _CAPTION.match(place.text)
        if caption:
            return self._caption(place, caption.end())
        if "|" in place.text:
            self._report_lost_table(place)
        if "##" in place.text:
            self._report_tight_headings(place)
        nodes = parser().inline.nodes(place, self.context)
        return Paragraph(nodes, place.span(0, len(place.text))) if nodes else None

    def _report_lost_table(self, place: Place) -> None:
        offset = 0
        for line in place.text.split("\n"):
            if is_delimiter_row(line.strip()):
                self.context.problem(
                    "This looks like a table, but the line above it has another number of cells.",
                    place.span(offset, offset + len(line)),
                    "Give both lines the same number of cells, and leave a blank line before the table.",
                )
                return
            offset += len(line) + 1

    def _report_tight_headings(self, place: Place) -> None:
        for found in _TIGHT_HEADING.finditer(place.text):
            self.context.problem(
                f"A space is missing between {found[0]} and the heading.",
                place.span(*found.span()),
                f"Write “{found[0]} ” and the heading; if the characters themselves are meant, write \\#.",
            )

    def _heading(self, token: Token) -> Block | None:
        content, cut = self._text()
        if token.markup.startswith("#"):
            span = self._span(token)
            source = self.context.source[span.line - self.context.first_line]
            behind = source[span.column - 1 :].lstrip("#").lstrip(" \t")
            place = Place(self.context.path, content, (Line(0, span.line, len(source) - len(behind) + 1),))
        else:
            start = cut.text.index(content)
            place = cut.part(start, start + len(content))
            span = place.span(0, len(content)).to(self._span(token))
        level = int(token.tag[1:])
        if level == 1:
            form = "with a single #" if token.markup == "#" else "underlined with ="
            self.context.problem(
                f"A heading {form} stands here; the section's title stands in its front matter.",
                span,
                "Begin headings inside a section with ##.",
            )
            level = 2
        place, attributes, where = self._split_attributes(place)
        name = ""
        if attributes and where:
            report_unknown(
                self.context, attributes, where, "a heading", classes=("unnumbered",), takes_id=True
            )
            name = checked_id(self.context, attributes.id, "sec", where) if attributes.id else ""
        nodes = parser().inline.nodes(place, self.context)
        if not nodes:
            self.context.problem(
                "This heading is empty.", span, "Write the heading behind the #, or delete it."
            )
            return None
        return Heading(
            level, nodes, name, "unnumbered" not in (attributes.classes if attributes else ()), span
        )

    def _split_attributes(self, place: Place) -> tuple[Place, Attributes | None, Span | None]:
        """The text without attributes at its end; the attributes and their span."""
        text = place.text
        start = text.rfind("{")
        if start < 0 or text[start - 1 : start] == "\\" or not ATTRIBUTES.fullmatch(text, start):
            return place, None, None
        rest = len(text[:start].rstrip(" \t"))
        return place.part(0, rest), read_attributes(text[start:]), place.span(start, len(text))

    # --- containers ---------------------------------------------------------

    def _list(self, token: Token) -> Block | None:
        outer_tight, self.tight = self.tight, True
        items: list[Blocks] = []
        closing = token.type.replace("_open", "_close")
        while self.tokens[self.index].type != closing:
            self.index += 1
            items.append(self.blocks("list_item_close"))
        self.index += 1
        tight, self.tight = self.tight, outer_tight
        start = None if token.type == "bullet_list_open" else int(token.attrs.get("start", 1))
        return ListBlock(tuple(items), start, tight, self._span(token))

    def _quote(self, token: Token) -> Block | None:
        outer_tight = self.tight
        blocks = self.blocks("blockquote_close")
        self.tight = outer_tight
        return Quote(blocks, self._span(token))

    def _footnote(self, token: Token) -> Block | None:
        outer_tight = self.tight
        blocks = self.blocks("footnote_reference_close")
        self.tight = outer_tight
        name, span = token.meta["label"], self._span(token)
        if not FOOTNOTE_NAME.fullmatch(name):
            self.context.problem(
                f"“{name}” cannot be the name of a footnote.", span, "Use letters, digits and - or _ in it."
            )
            self.context.used_notes.add(name)
        if not blocks:
            self.context.problem("This footnote is empty.", span, f"Write its text behind [^{name}]:.")
        self.context.add_note(Footnote(name, blocks, span))
        return None

    # --- leaves -------------------------------------------------------------

    def _code(self, token: Token) -> Block | None:
        span = self._span(token)
        first, end = cast(list[int], token.map)
        if end - 1 == first or not _FENCE_END.fullmatch(self.context.source[end - 1]):
            self.context.problem(
                f"The code that {token.markup} begins here is not closed.",
                Span.at(span.path, span.line, span.column, len(token.markup)),
                f"Put a line of {token.markup} behind its last line.",
            )
        language, _, rest = token.info.strip().partition(" ")
        if rest:
            self.context.problem(
                f"“{rest.strip()}” is not understood behind the language of code.",
                Span.at(span.path, span.line, span.column, len(token.markup)),
                f"Write {token.markup}{language}.",
            )
        return CodeBlock(token.content, language, span)

    def _rule(self, token: Token) -> Block | None:
        self.context.problem(
            "A line of dashes or stars draws nothing.",
            self._span(token),
            "Delete it; a heading (##) begins a new part. Three colons (:::) close a block.",
        )
        return None

    def _equation(self, token: Token) -> Block | None:
        span = self._span(token)
        if not token.content:
            self.context.problem("This equation is empty.", span, "Write it between the $$, or delete them.")
        name = ""
        if token.meta["attributes"]:
            text = token.meta["attributes"]
            where = Span.at(span.path, span.end_line, token.meta["attributes_column"], len(text))
            attributes = read_attributes(text)
            report_unknown(self.context, attributes, where, "an equation", takes_id=True)
            name = checked_id(self.context, attributes.id, "eq", where) if attributes.id else ""
        return Equation(token.content, name, span)

    def _table_block(self, token: Token) -> Block | None:
        return TableBlock(token.meta["id"], span=self._span(token))

    def _figure(self, token: Token) -> Block | None:
        return read_figure(self.context, token.meta["id"], token.content, self._span(token))

    def _pipe_table(self, token: Token) -> Block | None:
        span = self._span(token)
        # The name of a table without one: unlike any that an author can give.
        name = f"{self.context.path.stem}:{span.line}"
        table = build_table(
            name,
            token.meta["table"],
            span,
            lambda place: parser().inline.nodes(place, self.context, in_cell=True),
        )
        return TableBlock(name, table, span)

    def _caption(self, place: Place, start: int) -> _CaptionLine:
        span = place.span(0, len(place.text))
        if place.text.startswith("："):
            self.context.problem(
                "This colon is full-width (：).",
                place.span(0, 1),
                "Write a colon and a space before a caption.",
            )
        place, attributes, where = self._split_attributes(place.part(start, len(place.text)))
        name = ""
        if attributes and where:
            report_unknown(self.context, attributes, where, "a caption", takes_id=True)
            name = checked_id(self.context, attributes.id, "tbl", where) if attributes.id else ""
        nodes = parser().inline.nodes(place, self.context)
        if not nodes:
            self.context.problem("This caption is empty.", span, "Write the caption behind the colon.")
        return _CaptionLine(Localized({primary(self.context.language): nodes} if nodes else {}), name, span)


def _with_captions(context: Context, found: list[Block | _CaptionLine]) -> Blocks:
    """The blocks, each caption joined to the table before it, or else to the one behind it."""
    blocks: list[Block] = []
    waiting: _CaptionLine | None = None
    captioned: set[int] = set()
    for position, block in enumerate(found):
        previous = found[position - 1] if position else None
        if not isinstance(block, _CaptionLine):
            if waiting is not None:
                if isinstance(block, TableBlock) and block.table is not None:
                    captioned.add(id(found[position]))
                    block = _captioned(block, waiting)
                else:
                    _report_lost_caption(context, waiting)
                waiting = None
            blocks.append(block)
        elif (
            isinstance(previous, TableBlock) and previous.table is not None and id(previous) not in captioned
        ):
            blocks[-1] = _captioned(previous, block)
        else:
            if waiting is not None:
                _report_lost_caption(context, waiting)
            waiting = block
    if waiting is not None:
        _report_lost_caption(context, waiting)
    return tuple(blocks)


def _captioned(block: TableBlock, caption: _CaptionLine) -> TableBlock:
    name = caption.id or block.id
    table = replace(block.table, id=name) if block.table else None
    return replace(block, id=name, table=table, caption=caption.caption)


def _report_lost_caption(context: Context, caption: _CaptionLine) -> None:
    context.problem(
        "A line that begins with a colon is the caption of a table, but no table stands beside it.",
        caption.span,
        "Put it directly before or behind the table. If the colon itself is meant, write \\:.",
    )
