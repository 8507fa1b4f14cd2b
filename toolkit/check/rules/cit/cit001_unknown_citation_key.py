"""A citation names a work that is in no bibliography.

引用的文献不在任何文献库中。

## What it does
Looks up every citation, `[@yang2024]`, `@yang2024`, `@doi:10.…` or `@pmid:…`, of the text, of
tables and of evidence records in the bibliographies that review.yaml lists, and reports
those that are not there, with the nearest keys that are.

## Why it matters
The citation cannot print: the reader sees a mark in the place of the number, and the numbers
of all later citations shift once it is mended.

## Example
```markdown
水凝胶可延长外泌体的滞留时间[@yng2024]。
```
with `@article{yang2024, …}` in the bibliography.

## How to mend it
Correct the key, or add the work to a bibliography that review.yaml lists under
`bibliography:`. A key may hold letters, digits and `_ - : . / +`; capitals and small letters
differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.nearest import nearest
from toolkit.check.rule import Message, Rule
from toolkit.check.works import record_citations
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="CIT001",
    name="unknown-citation-key",
    severity=Severity.ERROR,
    message=Message(en="no bibliography has the key `{key}`", zh="所有文献库中都没有引用键 `{key}`"),
    help=Message(
        en="correct the key, or add the work to a file listed under `bibliography:` in review.yaml",
        zh="请更正引用键，或把该文献加入 review.yaml 中 `bibliography:` 所列的文件",
    ),
)
NEAREST = Message(en="did you mean {nearest}?", zh="是否应为 {nearest}？")
EMPTY = Message(
    en="the review has no references yet: list a file under `bibliography:` in review.yaml",
    zh="本综述尚无任何参考文献：请在 review.yaml 的 `bibliography:` 下列出文献库文件",
)
_SUGGESTIONS = 3


def check(review: ResolvedReview) -> Iterator[Finding]:
    references = review.source.bibliography.references
    for key, span in _unknown(review):
        if not references:
            yield RULE.finding(span, help=EMPTY, key=key)
            continue
        close = [] if ":" in key else nearest(key, references, _SUGGESTIONS)
        names = ", ".join(f"`{name}`" for name in close)
        yield RULE.finding(span, help=NEAREST if close else None, key=key, nearest=names)


def _unknown(review: ResolvedReview) -> Iterator[tuple[str, Span | None]]:
    """Unknown keys of the text, then those of records that no table shows."""
    reported: set[tuple[str, Span | None]] = set()
    for miss in review.unresolved:
        if miss.kind == "citation":
            reported.add((miss.name, miss.span))
            yield miss.name, miss.span
    for value, item in record_citations(review):
        place = (item.key, item.span or value.span)
        if review.source.bibliography.find(item.key) is None and place not in reported:
            reported.add(place)
            yield place
