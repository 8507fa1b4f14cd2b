"""An abbreviation is explained twice in the body, or in two ways.

同一缩略语在正文中重复给出全称，或全称不同。

## What it does
Compares the definitions with an English full form, `全称（English, ABBR）`, in the paragraphs of
the body. A second one is reported as a hint; if its full form is another one (fewer than half of
the words agree), as a warning. Abstract and body may each define. Plural, case and hyphens make
no difference.

## Why it matters
The reader looks for a difference that is not there, or does not know which of two things is
meant.

## Example
```markdown
神经生长因子（nerve growth factor, NGF）……神经生长因子（nerve growth factor, NGF）
```

## How to mend it
Keep the first definition; choose another abbreviation if two things are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.abbreviation_use import Defined, all_definitions
from toolkit.check.places import named_place
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="ABB002",
    name="abbreviation-defined-twice",
    severity=Severity.HINT,
    message=Message(en="`{short}` was already explained at {place}", zh="`{short}` 已在 {place} 给出全称"),
    help=Message(en="write only `{short}` here", zh="此处只写 `{short}`"),
)
OTHER = Message(
    en="`{short}` is `{full}` here, but `{first}` at {place}",
    zh="`{short}` 在此为 `{full}`，而在 {place} 为 `{first}`",
)
CHOOSE = Message(
    en="use one full form, or two abbreviations for `{short}`",
    zh="请统一 `{short}` 的全称，或使用不同的缩略语",
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    first: dict[str, Defined] = {}
    for found in all_definitions(review):
        passage = found.item.passage
        if (
            passage.part != "body"
            or passage.place != "paragraph"
            or not found.definition.certain
            or not found.full
        ):
            continue
        earlier = first.setdefault(found.short, found)
        if earlier is found:
            continue
        same = _same(earlier.full, found.full)
        yield RULE.finding(
            _span(found),
            message=None if same else OTHER,
            help=None if same else CHOOSE,
            severity=None if same else Severity.WARNING,
            short=found.short,
            full=found.full,
            first=earlier.full,
            place=named_place(_span(earlier), review),
        )


def _same(one: str, two: str) -> bool:
    words = [{word.rstrip("s")[:5] for word in re.findall(r"[a-z]+", full.casefold())} for full in (one, two)]
    return 2 * len(words[0] & words[1]) >= min(map(len, words))


def _span(found: Defined) -> Span | None:
    return found.item.passage.span(found.definition.start, found.definition.end)
