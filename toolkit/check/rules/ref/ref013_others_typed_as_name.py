"""“others” or “et al.” is entered as if it were an author.

“等”或 et al. 被当作作者姓名录入。

## What it does
Reports names that are `others`, `et al.`, `al`, 等 or 等人, alone or at the end of a real name.
At the end of a BibTeX list, `and others` and `and 等` are the right way to say that the list
goes on, and pass.

## Why it matters
The style counts it as a person: `Yang L, al et` prints, and the list is cut one name too late.

## Example
```bibtex
author = {Yang, Li and Zhou, Wei et al.},
```

## How to mend it
Name the authors, or end the list with `and others`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span, judged
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.reference import Name
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF013",
    name="others-typed-as-name",
    severity=Severity.WARNING,
    message=Message(en="`{name}` stands among the names of `{key}`", zh="`{key}` 的责任者中出现了“{name}”"),
    help=Message(
        en="name the authors, or end the list with `and others`",
        zh="请列出作者，或以 `and others` 结束作者列表",
    ),
    manuscript_help=Message(
        en="name the authors, or end the list with “et al.” or 等, as the journal wants",
        zh="请列出作者，或按期刊要求以“等”“et al.”结束作者列表",
    ),
)
_LAST = ("al", "alii", "other", "others", "等", "等人", "et")
_ALONE = re.compile(r"\W*(?:et\W+al|al|others?|et|et\W+alii|等|等人|and others)\W*", re.IGNORECASE)
_GIVEN = re.compile(r"et\.? al\.?|others|等人?", re.IGNORECASE)
_ET, _AL = re.compile(r"et\.?", re.IGNORECASE), re.compile(r"al\.?", re.IGNORECASE)
_AT_END = re.compile(
    r"(?<=\S)[\s,，]+(?:et\.? al\.?|and others|others|等人?)\s*[,.]?$|(?<=[^\x00-\x7f]{2})\s*等人?$"
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        for variable, names in reference.names.items():
            for name in names:
                if found := _others(name):
                    yield RULE.finding(field_span(reference, variable), name=found, key=reference.id)
                    break


def _others(name: Name) -> str:
    """What in this name stands for further people; nothing if it is a name."""
    if not any(
        part.rstrip(" .,，").casefold().endswith(_LAST) for part in (name.family, name.given, name.literal)
    ):
        return ""
    if name.family and name.given and _AL.fullmatch(name.family) and _ET.fullmatch(name.given):
        return f"{name.given} {name.family}"
    parts = [part for part in (name.literal, name.given, name.family) if part]
    if len(parts) == 1 and _ALONE.fullmatch(parts[0]):
        return parts[0]
    if _GIVEN.fullmatch(name.given):
        return name.given
    # `Zhou, Wei et al.` leaves it in the given name, `Zhou W et al.` in the family name.
    match = next((found for part in parts if (found := _AT_END.search(part))), None)
    return match[0].strip(" ,，") if match else ""
