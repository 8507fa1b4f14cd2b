"""A cited work stands in a data file of retractions.

被引文献见于撤稿数据文件。

## What it does
Looks up every cited work, by its DOI and PMID, in a data file of Retraction Watch that you
name, with `--retractions FILE` or in review.yaml. Reported are retractions and expressions of
concern as warnings, corrections as hints, and a citation of the notice itself as a hint. A
work that was reinstated after its retraction passes. The rule says up to which day the file
knows of notices, and abstains for works that have neither DOI nor PMID.

The file is retraction_watch.csv from https://gitlab.com/crossref/retraction-watch-data.

## Why it matters
A conclusion that rests on a retracted work falls with it. Retracted papers go on being cited
for years, mostly because nobody looked.

## Example
```yaml
check: {retractions: ../../retraction_watch.csv}
```

## How to mend it
Take the citation out, or say in the sentence that the work was retracted and silence the
finding there: `<!-- check: ignore CIT013 discussed as retracted -->`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.facts import Facts
from toolkit.check.notices import RETRACTED, RETRACTED_HELP, gravest, identifiers, is_itself_a_notice, told
from toolkit.check.rule import Message, Outcome, Rule
from toolkit.check.works import first_citations
from toolkit.model.diagnostic import Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT013",
    name="retracted-work-cited",
    severity=Severity.WARNING,
    message=RETRACTED,
    help=RETRACTED_HELP,
    availability="snapshot",
)
SOURCE = Message(en="Retraction Watch, data up to {until}", zh="Retraction Watch，数据截至 {until}")
UNDATED = Message(en="Retraction Watch, data without a date", zh="Retraction Watch，数据无日期")
NO_IDENTIFIER = Message(
    en="{count} cited work(s) have neither DOI nor PMID and could not be looked up ({source})",
    zh="有 {count} 篇被引文献没有 DOI 和 PMID，无法查询（{source}）",
)


def check_facts(review: ResolvedReview, facts: Facts) -> Iterator[Outcome]:
    data = facts.retractions
    if data is None:
        return
    source = Message(**SOURCE.fill({"until": data.until})) if data.until else UNDATED
    without = 0
    for key, span in first_citations(review).items():
        reference = review.source.bibliography.references[key]
        ids = identifiers(reference)
        without += not ids
        notice = gravest(notice for one in ids for notice in data.works.get(one, ()))
        if notice is not None:
            yield told(RULE, span or reference.span, reference, notice, source)
        elif any(one in data.notices and one not in data.works for one in ids):
            yield is_itself_a_notice(RULE, span or reference.span, reference, source)
    if without:
        yield RULE.abstention(NO_IDENTIFIER, count=without, source=source)
