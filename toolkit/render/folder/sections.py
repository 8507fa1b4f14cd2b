"""The text of a manuscript → `sections/NN-name.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from toolkit.model.block import (
    Block,
    NumberedFigure,
    NumberedFootnote,
    NumberedHeading,
    NumberedTable,
    Paragraph,
)
from toolkit.model.frozen import mutable
from toolkit.model.inline import Inline, Inlines, Math, Text, plain_text, primary
from toolkit.model.word import WordDocument, WordParagraph
from toolkit.render.folder.draft import Draft
from toolkit.render.folder.escaping import block_escaped, escaped
from toolkit.render.folder.tables import TableWriter
from toolkit.render.folder.words import BODY, TITLE, VALUE, Words
from toolkit.render.folder.yaml_text import prose, scalar

_INTRODUCTIONS = frozenset({"引言", "前言", "绪论", "introduction", "background"})
_CONCLUSIONS = frozenset(
    {"结论", "结语", "小结", "总结", "conclusion", "conclusions", "总结与展望", "结论与展望", "小结及展望"}
)
_NOTE = re.compile(r"\s*(?:注|[Nn]otes?)\s*[:：.]\s*")
_EQUATION_NUMBER = re.compile(r"[\s(（.．…]*(\d+)?[\s)）]*")


@mutable
class _Open:
    """A section while it is written."""

    heading: NumberedHeading | None
    blocks: list[Block] = field(default_factory=list)


class SectionWriter:
    """Writes the sections of one manuscript; the text of its tables goes through `tables`."""

    def __init__(self, draft: Draft, document: WordDocument, words: Words, tables: TableWriter) -> None:
        self._draft = draft
        self._document = document
        self._words = words
        self._tables = tables
        self._language = primary(draft.review.language)
        self._numbers_headings = any(
            isinstance(block, NumberedHeading) and block.number for block in draft.review.blocks
        )
        self._notes = {note.number: note for note in draft.review.footnotes}
        self._equations = 0

    def files(self) -> dict[str, str]:
        """The sections by path below the review's folder."""
        found: dict[str, str] = {}
        names: set[str] = set()
        for number, section in enumerate(self._sections(), 1):
            name, front = self._front(section, names, number)
            names.add(name)
            body = self._body(section.blocks)
            found[f"sections/{number:02}-{name}.md"] = f"---\n{front}---\n{body}"
        return found

    def _sections(self) -> list[_Open]:
        """The blocks in sections: the highest level of headings, whatever Word calls it, begins each."""
        blocks = self._draft.review.blocks
        levels = [block.source.level for block in blocks if isinstance(block, NumberedHeading)]
        top = min(levels, default=1)
        found = [_Open(None)]
        for block in blocks:
            if isinstance(block, NumberedHeading) and block.source.level == top:
                found.append(_Open(block))
            else:
                found[-1].blocks.append(block)
        self._top = top
        kept = [each for each in found if each.heading is not None or each.blocks]
        return kept or found

    def _front(self, section: _Open, names: set[str], number: int) -> tuple[str, str]:
        """Name and front matter of a section."""
        heading = section.heading
        if heading is None:
            role = "role: introduction\n" if number == 1 else ""
            return "introduction", f"id: introduction\n{role}"
        self._words.see(heading.source.span)
        title = self._words.write(heading.content, TITLE, label=True)
        squeezed = "".join(plain_text(heading.content).split()).casefold()
        role = ""
        if squeezed in _INTRODUCTIONS:
            name, role = "introduction", "introduction"
        elif squeezed in _CONCLUSIONS:
            name, role = "conclusion", "conclusion"
        else:
            name = self._draft.slug(plain_text(heading.content)) or f"section-{number}"
        base, count = name, 1
        while name in names:
            count += 1
            name = f"{base}-{count}"
        lines = [f"id: {name}", f"title: {prose({self._language: title}, self._language)}"]
        if role:
            lines.append(f"role: {role}")
        if self._numbers_headings and not heading.number and role != "introduction":
            lines.append("numbered: false")
        return name, "\n".join(lines) + "\n"

    # --- blocks -----------------------------------------------------------------------

    def _body(self, blocks: Sequence[Block]) -> str:
        self._words.notes = []
        parts: list[str] = []
        in_list = False
        at = 0
        while at < len(blocks):
            block = blocks[at]
            note_before = isinstance(block, Paragraph) and self._is_figure_note(block, blocks, at + 1)
            if note_before or isinstance(block, NumberedFigure):
                text, at = self._figure(blocks, at)
                listed = False
            else:
                text, listed = self._block(block)
                at += 1
            if text:
                # Items of one list stand in lines that follow each other.
                parts.append(("\n" if listed and in_list else "\n\n") + text)
                in_list = listed
        body = "".join(parts).strip("\n")
        notes = "".join(f"\n\n{text}" for text in self._footnotes())
        return f"{body}{notes}\n" if body else "\n"

    def _block(self, block: Block) -> tuple[str, bool]:
        """A block as Markdown, and whether it is an item of a list."""
        match block:
            case NumberedHeading():
                self._words.see(block.source.span)
                level = min(6, block.source.level - self._top + 1)
                own = self._words.write(block.content, BODY, label=True)
                plain = self._numbers_headings and not block.number
                return f"{'#' * level} {own}{' {.unnumbered}' if plain else ''}", False
            case NumberedTable():
                return self._tables.write(block), False
            case Paragraph():
                return self._paragraph(block)
            case _:
                return "", False

    def _paragraph(self, block: Paragraph) -> tuple[str, bool]:
        equation = _only_equation(block.content)
        if equation is not None:
            math, numbered = equation
            self._words.see(block.span)
            self._equations += numbered
            name = f" {{#eq:eq{self._equations}}}" if numbered else ""
            return f"$$\n{math.tex}\n$$" + name, False
        text = self._words.write(block.content, BODY)
        if not text:
            return "", False
        line = self._document.paragraph(block.span.line) if block.span is not None else None
        if line is not None and line.label and line.outline is None:
            indent = "    " * (line.list_level or 0)
            if line.numbered_by is None:
                return f"{indent}- {block_escaped(text)}", True
            label = typed_label(line)
            if not label:
                number = re.sub(r"\D", "", line.label)
                return f"{indent}{number}. {block_escaped(text)}", True
            return block_escaped(f"{escaped(label)} {text}"), False
        return block_escaped(text), False

    def _footnotes(self) -> Iterator[str]:
        """The notes that the section refers to; a note may refer to none."""
        done: set[int] = set()
        while pending := [number for number in self._words.notes if number not in done]:
            number = pending[0]
            done.add(number)
            note: NumberedFootnote = self._notes[number]
            texts = [
                self._words.write(block.content, BODY)
                for block in note.blocks
                if isinstance(block, Paragraph)
            ]
            yield f"[^{number}]: " + "\n\n    ".join(block_escaped(text) for text in texts if text)

    # --- figures ----------------------------------------------------------------------

    def _is_figure_note(self, block: Block, blocks: Sequence[Block], beside: int) -> bool:
        """Whether a paragraph beside a figure is what is explained under it."""
        if not isinstance(block, Paragraph) or block.span is None:
            return False
        if not (0 <= beside < len(blocks)) or not isinstance(blocks[beside], NumberedFigure):
            return False
        style = self._document.paragraph(block.span.line).style.casefold()
        return "note" in style or _NOTE.match(plain_text(block.content)) is not None

    def _figure(self, blocks: Sequence[Block], at: int) -> tuple[str, int]:
        """A figure with the note before or behind it; where the next block is."""
        notes: list[Inlines] = []
        block = blocks[at]
        if isinstance(block, Paragraph):
            notes.append(block.content)
            at += 1
            block = blocks[at]
        at += 1
        if not isinstance(block, NumberedFigure):
            return self._block(block)[0], at
        if not notes and at < len(blocks) and self._is_figure_note(blocks[at], blocks, at - 1):
            following = blocks[at]
            notes += [following.content] if isinstance(following, Paragraph) else []
            at += 1
        return self._figure_text(block, notes), at

    def _figure_text(self, figure: NumberedFigure, notes: Sequence[Inlines]) -> str:
        self._words.see(figure.source.span)
        line = figure.source.span.line if figure.source.span is not None else 0
        captions = {
            caption.language: self._words.write(caption.content, VALUE, label=True)
            for caption in figure.captions
        }
        file = self._draft.pictures.get(figure.source.file, "")
        if not file:
            label = figure.captions[0].label if figure.captions else figure.source.id
            self._words.lose("picture", line, label)
            # Without its file the figure could not be read; its caption stays as text.
            texts = [
                f"**{self._words.write((Text(caption.label),), BODY)}** {captions[caption.language]}"
                for caption in figure.captions
            ]
            return "\n\n".join([*texts, *(self._words.write(note, BODY) for note in notes)])
        lines = [f"file: {scalar(file)}"]
        if any(captions.values()):
            lines.append(f"caption: {prose(captions, self._language)}")
        if notes:
            text = _without_label(tuple(notes[0]))
            lines.append(f"note: {scalar(self._words.write(text, VALUE))}")
            self._words.see_all(notes[0])
        if figure.alt:
            lines.append(f"alt: {scalar(self._words.write((Text(figure.alt),), TITLE))}")
        return f"::: figure {figure.source.id}\n" + "\n".join(lines) + "\n:::"


def typed_label(paragraph: WordParagraph) -> str:
    """The automatic number of a paragraph that no list of Markdown prints, such as (a) or ①, and that
    therefore becomes part of its text; empty if there is none."""
    label = paragraph.label.strip()
    if paragraph.outline is not None or paragraph.numbered_by is None or re.fullmatch(r"\d+[.)、．]?", label):
        return ""
    return label


def _without_label(nodes: tuple[Inline, ...]) -> Inlines:
    """A note without the 注： that the journal puts before it."""
    first = nodes[0] if nodes else None
    found = _NOTE.match(first.text) if isinstance(first, Text) else None
    if found is None or not isinstance(first, Text):
        return nodes
    return (Text(first.text[found.end() :]), *nodes[1:])


def _only_equation(nodes: Inlines) -> tuple[Math, bool] | None:
    """The equation that a paragraph consists of, and whether a number stands behind it."""
    found = [node for node in nodes if isinstance(node, Math)]
    rest = "".join(plain_text((node,)) for node in nodes if not isinstance(node, Math))
    number = _EQUATION_NUMBER.fullmatch(rest)
    if len(found) != 1 or number is None:
        return None
    return found[0], bool(number[1])
