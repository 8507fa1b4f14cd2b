"""A technical abbreviation is used and nowhere explained.

专业缩略语全文未给出全称。

## What it does
Knows some dozens of abbreviations of biomedicine that mean one thing and need an explanation
(`ROS`, `PI3K`, `ECM`; the list is in `toolkit/check/known_abbreviations.py`), and reports as a
hint, at its first use in the body, one that neither the text nor review.yaml defines. Everything
else passes: what every reader knows (DNA, PCR), units, interleukins, CD antigens, gene symbols in
italics or followed by 基因 or gene (unless the text gives the full form elsewhere without the
letters), parts of longer names.

## Why it matters
Readers from the neighbouring field do not know it. Reviews are read by them.

## Example
```markdown
局部 ROS 水平升高，PI3K/Akt 通路被激活。
```

## How to mend it
Write `活性氧（reactive oxygen species, ROS）` at the first use.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.abbreviation_use import Used, all_definitions
from toolkit.check.abbreviations import normal, uses
from toolkit.check.known_abbreviations import known
from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import Style
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="ABB006",
    name="known-abbreviation-never-defined",
    severity=Severity.HINT,
    message=Message(en="`{short}` is nowhere explained", zh="`{short}` 全文未给出全称"),
    help=Message(
        en="at the first use write the full form, as in `{example}`",
        zh="首次出现时请写出全称，如 `{example}`",
    ),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    forms = known()
    defined = {found.short for found in all_definitions(review)}
    defined |= {normal(short) for short in review.source.metadata.abbreviations}
    folded = {short.casefold() for short in defined}
    first: dict[str, Used] = {}
    texts = [item for item in prose(review) if item.passage.part == "body"]
    for item in texts:
        if item.passage.place != "paragraph":
            continue
        for word, start, end in uses(item.text):
            if word in forms and word not in first and word.casefold() not in folded:
                if Style.EMPH in item.passage.styles_at(start):
                    continue
                first[word] = Used(item, item.text[start:end], start, end)
    for word, use in first.items():
        chinese, english = forms[word]
        if _is_gene(use) and not any(chinese in item.text for item in texts):
            continue
        if any(_stands_beside(item.text, word, chinese, english) for item in texts):
            continue
        yield RULE.finding(
            use.item.passage.span(use.start, use.end),
            short=use.word,
            example=Message(en=f"{english} ({use.word})", zh=f"{chinese}（{english}, {use.word}）"),
        )


def _is_gene(use: Used) -> bool:
    return use.item.text[use.end : use.end + 6].lstrip().startswith(("基因", "gene", "mRNA"))


def _stands_beside(text: str, short: str, chinese: str, english: str) -> bool:
    """Whether full form and letters stand close together anywhere, in whatever way."""
    for full in (chinese, chinese.replace(" ", ""), english):
        place = text.find(full)
        while place >= 0:
            if short in text[max(0, place - 12) : place + len(full) + 60]:
                near = text[place + len(full) : place + len(full) + 60]
                if "（" in near[:2] or "(" in near[:2] or short in text[max(0, place - 12) : place]:
                    return True
            place = text.find(full, place + 1)
    return False
