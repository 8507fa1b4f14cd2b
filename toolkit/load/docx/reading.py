"""What was walked through, as the frozen document that the rest of the toolkit reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from toolkit.load.docx.fields import read_fields
from toolkit.load.docx.names import attribute, child, descendants, kind, value
from toolkit.load.docx.numbering import Numbered, Numbering, read_numbering
from toolkit.load.docx.package import Package
from toolkit.load.docx.stored import document_variables, zotero_codes
from toolkit.load.docx.styles import Look, Styles, heading_level, read_look, read_styles
from toolkit.load.docx.walk import walk_story
from toolkit.load.docx.walked import Notes, Walk, Walked, WalkedTable, numbered
from toolkit.load.docx.works import word_sources
from toolkit.model.word import Story, View, WordCell, WordDocument, WordParagraph, WordRun, WordTable

_NOTES: tuple[tuple[Story, str, str], ...] = (
    ("footnote", "footnotes", "w:footnote"),
    ("endnote", "endnotes", "w:endnote"),
)
_CORE = {"title", "creator", "language", "subject", "keywords"}


def read_package(package: Package, view: View) -> tuple[WordDocument, tuple[Walked, ...]]:
    """The document of a package, and its paragraphs with their nodes, in the same order."""
    warnings: list[str] = []

    def tree(type: str) -> etree._Element | None:
        return package.optional_tree(package.first_related(type), warnings)

    style_root = tree("styles")
    styles = read_styles(style_root)
    numbering = read_numbering(tree("numbering"), styles)
    body = child(package.tree(package.main), "w:body")
    if body is None:
        raise package.damaged(f"its part {package.main} holds no text")
    settings = tree("settings")
    walk = Walk(package, styles, view, _notes(settings, body), zotero_codes(package, warnings))
    walk_story(walk, body, "body", package.main)
    _walk_notes(walk, warnings)
    _walk_margins(walk, warnings)
    pieces = numbered(walk)
    paragraphs = _paragraphs(walk, numbering, read_look(_default_run(style_root)))
    document = WordDocument(
        path=package.path,
        view=view,
        paragraphs=paragraphs,
        tables=tuple(_table(table) for table in walk.tables),
        fields=read_fields(
            walk.fields, pieces, word_sources(package, warnings), document_variables(settings)
        ),
        properties=_properties(package, warnings),
        changes=walk.changes,
        warnings=(*warnings, *walk.warnings),
    )
    return document, tuple(walk.paragraphs)


def _notes(settings: etree._Element | None, body: etree._Element) -> dict[str, Notes]:
    """How notes are numbered: by the settings of the last section, of the document, or Word's default."""
    found: dict[str, Notes] = {}
    for name, default in (("footnote", "decimal"), ("endnote", "lowerRoman")):
        own = [value(each, "w:numFmt") for each in descendants(body, f"w:{name}Pr")]
        form = next((each for each in own if each), "") or value(child(settings, f"w:{name}Pr"), "w:numFmt")
        found[name] = Notes(form or default)
    return found


def _walk_notes(walk: Walk, warnings: list[str]) -> None:
    """The notes that the text has marks of, in the order of the marks."""
    for story, relation, name in _NOTES:
        part = walk.package.first_related(relation)
        root = walk.package.optional_tree(part, warnings)
        if root is None or part is None:
            continue
        elements = {attribute(element, "w:id"): element for element in root if kind(element) == name}
        for note in list(walk.notes[story].order):
            if note in elements:
                walk_story(walk, elements[note], story, part, note)


def _walk_margins(walk: Walk, warnings: list[str]) -> None:
    """Headers, footers and comments."""
    margins: tuple[tuple[Story, str], ...] = (("header", "header"), ("footer", "footer"))
    for story, relation in margins:
        for part in sorted(set(walk.package.related(relation))):
            root = walk.package.optional_tree(part, warnings)
            if root is not None:
                walk_story(walk, root, story, part)
    for part in walk.package.related("comments")[:1]:
        root = walk.package.optional_tree(part, warnings)
        for element in root if root is not None else ():
            if kind(element) == "w:comment":
                walk_story(walk, element, "comment", part, attribute(element, "w:id"))


def _default_run(styles: etree._Element | None) -> etree._Element | None:
    return child(child(child(styles, "w:docDefaults"), "w:rPrDefault"), "w:rPr")


def _paragraphs(walk: Walk, numbering: Numbering, default: Look) -> tuple[WordParagraph, ...]:
    tables: dict[int, int] = {}
    for index, table in enumerate(walk.tables):
        for cell in table.cells:
            for paragraph in cell.paragraphs:
                tables[id(paragraph)] = index
    return tuple(_paragraph(paragraph, walk.styles, numbering, default) for paragraph in walk.paragraphs)


def _paragraph(paragraph: Walked, styles: Styles, numbering: Numbering, default: Look) -> WordParagraph:
    properties = paragraph.properties
    style = value(properties, "w:pStyle") or styles.default
    number = numbering.next(properties, style)
    own_level = value(properties, "w:outlineLvl")
    outline = heading_level(own_level) if own_level else styles.outline(style)
    side = value(properties, "w:jc")
    return WordParagraph(
        line=paragraph.line,
        text=paragraph.text,
        runs=tuple(_runs(paragraph)),
        story=paragraph.story,
        part=paragraph.part,
        note=paragraph.note,
        label=number.label if number is not None else "",
        style=styles.name(style),
        outline=outline,
        list_level=number.level if number is not None else None,
        numbered_by=_counted(number),
        table=paragraph.table,
        size=_size(paragraph, default),
        centred=side == "center" if side else styles.centred(style),
        pictures=tuple(paragraph.pictures),
    )


def _counted(number: Numbered | None) -> tuple[str, int] | None:
    return None if number is None or number.bullet else (number.list, number.level)


def _runs(paragraph: Walked) -> Iterator[WordRun]:
    """Runs of equal formatting; Word cuts its own at every change of spelling state."""
    last: WordRun | None = None
    for piece in paragraph.pieces:
        run = WordRun(piece.start, piece.end, piece.look.styles, piece.kind, piece.target)
        if (
            last is not None
            and last.kind == run.kind == "text"
            and (last.styles, last.target) == (run.styles, run.target)
        ):
            last = WordRun(last.start, run.end, last.styles, last.kind, last.target)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _size(paragraph: Walked, default: Look) -> float | None:
    weights: Counter[float] = Counter()
    for piece in paragraph.pieces:
        size = piece.look.size or default.size
        if size is not None:
            weights[size] += piece.end - piece.start
    return max(weights, key=lambda size: (weights[size], size), default=None)


def _table(table: WalkedTable) -> WordTable:
    lines = [paragraph.line for cell in table.cells for paragraph in cell.paragraphs] or [0]
    return WordTable(
        first=min(lines),
        last=max(lines),
        cells=tuple(
            WordCell(
                cell.row,
                cell.column,
                cell.colspan,
                cell.rowspan,
                tuple(paragraph.line for paragraph in cell.paragraphs),
            )
            for cell in table.cells
        ),
        rows=table.rows,
        columns=table.columns,
        head=table.head,
        inside=table.inside,
    )


def _properties(package: Package, warnings: list[str]) -> dict[str, str]:
    """The core properties that say something of the text (ISO/IEC 29500-2, section 11)."""
    for part in package.related("core-properties", ""):
        root = package.optional_tree(part, warnings)
        found = {
            kind(element): (element.text or "").strip() for element in (root if root is not None else ())
        }
        return {name: text for name, text in found.items() if name in _CORE and text}
    return {}
