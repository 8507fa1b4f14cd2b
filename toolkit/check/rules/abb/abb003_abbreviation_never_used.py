"""An abbreviation is defined and never used again.

缩略语给出后再未使用。

## What it does
Reports an abbreviation that the body defines, `全称（English, ABBR）` or `English (ABBR)`, when
it stands nowhere else in the body, its headings, tables, captions and notes. Compounds count as
use (`MSC-Exos` of `MSC`, `CXCL1` of `CXCL`), except for names that are something else (`PGC-1α`
is no primitive germ cell). A symbol with a number (`GPX1`), which readers may search for, is a
hint. Abbreviations of one or two letters, chemical formulas and definitions that may be something
else, are not judged.

## Why it matters
The reader learns it for nothing; journals ask to abbreviate only what recurs.

## Example
```markdown
卵泡膜间质细胞（theca-interstitial cells, TICs）的自噬也参与其中。
```
and `TICs` nowhere else.

## How to mend it
Write only the full form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.check.abbreviation_use import all_definitions, all_uses, components
from toolkit.check.abbreviations import normal
from toolkit.check.chemical_formulas import FORMULAS
from toolkit.check.known_abbreviations import OTHER_NAMES
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="ABB003",
    name="abbreviation-never-used",
    severity=Severity.WARNING,
    message=Message(
        en="`{short}` is explained here and used nowhere else", zh="`{short}` 在此给出后再未使用"
    ),
    help=Message(en="write only the full form", zh="只写全称即可"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    defined = [
        found
        for found in all_definitions(review)
        if found.definition.certain and found.item.passage.part == "body" and len(found.short) > 2
    ]
    if not defined:
        return
    counts: Counter[str] = Counter()
    words: set[str] = set()
    for use in all_uses(review):
        if use.item.passage.part == "body":
            word = use.word
            if "-" in word:
                word = "/".join(part for part in word.split("/") if normal(part) not in OTHER_NAMES)
            words.add(word)
            counts.update({normal(word), *components(word)})
    definitions = Counter(found.short for found in defined)
    for found in defined:
        short = found.short
        if short in FORMULAS or definitions[short] > 1 or counts[short] > 1 or _begins_another(short, words):
            continue
        start, end = found.definition.start, found.definition.end
        yield RULE.finding(
            found.item.passage.span(start, end),
            severity=Severity.HINT if any(map(str.isdigit, short)) else None,
            short=found.item.text[start:end],
        )


def _begins_another(short: str, words: set[str]) -> bool:
    """Whether a longer word is made with it: `CXCL1` of `CXCL`, `mdECM` of `ECM`."""
    return any(short in word and normal(word) != short for word in words)
