"""What is what in a manuscript, and the review that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from toolkit.load.manuscript.clusters import Citations, Place, find_citations
from toolkit.load.manuscript.content import Content
from toolkit.load.manuscript.front import Front, Slice, read_front
from toolkit.load.manuscript.layout import body_size, caption_of, own_paragraphs
from toolkit.load.manuscript.listed_names import called_by_name
from toolkit.load.manuscript.people import read_people
from toolkit.load.manuscript.plain import language_of
from toolkit.load.manuscript.references import ReferenceList, certain, find_list, read_entries
from toolkit.load.manuscript.sections import SectionMaker
from toolkit.model.block import Footnote, NumberedFootnote, Paragraph
from toolkit.model.inline import Inlines, LineBreak, Localized, Text, plain_text
from toolkit.model.journal import Journal
from toolkit.model.manuscript import Cluster, Entry, Manuscript
from toolkit.model.reference import Bibliography
from toolkit.model.review import (
    Abbreviation,
    AbstractPart,
    BibliographyEntry,
    LoadedReview,
    Metadata,
    ResolvedReview,
    ResolvedSection,
    Unresolved,
)
from toolkit.model.source import Span
from toolkit.model.word import WordDocument, WordParagraph

_ABBREVIATION = re.compile(
    r"(?P<zh>[^;；()（）]*)[(（](?P<en>[^()（）;；]+?)\s*[,，]\s*(?P<short>[A-Za-z0-9αβγκ/+-]{2,15})(?:[,，][^()（）]*)?[)）]"
)
_SENTENCES = 150
"""Characters from which a paragraph of the front matter is taken for prose."""
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def understand(document: WordDocument, journal: Journal | None = None) -> ResolvedReview:
    """The review that a manuscript makes, with the numbers that it prints.

    `journal` is the profile it is judged by; without one it is judged by what all journals share.
    What is only in a file is in `ResolvedReview.manuscript`.
    """
    paragraphs = tuple(own_paragraphs(document))
    found = find_list(document, paragraphs)
    rest = tuple(each for each in paragraphs if each.line not in found.lines)
    size = body_size(rest)
    front = read_front(rest, size)
    text = tuple(each for each in rest if each.line > front.last)
    language = language_of("".join(each.text for each in text))
    entries = read_entries(document, found)
    prose = tuple(each for each in rest if each.line > front.last or _is_prose(each, front))
    citations = find_citations(document, tuple(_places(document, prose)), entries)
    if citations.form == "author-year":
        entries, clusters = called_by_name(entries, citations.clusters)
        citations = Citations("author-year", clusters)
    content = Content(document, citations.clusters)
    maker = SectionMaker(document, content, size, language)
    sections = maker.sections(text)
    metadata = _metadata(front, content, language, journal, maker, document)
    source = _source(document, metadata, journal, sections, entries)
    return ResolvedReview(
        source=source,
        language=metadata.language,
        title=plain_text(metadata.title.best(language)),
        front=(),
        sections=sections,
        back=(),
        footnotes=tuple(_footnotes(document, content)),
        references_heading=found.heading.text.strip() if found.heading is not None else "",
        bibliography=tuple(_listed(entry) for entry in entries),
        citations=content.citations,
        tables=maker.tables,
        figures=maker.figures,
        unresolved=tuple(_unresolved(citations.clusters)),
        manuscript=Manuscript(
            document=document,
            form=citations.form,
            clusters=citations.clusters,
            entries=entries,
            captions=tuple(maker.captions),
            references=_heading_span(document, found),
            numbered_entries=any(entry.number is not None for entry in entries),
        ),
    )


def _source(
    document: WordDocument,
    metadata: Metadata,
    journal: Journal | None,
    sections: Sequence[ResolvedSection],
    entries: Sequence[Entry],
) -> LoadedReview:
    """The manuscript as what a review folder would hold."""
    return LoadedReview(
        root=document.path.parent,
        metadata=metadata,
        journal=journal or Journal("", {}),
        sections=tuple(section.source for section in sections),
        evidence={},
        tables={},
        bibliography=Bibliography({entry.key: certain(entry) for entry in entries if entry.style}),
        sources={document.path: document.source},
    )


def _unresolved(clusters: Sequence[Cluster]) -> Iterator[Unresolved]:
    """The cited works that the reference list does not have."""
    for cluster in clusters:
        for work in cluster.works:
            if not work.key:
                yield Unresolved("citation", work.printed, "", work.span)


def _heading_span(document: WordDocument, found: ReferenceList) -> Span | None:
    heading = found.heading
    return document.span(heading.line, 0, len(heading.text)) if heading is not None else None


def _is_prose(paragraph: WordParagraph, front: Front) -> bool:
    """Whether a paragraph of the front matter may cite: not names and addresses, whose numbers are raised."""
    abstracts = {part.paragraph.line for parts in front.abstracts.values() for part in parts}
    return paragraph.line in abstracts or (len(paragraph.text) > _SENTENCES and "。" in paragraph.text)


def _places(document: WordDocument, text: Sequence[WordParagraph]) -> Iterator[tuple[WordParagraph, Place]]:
    """The paragraphs in which citations are looked for, and the kind of place each is."""
    for paragraph in text:
        if paragraph.table is not None:
            yield paragraph, "table"
        else:
            yield paragraph, "caption" if caption_of(paragraph) is not None else "text"
    for paragraph in document.paragraphs:
        if paragraph.story == "footnote":
            yield paragraph, "note"


def _metadata(
    front: Front,
    content: Content,
    language: str,
    journal: Journal | None,
    maker: SectionMaker,
    document: WordDocument,
) -> Metadata:
    def inlines(part: Slice) -> Inlines:
        return content.inlines(part.paragraph, part.start, part.end)

    def span(part: Slice) -> Span:
        return document.span(part.paragraph.line, part.start, part.end)

    spans = {f"title.{key}": span(part) for key, part in front.titles.items()}
    spans |= {f"abstract.{key}": span(parts[0]) for key, parts in front.abstracts.items() if parts}
    spans |= {f"keywords.{key}": span(parts[0]) for key, parts in front.keywords.items() if parts}
    spans |= {name: found for name in ("title", "abstract", "keywords") if (found := _first(spans, name))}
    abstract = {
        key: tuple(node for number, part in enumerate(parts) for node in (*_break(number), *inlines(part)))
        for key, parts in front.abstracts.items()
    }
    people = read_people(document, front)
    return Metadata(
        title=Localized({key: inlines(part) for key, part in front.titles.items()}),
        language=_LANGUAGES[language],
        journal=journal.id if journal is not None else "",
        abstract=(AbstractPart("", Localized(abstract)),) if abstract else (),
        keywords={key: tuple(inlines(part) for part in parts) for key, parts in front.keywords.items()},
        statements=maker.statements,
        acknowledgements=maker.acknowledgements,
        authors=people.authors,
        affiliations=people.affiliations,
        classification=people.classification,
        funding=people.funding,
        abbreviations=dict(_abbreviations(front, document)),
        spans=spans,
    )


def _abbreviations(front: Front, document: WordDocument) -> Iterator[tuple[str, Abbreviation]]:
    """The items of a printed list, `卵泡刺激素(follicle-stimulating hormone, FSH)` or `FSH: …`."""
    for part in front.abbreviations:
        text = part.paragraph.text
        for item in _ABBREVIATION.finditer(text, part.start, part.end):
            full: dict[str, Inlines] = {
                language: (Text(item[language].strip()),)
                for language in ("zh", "en")
                if item[language].strip()
            }
            short = item["short"].strip()
            yield (
                short,
                Abbreviation(short, Localized(full), document.span(part.paragraph.line, *item.span())),
            )


def _first(spans: Mapping[str, Span], name: str) -> Span | None:
    return next((span for key, span in spans.items() if key.startswith(f"{name}.")), None)


def _break(number: int) -> Inlines:
    return (LineBreak(),) if number else ()


def _footnotes(document: WordDocument, content: Content) -> Iterator[NumberedFootnote]:
    """The footnotes, without the marks at their heads; endnotes that are the reference list are none."""
    notes: dict[str, list[WordParagraph]] = {}
    for paragraph in document.paragraphs:
        if paragraph.story == "footnote":
            notes.setdefault(paragraph.note, []).append(paragraph)
    for number, (name, paragraphs) in enumerate(notes.items(), 1):
        blocks = tuple(
            Paragraph(content.inlines(each, _behind_mark(each)), document.span(each.line, 0, len(each.text)))
            for each in paragraphs
        )
        yield NumberedFootnote(number, Footnote(name, blocks, blocks[0].span), blocks)


def _behind_mark(paragraph: WordParagraph) -> int:
    first = next(iter(paragraph.runs), None)
    end = first.end if first is not None and first.kind == "footnote" else 0
    return len(paragraph.text) - len(paragraph.text[end:].lstrip())


def _listed(entry: Entry) -> BibliographyEntry:
    first, _, rest = entry.text.partition("\n")
    return BibliographyEntry(
        key=entry.key,
        number=entry.position if entry.number is None else entry.number,
        label=entry.label,
        content=(Text(first),),
        language=language_of(first),
        reference=entry.reference,
        translation=(Text(rest),) if rest else (),
    )
