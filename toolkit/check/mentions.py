"""Where the text names its tables and figures, by `@tbl:id` or as typed by hand (“表 1”)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from toolkit.check.passages import OBJECT, passages
from toolkit.check.per_review import per_review
from toolkit.model.block import NumberedFigure, NumberedTable
from toolkit.model.inline import ResolvedCrossReference, TargetKind
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

_WORDS = {"tbl": "表格?|[Tt]ables?|[Tt]ab\\.", "fig": "图|[Ff]igures?|[Ff]igs?\\."}
_LONGEST_RANGE = 50
_OF_ANOTHER = re.compile(rf"(?:原文|文献|该文|其|{OBJECT})的?\s*$")
_BEHIND_ANOTHER = re.compile(rf"[）)]?\s?{OBJECT}|\s(?:of|in) (?:that|the cited|refs?\.?|reference)\b")
"""What before and behind a typed number says that it is of a cited work."""


class Named(NamedTuple):
    """One place that names tables or figures. `typed` by hand, or by a cross-reference."""

    kind: TargetKind
    numbers: tuple[int, ...]
    span: Span | None
    text: str = ""
    """What was typed."""
    typed: bool = False
    of_another: bool = False
    """Whether what is named belongs to a cited work: `图 2[@yang2024]`, 原文表 3."""


@per_review
def named(review: ResolvedReview) -> tuple[Named, ...]:
    """Every place that names tables or figures, in reading order.

    What a table or figure says of itself, in its caption, cells or notes, does not count.
    """
    numbers = {
        "tbl": {name: table.number for name, table in review.tables.items()},
        "fig": {name: figure.number for name, figure in review.figures.items()},
    }
    kinds: list[TargetKind] = [kind for kind in ("tbl", "fig") if numbers[kind]]
    found: list[Named] = []
    for passage in passages(review) if kinds else ():
        if passage.part not in {"body", "footnotes"}:
            continue
        here: list[tuple[int, Named]] = []
        own, _, own_id = passage.owner.partition(":")
        own_number = numbers.get(own, {}).get(own_id)
        for offset, node in passage.nodes():
            if isinstance(node, ResolvedCrossReference):
                here.extend((offset, item) for item in _referenced(node, numbers, passage.owner))
        for kind in kinds:
            for match in _typed(kind).finditer(passage.text):
                spoken = tuple(n for n in _numbers(match[1]) if (kind, n) != (own, own_number))
                span = passage.span(*match.span())
                foreign = _is_of_another(passage.text, *match.span())
                found_here = Named(kind, spoken, span, match[0], typed=True, of_another=foreign)
                here.append((match.start(), found_here))
        found.extend(item for _, item in sorted(here, key=lambda pair: pair[0]))
    return tuple(found)


def _is_of_another(text: str, start: int, end: int) -> bool:
    before = _OF_ANOTHER.search(text, max(0, start - 5), start)
    return before is not None or _BEHIND_ANOTHER.match(text, end) is not None


def _referenced(
    node: ResolvedCrossReference, numbers: Mapping[str, Mapping[str, int]], owner: str
) -> list[Named]:
    """What one cross-reference names: all targets of a bracket at once."""
    found: list[Named] = []
    kinds = dict.fromkeys(target.kind for target in node.source.targets)
    for kind in kinds:
        spoken = tuple(
            numbers[kind][target.id]
            for target in node.source.targets
            if target.kind == kind
            and target.id in numbers.get(kind, {})
            and f"{target.kind}:{target.id}" != owner
        )
        if spoken:
            found.append(Named(kind, spoken, node.source.span))
    return found


@cache
def _typed(kind: str) -> re.Pattern[str]:
    """“表 1”, “表 1～3”, “Tables 1 and 2”, “图 2A、2B”; not “附表 1” and “Table S1”."""
    number = r"\d{1,3}[A-Za-z]?"
    joiner = rf"\s*(?:[-–~～、,，和及与至到]|and|&)\s*(?:{_WORDS[kind]})?\s*"
    return re.compile(
        rf"(?<![附续列代发])(?<![A-Za-z])(?:{_WORDS[kind]})\s*({number}(?:{joiner}{number})*)(?![\d.]*\d)"
    )


def _numbers(text: str) -> list[int]:
    """The numbers of “1”, “1、2” and “1～3”."""
    found: list[int] = []
    for part in re.split(r"[、,，和及与&]|and", text):
        ends = [int(digits) for digits in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] < ends[1] < ends[0] + _LONGEST_RANGE:
            found.extend(range(ends[0], ends[1] + 1))
        else:
            found.extend(ends)
    return found


def placed_before_mention(review: ResolvedReview, kind: TargetKind) -> Iterator[tuple[str, int]]:
    """Tables or figures (`tbl`, `fig`) that stand before the text that mentions them first: id and number."""
    placed: Sequence[NumberedTable | NumberedFigure] = list(
        review.tables.values() if kind == "tbl" else review.figures.values()
    )
    numbers = {one.source.id: one.number for one in placed if one.source.id}
    by_number = {number: name for name, number in numbers.items()}
    mentioned: set[str] = set()
    early: list[str] = []
    for passage in passages(review) if numbers else ():
        own_kind, _, own_id = passage.owner.partition(":")
        if own_kind == kind and own_id in numbers and own_id not in mentioned and own_id not in early:
            early.append(own_id)
        if passage.part not in {"body", "footnotes"}:
            continue
        for _, node in passage.nodes():
            if isinstance(node, ResolvedCrossReference):
                mentioned.update(target.id for target in node.source.targets if target.kind == kind)
        for match in _typed(kind).finditer(passage.text):
            mentioned.update(by_number.get(number, "") for number in _numbers(match[1]))
    yield from ((name, numbers[name]) for name in early if name in mentioned)


def out_of_order(review: ResolvedReview, kind: TargetKind) -> Iterator[tuple[Named, int, int]]:
    """Places whose cross-reference names a number while a lower one, named later, is not yet named.

    Gives the place, the number, and the lowest number that should have come before it.
    """
    places = [place for place in named(review) if place.kind == kind]
    ever = {number for place in places for number in place.numbers}
    seen: set[int] = set()
    for place in places:
        for number in sorted(set(place.numbers) - seen):
            waiting = [lower for lower in ever - seen - set(place.numbers) if lower < number]
            if waiting and not place.typed:
                yield place, number, min(waiting)
        seen.update(place.numbers)
