"""A citation names a work that is in no bibliography.

引用的文献不在任何文献库中。

## What it does
Looks up every citation, `[@yang2024]`, `@yang2024`, `@doi:10.…` or `@pmid:…`, of the text, of
tables and of evidence records in the bibliographies that review.yaml lists, and reports
those that are not there, with the nearest keys that are.

A review without a single reference is reported once. If a bibliography could not be read, the
rule does not judge the works that it may hold.

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

from toolkit.check.edits import replacement
from toolkit.check.rule import Message, Outcome, Rule
from toolkit.check.works import record_citations
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import REVIEW_FILE, ResolvedReview
from toolkit.model.source import Span
from toolkit.nearest import several_nearest

RULE = Rule(
    code="CIT001",
    name="unknown-citation-key",
    severity=Severity.ERROR,
    message=Message(en="no bibliography has the key `{key}`", zh="所有文献库中都没有引用键 `{key}`"),
    help=Message(
        en="correct the key, or add the work to a file listed under `bibliography:` in review.yaml",
        zh="请更正引用键，或把该文献加入 review.yaml 中 `bibliography:` 所列的文件",
    ),
    inputs=("folder",),
)
NEAREST = Message(en="did you mean {nearest}?", zh="是否应为 {nearest}？")
NO_REFERENCES = Message(
    en="the review has no references yet, so none of the works it cites can be found ({keys} in all)",
    zh="本综述尚无任何参考文献，故找不到所引用的文献（共 {keys} 篇）",
)
LIST_A_FILE = Message(
    en="list a file under `bibliography:` in review.yaml",
    zh="请在 review.yaml 的 `bibliography:` 下列出文献库文件",
)
LAY_A_FILE = Message(
    en="put a bibliography such as references.bib beside it",
    zh="请在同一文件夹中放入文献库，如 references.bib",
)
FILL_THE_FILE = Message(en="add the works to {files}, which is empty", zh="请把文献加入 {files}，该文件为空")
UNREAD = Message(
    en="{keys} cited works are in no bibliography that could be read; {files} could not be",
    zh="有 {keys} 篇被引文献不在已读取的文献库中；{files} 无法读取",
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")
_SUGGESTIONS = 3


def check(review: ResolvedReview) -> Iterator[Outcome]:
    bibliography = review.source.bibliography
    unknown = list(_unknown(review))
    keys = len({key for key, _ in unknown})
    if unknown and bibliography.unread:
        yield RULE.abstention(UNREAD, keys=keys, files=", ".join(bibliography.unread))
        return
    if unknown and not any(bibliography.keys()):
        yield _no_references(review, keys, unknown[0][1])
        return
    for key, span in unknown:
        close = [] if ":" in key else several_nearest(key, bibliography.keys(), _SUGGESTIONS)
        names = ", ".join(f"`{name}`" for name in close)
        fix = (
            replacement(review, span, key, close[0], WRITE, Applicability.UNSAFE) if len(close) == 1 else None
        )
        yield RULE.finding(span, help=NEAREST if close else None, fix=fix, key=key, nearest=names)


def _no_references(review: ResolvedReview, keys: int, first: Span | None) -> Finding:
    """One finding where the bibliographies are listed: each citation would say the same."""
    metadata = review.source.metadata
    files = ", ".join(path.name for path in metadata.bibliography)
    # In review.yaml, where no comment that silences one citation silences all.
    span = metadata.spans.get("bibliography") or metadata.spans.get("title", first)
    alone = review.source.root / REVIEW_FILE not in review.source.sources
    advice = FILL_THE_FILE if files else LAY_A_FILE if alone else LIST_A_FILE
    return RULE.finding(span, message=NO_REFERENCES, help=advice, keys=keys, files=files)


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
