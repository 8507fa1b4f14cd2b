"""The last step of resolving: every source node of the trees is replaced by what it prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.model.block import (
    Block,
    Blocks,
    Caption,
    Equation,
    FigureBlock,
    Footnote,
    Heading,
    ListBlock,
    NumberedEquation,
    NumberedFigure,
    NumberedFootnote,
    NumberedHeading,
    NumberedTable,
    Quote,
    TableBlock,
)
from toolkit.model.frozen import mutable
from toolkit.model.inline import (
    Citation,
    CrossReference,
    FootnoteReference,
    Inline,
    Inlines,
    LineBreak,
    Localized,
    ResolvedCitation,
    ResolvedFootnote,
    Style,
    Styled,
    Text,
    Value,
    plain_text,
    primary,
)
from toolkit.model.journal import CaptionStyle, NarrativeStyle
from toolkit.model.review import LoadedReview, MatterBlock, ResolvedSection, Section, Unresolved
from toolkit.model.table import Table
from toolkit.resolve.citations import Citations, on_the_line
from toolkit.resolve.gaps import with_gaps
from toolkit.resolve.numbering import HeadingNumber, Numbers, heading_label
from toolkit.resolve.references import CrossReferences
from toolkit.resolve.rewrite import rewrite_block, rewrite_inlines
from toolkit.resolve.tables import rewrite_table
from toolkit.resolve.values import Values

if TYPE_CHECKING:
    from toolkit.model.chart import Chart

_NARRATIVE = NarrativeStyle()


@mutable
class Printer:
    """Replaces source nodes. Keeps the numbered tables and figures and what could not be resolved."""

    review: LoadedReview
    tables: Mapping[str, Table]
    numbers: Numbers
    citations: Citations
    references: CrossReferences
    values: Values
    tables_printed: dict[str, NumberedTable] = field(default_factory=dict)
    figures_printed: dict[str, NumberedFigure] = field(default_factory=dict)
    unresolved: list[Unresolved] = field(default_factory=list)

    @property
    def language(self) -> str:
        return primary(self.review.metadata.language)

    # --- text ---------------------------------------------------------------------

    def inlines(self, nodes: Inlines, language: str, path: Path | None = None) -> Inlines:
        """The text with every source node replaced; the gap before citations is the journal's."""

        def rewriter(node: Inline) -> Inlines | None:
            match node:
                case Citation():
                    printed = self.citations.printed.get(id(node))
                    return (printed,) if printed is not None else (ResolvedCitation(node, (), ()),)
                case CrossReference():
                    return (self.references.resolve(node, language),)
                case Value():
                    return (self.values.resolve(node, language),)
                case FootnoteReference():
                    return (self._footnote(node, path),)
                case _:
                    return None

        journal = self.review.journal
        narrative = journal.narrative.get(primary(language), _NARRATIVE)
        return rewrite_inlines(with_gaps(nodes, journal.citations, narrative), rewriter)

    def _footnote(self, node: FootnoteReference, path: Path | None) -> Inline:
        number = self.numbers.footnotes.get((path, node.id)) if path is not None else None
        if number is None:
            self.unresolved.append(Unresolved("footnote", node.id, f"no footnote '{node.id}'", node.span))
            return Styled(Style.STRONG, (Text(f"[^{node.id}?]"),))
        return ResolvedFootnote(node, number)

    # --- blocks -------------------------------------------------------------------

    def matter(self, blocks: Iterable[MatterBlock]) -> tuple[MatterBlock, ...]:
        return tuple(
            replace(block, content=tuple(self.inlines(text, block.language) for text in block.content))
            for block in blocks
        )

    def sections(self) -> tuple[ResolvedSection, ...]:
        out = []
        for section in self.review.sections:
            title = self.numbers.titles.get(section.id)
            head: Blocks = (self._heading(title, section.path),) if title else ()
            blocks = tuple(self._block(block, section) for block in section.blocks)
            out.append(ResolvedSection(section, (*head, *blocks)))
        return tuple(out)

    def footnotes(self) -> tuple[NumberedFootnote, ...]:
        notes: dict[int, NumberedFootnote] = {}
        by_path: dict[Path, Section] = {section.path: section for section in self.review.sections}
        for (path, name), number in self.numbers.footnotes.items():
            section = by_path[path]
            note: Footnote = section.footnotes[name]
            notes[number] = NumberedFootnote(
                number, note, tuple(self._block(block, section) for block in note.blocks)
            )
        return tuple(notes[number] for number in sorted(notes))

    def _block(self, block: Block, section: Section) -> Block:
        match block:
            case Heading():
                return self._heading(self.numbers.headings[id(block)], section.path)
            case TableBlock():
                return self._table(block, section)
            case FigureBlock():
                return self._figure(block, section)
            case Equation():
                return NumberedEquation(self.numbers.equations.get(block.id), block)
            case ListBlock():
                items = tuple(tuple(self._block(part, section) for part in item) for item in block.items)
                return replace(block, items=items)
            case Quote():
                return replace(block, blocks=tuple(self._block(part, section) for part in block.blocks))
            case _:
                return rewrite_block(block, lambda text: self.inlines(text, self.language, section.path))

    def _heading(self, number: HeadingNumber, path: Path) -> NumberedHeading:
        heading = number.heading
        return NumberedHeading(
            number.number,
            heading,
            self.inlines(heading.content, self.language, path),
            heading_label(number, self.review.journal.headings),
            number.anchor,
        )

    def _table(self, block: TableBlock, section: Section) -> Block:
        table = self.tables.get(block.id)
        if table is None:
            self.unresolved.append(Unresolved("table", block.id, f"no table '{block.id}'", block.span))
            table = Table(block.id, (), (), ())
        spec = self.review.tables.get(block.id)
        caption = spec.caption if spec else block.caption
        printed = NumberedTable(
            self.numbers.tables[block.id],
            block,
            rewrite_table(table, lambda text: on_the_line(self.inlines(text, self.language, section.path))),
            self._captions(
                caption, self.review.journal.tables.caption, self.numbers.tables[block.id], section
            ),
        )
        self.tables_printed.setdefault(block.id, printed)
        return printed

    def _figure(self, block: FigureBlock, section: Section) -> Block:
        number = self.numbers.figures[block.id]
        style = self.review.journal.figures
        note = self.inlines(block.note.best(self.language), self.language, section.path)
        label = style.note_label.get(primary(self.language), "")
        chart, shown = self._chart(block)
        alt = block.alt.best(self.language) or (() if shown else block.caption.best(self.language))
        printed = NumberedFigure(
            number,
            block,
            self._captions(block.caption, style.caption, number, section),
            (Text(label), *note) if note and label else note,
            plain_text(alt) or shown,
            block.file if block.file and (self.review.root / block.file).is_file() else "",
            chart,
        )
        self.figures_printed.setdefault(block.id, printed)
        return printed

    def _chart(self, block: FigureBlock) -> tuple[Chart | None, str]:
        """What is drawn where the figure is made from evidence, and what it shows in words."""
        if block.chart is None:
            return None, ""
        from toolkit.resolve.charts import make_chart

        return make_chart(block.chart, self.review, self.language, self.unresolved)

    def _captions(
        self, text: Localized, style: CaptionStyle, number: int, section: Section
    ) -> tuple[Caption, ...]:
        """The caption in each language that the journal prints and the author gave."""
        wanted = [primary(language) for language in style.languages] or [self.language]
        languages = [language for language in wanted if text.get(language) is not None]
        if not languages:
            languages = [next(iter(text.texts), self.language)]
        return tuple(
            Caption(
                language,
                style.word.get(language, "Table"),
                style.word_gap.get(language, " "),
                number,
                "" if style.own_line else style.gap.get(language, "  "),
                _placed(self.inlines(text.best(language), language, section.path), style),
                style.bold_label,
            )
            for language in languages
        )


def _placed(text: Inlines, style: CaptionStyle) -> Inlines:
    """The text of a caption on its line, in its letters."""
    if style.italic:
        text = (Styled(Style.EMPH, text),)
    return (LineBreak(), *text) if style.own_line else text
