"""How an imported review, built again, differs from the manuscript that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from toolkit.load.manuscript.plain import squeezed
from toolkit.model.block import Block, Equation, NumberedEquation, NumberedHeading, NumberedTable, Paragraph
from toolkit.model.grid import cell_rows, full_width
from toolkit.model.inline import (
    Inlines,
    LineBreak,
    Math,
    ResolvedCitation,
    ResolvedFootnote,
    Styled,
    children_of,
    plain_text,
)
from toolkit.model.review import ResolvedReview
from toolkit.model.table import Table
from toolkit.render.folder import Draft, Loss, typed_label
from toolkit.render.folder.words import keeps_name

_SHOWN = 60
_ALIKE = 8
_NUMBERS = re.compile(r"\s*[\[［(（]?[\d,，\s–-]+[\]］)）]?\s*$")
"""The number behind the name of a narrative citation."""
_BRACKET = re.compile(r"\s*[(（\[［].*")
_NOTE_LABEL = re.compile(r"^(?:注|notes?)[:.]", re.IGNORECASE)


class _Passage(NamedTuple):
    """A heading, paragraph or equation: as it is compared, as it reads, and its paragraph's number."""

    compared: str
    text: str
    line: int


_NOTHING = _Passage("", "", 0)


class _Side(NamedTuple):
    """How the citations of one side are compared. `keys` leads from the entries of a manuscript to their
    keys; None for a review that was built again."""

    keys: Mapping[str, str] | None = None
    names: bool = True
    """Whether the name of a narrative citation counts: not where the manuscript cites by names."""
    labels: Mapping[int, str] = {}
    """Automatic numbers that have become text, by their paragraphs."""


def _sides(draft: Draft) -> tuple[_Side, _Side]:
    manuscript = draft.review.manuscript
    names = manuscript is None or manuscript.form != "author-year"
    paragraphs = manuscript.document.paragraphs if manuscript is not None else ()
    labels = {each.line: label for each in paragraphs if (label := typed_label(each))}
    return _Side(draft.keys, names, labels), _Side(None, names)


def tables_that_differ(draft: Draft, again: ResolvedReview) -> list[str]:
    """The tables, by id, whose cells would not print as in the manuscript."""
    typed, printed = _sides(draft)
    return [
        name
        for name, table in draft.review.tables.items()
        if name not in again.tables
        or _cells(table.table, typed) != _cells(again.tables[name].table, printed)
        or _unfit(again, name)
    ]


def _unfit(again: ResolvedReview, name: str) -> bool:
    """Whether a value of its records is none of its field's type."""
    records = again.source.evidence.get(name)
    return records is not None and any(
        value.problem for record in records.records.values() for value in record.values.values()
    )


def differences(draft: Draft, again: ResolvedReview) -> tuple[Loss, ...]:
    """What would print otherwise: headings, running text, the numbers of the references."""
    typed, printed = _sides(draft)
    before, after = _passages(draft.review.blocks, typed), _passages(again.blocks, printed)
    return (
        *_texts(before, after, _notes(draft, again)),
        *_numbers(draft, again),
        *(Loss("difference", 0, f"{each.kind} {each.name}: {each.reason}") for each in again.unresolved),
    )


def _notes(draft: Draft, again: ResolvedReview) -> frozenset[str]:
    """Notes of figures and tables, which may be a paragraph on one side alone."""
    figures = (figure.note for figure in again.figures.values())
    tables = (note.content for table in draft.review.tables.values() for note in table.table.notes)
    found = {_NOTE_LABEL.sub("", _compared(note, _Side())) for note in (*figures, *tables) if note}
    # A figure without its picture leaves its caption in the text.
    captions = (caption for figure in draft.review.figures.values() for caption in figure.captions)
    return frozenset(found | {squeezed(f"{each.label}{plain_text(each.content)}") for each in captions})


def _texts(
    before: Sequence[_Passage],
    after: Sequence[_Passage],
    notes: frozenset[str],
) -> Iterator[Loss]:
    matcher = SequenceMatcher(
        None, [each.compared for each in before], [each.compared for each in after], autojunk=False
    )
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        old, new = (
            [each for each in side if _NOTE_LABEL.sub("", each.compared) not in notes]
            for side in (before[start:end], after[new_start:new_end])
        )
        for shown, other in _paired(old, new):
            first = next(
                (n for n, (a, b) in enumerate(zip(shown.text, other.text, strict=False)) if a != b), 0
            )
            at = max(0, first - 15)
            yield Loss(
                "difference",
                shown.line,
                f"“{shown.text[at : at + _SHOWN]}” → “{other.text[at : at + _SHOWN]}”",
            )


def _paired(old: Sequence[_Passage], new: Sequence[_Passage]) -> Iterator[tuple[_Passage, _Passage]]:
    """Each passage with the one that took its place, by their first letters; nothing beside one without."""
    left = list(new)
    for passage in old:
        alike = [each for each in left if each.compared[:_ALIKE] == passage.compared[:_ALIKE]]
        found = alike[0] if alike else left[0] if len(old) == len(new) == 1 else _NOTHING
        if found is not _NOTHING:
            left.remove(found)
        yield passage, found
    yield from ((_NOTHING, passage) for passage in left)


def _passages(blocks: Sequence[Block], side: _Side) -> list[_Passage]:
    """Headings, paragraphs and equations in their order."""
    found: list[_Passage] = []
    for block in blocks:
        match block:
            case NumberedHeading() | Paragraph():
                span = block.source.span if isinstance(block, NumberedHeading) else block.span
                line = span.line if span is not None else 0
                label = side.labels.get(line, "") if isinstance(block, Paragraph) else ""
                compared = squeezed(label) + _compared(block.content, side)
                found.append(_Passage(compared, plain_text(block.content), line))
            case NumberedEquation():
                tex = block.source.tex
                found.append(_Passage(squeezed(tex), tex, 0))
            case Equation() | NumberedTable():
                continue
            case _:
                items = getattr(block, "items", None) or ((getattr(block, "blocks", ()),))
                for item in items:
                    found += _passages(item, side)
    return [each for each in found if each.compared]


def _compared(nodes: Inlines, side: _Side) -> str:
    """Text in which citations are keys, and width and blanks do not count."""
    parts: list[str] = []
    for node in nodes:
        match node:
            case ResolvedCitation():
                if node.source.narrative and side.names:
                    parts.append(_NUMBERS.sub("", plain_text(node.content)))
                elif node.source.narrative and keeps_name(plain_text(node.content), len(node.keys)):
                    parts.append(_BRACKET.sub("", plain_text(node.content)))  # it became text of its own
                parts.append(_cited(node, side.keys))
            case ResolvedFootnote():
                parts.append(f"⟦^{node.number}⟧")
            case Math():
                parts.append(node.tex)
            case LineBreak():
                parts.append("\n")
            case Styled():
                parts.append(_compared(node.children, side))
            case _ if children_of(node):
                parts.append(_compared(children_of(node), side))
            case _:
                parts.append(plain_text((node,)))
    return squeezed("".join(parts))


def _cited(node: ResolvedCitation, own: Mapping[str, str] | None) -> str:
    """The keys of a citation; of the manuscript's, a number that the list lacks as it stands in the text."""
    keys = [item.key for item in node.source.items]
    if own is None:
        return f"⟦{'⟧⟦'.join(keys)}⟧"
    known = [own[key] for key in keys if key in own]
    unknown = [key for key in keys if key not in own]
    shown = f"⟦{'⟧⟦'.join(known)}⟧" if known else ""
    return shown + (f"[{','.join(unknown)}]" if unknown else "")


def _cells(table: Table, side: _Side) -> list[list[str]]:
    """What stands in each row and column, heads included."""
    width = full_width(table)
    rows = cell_rows((*table.head, *table.body), width)
    return [["" if cell is None else _compared(cell.cell.content, side) for cell in row] for row in rows]


def _numbers(draft: Draft, again: ResolvedReview) -> Iterator[Loss]:
    """References that would bear another number than in the manuscript."""
    manuscript = draft.review.manuscript
    if manuscript is None or not manuscript.numbered_entries:
        return
    after = {entry.key: entry.number for entry in again.bibliography}
    moved = [
        f"[{before}] → [{after[key]}]"
        for entry in manuscript.entries
        if (key := draft.keys.get(entry.key, "")) in after
        and (before := entry.number or entry.position) != after[key]
    ]
    if moved and any(entry.label for entry in again.bibliography):
        yield Loss("difference", 0, ", ".join(moved))
