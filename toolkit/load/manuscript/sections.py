"""The text of a manuscript as sections of headings, paragraphs, tables and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from toolkit.load.manuscript.content import Content
from toolkit.load.manuscript.floats import is_note, numbered_figure, numbered_table, printed_caption, unique
from toolkit.load.manuscript.layout import TypedCaption, TypedHeading, caption_of, heading_of
from toolkit.load.manuscript.plain import folded, language_of
from toolkit.model.block import (
    Block,
    Caption,
    Heading,
    NumberedFigure,
    NumberedHeading,
    NumberedTable,
    Paragraph,
)
from toolkit.model.inline import Inlines, Localized
from toolkit.model.manuscript import Captioned
from toolkit.model.review import ResolvedSection, Section
from toolkit.model.source import Span
from toolkit.model.word import Picture, WordDocument, WordParagraph, WordTable

_STATEMENT_WORDS = {
    "conflict_of_interest": (
        r"利益冲突(?:声明)?|conflicts? of interests?(?: statement)?|(?:declaration of )?competing interests?"
    ),
    "author_contributions": r"作者贡献(?:声明)?|authors?['’]? contributions?",
    "consent": r"知情同意(?:声明)?|同意发表(?:声明)?|consent (?:for|to) publi(?:cation|sh)",
    "data_availability": (
        r"数据可用性(?:声明)?|data availability(?: statement)?|availability of data and materials"
    ),
    "ethics": (
        r"医学伦理|伦理(?:声明|批准|审查)|"
        r"ethic(?:s|al) (?:approval|statement)(?: and consent to participate)?"
    ),
    "acknowledgements": r"致\s*谢|志\s*谢|acknowledge?ments?",
    "funding": r"基金项目|经费支持|funding(?: sources?| statement)?",
    "supplement": r"本文附加文件见电子版.?|supplementary (?:material|information|data)s?",
    "": r"this is an open access article.*|©.*|copyright.*",
}
_STATEMENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\s*[\[(]?(?:{words})[\])]?(?:\s*[:.]\s*|\s+|$)", re.IGNORECASE))
    for name, words in _STATEMENT_WORDS.items()
)
_NEAR = 3
"""Paragraphs between a picture and its caption at most."""


class SectionMaker:
    """Makes the sections of one manuscript; afterwards it holds its tables, figures and statements."""

    def __init__(self, document: WordDocument, content: Content, size: float | None, language: str) -> None:
        self._document = document
        self._content = content
        self._size = size
        self._language = language
        self._tables_at = {
            table.first: (n, table) for n, table in enumerate(document.tables) if table.inside is None
        }
        self._pictures: list[tuple[int, Picture]] = []
        self._waiting: list[tuple[WordParagraph, TypedCaption]] = []
        """Captions of tables that have not come yet."""
        self._open: list[tuple[str, list[Block]]] = [("introduction", [])]
        self._statement: tuple[str, str] | None = None
        self.tables: dict[str, NumberedTable] = {}
        self.figures: dict[str, NumberedFigure] = {}
        self.captions: list[Captioned] = []
        self.statements: dict[str, Localized] = {}
        self.acknowledgements = Localized()

    def sections(self, paragraphs: Sequence[WordParagraph]) -> tuple[ResolvedSection, ...]:
        """The sections of these paragraphs, which are those of the text in reading order."""
        at = 0
        while at < len(paragraphs):
            at = self._take(paragraphs, at)
        self._loose_captions()
        return tuple(self._section(*each) for each in self._open if each[1])

    def _take(self, paragraphs: Sequence[WordParagraph], at: int) -> int:
        """Take the block that begins at one paragraph; where the next one begins."""
        paragraph = paragraphs[at]
        found = self._tables_at.get(paragraph.line)
        if found is not None and paragraph.table is not None:
            return self._table(paragraphs, at, found[1])
        self._pictures += [(paragraph.line, picture) for picture in paragraph.pictures]
        if not paragraph.text.strip():
            return at + 1
        caption = caption_of(paragraph)
        if caption is not None:
            return self._caption(paragraphs, at, caption)
        heading = heading_of(paragraph, self._size)
        if self._is_statement(paragraph, heading):
            return at + 1
        if heading is not None:
            self._heading(paragraph, heading)
        else:
            self._add(Paragraph(self._content.inlines(paragraph), self._span(paragraph)))
        return at + 1

    def _add(self, block: Block) -> None:
        self._open[-1][1].append(block)

    def _span(self, paragraph: WordParagraph, start: int = 0, end: int | None = None) -> Span:
        return self._document.span(paragraph.line, start, len(paragraph.text) if end is None else end)

    # --- headings and statements ------------------------------------------------------

    def _heading(self, paragraph: WordParagraph, found: TypedHeading) -> None:
        self._loose_captions()
        words = self._content.inlines(paragraph, found.start, found.end)
        source = Heading(
            found.level,
            words,
            numbered=bool(found.number),
            span=self._span(paragraph, found.start, found.end),
        )
        label = paragraph.text[: found.start] or paragraph.label
        block = NumberedHeading(found.number, source, words, label)
        if found.level == 1:
            self._open.append((f"section{len(self._open)}", []))
        self._add(block)
        if found.run_in:
            rest = len(paragraph.text) - len(paragraph.text[found.end :].lstrip())
            self._add(Paragraph(self._content.inlines(paragraph, rest), self._span(paragraph, rest)))

    def _is_statement(self, paragraph: WordParagraph, heading: TypedHeading | None) -> bool:
        """Take a paragraph that is a statement such as 利益冲突, or one below the heading of such."""
        plain = folded(paragraph.text)
        for name, pattern in _STATEMENTS:
            found = pattern.match(plain)
            if found is None:
                continue
            language = language_of(paragraph.text)
            self._statement = (name, language) if not plain[found.end() :].strip() else None
            says_it = name == "supplement" and self._statement is not None
            self._state(name, language, self._content.inlines(paragraph, 0 if says_it else found.end()))
            return True
        if self._statement is not None and heading is None:
            self._state(*self._statement, self._content.inlines(paragraph))
            self._statement = None
            return True
        self._statement = None
        return False

    def _state(self, name: str, language: str, nodes: Inlines) -> None:
        if not nodes or not name:
            return
        if name == "acknowledgements":
            self.acknowledgements = Localized({**self.acknowledgements.texts, language: nodes})
        else:
            known = self.statements.get(name, Localized())
            self.statements[name] = Localized({**known.texts, language: nodes})

    # --- tables and figures -----------------------------------------------------------

    def _caption(self, paragraphs: Sequence[WordParagraph], at: int, caption: TypedCaption) -> int:
        paragraph = paragraphs[at]
        if caption.continued:
            return at + 1
        self._remember(paragraph, caption)
        if caption.kind == "tbl":
            self._waiting.append((paragraph, caption))
            return at + 1
        own = [(paragraph, caption)]
        following = at + 1
        while following < len(paragraphs):
            other = caption_of(paragraphs[following])
            if other is None or (other.kind, other.number) != ("fig", caption.number):
                break
            own.append((paragraphs[following], other))
            self._remember(*own[-1])
            following += 1
        self._figure(own)
        return following

    def _remember(self, paragraph: WordParagraph, caption: TypedCaption) -> None:
        text = paragraph.text[caption.text :].strip()
        span = self._document.span(paragraph.line, caption.start, caption.end)
        self.captions.append(Captioned(caption.kind, caption.number, language_of(paragraph.text), text, span))

    def _figure(self, own: Sequence[tuple[WordParagraph, TypedCaption]]) -> None:
        line = own[0][0].line
        near = [picture for at, picture in self._pictures if line - at <= _NEAR]
        self._pictures = []
        name = unique(f"fig{own[0][1].number}", self.figures)
        captions = _by_language(printed_caption(*each, self._content) for each in own)
        alt, part = (near[-1].alt, near[-1].part) if near else ("", "")
        figure = numbered_figure(name, captions, alt, part, own[0][0], self._document)
        self.figures[name] = figure
        self._add(figure)

    def _table(self, paragraphs: Sequence[WordParagraph], at: int, table: WordTable) -> int:
        """A table with the captions before it and the notes below it."""
        following = at
        while following < len(paragraphs) and paragraphs[following].line <= table.last:
            following += 1
        notes: list[WordParagraph] = []
        while following < len(paragraphs) and (
            is_note(paragraphs[following]) or not paragraphs[following].text.strip()
        ):
            if paragraphs[following].table is not None or paragraphs[following].pictures:
                break
            if paragraphs[following].text.strip():
                notes.append(paragraphs[following])
            following += 1
        waiting, self._waiting = self._waiting, []
        if not waiting and (below := self._caption_below(paragraphs, following)) is not None:
            waiting = [below]
            following += 1
        last = waiting[-1][1].number if waiting else None
        self._unplaced([each for each in waiting if each[1].number != last])
        own = [each for each in waiting if each[1].number == last]
        name = unique(f"tbl{last}" if own else f"table-at-{table.first}", self.tables)
        captions = _by_language(printed_caption(*each, self._content) for each in own)
        made = numbered_table(self._document, table, name, captions, notes, self._content)
        if own:
            self.tables[name] = made
        self._add(made)
        return following

    def _caption_below(
        self, paragraphs: Sequence[WordParagraph], at: int
    ) -> tuple[WordParagraph, TypedCaption] | None:
        """The caption of a table that stands below it, where no table follows that it could belong to."""
        if at >= len(paragraphs):
            return None
        caption = caption_of(paragraphs[at])
        if caption is None or caption.kind != "tbl" or caption.continued:
            return None
        after = paragraphs[at + 1 : at + 3]
        if any(each.table is not None for each in after):
            return None
        self._remember(paragraphs[at], caption)
        return paragraphs[at], caption

    def _loose_captions(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._unplaced(waiting)

    def _unplaced(self, waiting: Sequence[tuple[WordParagraph, TypedCaption]]) -> None:
        """Captions without a table, which may be a picture: their words are text."""
        for paragraph, _ in waiting:
            self._add(Paragraph(self._content.inlines(paragraph), self._span(paragraph)))

    def _section(self, name: str, blocks: list[Block]) -> ResolvedSection:
        first = blocks[0]
        words = first.content if isinstance(first, NumberedHeading) else ()
        span = self._document.span(1, 0, 0)
        if isinstance(first, NumberedHeading) and first.source.span is not None:
            span = first.source.span
        texts = Localized({self._language: words}) if words else Localized()
        role = "introduction" if name == "introduction" else ""
        section = Section(name, texts, tuple(blocks), self._document.path, span, role)
        return ResolvedSection(section, tuple(blocks))


def _by_language(captions: Iterable[Caption]) -> tuple[Caption, ...]:
    """One caption a language; a second one in the same language goes on in the first."""
    found: dict[str, Caption] = {}
    for caption in captions:
        found.setdefault(caption.language, caption)
    return tuple(found.values())
