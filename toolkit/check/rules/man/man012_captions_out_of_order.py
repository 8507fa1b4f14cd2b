"""Tables or figures are numbered twice, with a gap, or are out of order.

表或图的编号重复、缺漏或次序颠倒。

## What it does
Goes through the captions as they stand and through their first mentions. Reported are a number that stands
twice, a gap, a caption before one with a lower number, and a first mention before that of a lower
number. The same caption in two languages counts once.

## Why it matters
Tables and figures are numbered in the order in which the text mentions them.

## Example
```text
表 1 …… 表 3 ……        (no 表 2)
```

## How to mend it
Renumber the captions and the mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.check.mentions import named
from toolkit.check.rule import Message, Rule
from toolkit.check.submitted import FLOATS, displaced, float_name
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.manuscript import Captioned
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="MAN012",
    name="captions-out-of-order",
    severity=Severity.WARNING,
    message=Message(en="{name} stands before {other}", zh="{name} 排在 {other} 之前"),
    help=Message(en="renumber the captions and the mentions", zh="请将题目和提及处一并重新编号"),
    inputs=("manuscript",),
)
TWICE = Message(en="the number of {name} is given twice", zh="{name} 的编号重复")
GAP = Message(en="there is {name}, but no {missing}", zh="有{name}，但没有{missing}")
MENTIONED = Message(
    en="{name} is first mentioned here, out of the order of the numbers",
    zh="{name} 在此处首次提及，与编号次序不符",
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for kind in FLOATS:
        captions = [each for each in _captions(review) if each.kind == kind]
        yield from _numbers(captions, kind)
        yield from _mentions(review, kind, {caption.number for caption in captions})


def _captions(review: ResolvedReview) -> Sequence[Captioned]:
    return review.manuscript.captions if review.manuscript is not None else ()


def _numbers(captions: Sequence[Captioned], kind: str) -> Iterator[Finding]:
    first: dict[tuple[int, str], Captioned] = {}
    for caption in captions:
        if (caption.number, caption.language) in first:
            yield RULE.finding(caption.span, message=TWICE, name=float_name(kind, caption.number))
        first.setdefault((caption.number, caption.language), caption)
    places: dict[int, Span] = {}
    for caption in first.values():
        places.setdefault(caption.number, caption.span)
    numbers = list(places)
    for index in displaced(numbers):
        number = numbers[index]
        other = next(
            (later for later in numbers[index + 1 :] if later < number), max(numbers[:index], default=0)
        )
        low, high = sorted((number, other))
        yield RULE.finding(places[number], name=float_name(kind, high), other=float_name(kind, low))
    for number, below in zip(sorted(places)[1:], sorted(places), strict=False):
        if number > below + 1:
            yield RULE.finding(
                places[number],
                message=GAP,
                name=float_name(kind, number),
                missing=float_name(kind, below + 1),
            )


def _mentions(review: ResolvedReview, kind: str, there: set[int]) -> Iterator[Finding]:
    first: dict[int, Span] = {}
    for mention in named(review):
        for number in mention.numbers if mention.kind == kind else ():
            if number in there and mention.span is not None:
                first.setdefault(number, mention.span)
    numbers = list(first)
    for index in displaced(numbers):
        number = numbers[index]
        yield RULE.finding(first[number], message=MENTIONED, name=float_name(kind, number))
