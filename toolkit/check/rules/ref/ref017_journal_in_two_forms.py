r"""One journal is called by two names in the reference list.

同一期刊在参考文献表中有两种写法。

## What it does
Compares the journal names as they print: `Stem Cell Res Ther` beside `Stem Cell Research &
Therapy`, `Cells` beside `cells`, two names under one ISSN. An abbreviation is known by its
words: each must be shortened from the word of the full name in its place.

Journals that changed their name keep both, so names under one ISSN are reported only if one
is short for the other. Each form that is not the usual one is reported once.

## Why it matters
One list, one form: copy editors change each by hand. A reader may take them for two journals.

## Example
```bibtex
@article{a, journal = {Stem Cell Res Ther}, …}
@article{b, journal = {Stem Cell Research \& Therapy}, …}
```

## How to mend it
Write the name in the same way in all entries, as the journal you submit to wants it.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.journal_names import is_short_for, printed
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span, place_of
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF017",
    name="journal-in-two-forms",
    severity=Severity.WARNING,
    message=Message(
        en="one journal prints as “{name}” in {here} reference(s) ({keys}) and as “{other}” in {count}",
        zh="同一期刊在 {here} 条文献（{keys}）中印为“{name}”，在 {count} 条中印为“{other}”",
    ),
    help=Message(en="use one form; the other is at {place}", zh="请统一写法；另一写法见 {place}"),
)
_NAMED = 6
"""References that a message names at most."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    journals = printed(review)
    names = sorted(journals, key=lambda name: (-len(journals[name]), name))
    for index, name in enumerate(names):
        # The form that is used more often stands; of two equally frequent ones the first by name.
        usual = next((other for other in names[:index] if _is_same(name, other)), None)
        if usual is None:
            continue
        first = journals[name][0]
        keys = [f"`{reference.id}`" for reference in journals[name]]
        yield RULE.finding(
            field_span(first, "container-title", "container-title-short"),
            name=name,
            here=len(keys),
            keys=", ".join(keys[:_NAMED]) + (", …" if len(keys) > _NAMED else ""),
            other=usual,
            count=len(journals[usual]),
            place=place_of(journals[usual][0], review),
        )


def _is_same(name: str, other: str) -> bool:
    return name.casefold() == other.casefold() or is_short_for(name, other) or is_short_for(other, name)
