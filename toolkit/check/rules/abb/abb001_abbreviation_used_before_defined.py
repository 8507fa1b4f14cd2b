"""An abbreviation is used before the place that defines it.

缩略语在给出全称之前就已使用。

## What it does
Finds where abbreviations are defined, `全称（English, ABBR）`, `全称（ABBR）` or `English (ABBR)`,
and reports one that is used earlier. For the abbreviations that review.yaml lists, the place
where the full form first stands counts as well. Abstract (in each language) and body are
judged apart, for each must be understood alone.

`MSCs` and `MSC` are one. What is part of a longer name (`MSC` in `MSC-Exos`), headings,
tables, captions and notes are not counted as use, nor are words in italics (gene symbols),
units and what everybody knows (DNA, USA). If the journal prints a list of abbreviations, those
of review.yaml are defined by it.

## Why it matters
The reader meets letters that nobody has explained yet. It happens when paragraphs are moved.

## Example
```markdown
MSCs 可促进创面愈合。……间充质干细胞（mesenchymal stem cells, MSCs）来源广泛。
```

## How to mend it
Move the definition to the first use and keep only the abbreviation at the later place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from toolkit.check.abbreviations import COMMON, definitions, normal, uses
from toolkit.check.passages import Passage, passages
from toolkit.check.places import named_place
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import Style, plain_text
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="ABB001",
    name="abbreviation-used-before-defined",
    severity=Severity.WARNING,
    message=Message(
        en="`{short}` is used here but explained only later, at {place}",
        zh="`{short}` 在此使用，但到 {place} 才给出全称",
    ),
    help=Message(
        en="explain it here, and write only `{short}` at the later place",
        zh="请在此处写出全称，后文只用 `{short}`",
    ),
)


class _Place(NamedTuple):
    """A place in the running text: which passage, and where in it."""

    passage: int
    start: int
    end: int

    @property
    def order(self) -> tuple[int, int]:
        return self.passage, self.start


def check(review: ResolvedReview) -> Iterator[Finding]:
    listed = any(part.part == "abbreviations" for part in (*review.journal.front, *review.journal.back))
    for texts in _parts(review):
        yield from _judge(texts, review, listed=listed)


def _parts(review: ResolvedReview) -> Iterator[list[Passage]]:
    """The abstract in each language, and the body: each must be understood alone."""
    prose = [passage for passage in passages(review) if passage.place == "paragraph"]
    abstracts = [passage for passage in prose if passage.part == "abstract"]
    for language in dict.fromkeys(passage.language for passage in abstracts):
        yield [passage for passage in abstracts if passage.language == language]
    yield [passage for passage in prose if passage.part == "body"]


def _judge(texts: list[Passage], review: ResolvedReview, *, listed: bool) -> Iterator[Finding]:
    certain, defined = _definitions(texts)
    full_forms = {} if listed else _full_forms(texts, review)
    for short, place in full_forms.items():
        certain.setdefault(short, place)
        defined[short] = min(defined.get(short, place), place, key=lambda known: known.order)
    if listed:
        for short in review.source.metadata.abbreviations:
            certain.pop(normal(short), None)
    for short, use in _first_uses(texts, certain).items():
        if use.order < defined[short].order:
            passage, later = texts[use.passage], defined[short]
            yield RULE.finding(
                passage.span(use.start, use.end),
                short=passage.text[use.start : use.end],
                place=named_place(texts[later.passage].span(later.start, later.end), review),
            )


def _definitions(texts: Iterable[Passage]) -> tuple[dict[str, _Place], dict[str, _Place]]:
    """By abbreviation: the first certain definition, and the first that may be one."""
    certain: dict[str, _Place] = {}
    defined: dict[str, _Place] = {}
    for number, passage in enumerate(texts):
        for found in definitions(passage.text):
            place = _Place(number, found.start, found.end)
            defined.setdefault(found.short, place)
            if found.certain:
                certain.setdefault(found.short, place)
    return certain, defined


def _full_forms(texts: Iterable[Passage], review: ResolvedReview) -> dict[str, _Place]:
    """Where the full form of each abbreviation of review.yaml first stands."""
    found: dict[str, _Place] = {}
    for abbreviation in review.source.metadata.abbreviations.values():
        forms = [plain_text(text).casefold() for text in abbreviation.full.texts.values()]
        for number, passage in enumerate(texts):
            lower = passage.text.casefold()
            starts = [(lower.find(form), len(form)) for form in forms if form and form in lower]
            if starts:
                start, length = min(starts)
                found[normal(abbreviation.short)] = _Place(number, start, start + length)
                break
    return found


def _first_uses(texts: Iterable[Passage], wanted: Mapping[str, _Place]) -> dict[str, _Place]:
    """Where each of these abbreviations is first used as a word of its own."""
    found: dict[str, _Place] = {}
    for number, passage in enumerate(texts):
        for short, start, end in uses(passage.text):
            if short not in wanted or short in found or short in COMMON:
                continue
            if Style.EMPH not in passage.styles_at(start):
                found[short] = _Place(number, start, end)
    return found
