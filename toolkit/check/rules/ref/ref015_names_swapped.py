"""Family name and given name are exchanged.

姓与名颠倒。

## What it does
Reports names whose family name is an initial and whose given name is a word, `Y., Wang`, and
Chinese names whose “family name” has two characters and whose “given name” is a common family
name: `小明, 张`. Families that are called by one letter (O, E, U) and families of two characters
(欧阳, 司马) pass.

## Why it matters
The list prints `Y W` for `Wang Y`, sorts it under Y, and nobody finds the author.

## Example
```bibtex
author = {L., Yang and Wei, Zhou},
```
The first name is exchanged; of the second no program can tell.

## How to mend it
Write the family name first, then a comma: `Yang, L.` and `张, 小明`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.edits import replacement
from toolkit.check.people import is_han_surname
from toolkit.check.rule import Message, Rule
from toolkit.check.scripts import has_han
from toolkit.check.works import field_span, judged
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.reference import Name
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF015",
    name="names-swapped",
    severity=Severity.WARNING,
    message=Message(
        en="`{family}` stands as the family name and `{given}` as the given name in `{key}`",
        zh="`{key}` 中以“{family}”为姓、“{given}”为名，似已颠倒",
    ),
    help=Message(en="exchange them: `{right}`", zh="请对调：`{right}`"),
)
_INITIALS = re.compile(r"(?:[A-Z]\.[\s-]?){1,3}|[B-DF-HJ-NP-TV-Z]{1,2}")
_WORD = re.compile(r"[A-ZÀ-Þ][a-zß-ɏ'’-]{2,}")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        for variable, names in reference.names.items():
            for name in names:
                if not _is_swapped(name):
                    continue
                right = f"{name.given}, {name.family}"
                span = field_span(reference, variable)
                typed = f"{name.family}, {name.given}"
                yield RULE.finding(
                    span,
                    fix=replacement(review, span, typed, right, RULE.help, Applicability.UNSAFE),
                    family=name.family,
                    given=name.given,
                    key=reference.id,
                    right=right,
                )


def _is_swapped(name: Name) -> bool:
    family, given = name.family.strip(), name.given.strip()
    if not family or not given or name.non_dropping_particle or name.dropping_particle:
        return False
    if has_han(family):
        return len(family) > 1 and is_han_surname(given) and not is_han_surname(family)
    return _INITIALS.fullmatch(family) is not None and _WORD.fullmatch(given) is not None
