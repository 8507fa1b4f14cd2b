"""A bibliography that review.yaml lists is never cited from.

review.yaml 所列的文献库没有任何文献被引用。

## What it does
Reports files under `bibliography:` of which the text, the tables and the records cite nothing.
A review that cites nothing at all yet is not judged.

## Why it matters
It is read at every build, its keys may hide slips in others, and a co-author looks for the
references in the wrong file.

## Example
```yaml
bibliography: [refs.bib, old.bib]
```
where every key is of `refs.bib`.

## How to mend it
Take the file out of the list.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from toolkit.check.edits import narrowed
from toolkit.check.places import relative_posix
from toolkit.check.rule import Message, Rule
from toolkit.check.works import cited
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="PRJ005",
    name="unused-bibliography",
    severity=Severity.WARNING,
    message=Message(en="nothing is cited from `{file}`", zh="没有引用 `{file}` 中的任何文献"),
    help=Message(en="take it out of `bibliography:`", zh="请从 `bibliography:` 中删去"),
    inputs=("folder",),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    metadata = review.source.metadata
    keys = cited(review)
    references = review.source.bibliography.references
    used = {_plain(span.path) for key in keys if (span := references[key].span) is not None}
    known = {_plain(work.span.path) for work in references.values() if work.span is not None}
    known.update(_plain(path) for path in review.source.bibliography.libraries)
    for path in metadata.bibliography if used else ():
        whole = _plain(review.source.root / path)
        if whole in known and whole not in used:
            file = relative_posix(whole, review.source.root)
            span = metadata.spans.get("bibliography")
            yield RULE.finding(narrowed(review, span, file), file=file)


@lru_cache(maxsize=64)
def _plain(path: Path) -> Path:
    """The path without `..`, as a name only: links stay as typed."""
    return Path(os.path.normpath(path))
