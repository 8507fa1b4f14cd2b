"""The citations of a manuscript: one form is settled on, and each citation led to its entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from toolkit.load.manuscript.authoryear import find_author_year
from toolkit.load.manuscript.citations import Found, find_numbered, find_round
from toolkit.load.manuscript.reference_columns import find_in_reference_columns
from toolkit.model.manuscript import Cited, Cluster, Entry, Form, Group
from toolkit.model.word import LIVE, FieldKind, WordDocument, WordParagraph

Place: TypeAlias = Literal["text", "table", "caption", "note"]
_BRACKETED: frozenset[Form] = frozenset(("bracket", "full-width", "superscript-bracket"))
_LONGEST_RANGE = 60
_BEYOND = 5
"""How far above the last entry a number may be and still help to settle the form."""
_ROUND_SHARE = 0.5
_FEWEST_ROUND = 3


class Citations(NamedTuple):
    """The form that most citations have, and all citations in reading order."""

    form: Form | None
    clusters: tuple[Cluster, ...]


def find_citations(
    document: WordDocument, paragraphs: Sequence[tuple[WordParagraph, Place]], entries: Sequence[Entry]
) -> Citations:
    """The citations in these paragraphs, which are those of the text without the front matter."""
    numbers: dict[int, str] = {}
    for entry in entries:
        numbers.setdefault(entry.position if entry.number is None else entry.number, entry.key)
    top = max((number for number in numbers if number < 1000), default=0)
    endnotes = bool(entries) and document.paragraph(entries[0].span.line).story == "endnote"
    found = {paragraph.line: list(find_numbered(paragraph, endnotes=endnotes)) for paragraph, _ in paragraphs}
    form = _settle((each for group in found.values() for each in group), top)
    if form not in _BRACKETED and form != "superscript":
        rounds = {paragraph.line: list(find_round(paragraph)) for paragraph, _ in paragraphs}
        if _is_round(rounds, numbers, top):
            form, found = "round", rounds
    if form is None or (entries and not _covers(found, form, numbers) and entries[0].number is None):
        by_author = find_author_year(document, paragraphs, entries)
        if by_author:
            return Citations("author-year", by_author)
    if form is not None and entries:
        for line, each in find_in_reference_columns(document, form):
            if line in found and not any(_counts(other, form, top) for other in found[line]):
                found[line] = [each]
    maker = _Maker(document, numbers)
    clusters = [
        maker.cluster(paragraph, place, each)
        for paragraph, place in paragraphs
        for each in sorted(found[paragraph.line])
        if _counts(each, form, top)
    ]
    return Citations(form if clusters else None, tuple(clusters))


def _settle(found: Iterable[Found], top: int) -> Form | None:
    """The form in which most different works are cited."""
    works: dict[Form, set[int]] = {}
    counts: Counter[Form] = Counter()
    for each in found:
        if not top or max(each.numbers) <= top + _BEYOND:
            works.setdefault(each.form, set()).update(each.numbers)
            counts[each.form] += 1
    bracketed = set().union(*(works.get(form, set()) for form in _BRACKETED))
    if len(works.get("superscript", ())) > len(bracketed):
        return "superscript"
    return max((form for form in works if form in _BRACKETED), key=lambda form: counts[form], default=None)


def _counts(each: Found, form: Form | None, top: int) -> bool:
    """Whether a passage is a citation, now that the manuscript's form is known."""
    highest = max(each.numbers)
    if each.form in _BRACKETED:
        return form != "round" and (not top or highest <= 2 * top + 20) and highest > 0
    return each.form == form and highest > 0 and (not top or highest <= top + _BEYOND)


def _is_round(rounds: Mapping[int, Sequence[Found]], numbers: Mapping[int, str], top: int) -> bool:
    """Whether numbers in round brackets are citations: they name at least half of the entries."""
    cited = set().union(
        *(each.numbers for group in rounds.values() for each in group if max(each.numbers) <= top)
    )
    known = cited & set(numbers)
    return len(known) >= max(_FEWEST_ROUND, _ROUND_SHARE * len(numbers))


def _covers(found: Mapping[int, Sequence[Found]], form: Form, numbers: Mapping[int, str]) -> bool:
    cited = set().union(*(each.numbers for group in found.values() for each in group if each.form == form))
    return 2 * len(cited & set(numbers)) >= len(numbers)


class _Maker:
    def __init__(self, document: WordDocument, numbers: Mapping[int, str]) -> None:
        self._document = document
        self._numbers = numbers
        self._live: dict[int, list[tuple[int, int, FieldKind]]] = {}
        for each in document.fields:
            for piece in each.pieces:
                if each.kind in LIVE:
                    self._live.setdefault(piece.line, []).append((piece.start, piece.end, each.kind))

    def cluster(self, paragraph: WordParagraph, place: Place, found: Found) -> Cluster:
        line = paragraph.line
        groups = tuple(
            Group(first, last, self._document.span(line, start, end))
            for first, last, start, end in found.parts
        )
        works = tuple(
            Cited(self._numbers.get(number, ""), str(number), group.span)
            for group in groups
            for number in _listed(group)
        )
        return Cluster(
            text=paragraph.text[found.start : found.end],
            form=found.form,
            span=self._document.span(line, found.start, found.end),
            works=works,
            groups=groups,
            locator=found.locator,
            live=next(
                (
                    kind
                    for start, end, kind in self._live.get(line, ())
                    if start < found.end and found.start < end
                ),
                None,
            ),
            place=place,
        )


def _listed(group: Group) -> Sequence[int]:
    """The numbers of a group; of a range that runs backwards, or too far, its two ends."""
    if group.first > group.last or group.last - group.first > _LONGEST_RANGE:
        return (group.first, group.last)
    return group.numbers
