"""What stands before and after the sections: title blocks, abstracts, statements, references."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.model.review import BibliographyEntry, MatterBlock
from toolkit.render.docx.context import Context
from toolkit.render.docx.inline import InlineWriter
from toolkit.render.docx.ooxml.text import (
    NO_SPACING,
    CharFormat,
    Element,
    add_break,
    add_paragraph,
    add_tab,
    add_text,
    begin_page,
    close_field,
    open_field,
)

_STYLES = {
    "authors": "Author",
    "affiliations": "Affiliation",
    "abstract": "Abstract",
    "keywords": "Keywords",
}
_LABEL = CharFormat(style="Label")
# A label on its own line belongs to what is below it.
_OVER_TEXT = {"before": 120, "after": 0}
_UNDER_LABEL = {"before": 0}


class MatterWriter:
    """Writes front and back matter in the journal's order."""

    def __init__(self, context: Context, writer: InlineWriter) -> None:
        self._context = context
        self._writer = writer

    def front(self, parent: Element, blocks: Sequence[MatterBlock]) -> None:
        for block in blocks:
            self._placed(parent, block, self._front_style(block))
        if blocks and not self._context.journal.page.text_on_new_page:
            add_paragraph(parent, "FrontEnd")

    def back(self, parent: Element, blocks: Sequence[MatterBlock]) -> None:
        """The reference list stands where the journal puts it, last if it does not say."""
        listed = False
        for block in blocks:
            listed = listed or block.part == "references"
            self._placed(parent, block, "BackMatter")
        if not listed:
            self.references(parent, self._context.review.references_heading)

    def _front_style(self, block: MatterBlock) -> str:
        if block.part == "title":
            return "Title" if block is self._context.review.main_title else "Subtitle"
        return _STYLES.get(block.part, "FrontMatter")

    def _placed(self, parent: Element, block: MatterBlock, style: str) -> None:
        start = len(parent)
        if block.part == "references":
            self.references(parent, self._context.review.references_heading or block.label)
        else:
            self._block(parent, block, style)
        if block.new_page and len(parent) > start:
            begin_page(parent[start])

    def _block(self, parent: Element, block: MatterBlock, style: str) -> None:
        """Label and text; the label runs in, stands on its own line, or is a heading."""
        label, below = block.label, NO_SPACING
        if label and (block.heading or block.label_own_line):
            alone = "Heading1" if block.heading else style
            look = CharFormat() if block.heading else _LABEL
            own = not block.heading
            above = add_paragraph(parent, alone, keep_next=own, spacing=_OVER_TEXT if own else NO_SPACING)
            add_text(above, label.strip(), look)
            label, below = "", _UNDER_LABEL if own else NO_SPACING
        for position, content in enumerate(block.content or ((),)):
            if not content and not label:
                continue
            paragraph = add_paragraph(parent, style, spacing=NO_SPACING if position else below)
            if label and position == 0:
                add_text(paragraph, label, _LABEL)
            self._writer.write(paragraph, content, block.language)

    def references(self, parent: Element, heading: str) -> None:
        entries = self._context.review.bibliography
        if not entries:
            return
        if heading:
            add_text(add_paragraph(parent, "Heading1"), heading.strip())
        zotero = self._context.zotero
        for entry in entries:
            paragraph = add_paragraph(parent, "Bibliography")
            if zotero is not None and entry is entries[0]:
                open_field(paragraph, zotero.bibliography)
            self._entry(paragraph, entry)
        if zotero is not None:
            close_field(paragraph)

    def _entry(self, paragraph: Element, entry: BibliographyEntry) -> None:
        """Label, tab, entry; a version in the other language on a new line under the same number."""
        name = self._context.anchors.entries.get(entry.key)
        bookmark = self._context.bookmark(paragraph, name) if name else None
        if entry.label:
            add_text(paragraph, entry.label)
            add_tab(paragraph)
        self._writer.write(paragraph, entry.content, entry.language)
        if entry.translation:
            add_break(paragraph)
            self._writer.write(paragraph, entry.translation, entry.language)
        self._context.close(paragraph, [bookmark])
