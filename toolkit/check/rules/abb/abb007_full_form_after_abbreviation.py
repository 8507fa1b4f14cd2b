"""The full form is written out after its abbreviation was introduced.

给出缩略语之后仍多次使用全称。

## What it does
For the abbreviations that the body defines behind their Chinese full form,
`间充质干细胞（mesenchymal stem cell, MSC）`, counts how often the full form stands again in later text
of the body, as a word of its own: not within a longer term (`骨髓间充质干细胞`), not in headings,
captions, tables, and not where it or a longer term is defined. It is reported once, as a hint, at the
first of these places. The full form is the one of review.yaml or of the well-known abbreviations
(`toolkit/check/known_abbreviations.py`); of others it is what stands between the last mark, 的, 与, 及
or 了 and the bracket, four characters at least.

## Why it matters
An abbreviation that is not used burdens the reader twice; mixed use reads as two things.

## Example
```markdown
细胞外基质（extracellular matrix, ECM）由成纤维细胞合成……细胞外基质的重塑……
```

## How to mend it
Write the abbreviation, except at the beginning of a part that shall be readable alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.abbreviation_use import Defined, all_definitions
from toolkit.check.abbreviations import normal
from toolkit.check.known_abbreviations import known
from toolkit.check.prose import Prose, is_han, prose
from toolkit.check.rule import Message, Rule
from toolkit.check.scripts import HAN
from toolkit.model.diagnostic import Applicability, Finding, Fix, Severity
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="ABB007",
    name="full-form-after-abbreviation",
    severity=Severity.HINT,
    message=Message(
        en="`{full}` is written out {count} time{s} after `{short}` was introduced",
        zh="给出 `{short}` 之后，全称“{full}”又出现 {count} 次",
    ),
    help=Message(en="write `{short}`", zh="请使用 `{short}`"),
)

WRITE = Message(en="write `{short}` at {count} places", zh="{count} 处改为 `{short}`")
_MAY_PRECEDE = "的与和及对在以由从使是等或将用经，。；、：（“ \n"
"""Characters before the full form that do not make it the end of a longer term."""
_DEFINED = re.compile(r"[^，。；、：,;:()（）]{0,14}[（(]")
"""A bracket that explains the term itself or a longer one: `间充质干细胞来源的外泌体（…, MSC-Exos）`."""

_FULL_FORM = re.compile(rf"(?:^|[，。；、：的与及了\s])({HAN}{{4,20}})$")


def check(review: ResolvedReview) -> Iterator[Finding]:
    forms = {short: full for short, (full, _) in known().items()}
    for abbreviation in review.source.metadata.abbreviations.values():
        if chinese := abbreviation.full.get("zh"):
            forms[normal(abbreviation.short)] = plain_text(chinese)
    body = [
        item
        for item in prose(review)
        if item.chinese and item.passage.part == "body" and item.passage.place == "paragraph"
    ]
    order = {id(item.passage): number for number, item in enumerate(body)}
    seen: set[str] = set()
    for found in all_definitions(review):
        number = order.get(id(found.item.passage))
        if number is None or found.short in seen or not found.definition.certain:
            continue
        full = forms.get(found.short) or _as_typed(found)
        if not full or not _follows(found, full):
            continue
        seen.add(found.short)
        places = list(_again(body[number:], full, found))
        if places:
            item, start = places[0]
            yield RULE.finding(
                item.passage.span(start, start + len(full)),
                fix=_fix(places, full, found.short),
                full=full,
                count=len(places),
                s="" if len(places) == 1 else "s",
                short=found.short,
            )


def _fix(places: list[tuple[Prose, int]], full: str, short: str) -> Fix | None:
    """Unsafe: a part that shall be readable alone keeps the full form."""
    edits = [edit for item, start in places if (edit := item.edit(start, start + len(full), short))]
    if not edits:
        return None
    return Fix(WRITE.fill({"short": short, "count": len(edits)}), tuple(edits), Applicability.UNSAFE)


def _as_typed(found: Defined) -> str:
    """The Chinese words before the bracket of a definition, if it is clear where they begin."""
    match = _FULL_FORM.search(_before_bracket(found))
    return match[1] if match else ""


def _before_bracket(found: Defined) -> str:
    text = found.item.text
    opening = max(text.rfind("(", 0, found.definition.start), text.rfind("（", 0, found.definition.start))
    return text[: max(opening, 0)].rstrip()


def _follows(found: Defined, full: str) -> bool:
    """Whether the bracket of the definition stands right behind this full form, and not a longer one."""
    before = _before_bracket(found)
    return before.endswith(full) and _stands_alone(before, len(before) - len(full))


def _stands_alone(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return (not is_han(before) and not before.isalnum()) or before in _MAY_PRECEDE


def _again(body: list[Prose], full: str, found: Defined) -> Iterator[tuple[Prose, int]]:
    for item in body:
        start = item.text.find(full, found.definition.end if item is body[0] else 0)
        while start >= 0:
            if _stands_alone(item.text, start) and not _DEFINED.match(item.text, start + len(full)):
                yield item, start
            start = item.text.find(full, start + len(full))
