"""Stage 2: a loaded review becomes one that prints. Every number and value is given here, once.

The steps, in order: tables from records; numbers of headings, tables, figures, equations
and notes; citations in reading order through the CSL engine; then every source node of the
trees is replaced by what it prints.
"""

from __future__ import annotations

from toolkit import resources
from toolkit.csl import Style, load_style, parse_style
from toolkit.model.block import TableBlock, walk_blocks
from toolkit.model.inline import plain_text, primary
from toolkit.model.review import LoadedReview, MatterBlock, ResolvedReview
from toolkit.model.table import Table
from toolkit.resolve.citations import cite, print_references
from toolkit.resolve.matter import matter
from toolkit.resolve.numbering import number
from toolkit.resolve.printing import Printer
from toolkit.resolve.reading_order import ReadingOrder
from toolkit.resolve.references import CrossReferences
from toolkit.resolve.tables import TableMaker
from toolkit.resolve.values import Values

__all__ = ["printed_references", "resolve"]


def resolve(review: LoadedReview) -> ResolvedReview:
    """Give every number, citation and value of a review, in the journal's form.

    Raises `ToolkitError` if the journal's CSL style is not there or cannot be read. What
    nothing answers to (an unknown key, a table that is not there) is listed in `unresolved`
    and prints a visible mark, so that a draft can be read all the same.
    """
    metadata, journal = review.metadata, review.journal
    style = _style(review)
    language = metadata.language
    maker = TableMaker(review, language)
    tables = _tables(review, maker)
    numbers = number(review.sections, journal.headings, language)
    front, back = matter(journal, metadata)
    order = ReadingOrder(review, tables, language)
    texts = [text for block in front for text in block.content]
    citations = cite(order.citations(texts), review.bibliography, journal, style, language)
    references = CrossReferences(journal, numbers)
    values = Values(review)
    printer = Printer(review, tables, numbers, citations, references, values)
    printed_front = printer.matter(front)
    sections = printer.sections()
    return ResolvedReview(
        source=review,
        language=language,
        title=plain_text(metadata.title.best(language)),
        front=printed_front,
        sections=sections,
        back=printer.matter(back),
        footnotes=printer.footnotes(),
        references_heading=_references_heading(back, review),
        bibliography=citations.entries,
        citations=citations.order,
        tables=printer.tables_printed,
        figures=printer.figures_printed,
        mentions=tuple(references.mentions),
        unresolved=(
            *maker.unresolved,
            *citations.unresolved,
            *references.unresolved,
            *values.unresolved,
            *printer.unresolved,
        ),
        warnings=citations.warnings,
    )


def printed_references(review: LoadedReview) -> dict[str, str]:
    """What the journal's reference list prints of every work of the review, by its key.

    Raises `ToolkitError` as `resolve` does.
    """
    works = review.bibliography.references.values()
    forms = review.bibliography.journal_forms
    return print_references(works, review.journal, _style(review), review.metadata.language, forms)


def _style(review: LoadedReview) -> Style:
    """The journal's CSL style, by its id or from the review's own file."""
    name = review.journal.references.style
    if review.style_source:
        return parse_style(review.style_source, name, load_parent=resources.style_bytes)
    return load_style(name)


def _tables(review: LoadedReview, maker: TableMaker) -> dict[str, Table]:
    """Every table of the review: those of specifications, and Markdown tables where they stand."""
    tables = {name: maker.make(spec) for name, spec in review.tables.items()}
    for section in review.sections:
        for block in walk_blocks(section.blocks):
            if isinstance(block, TableBlock) and block.table is not None:
                tables[block.id] = block.table
    return tables


def _references_heading(back: tuple[MatterBlock, ...], review: LoadedReview) -> str:
    """The label of the block `references`, else the profile's heading in the main language."""
    label = next((block.label for block in back if block.part == "references"), "")
    heading = review.journal.references.heading
    return (
        label or heading.get(primary(review.metadata.language)) or next(iter(heading.values()), "References")
    )
