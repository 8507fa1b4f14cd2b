"""Some journals print with their full name, others abbreviated.

参考文献表中刊名全称与缩写混用。

## What it does
Sorts the journal names as they print into full ones (`Journal of Ovarian Research`) and
abbreviated ones (`J Ovarian Res`) and hints at a list that holds both. Names that are alike in
both forms, `Blood`, `Nature`, `Cytotherapy`, are not counted, nor are Chinese journals.

## Why it matters
A journal wants one of the two. The Chinese medical journals and those that follow the ICMJE
want abbreviations as in PubMed; some others want names in full.

## Example
```bibtex
@article{a, journal = {Int J Nanomedicine}, …}
@article{b, journal = {World Journal of Stem Cells}, …}
```

## How to mend it
Write the names of the rarer form like the others. The NLM Catalog gives the abbreviation of
every journal in PubMed.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.journal_names import form, printed
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF018",
    name="full-and-abbreviated-journals",
    severity=Severity.HINT,
    message=Message(
        en="{full} reference(s) print the full name of the journal (such as “{one}”), "
        "{short} an abbreviation (such as “{other}”)",
        zh="{full} 条文献的刊名为全称（如“{one}”），{short} 条为缩写（如“{other}”）",
    ),
    help=Message(en="write all in the form that the journal wants", zh="请按期刊要求统一为一种形式"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    forms: dict[str, list[tuple[str, Reference]]] = {"full": [], "abbreviated": []}
    for name, references in printed(review).items():
        if kind := form(name):
            forms[kind].extend((name, reference) for reference in references)
    full, short = forms["full"], forms["abbreviated"]
    if full and short:
        rarer = full[0] if len(full) < len(short) else short[0]
        yield RULE.finding(
            field_span(rarer[1], "container-title", "container-title-short"),
            full=len(full),
            short=len(short),
            one=full[0][0],
            other=short[0][0],
        )
