"""Front and back matter: the blocks in the order, languages and labels that the journal wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from toolkit.model.inline import Inline, Inlines, Localized, Style, Styled, Text
from toolkit.model.journal import MatterPart
from toolkit.model.review import Author, MatterBlock, Metadata

_Builder: TypeAlias = Callable[[MatterPart, Metadata], list[MatterBlock]]


def matter(parts: Sequence[MatterPart], metadata: Metadata) -> tuple[MatterBlock, ...]:
    """The blocks of one side of the document; a part that was not given prints nothing."""
    blocks: list[MatterBlock] = []
    for part in parts:
        blocks.extend(_BUILDERS[part.part](part, metadata))
    return tuple(blocks)


def _block(part: MatterPart, *content: Inlines, label: str | None = None, name: str = "") -> MatterBlock:
    if part.end and content:
        content = (*content[:-1], (*content[-1], Text(part.end)))
    return MatterBlock(
        name or part.part,
        part.language,
        part.label if label is None else label,
        content,
        part.label_own_line,
        part.heading,
    )


def _localized(get: Callable[[Metadata], Localized]) -> _Builder:
    def build(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
        text = get(metadata).get(part.language)
        return [_block(part, text)] if text else []

    return build


def _authors(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    """`作者甲^1,2*^，作者乙^2^`: marks only where there is more than one affiliation."""
    if not metadata.authors:
        return []
    numbers = {name: str(number) for number, name in enumerate(metadata.affiliations, 1)}
    content: list[Inline] = []
    for author in metadata.authors:
        if content:
            content.append(Text(part.joiner or ", "))
        content.extend(author.name.best(part.language))
        marks = [numbers[name] for name in author.affiliations if name in numbers] if len(numbers) > 1 else []
        if author.corresponding and len(metadata.authors) > 1:
            marks.append("*")
        if marks:
            content.append(Styled(Style.SUPER, (Text(",".join(marks)),)))
    return [_block(part, tuple(content))]


def _affiliations(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    paragraphs: list[Inlines] = []
    for number, text in enumerate(metadata.affiliations.values(), 1):
        mark = (Text(f"{number}. "),) if len(metadata.affiliations) > 1 else ()
        paragraphs.append((*mark, *text.best(part.language)))
    return [_block(part, *paragraphs)] if paragraphs else []


def _abstract(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    """A structured abstract runs on in one paragraph, each part behind its bold label."""
    content: list[Inline] = []
    for piece in metadata.abstract:
        text = piece.content.get(part.language)
        if not text:
            continue
        if piece.name:
            gap = " " if content else ""
            content.append(Styled(Style.STRONG, (Text(f"{gap}{part.labels.get(piece.name, piece.name)} "),)))
        content.extend(text)
    return [_block(part, tuple(content))] if content else []


def _keywords(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    words = metadata.keywords.get(part.language, ())
    return [_block(part, joined(words, part.joiner or "; "))] if words else []


def _classification(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    """`[中图分类号] R711.75 [文献标志码] A`: each code behind its own label."""
    pieces: list[Inlines] = []
    for name in part.items or tuple(metadata.classification):
        code = metadata.classification.get(name)
        if code:
            pieces.append((Styled(Style.STRONG, (Text(part.labels.get(name, "")),)), Text(code)))
    return [_block(part, joined(pieces, part.joiner or "  "))] if pieces else []


def _funding(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    left, right = ("（", "）") if part.language == "zh" else (" (", ")")
    grants = [
        (*grant.name.best(part.language), *((Text(f"{left}{grant.number}{right}"),) if grant.number else ()))
        for grant in metadata.funding
    ]
    return [_block(part, joined(grants, part.joiner or "; "))] if grants else []


def _dates(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    pieces: list[Inlines] = [
        (Text(part.labels.get(name, f"{name} ") + metadata.dates[name]),)
        for name in part.items or tuple(metadata.dates)
        if name in metadata.dates
    ]
    return [_block(part, joined(pieces, part.joiner or "  "))] if pieces else []


def _corresponding(metadata: Metadata) -> list[Author]:
    return [author for author in metadata.authors if author.corresponding]


def _correspondence(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    comma, mail = ("，", "Email：") if part.language == "zh" else (", ", "e-mail: ")
    people: list[Inlines] = []
    for author in _corresponding(metadata):
        address: Inlines = (Text(f"{comma}{mail}{author.email}"),) if author.email else ()
        people.append((*author.name.best(part.language), *address))
    return [_block(part, joined(people, part.joiner or "; "))] if people else []


def _biographies(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    texts = [text for author in metadata.authors if (text := author.biography.get(part.language))]
    return [_block(part, *texts)] if texts else []


def _abbreviations(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    """`全称(English, ABBR);…`, the journal's list of abbreviations."""
    pieces: list[Inlines] = []
    for item in metadata.abbreviations.values():
        main = item.full.best(part.language)
        english = item.full.get("en") if part.language != "en" else None
        inside = (*english, Text(f", {item.short}")) if english and english != main else (Text(item.short),)
        pieces.append((*main, Text("("), *inside, Text(")")))
    return [_block(part, joined(pieces, part.joiner or "; "))] if pieces else []


def _statements(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    """One block per statement, in the journal's order, then those it does not name."""
    given: dict[str, Localized] = dict(metadata.statements)
    if metadata.acknowledgements:
        given.setdefault("acknowledgements", metadata.acknowledgements)
    names = part.items or (
        *(name for name in part.labels if name in given),
        *(n for n in given if n not in part.labels),
    )
    blocks = []
    for name in names:
        text = given[name].get(part.language) if name in given else None
        if text:
            blocks.append(_block(part, text, label=part.labels.get(name, ""), name="statement"))
    return blocks


def _references(part: MatterPart, metadata: Metadata) -> list[MatterBlock]:
    return [_block(part)]


def joined(pieces: Sequence[Inlines], joiner: str) -> Inlines:
    """Runs of text with the same text between them."""
    out: list[Inline] = []
    for number, piece in enumerate(pieces):
        if number:
            out.append(Text(joiner))
        out.extend(piece)
    return tuple(out)


_BUILDERS: Mapping[str, _Builder] = {
    "title": _localized(lambda metadata: metadata.title),
    "authors": _authors,
    "affiliations": _affiliations,
    "correspondence": _correspondence,
    "abstract": _abstract,
    "keywords": _keywords,
    "classification": _classification,
    "abbreviations": _abbreviations,
    "funding": _funding,
    "dates": _dates,
    "biographies": _biographies,
    "statements": _statements,
    "references": _references,
}
