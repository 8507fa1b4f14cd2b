"""A resolved review as a Word document: what stands in it, in order."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import ToolkitError
from toolkit.model.block import NumberedTable, Paragraph
from toolkit.model.diagnostic import Problem
from toolkit.model.inline import plain_text, primary
from toolkit.model.review import ResolvedReview
from toolkit.render.docx.blocks import BlockWriter, Setting
from toolkit.render.docx.context import Context
from toolkit.render.docx.fonts import StyleSheet
from toolkit.render.docx.inline import InlineWriter
from toolkit.render.docx.layout import Flow, page_shape
from toolkit.render.docx.matter import MatterWriter
from toolkit.render.docx.ooxml import parts
from toolkit.render.docx.ooxml.text import (
    add_footnote,
    add_footnote_mark,
    add_paragraph,
    begin_page,
    is_paragraph,
)
from toolkit.render.docx.running_heads import RunningHeads

_NOTE = Setting(body="FootnoteText", first="FootnoteText")


def render_docx(review: ResolvedReview, *, zotero: bool = False) -> bytes:
    """The whole review as a DOCX file; the same review gives the same bytes.

    With `zotero`, citations and the reference list are live fields of Zotero, in place of links
    inside the document.

    Raises `ToolkitError` with all problems for picture files that Word cannot show. A picture
    that is missing, and a formula that cannot be converted, stand in the text as what they are:
    they are for a rule to report.
    """
    return _Document(review, zotero=zotero).whole()


def render_table_docx(review: ResolvedReview, table_ids: Sequence[str]) -> bytes:
    """These tables alone, in the given order, in the styles and with the numbers of the review.

    Raises `ToolkitError` for an id that is no table of the review.
    """
    unknown = [name for name in table_ids if name not in review.tables]
    if unknown:
        known = ", ".join(review.tables) or "none"
        raise ToolkitError(*(Problem(f"no table '{name}'", None, f"Tables: {known}") for name in unknown))
    return _Document(review).tables([review.tables[name] for name in table_ids])


class _Document:
    """The writers of one document, each for what its name says."""

    def __init__(self, review: ResolvedReview, *, zotero: bool = False) -> None:
        self._review = review
        self._context = context = Context(review)
        if zotero:
            from toolkit.render.docx.zotero import Zotero

            context.zotero = Zotero(review)
        self._styles = StyleSheet(context.package.styles)
        self._styles.apply(review.journal, review.language)
        self._flow = Flow(parts.empty_body(), page_shape(review.journal.page), RunningHeads(context))
        self._writer = InlineWriter(context, context.package.document)
        self._blocks = self._block_writer(self._writer, self._flow)

    def whole(self) -> bytes:
        review, body = self._review, self._flow.body
        self._context.anchors.add_blocks(review.blocks)
        if self._context.zotero is None:
            self._context.anchors.add_entries(entry.key for entry in review.bibliography)
        self._styles.hang_references([entry.label for entry in review.bibliography])
        matter = MatterWriter(self._context, self._writer)

        self._flow.across()
        matter.front(body, review.front)
        start = len(body)
        for section in review.sections:
            self._blocks.write(body, section.blocks)
        if review.journal.page.text_on_new_page and start < len(body) and is_paragraph(body[start]):
            begin_page(body[start])
        if review.back or review.bibliography:
            self._flow.as_text()
        matter.back(body, review.back)
        self._properties()
        return self._finish()

    def tables(self, tables: Sequence[NumberedTable]) -> bytes:
        self._context.anchors.add_blocks(tables)
        self._blocks.write(self._flow.body, tuple(tables))
        return self._finish()

    def _block_writer(self, writer: InlineWriter, flow: Flow | None) -> BlockWriter:
        return BlockWriter(self._context, writer, self._styles.size("TableText"), self._flow.text, flow)

    def _finish(self) -> bytes:
        self._footnotes()
        self._flow.finish()
        if self._context.problems:
            raise ToolkitError(*self._context.problems)
        package = self._context.package
        parts.replace_body(package.document.root, self._flow.body)
        return package.to_bytes()

    def _footnotes(self) -> None:
        """The notes that the text refers to, each with its mark at the start of its first paragraph."""
        part = self._context.package.footnotes
        writer = InlineWriter(self._context, part, in_note=True)
        blocks = self._block_writer(writer, None)
        for number in sorted(self._context.referred_notes):
            note = self._context.footnotes[number]
            writer.note = number
            footnote = add_footnote(part.root, number)
            first = add_paragraph(footnote, "FootnoteText")
            add_footnote_mark(first)
            rest = note.blocks
            if rest and isinstance(rest[0], Paragraph):
                writer.write(first, rest[0].content)
                rest = rest[1:]
            blocks.write(footnote, rest, _NOTE)

    def _properties(self) -> None:
        """Title, authors, keywords, language. Authors that do not print (blind review) do not show."""
        review = self._review
        metadata = review.source.metadata
        named = any(block.part == "authors" for block in review.front)
        authors = [plain_text(author.name.best(review.language)) for author in metadata.authors if named]
        words = metadata.keywords.get(primary(review.language), ())
        parts.fill_core_properties(
            self._context.package.core_properties,
            title=review.title,
            creator="; ".join(authors),
            keywords="; ".join(plain_text(word) for word in words),
            language=review.language,
        )
        if self._context.zotero is not None:
            self._context.package.add_custom_properties(self._context.zotero.properties())
