"""Crossref or PubMed knows of a retraction or another notice on a cited work.

Crossref 或 PubMed 记录了针对被引文献的撤稿或其他声明。

## What it does
With `--online`, asks Crossref (which includes the data of Retraction Watch) and PubMed for
notices on every cited work that has a DOI or PMID: retractions and expressions of concern are
warnings, corrections are hints. What rule CIT013 reports from a data file is not said twice.

A work about which no service could be asked is not checked, and is listed with the reason:
that is not the same as not retracted.

## Why it matters
A conclusion that rests on a retracted work falls with it. Retracted papers go on being cited
for years, mostly because nobody looked.

## Example
```sh
review check --online
```

## How to mend it
Take the citation out, or say in the sentence that the work was retracted and silence the
finding there: `<!-- check: ignore CIT014 discussed as retracted -->`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.facts import Facts, not_checked
from toolkit.check.notices import RETRACTED, RETRACTED_HELP, gravest, identifiers, is_itself_a_notice, told
from toolkit.check.rule import Message, Outcome, Rule
from toolkit.check.works import first_citations
from toolkit.model.diagnostic import Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT014",
    name="retraction-notice-online",
    severity=Severity.WARNING,
    message=RETRACTED,
    help=RETRACTED_HELP,
    availability="network",
)
SOURCE = Message(en="{source}, asked on {day}", zh="{source}，查询日期 {day}")
NO_IDENTIFIER = Message(
    en="{count} cited work(s) have neither DOI nor PMID and could not be looked up",
    zh="有 {count} 篇被引文献没有 DOI 和 PMID，无法查询",
)


def check_facts(review: ResolvedReview, facts: Facts) -> Iterator[Outcome]:
    from toolkit.model.lookup import Found, NotChecked

    unanswered: list[tuple[Reference, NotChecked]] = []
    without = 0
    for key, span in first_citations(review).items():
        reference = review.source.bibliography.references[key]
        answers = [answer for _, answer in facts.answers(reference)]
        found = [answer for answer in answers if isinstance(answer, Found)]
        without += not answers
        if not found:
            # One service that answered is enough: Crossref and PubMed both carry retractions.
            unanswered += [(reference, one) for one in answers[:1] if isinstance(one, NotChecked)]
        if _is_told(reference, facts):
            continue
        notice = gravest(notice for answer in found for notice in answer.value.notices)
        place = span or reference.span
        if notice is not None:
            source = SOURCE.fill({"source": notice.source, "day": found[0].retrieved})
            yield told(RULE, place, reference, notice, Message(**source))
        elif any(answer.value.is_notice for answer in found):
            yield is_itself_a_notice(RULE, place, reference, found[0].value.source)
    if without:
        yield RULE.abstention(NO_IDENTIFIER, count=without)
    yield from not_checked(RULE, unanswered)


def _is_told(reference: Reference, facts: Facts) -> bool:
    """Whether the data file of retractions knows of a notice on this work."""
    data = facts.retractions
    return data is not None and any(data.works.get(one) for one in identifiers(reference))
