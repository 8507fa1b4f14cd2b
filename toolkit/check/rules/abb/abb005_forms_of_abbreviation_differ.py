"""One abbreviation is written in several forms.

同一缩略语写法不一。

## What it does
Reports, as a hint and once per form, words that differ from a more frequent one only in case, in
hyphens and slashes, or in the s of a plural inside a compound or behind a small letter:
`ADSCs-Exos` and `ADSC-Exos`, `MSC-Exo` and `MSC-Exos`, `ECM@exo` and `ECM@Exo`, `PI3K/AKT` and
`PI3K-AKT`; and `HucMSCs` beside `UCMSC`, if the one with the h for human is nowhere defined.
`MSC` and `MSCs` are one form. Chinese and English text are compared apart, English without
plurals, for grammar asks for both; words in italics (genes of different species), words of fewer
than four letters, and forms that are defined apart are not judged.

## Why it matters
A reader, and every search, takes them for different products or cells.

## Example
```markdown
MSC-Exos 可促进愈合，但 MSC-Exo 的剂量不一。
```

## How to mend it
Use one form in text, tables and figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.check.abbreviation_use import Used, all_definitions, all_uses, components
from toolkit.check.abbreviations import COMMON, normal
from toolkit.check.places import named_place
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="ABB005",
    name="forms-of-abbreviation-differ",
    severity=Severity.HINT,
    message=Message(
        en="`{form}` here, but `{usual}` at {place}", zh="此处为 `{form}`，而 {place} 为 `{usual}`"
    ),
    help=Message(en="write `{usual}` throughout, if it is the same", zh="如为同一事物，请统一为 `{usual}`"),
)

_JOINTS = "-‐/@+."
_SHORTEST = 4
_HUMAN = 5
"""Letters that must be left when the h for human is taken away."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    groups: dict[tuple[bool, str], dict[str, list[Used]]] = {}
    for use in all_uses(review):
        if use.item.passage.part not in ("body", "abstract", "title") or use.item.passage.styles_at(
            use.start
        ):
            continue
        if not _is_judged(use.word):
            continue
        form = normal(use.word)
        if not use.item.chinese:
            form = _without_plural(form)
        groups.setdefault((use.item.chinese, _key(use.word)), {}).setdefault(form, []).append(use)
    defined = {found.short for found in all_definitions(review)}
    for forms in groups.values():
        yield from _differing(forms, defined, review)
    yield from _human(review, defined)


def _is_judged(word: str) -> bool:
    capitals = sum(map(str.isupper, word))
    return (
        len(word) >= _SHORTEST
        and capitals >= 1
        and normal(word) not in COMMON
        and (capitals >= 2 or any(joint in word for joint in _JOINTS) or not word.isascii())
    )


def _key(word: str) -> str:
    """What forms of one abbreviation share."""
    return "".join(
        part[:-1] if len(part) > 2 and part.endswith("s") else part
        for part in (part.casefold() for part in components(word))
    )


def _without_plural(form: str) -> str:
    return form.removesuffix("s")


def _differing(forms: dict[str, list[Used]], defined: set[str], review: ResolvedReview) -> Iterator[Finding]:
    if len(forms) < 2:
        return
    usual = max(forms, key=lambda form: len(forms[form]))
    for form, uses in forms.items():
        if form == usual or (form in defined and usual in defined):
            continue
        if not _digits_agree(form, usual):
            continue
        use, first = uses[0], forms[usual][0]
        yield RULE.finding(
            use.item.passage.span(use.start, use.end),
            form=use.word,
            usual=first.word,
            place=named_place(first.item.passage.span(first.start, first.end), review),
        )


def _digits_agree(one: str, two: str) -> bool:
    """Whether the numbers are the same: `miR-21-5p` is not `miR-215p`."""
    return _numbers(one) == _numbers(two)


def _numbers(form: str) -> list[str]:
    return "".join(char if char.isdigit() else " " for char in form).split()


def _human(review: ResolvedReview, defined: set[str]) -> Iterator[Finding]:
    """`HucMSCs` beside `UCMSC`: the same cells, unless both are defined."""
    parts: dict[str, Used] = {}
    counts: Counter[str] = Counter()
    for use in all_uses(review):
        if use.item.chinese and use.item.passage.part == "body":
            for part in components(use.word):
                parts.setdefault(part, use)
                counts[part] += 1
    plain = {part.casefold(): part for part in parts if part[:1] not in "hH"}
    for part, use in parts.items():
        rest = part[1:].casefold()
        if part[:1] in "hH" and len(rest) >= _HUMAN and rest in plain and part not in defined:
            other = parts[plain[rest]]
            if part.isascii() and sum(map(str.isupper, part)) > 1:
                yield RULE.finding(
                    use.item.passage.span(use.start, use.end),
                    form=use.word,
                    usual=other.word,
                    place=named_place(other.item.passage.span(other.start, other.end), review),
                )
