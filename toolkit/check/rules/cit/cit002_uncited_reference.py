"""A reference of the review's own bibliography is never cited.

综述自带文献库中的文献从未被引用。

## What it does
Reports references that no citation in the text, in a table or in an evidence record names.
Only bibliographies inside the review's folder are judged. A bibliography outside it, such as
`../../references/stem-cells.bib`, is a library that several reviews share: nobody expects one
review to cite all of it.

## Why it matters
An uncited entry does not print. It is either left over from an earlier version of the text,
or the sentence that should cite it has lost its citation.

## Example
```bibtex
@article{zhu2019, title = {…}}
```
while no text says `@zhu2019`.

## How to mend it
Cite the work or delete the entry. If the file is a collection that you keep on purpose, move
it out of the review's folder, or write into review.yaml:
```yaml
check:
  files: {refs.bib: [CIT002]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.check.works import cited, is_own
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT002",
    name="uncited-reference",
    severity=Severity.WARNING,
    message=Message(en="the reference `{key}` is never cited", zh="文献 `{key}` 从未被引用"),
    help=Message(en="cite it as `[@{key}]`, or delete the entry", zh="请用 `[@{key}]` 引用，或删除该条目"),
    inputs=("folder",),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    keys = cited(review)
    for reference in review.source.bibliography.references.values():
        if reference.id not in keys and is_own(reference, review):
            yield RULE.finding(reference.span, key=reference.id)
