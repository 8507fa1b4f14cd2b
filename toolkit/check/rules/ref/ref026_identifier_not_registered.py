"""A DOI or PMID is not registered.

DOI 或 PMID 未经注册。

## What it does
With `--online`, asks Crossref, then doi.org and DataCite, for the DOI of every cited work, and
PubMed for its PMID, and reports those that these services answered to know nothing of. DOIs of
other agencies, such as ISTIC in China, count as registered.

The rule speaks of the number, never of the work: a work may well exist under another number,
or under none. What could not be asked is listed as not checked.

## Why it matters
The link in the reference list leads nowhere. Most often one character was mistyped; sometimes
the whole reference was never written by anybody.

## Example
```bibtex
doi = {10.1000/synthetic.1O},
```

## How to mend it
Look the work up by its title and copy the identifier from there. If the work cannot be found
either, find out where the reference came from before you keep it.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.facts import Facts, not_checked
from toolkit.check.rule import Message, Outcome, Rule
from toolkit.check.works import field_span, first_citations
from toolkit.model.diagnostic import Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF026",
    name="identifier-not-registered",
    severity=Severity.WARNING,
    message=Message(
        en="no work is registered under the {variable} {value} of `{key}` (asked on {day})",
        zh="`{key}` 的 {variable} {value} 下没有注册任何文献（查询日期 {day}）",
    ),
    help=Message(
        en="look the work up by its title and copy the {variable}; a slip of one character is usual",
        zh="请按题名检索该文献并重新复制 {variable}；多为个别字符有误",
    ),
    availability="network",
)


def check_facts(review: ResolvedReview, facts: Facts) -> Iterator[Outcome]:
    from toolkit.model.lookup import NotChecked, NotFound

    unanswered: list[tuple[Reference, NotChecked]] = []
    for key in first_citations(review):
        reference = review.source.bibliography.references[key]
        for variable, answer in facts.answers(reference):
            if isinstance(answer, NotChecked):
                unanswered.append((reference, answer))
            elif isinstance(answer, NotFound):
                yield RULE.finding(
                    field_span(reference, variable),
                    key=key,
                    variable=variable,
                    value=reference.get(variable),
                    day=answer.retrieved,
                )
    yield from not_checked(RULE, unanswered)
