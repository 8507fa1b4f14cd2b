"""A citation stands behind the punctuation of its sentence.

引用标注放在了句末标点之后。

## What it does
Reports `……愈合。[@yang2024]` and `… healing. [@yang2024] The next sentence`: Chinese journals,
and English ones whose numbers stand on the line, put the citation before the full stop.
Where numbers are superscript in English, many journals put them behind it; there nothing is
said.

A citation that begins the next sentence, `[3]报道了…`, is where it belongs, and so is one
behind `et al.`, `Fig.` and other words that end with a full stop.

## Why it matters
Behind the full stop it is unclear which sentence the citation supports, and editors have to
move every one.

## Example
```markdown
外泌体可促进愈合。[@yang2024]
```

## How to mend it
```markdown
外泌体可促进愈合[@yang2024]。
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.passages import OBJECT, Passage, passages, source_span
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Edit, Finding, Fix, Severity
from toolkit.model.inline import Inline, ResolvedCitation, Style, Styled, walk
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="CIT005",
    name="citation-after-punctuation",
    severity=Severity.WARNING,
    message=Message(en="the citation stands behind `{mark}`", zh="引用标注位于“{mark}”之后"),
    help=Message(en="put it before the `{mark}`", zh="请将其移到“{mark}”之前"),
)
MOVE = Message(en="put the citation before the punctuation", zh="把引用标注移到标点之前")
_SUBJECT = lazy(
    r"\s*(?:等|的|中|则|也|亦|还|均|对|将|在|以|首次|进一步|报道|报告|发现|证实|证明|表明|显示|指出|认为|提出|提示|"
    r"研究|利用|采用|通过|使用|运用|应用|开发|构建|制备|设计|建议|推测|比较|观察|评估|分析|所|[:：，、。；])"
)
"""How a sentence goes on whose subject is the citation itself."""
_DOTTED = lazy(
    r"(?:\b(?:al|etc|vs|cf|approx|ca|figs?|tabs?|eqs?|refs?|no|nos|vol|pp?|e\.g|i\.e|dr|prof|inc|ltd|co|spp?"
    r"|subsp|var|st|[a-z]))\.$",
    re.IGNORECASE,
)
_FULL_STOPS = "。！？"
_COMMAS = "，；"
_MARKS = f".{_FULL_STOPS}{_COMMAS}"
_LONGEST = 8
"""Characters of the longest word in `_DOTTED`, and one before it."""
_NOTHING = lazy(r"\s*\Z")
_CAPITAL = lazy(r"\s+[A-Z]")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for passage in passages(review):
        if passage.place == "cell":
            continue
        citations = {
            offset: node
            for offset, node in passage.nodes()
            if isinstance(node, ResolvedCitation) and not node.source.narrative
        }
        last = -1
        for offset, node in citations.items():
            if offset > last:
                last = _end_of_run(passage.text, offset)
            at = _punctuation(passage, offset, last, node)
            if at is None:
                continue
            yield RULE.finding(
                node.source.span, mark=passage.text[at], fix=_move(passage, at, offset, last, citations)
            )


def _punctuation(passage: Passage, offset: int, last: int, node: ResolvedCitation) -> int | None:
    """Where the mark stands that the citation should come before, if it certainly should.

    `last` is the place of the last of several citations in a row.
    """
    text = passage.text
    at = offset - 1
    while at >= 0 and text[at] == " ":
        at -= 1
    if at < 0 or text[at] not in _MARKS or _SUBJECT().match(text, last + 1):
        return None
    mark, closed = text[at], _NOTHING().match(text, last + 1) is not None
    if mark in _FULL_STOPS or (mark in _COMMAS and not closed):
        return at
    if mark != "." or passage.language == "zh" or text[at - 1 : at] == ".":
        return None
    if _DOTTED().search(text, max(0, at - _LONGEST), at + 1):
        return None
    if any(isinstance(part, Styled) and part.style is Style.SUPER for part in walk(node.content)):
        return None
    return at if closed or _CAPITAL().match(text, last + 1) else None


def _end_of_run(text: str, offset: int) -> int:
    """The last of several citations in a row that begins here."""
    while text[offset + 1 : offset + 2] == OBJECT:
        offset += 1
    return offset


def _move(passage: Passage, at: int, first: int, last: int, nodes: dict[int, ResolvedCitation]) -> Fix | None:
    """Take the mark away and set it behind the citations; None if they are in different files."""
    mark = passage.span(at, at + 1)
    start, end = _span(nodes.get(first)), _span(nodes.get(last))
    if mark is None or start is None or end is None or mark.path != end.path or mark.line != start.line:
        return None
    gap = " " if passage.text[at] == "." and first == at + 1 else ""
    edits = (
        Edit(mark, gap),
        Edit(Span.at(end.path, end.end_line, end.end_column), passage.text[at]),
    )
    return Fix(MOVE.texts, edits, Applicability.UNSAFE)


def _span(node: Inline | None) -> Span | None:
    return source_span(node) if node is not None else None
