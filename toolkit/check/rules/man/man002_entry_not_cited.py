"""An entry of the reference list is cited nowhere.

参考文献表中的条目未被引用。

## What it does
Looks for each entry of the list among the citations of the text, tables, captions and footnotes.
Where no citation of the manuscript could be read, nothing is said; nor, where it cites by name and
year, of an entry whose author or year could not be read; nor of one that the text names as `文献 3`
or `ref. 3`.

## Why it matters
Journals print only what is cited; a citation was lost, or its number is wrong.

## Example
```text
[12] AUTHOR A. Synthetic title[J]. …        (no [12] in the text)
```

## How to mend it
Cite the work where it belongs, or delete the entry and renumber.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.manuscript import Entry, Manuscript
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="MAN002",
    name="entry-not-cited",
    severity=Severity.WARNING,
    message=Message(en="{entry} is listed but cited nowhere", zh="{entry} 已列入文献表，但未被引用"),
    help=Message(en="cite it, or delete it and renumber the list", zh="请引用该文献，或删去并重新编号"),
    inputs=("manuscript",),
)
_NAMED = re.compile(r"(?:文献|\b[Rr]efs?\.?|\b[Rr]eferences?)\s{0,2}(\d{1,3})(?![\d.])")
_NEAR = 40
"""Characters from a name to its year at most."""
DELETE = Message(en="cite it, or delete it", zh="请引用该文献，或将其删去")


def check(review: ResolvedReview) -> Iterator[Finding]:
    manuscript = review.manuscript
    if manuscript is None or not manuscript.clusters:
        return
    cited = {work.key for cluster in manuscript.clusters for work in cluster.works}
    numbers = {
        entry.number for entry in manuscript.entries if entry.key in cited and entry.number is not None
    }
    by_name = manuscript.form == "author-year"
    named = set(map(int, _NAMED.findall(_text(manuscript))))
    for entry in manuscript.entries:
        if by_name and (not _has_name_and_year(entry) or _is_named(manuscript, entry)):
            continue
        # Of two entries with one number nobody can say which is meant: that is reported for itself.
        if entry.key not in cited and entry.number not in numbers | named:
            yield RULE.finding(entry.span, help=DELETE if by_name else None, entry=entry.key)


def _has_name_and_year(entry: Entry) -> bool:
    names, date = entry.reference.names, entry.reference.dates.get("issued")
    return bool(names.get("author") or names.get("editor")) and date is not None and date.year is not None


def _text(manuscript: Manuscript) -> str:
    lines = {each.span.line for each in manuscript.entries}
    paragraphs = manuscript.document.paragraphs
    return "\n".join(paragraph.text for paragraph in paragraphs if paragraph.line not in lines)


def _is_named(manuscript: Manuscript, entry: Entry) -> bool:
    """Whether the name stands somewhere with the year soon behind it, in a form that was not read as a
    citation: `Smith's work (2019)`."""
    versions = [each for each in (entry.reference, entry.translation) if each is not None]
    names = [
        people[0] for each in versions if (people := each.names.get("author") or each.names.get("editor"))
    ]
    year = next(each.dates["issued"].year for each in versions if "issued" in each.dates)
    forms = "|".join(re.escape(name.family or name.literal) for name in names)
    pattern = re.compile(rf"(?:{forms})[^.;。；\n]{{0,{_NEAR}}}?(?<!\d){year}(?!\d)")
    return pattern.search(_text(manuscript)) is not None
