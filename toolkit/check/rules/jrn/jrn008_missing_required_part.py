"""A part that the journal requires is missing.

缺少期刊要求的部分。

## What it does
Compares review.yaml with `required:` of the journal's profile: title, abstract and keywords in
each language, classification, funding, acknowledgements and statements such as that on
conflicts of interest.

## Why it matters
The manuscript is returned unread until it is complete.

## Example
```yaml
required: [abstract.en, statements.conflict_of_interest]
```
while review.yaml has no `statements:`.

## How to mend it
Add the part to review.yaml. If there is nothing to declare, a statement says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.limits import place
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import Localized
from toolkit.model.review import Metadata, ResolvedReview

RULE = Rule(
    code="JRN008",
    name="missing-required-part",
    severity=Severity.WARNING,
    message=Message(
        en="the journal requires `{part}`, which is not given", zh="期刊要求提供 `{part}`，但尚未给出"
    ),
    help=Message(en="add it to review.yaml", zh="请在 review.yaml 中补充"),
    manuscript_help=Message(en="add it to the manuscript", zh="请在稿件中补充"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for part in review.journal.required:
        if not _given(review.source.metadata, part):
            yield RULE.finding(place(review, part.partition(".")[0]), part=part)


def _given(metadata: Metadata, part: str) -> bool:
    """Whether a part such as `abstract.zh` or `statements.ethics` is given."""
    name, _, detail = part.partition(".")
    match name:
        case "title":
            return _has(metadata.title, detail)
        case "abstract":
            return any(_has(piece.content, detail) for piece in metadata.abstract)
        case "keywords":
            return bool(metadata.keywords.get(detail) if detail else metadata.keywords)
        case "statements":
            statement, _, language = detail.partition(".")
            return _has(metadata.statements.get(statement, Localized()), language)
        case "acknowledgements":
            return _has(metadata.acknowledgements, detail)
        case "classification":
            return bool(metadata.classification.get(detail) if detail else metadata.classification)
        case "dates":
            return bool(metadata.dates.get(detail) if detail else metadata.dates)
        case "correspondence":
            return any(author.corresponding for author in metadata.authors)
        case "orcid":
            return bool(metadata.authors) and all(author.orcid for author in metadata.authors)
        case _:
            return bool(getattr(metadata, name, None))


def _has(text: Localized, language: str) -> bool:
    return bool(text.get(language) if language else text)
