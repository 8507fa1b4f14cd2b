"""markdown-it-py with a memory: its two parsers, keeping the place of everything they read.

markdown-it-py knows the lines of a block and nothing of the places inside it. The block state
here keeps, for each text that a rule cuts out of the source, where each of its lines begins; the
inline state counts in offsets of that text. A `Place` joins the two.
"""

from __future__ import annotations

from typing import Any, Literal, cast

from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.parser_inline import ParserInline, RuleFuncInline2Type, RuleFuncInlineType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from toolkit.load.markdown.context import Context
from toolkit.load.markdown.inlines import build_inlines
from toolkit.load.markdown.place import Line, Place
from toolkit.load.markdown.scan import SPECIAL, Scan
from toolkit.model.inline import Inline, Inlines, Text
from toolkit.model.source import Span

MAX_NESTING = 60
"""Levels of quotes and lists (a list counts two), or of marks inside marks."""
_TOO_DEEP = "Nothing in a review needs that many levels; look for a row of stray marks."


class SourceBlock(StateBlock):
    """A block state that knows where the lines of the texts it cuts out stand in the file."""

    def __init__(self, src: str, md: Any, env: Any, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.context: Context = env["context"]
        # `bMarks` moves while a quote is read: these stay.
        self.starts = tuple(self.bMarks)
        self._cut: Place | None = None

    def column(self, line: int, offset: int) -> int:
        """Column of a character of the source, which stands in this line."""
        return offset - self.starts[line] + 1

    def content_start(self, line: int) -> int:
        """Offset in the source of the first character of a line behind indentation and quote marks."""
        return self.bMarks[line] + self.tShift[line]

    def content(self, line: int) -> str:
        """A line without indentation, quote marks and trailing space."""
        return self.src[self.content_start(line) : self.eMarks[line]].rstrip(" \t")

    def line_span(self, line: int) -> Span:
        """The content of a line."""
        column = self.column(line, self.content_start(line))
        return Span.at(self.context.path, self.context.first_line + line, column, len(self.content(line)))

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802, N803
        """As markdown-it's; keeps where the lines begin, for the inline token that is pushed next."""
        text = super().getLines(begin, end, indent, keepLastLF)
        lines = []
        offset = 0
        for line, content in enumerate(text.split("\n")[: end - begin], begin):
            # Counted from the end: a tab that is part indentation comes out as spaces.
            column = self.column(line, self.eMarks[line]) - len(content)
            lines.append(Line(offset, self.context.first_line + line, column))
            offset += len(content) + 1
        self._cut = Place(self.context.path, text, lines)
        return text

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        if ttype == "inline":
            token.meta["place"] = self._cut
        return token


class SourceBlockParser(ParserBlock):
    """Notes the column that each block begins in, and reports what is nested too deeply to be read."""

    def __init__(self) -> None:
        self.ruler = Ruler[RuleFuncBlockType]()

    def parse(self, src: str, md: Any, env: Any, outTokens: list[Token]) -> list[Token]:  # noqa: N803
        if src:
            state = SourceBlock(src, md, env, outTokens)
            self.tokenize(state, state.line, state.lineMax)
        return outTokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        state = cast(SourceBlock, state)
        if state.level >= MAX_NESTING:
            span = state.line_span(startLine)
            state.context.problem("Quotes or lists are nested too deeply here.", span, _TOO_DEEP)
            state.line = endLine
            return
        rules = self.ruler.getRules("")
        line = startLine
        has_empty_lines = False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            count = len(state.tokens)
            column = state.column(line, state.content_start(line))
            if not any(rule(state, line, endLine, False) for rule in rules):
                raise AssertionError("the rule of paragraphs takes every line")
            if len(state.tokens) > count:
                state.tokens[count].meta["column"] = column
            state.tight = not has_empty_lines
            line = state.line
            # A paragraph in a nested list takes one line end more.
            if line - 1 < endLine and state.isEmpty(line - 1):
                has_empty_lines = True
            if line < endLine and state.isEmpty(line):
                has_empty_lines = True
                line += 1
                state.line = line


class SourceInline(StateInline):
    """A passage `start` to `end` of a text, and the tokens that its rules make.

    A rule takes a construct whole and puts its finished node, so tokens do not nest but for
    emphasis. `meta["at"]` of a token is its start and end, counted in the whole text.
    """

    def __init__(self, parser: SourceInlineParser, place: Place, context: Context, end: int) -> None:
        super().__init__(place.text, parser.md, {}, [])
        self.parser = parser
        self.place = place
        self.context = context
        self.scan = Scan(place.text)
        self.posMax = end
        self.depth = 0
        self.in_link = False
        self.in_cell = False
        self._text_start = -1
        self._text_end = -1

    def inlines(self, start: int, end: int, *, in_link: bool = False) -> Inlines:
        """The nodes of a passage inside this one."""
        if SPECIAL.search(self.src, start, end) is None:
            return (Text(self.src[start:end], self.span(start, end)),) if start < end else ()
        inner = SourceInline(self.parser, self.place, self.context, end)
        inner.scan = self.scan
        inner.pos = start
        inner.depth = self.depth + 1
        inner.in_link = in_link or self.in_link
        inner.in_cell = self.in_cell
        return self.parser.run(inner)

    def span(self, start: int, end: int) -> Span:
        return self.place.span(start, end)

    def problem(self, message: str, start: int, end: int, help: str = "") -> None:
        self.context.problem(message, self.span(start, end), help)

    def before(self, position: int) -> str:
        """The character before a position, empty at the start of the text."""
        return self.src[position - 1 : position] if position else ""

    # --- tokens -------------------------------------------------------------

    def add_text(self, start: int, end: int) -> None:
        """Take a passage as it stands."""
        if self._text_start >= 0 and self._text_end != start:
            self.flush()
        if self._text_start < 0:
            self._text_start = start
        self._text_end = end

    def trim_text(self) -> int:
        """Take the spaces at the end of the text back; their number."""
        if self._text_start < 0:
            return 0
        text = self.src[self._text_start : self._text_end]
        kept = len(text.rstrip(" \t"))
        self._text_end = self._text_start + kept
        if not kept:
            self._text_start = -1
        return len(text) - kept

    def flush(self) -> None:
        if self._text_start >= 0:
            start, self._text_start = self._text_start, -1
            token = super().push("text", "", 0)
            token.content = self.src[start : self._text_end]
            token.meta["at"] = (start, self._text_end)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        self.flush()
        return super().push(ttype, tag, nesting)

    def put(self, node: Inline, start: int, end: int) -> None:
        """A finished node, made of a passage."""
        token = self.push("node", "", 0)
        token.meta["node"] = node
        token.meta["at"] = (start, end)


class SourceInlineParser(ParserInline):
    """Runs the inline rules over a text.

    A rule gets a `SourceInline`; as no rule looks ahead with others, its `silent` is never True.
    """

    def __init__(self, md: Any) -> None:
        self.md = md
        self.ruler = Ruler[RuleFuncInlineType]()
        self.ruler2 = Ruler[RuleFuncInline2Type]()

    def nodes(self, place: Place, context: Context, *, in_cell: bool = False) -> Inlines:
        """The nodes of a text."""
        state = SourceInline(self, place, context, len(place.text))
        state.in_cell = in_cell
        return self.run(state)

    def run(self, state: SourceInline) -> Inlines:
        if state.depth > MAX_NESTING:
            state.problem("Marks are nested too deeply here.", state.pos, state.posMax, _TOO_DEEP)
            state.add_text(state.pos, state.posMax)
        else:
            self.tokenize(state)
        state.flush()
        for rule in self.ruler2.getRules(""):
            rule(state)
        return build_inlines(state.tokens, state)

    def tokenize(self, state: StateInline) -> None:
        state = cast(SourceInline, state)
        rules = self.ruler.getRules("")
        while state.pos < state.posMax:
            position = state.pos
            if not any(rule(state, False) for rule in rules):
                state.add_text(position, position + 1)
                state.pos = position + 1
