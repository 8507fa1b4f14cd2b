"""Initials are typed as one word, so only the first prints.

名的首字母连写，排版时只保留第一个字母。

## What it does
Reports given names of two or three capitals without a full stop or blank between them, as
PubMed shows them: `Yang, LN`. A style reads that as one short name and prints `Yang L`.

Capitals that may be a whole Chinese given name in capitals (`Wang, LI`, `Ma, YU`) are let
pass where the family name may be Chinese too, and so are institutions.

## Why it matters
The second initial is lost in the printed list, and two people become one: `Wang J` for
`Wang JK` and `Wang JM`.

## Example
```bibtex
author = {Dominici, MK and Le Blanc, K.},
```

## How to mend it
Separate the initials, `Dominici, M. K.` or `Dominici, M K`, or give the names in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.edits import replacement
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span, judged
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.reference import Name
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF014",
    name="initials-run-together",
    severity=Severity.WARNING,
    message=Message(
        en="of `{name}` only the first initial prints ({count} such name(s) in `{key}`)",
        zh="`{name}` 只会印出第一个首字母（`{key}` 中共 {count} 处）",
    ),
    help=Message(en="separate the initials: `{right}`", zh="请分开书写首字母：`{right}`"),
)
_INITIALS = re.compile(r"[A-Z]{2,3}")
_SYLLABLE = lazy(
    r"(?:ZH|CH|SH|[BPMFDTNLGKHJQXRZCSYW])?"
    r"(?:A|AI|AN|ANG|AO|E|EI|EN|ENG|ER|I|IA|IAN|IANG|IAO|IE|IN|ING|IONG|IU|O|ONG|OU|U|UA|UAI|UAN|UANG|UE|UI|UN|UO|V|VE)",
    re.IGNORECASE,
)
"""A syllable of Mandarin in pinyin, by its parts."""
_SUFFIXES = frozenset({"JR", "SR", "II", "III", "IV"})


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        for variable, names in reference.names.items():
            lost = [name for name in names if _is_run_together(name)]
            if not lost:
                continue
            first = lost[0]
            right = f"{first.family}, {' '.join(first.given)}"
            span = field_span(reference, variable)
            fix = None
            if len(lost) == 1:
                typed = f"{first.family}, {first.given}"
                fix = replacement(review, span, typed, right, RULE.help, Applicability.UNSAFE)
            yield RULE.finding(
                span,
                fix=fix,
                name=f"{first.family}, {first.given}",
                count=len(lost),
                key=reference.id,
                right=right,
            )


def _is_run_together(name: Name) -> bool:
    if not name.family or not _INITIALS.fullmatch(name.given) or name.given in _SUFFIXES:
        return False
    return not (_SYLLABLE().fullmatch(name.given) and _SYLLABLE().fullmatch(name.family))
