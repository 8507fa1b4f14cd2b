"""American and British spelling are mixed.

英式与美式拼写混用。

## What it does
Counts words that differ (`tumor`/`tumour`, `randomized`/`randomised`, `anemia`/`anaemia`; the
list is in this file) in the English passages and reports those of the rarer spelling. `-ize` is
used in British texts too (Oxford spelling), so it says nothing about `tumour`; but `-ize` beside
`-ise` is reported, and so is `-ise` beside `tumor`. Capitalised words within a sentence are names
of institutions and pass. Where both occur equally often, the one that comes later is reported.

## Why it matters
Journals ask for one spelling throughout; mixed spelling shows that parts were copied.

## Example
```markdown
The tumor was treated; tumour growth was reduced, and tumors shrank.
```

## How to mend it
Use the spelling that prevails, or the journal's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="LNG002",
    name="spelling-mixed",
    severity=Severity.WARNING,
    message=Message(
        en="`{word}` is {variety} spelling, but the text is mostly {other}",
        zh="`{word}` 为{variety}拼写，而全文以{other}为主",
    ),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
NAMES = {
    "us": Message(en="American", zh="美式"),
    "uk": Message(en="British", zh="英式"),
    "ize": Message(en="`-ize`", zh=" -ize "),
    "ise": Message(en="`-ise`", zh=" -ise "),
}
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_STEMS = (
    "tumor:tumour leukemi:leukaemi anemi:anaemi ischemi:ischaemi edema:oedema estrogen:oestrogen "
    "esophag:oesophag diarrhea:diarrhoea hemorrhag:haemorrhag hemoglobin:haemoglobin "
    "hematopoie:haematopoie hematolog:haematolog hemostasis:haemostasis pediatric:paediatric "
    "gynecolog:gynaecolog orthopedic:orthopaedic anesthe:anaesthe color:colour behavior:behaviour "
    "fiber:fibre center:centre liter:litre aging:ageing favor:favour labor:labour vapor:vapour "
    "hypoglycemi:hypoglycaemi hyperglycemi:hyperglycaemi uremi:uraemi septicemi:septicaemi "
    "celiac:coeliac defense:defence catalyz:catalys analyz:analys paralyz:paralys modeling:modelling "
    "labeled:labelled signaling:signalling"
)
_ISE = (
    "randomi standardi characteri utili minimi optimi categori summari recogni organi hospitali "
    "locali normali stabili visuali generali immuni personali crystalli neutrali"
)
_ENDINGS = frozenset(("e", "ed", "es", "er", "ing", "ation", "ations", "ational"))
_SAME = """analysis analyses analyst analysts catalysis catalyst catalysts paralysis laboratory laboratories
    colorectal colorimetric coloration literature literal centered central agings"""
_NEVER = frozenset(_SAME.split())
"""Words that begin like one of these but are spelt so in both."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    texts = [item for item in prose(review) if item.passage.language == "en"]
    found = sorted((place for number, item in enumerate(texts) for place in _words(number, item)))
    counts = Counter(kind for _, _, _, kind, _ in found)
    wrong = _rarer(counts, [kind for _, _, _, kind, _ in found], "us", "uk")
    wrong |= _rarer(counts, [kind for _, _, _, kind, _ in found], "ize", "ise")
    if counts["us"] > counts["uk"] + counts["ise"] and counts["ise"] and not counts["ize"]:
        wrong["ise"] = "us"
    for number, start, end, kind, right in found:
        if kind not in wrong:
            continue
        item = texts[number]
        yield RULE.finding(
            item.passage.span(start, end),
            fix=item.fix(start, end, right, WRITE, Applicability.UNSAFE),
            word=item.text[start:end],
            variety=NAMES[kind],
            other=NAMES[wrong[kind]],
            right=right,
        )


def _rarer(counts: Counter[str], order: list[str], one: str, two: str) -> dict[str, str]:
    """The kind that is wrong here, and the one that prevails; empty if only one occurs."""
    if not counts[one] or not counts[two]:
        return {}
    if counts[one] == counts[two]:
        return {two: one} if order.index(one) < order.index(two) else {one: two}
    return {two: one} if counts[one] > counts[two] else {one: two}


def _words(number: int, item: Prose) -> Iterator[tuple[int, int, int, str, str]]:
    """Every word of either spelling: its place, its kind, and how the others spell it."""
    stems = _stems()
    for match in re.finditer(r"[A-Za-z]{5,}", item.text):
        word = match[0]
        lower = word.lower()
        kind, right = _kind(lower, stems)
        if not kind or (word[0].isupper() and not _begins(item.text, match.start())):
            continue
        if word[0].isupper():
            right = right[0].upper() + right[1:]
        yield number, match.start(), match.end(), kind, right


def _kind(word: str, stems: dict[str, tuple[tuple[str, str, str], ...]]) -> tuple[str, str]:
    if word in _NEVER:
        return "", ""
    for stem, kind, other in stems.get(word[:3], ()):
        ending = word[len(stem) :]
        if word.startswith(stem) and (kind in ("us", "uk") or ending in _ENDINGS):
            return kind, other + ending
    return "", ""


def _stems() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """The stems by their first three letters: stem, kind, the other spelling."""
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    pairs = [(pair.split(":"), "us", "uk") for pair in _STEMS.split()]
    pairs += [([stem + "z", stem + "s"], "ize", "ise") for stem in _ISE.split()]
    for (one, two), first, second in pairs:
        for stem, kind, other in ((one, first, two), (two, second, one)):
            found[stem[:3]] = (*found.get(stem[:3], ()), (stem, kind, other))
    return found


def _begins(text: str, place: int) -> bool:
    return text[:place].rstrip()[-1:] in ("", ".", "?", "!")
