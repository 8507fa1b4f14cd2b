"""Front and back matter: the blocks in the order, languages and labels that the journal wants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from toolkit.model.frozen import frozen
from toolkit.model.inline import Inline, Inlines, Link, Localized, Style, Styled, Text
from toolkit.model.journal import Journal, MatterPart, TypingStyle
from toolkit.model.review import MatterBlock, Metadata
from toolkit.resolve import people
from toolkit.resolve.cells import parentheses
from toolkit.resolve.forms import filled, joined, plain

_Builder: TypeAlias = Callable[[MatterPart, Metadata], list[Inlines]]
"""The paragraphs of a part that prints in its own language, whatever was given in others."""


def matter(journal: Journal, metadata: Metadata) -> tuple[tuple[MatterBlock, ...], tuple[MatterBlock, ...]]:
    """The blocks before and after the text; a part that was not given prints nothing.

    A text that was given in none of the languages in which the journal prints it is not lost:
    it prints once, in the language it was given in.
    """
    builder = _Matter(journal, metadata)
    return builder.side(journal.front), builder.side(journal.back)


@frozen
class _Matter:
    journal: Journal
    metadata: Metadata

    def side(self, parts: Sequence[MatterPart]) -> tuple[MatterBlock, ...]:
        blocks: list[MatterBlock] = []
        for part in parts:
            blocks.extend(self._blocks(part))
        return _without_empty_headings(blocks)

    def _blocks(self, part: MatterPart) -> list[MatterBlock]:
        metadata = self.metadata
        match part.part:
            case "references":
                return [_block(part)]
            case "heading":
                return [_block(part, heading=True)]
            case "statements":
                return self._statements(part)
            case "abstract":
                return self._abstract(part)
            case "keywords":
                words = Localized(
                    {key: joined(words, part.joiner or "; ") for key, words in metadata.keywords.items()}
                )
                return self._localized(part, words)
            case "dates":
                return self._dates(part)
            case "abbreviations":
                paragraphs = _abbreviations(part, metadata, self.journal)
                return [_block(part, *paragraphs)] if any(paragraphs) else []
            case name if name in _LOCALIZED:
                return self._localized(part, _LOCALIZED[name](metadata))
            case name:
                paragraphs = _BUILDERS[name](part, metadata)
                return [_block(part, *paragraphs)] if any(paragraphs) else []

    def _localized(self, part: MatterPart, text: Localized) -> list[MatterBlock]:
        language = self._language(part, text, lambda other: other.part == part.part)
        return [_block(part, text.best(language), language=language)] if language else []

    def _language(
        self, part: MatterPart, text: Localized, prints: Callable[[MatterPart], bool]
    ) -> str | None:
        """The language in which this part prints a text, or None if another part prints it.

        `prints` tells which parts of the journal print this text, in one language or another.
        """
        given = [language for language, nodes in text.texts.items() if nodes]
        if part.language in given:
            return part.language
        same = [other for other in self._parts if prints(other)]
        if not given or same[0] is not part or any(other.language in given for other in same):
            return None
        return given[0]

    @property
    def _parts(self) -> Iterable[MatterPart]:
        return (*self.journal.front, *self.journal.back)

    # --- the parts that print in several languages -------------------------------------

    def _abstract(self, part: MatterPart) -> list[MatterBlock]:
        """A structured abstract: each part behind its bold label, in one paragraph or one each."""
        pieces = self.metadata.abstract
        languages = {key: nodes for piece in pieces for key, nodes in piece.content.texts.items()}
        language = self._language(part, Localized(languages), lambda other: other.part == "abstract")
        paragraphs: list[Inlines] = []
        for piece in pieces if language else ():
            text = piece.content.get(language or "")
            if text and piece.name:
                label = part.labels.get(piece.name, self._name(piece.name, language or ""))
                # A label that closes with a full-width mark needs no space behind it.
                gap = "" if label.endswith(("：", "】", " ")) else " "
                text = (Styled(Style.LABEL, (Text(label + gap),)), *text)
            if text:
                paragraphs.append(text)
        if paragraphs and not part.separate:
            paragraphs = [joined(paragraphs, " ")]
        return [_block(part, *paragraphs, language=language)] if paragraphs else []

    def _statements(self, part: MatterPart) -> list[MatterBlock]:
        """One block per statement, in the journal's order, then those that no other block prints."""
        given = dict(self.metadata.statements)
        if self.metadata.acknowledgements:
            given.setdefault("acknowledgements", self.metadata.acknowledgements)
        names = part.items or (
            *(name for name in part.labels if name in given),
            *(name for name in self.journal.labels if name in given and name not in part.labels),
            *(name for name in given if name not in part.labels and name not in self.journal.labels),
        )
        blocks = []
        for name in names:
            text = given.get(name)
            if text is None or (not part.items and self._claimed(name, part)):
                continue
            language = self._language(part, text, partial(self._prints, name=name))
            if language:
                colon = "：" if language == "zh" else ": "
                label = self._label(part, name, language, own="{label}" + colon)
                blocks.append(
                    _block(part, text.best(language), label=label, name="statement", language=language)
                )
        return blocks

    def _prints(self, part: MatterPart, name: str) -> bool:
        return part.part == "statements" and (name in part.items or not part.items)

    def _claimed(self, name: str, part: MatterPart) -> bool:
        """True if another block of the same language prints this statement by name."""
        return any(
            other.part == "statements" and other.language == part.language and name in other.items
            for other in self._parts
        )

    def _dates(self, part: MatterPart) -> list[MatterBlock]:
        dates = self.metadata.dates
        pieces: list[Inlines] = [
            (Text(self._label(part, name, part.language, own="{label} ") + dates[name]),)
            for name in part.items or tuple(dates)
            if name in dates
        ]
        if not pieces:
            return []
        own = part.label if "{label}" not in part.label else ""
        return [_block(part, joined(pieces, part.joiner or "  ", part.last_joiner), label=own)]

    # --- labels -----------------------------------------------------------------------

    def _label(self, part: MatterPart, name: str, language: str, *, own: str) -> str:
        """The label of one item: the block's, else the journal's name for it in the block's form."""
        if name in part.labels and language == part.language:
            return part.labels[name]
        form = part.label if "{label}" in part.label else own
        return form.replace("{label}", self._name(name, language))

    def _name(self, name: str, language: str) -> str:
        """What the journal calls a statement, a date or a part of an abstract."""
        texts = self.journal.labels.get(name, {})
        return texts.get(language) or name.replace("_", " ").capitalize()


_PAIRS = {"[": "]", "(": ")", "【": "】", "（": "）", "·": "·", "•": "•"}
"""Marks with which a label can open, and those that close its block and look like it."""


def _block(
    part: MatterPart,
    *content: Inlines,
    label: str | None = None,
    name: str = "",
    language: str | None = None,
    heading: bool | None = None,
) -> MatterBlock:
    if part.end and content:
        end: Inline = Text(part.end)
        if _PAIRS.get(part.label.strip()[:1]) == part.end.strip()[-1:]:
            end = Styled(Style.LABEL, (end,))
        content = (*content[:-1], (*content[-1], end))
    return MatterBlock(
        name or part.part,
        language or part.language,
        part.label if label is None else label,
        content,
        part.label_own_line,
        part.heading if heading is None else heading,
        part.new_page,
    )


def _without_empty_headings(blocks: Sequence[MatterBlock]) -> tuple[MatterBlock, ...]:
    """A heading over parts of which none prints is left out; the reference list is no part under it."""
    kept: list[MatterBlock] = []
    for number, block in enumerate(blocks):
        after = blocks[number + 1].part if number + 1 < len(blocks) else "heading"
        if block.part != "heading" or after not in {"heading", "references"}:
            kept.append(block)
    return tuple(kept)


# --- the parts that print in their own language --------------------------------------------


def _classification(part: MatterPart, metadata: Metadata) -> list[Inlines]:
    """`[中图分类号] R711.75 [文献标志码] A`: each code behind its own label."""
    pieces: list[Inlines] = []
    for name in part.items or tuple(part.labels) or tuple(metadata.classification):
        code = metadata.classification.get(name)
        if code:
            pieces.append((Styled(Style.LABEL, (Text(part.labels.get(name, "")),)), Text(code)))
    return [joined(pieces, part.joiner or "  ")] if pieces else []


def _doi(part: MatterPart, metadata: Metadata) -> list[Inlines]:
    doi = metadata.classification.get("doi", "")
    return [(Link(f"https://doi.org/{doi}", (Text(doi),)),)] if doi else []


def _publication(part: MatterPart, metadata: Metadata) -> list[Inlines]:
    """Where the article itself is printed: `2025, 54(6): 754-763`; nothing before that is known."""
    values = {name: plain(text) for name, text in metadata.publication.items()}
    if not values:
        return []
    values["doi"] = plain(metadata.classification.get("doi", ""))
    return [filled(part.form or ("{year}", ", {volume}", "({issue})", ": {pages}"), values)]


def _funding(part: MatterPart, metadata: Metadata) -> list[Inlines]:
    form = part.form or ("{name}", "（{number}）" if part.language == "zh" else " ({number})")
    grants = [
        filled(form, {"name": grant.name.best(part.language), "number": plain(grant.number)})
        for grant in metadata.funding
    ]
    return [joined(grants, part.joiner or "; ", part.last_joiner)] if grants else []


def _abbreviations(part: MatterPart, metadata: Metadata, journal: Journal) -> list[Inlines]:
    """`全称(English, ABBR);…`, the journal's list of abbreviations."""
    form = part.form or ("{full}", _gloss(part.language, journal))
    pieces: list[Inlines] = []
    for item in metadata.abbreviations.values():
        main = item.full.best(part.language)
        english: tuple[Inline, ...] = item.full.get("en") or ()
        values = {
            "short": plain(item.short),
            "full": main,
            "english": english if part.language != "en" and english != main else (),
        }
        pieces.append(filled(form, values))
    if part.separate:
        return pieces
    return [joined(pieces, part.joiner or "; ", part.last_joiner)] if pieces else []


def _gloss(language: str, journal: Journal) -> str:
    """A gloss as the journal types it: `（{english}，{short}）`, the English only where there is any."""
    typing = journal.typing.get(language, TypingStyle())
    opening, closing = parentheses(language, journal)
    before = (typing.parenthesis_gap or "" if language == "zh" else " ") + opening
    comma = typing.gloss_comma or ", "
    return f"{before}{{english}}{comma}{{short}}{closing}|{before}{{short}}{closing}"


_LOCALIZED: Mapping[str, Callable[[Metadata], Localized]] = {
    "title": lambda metadata: metadata.title,
    "column": lambda metadata: metadata.column,
    "topic": lambda metadata: metadata.topic,
    "licence": lambda metadata: metadata.licence,
    "editor": lambda metadata: metadata.editor,
}
_BUILDERS: Mapping[str, _Builder] = {
    "authors": people.authors,
    "affiliations": people.affiliations,
    "correspondence": people.correspondence,
    "biographies": people.biographies,
    "classification": _classification,
    "funding": _funding,
    "doi": _doi,
    "publication": _publication,
}
