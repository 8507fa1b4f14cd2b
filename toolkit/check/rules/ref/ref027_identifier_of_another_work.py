"""The DOI or PMID of a reference belongs to another work.

文献的 DOI 或 PMID 属于另一篇文献。

## What it does
With `--online`, compares every cited work with the record that Crossref, DataCite or PubMed
has under its DOI or PMID, and reports those whose title is another one, while author, year,
volume and pages do not speak for the same work either. Titles are compared without case,
accents, formatting and subtitle, and only within one script.

## Why it matters
The reader who follows the link arrives at a work that says something else.

## Example
```bibtex
@article{yang2024,
  title = {A synthetic article on hydrogels for wounds},
  doi = {10.1000/another.work},
}
```

## How to mend it
Look the work up by its title and copy its identifier; or, if the identifier is right, correct
the reference.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.facts import Facts
from toolkit.check.registered import is_another_work, title_likeness
from toolkit.check.rule import Message, Outcome, Rule
from toolkit.check.works import field_span, first_citations
from toolkit.model.diagnostic import Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF027",
    name="identifier-of-another-work",
    severity=Severity.WARNING,
    message=Message(
        en="the {variable} of `{key}` belongs to “{title}” at {source}",
        zh="`{key}` 的 {variable} 在 {source} 中属于“{title}”",
    ),
    help=Message(
        en="correct the {variable}, or the reference if the {variable} is right",
        zh="请更正 {variable}；若 {variable} 无误，请更正文献条目",
    ),
    availability="network",
)
OTHER_SCRIPT = Message(
    en="{count} reference(s) could not be compared: their titles are in another script than the registry's "
    "({keys})",
    zh="有 {count} 条文献的题名与注册记录文字不同，无法比较（{keys}）",
)
_NAMED = 3


def check_facts(review: ResolvedReview, facts: Facts) -> Iterator[Outcome]:
    from toolkit.model.lookup import Found

    apart: list[str] = []
    for key in first_citations(review):
        reference = review.source.bibliography.references[key]
        for variable, answer in facts.answers(reference):
            if not isinstance(answer, Found):
                continue
            work = answer.value
            if title_likeness(reference, work) is None and work.titles and reference.get("title"):
                apart.append(key)
            elif is_another_work(reference, work):
                yield RULE.finding(
                    field_span(reference, variable),
                    key=key,
                    variable=variable,
                    title=work.titles[0],
                    source=work.source,
                )
    if apart:
        keys = ", ".join(apart[:_NAMED]) + (", …" if len(apart) > _NAMED else "")
        yield RULE.abstention(OTHER_SCRIPT, count=len(apart), keys=keys)
