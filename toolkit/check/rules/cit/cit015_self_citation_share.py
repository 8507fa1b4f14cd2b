"""Many of the references are by the authors of the review themselves.

参考文献中作者自引比例较高。

## What it does
Hints at a reference list of which more than a fifth is by authors of the review, counted among
20 references or more. An author is known by a name in Chinese characters, by family name and
full given name in Latin letters. Initials alone tell a Zhang W from no other:
they count only where two authors of the review are among those of the work.

## Why it matters
Editors and reviewers look at it. In a narrative review it may be read as promoting one group's
work; some journals set a limit.

## Example
```yaml
authors:
  - {name: {zh: 杨丽, en: YANG Li}}
```
and 9 of 30 references by 杨丽 or Yang Li.

## How to mend it
Cite the works of others on the same point, or keep what is needed. If the review is about your
own line of work, switch the rule off: `check: {ignore: [CIT015]}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.own_authors import is_by, review_authors
from toolkit.check.rule import Message, Outcome, Rule
from toolkit.model.diagnostic import Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT015",
    name="self-citation-share",
    severity=Severity.HINT,
    message=Message(
        en="{own} of {count} references are by authors of the review ({share} %)",
        zh="{count} 条参考文献中有 {own} 条出自本综述作者（{share}%）",
    ),
    help=Message(
        en="cite works of others on the same points where there are any", zh="如有他人的同类文献，请一并引用"
    ),
)
_FEWEST = 20
_SHARE = 0.2


def check(review: ResolvedReview) -> Iterator[Outcome]:
    count = len(review.bibliography)
    if count < _FEWEST:
        return
    people = review_authors(review.source.metadata)
    own = sum(is_by(entry.reference, people) for entry in review.bibliography)
    if own > _SHARE * count:
        spans = review.source.metadata.spans
        place = spans.get("authors") or spans.get("title")
        yield RULE.finding(place, own=own, count=count, share=round(100 * own / count))
