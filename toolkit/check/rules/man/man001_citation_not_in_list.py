"""The text cites a number that the reference list does not have.

正文引用了参考文献表中没有的编号。

## What it does
Reads every citation of a submitted manuscript, `[3]`, `[1,3-5]`, `［2，4～6］` or raised numbers, and
looks its numbers up in the reference list, whether they are typed there or given by Word. In a
manuscript that cites by name and year, what has the form of a citation is looked up by both; where
it may be a place or a thing with a year, `(Geneva, 2021)`, it gives a hint. A manuscript that cites
but has no reference list is reported once; where neither was found, the rule says so.

## Why it matters
The reader cannot find the work; mostly an entry was deleted or the numbers have slipped.

## Example
```text
……可促进血管生成[31]。        (the list ends with [30])
```

## How to mend it
Add the entry, or correct the number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Abstention, Finding, Severity
from toolkit.model.manuscript import Cited, Cluster, Entry
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="MAN001",
    name="citation-not-in-list",
    severity=Severity.ERROR,
    message=Message(en="the reference list has no number {number}", zh="参考文献表中没有编号 {number}"),
    help=Message(en="add the entry, or correct the number", zh="请补上该条文献，或改正编号"),
    inputs=("manuscript",),
)
NO_LIST = Message(
    en="the manuscript cites works, but no reference list was found", zh="稿件有引用，但未找到参考文献表"
)
WRITE_LIST = Message(
    en="put the list below a heading such as `References`", zh="请将文献表置于“参考文献”等标题之下"
)
NOT_LISTED = Message(
    en="the reference list has no entry for `{number}`", zh="参考文献表中没有 `{number}` 的条目"
)
CORRECT = Message(en="add the entry, or correct name or year", zh="请补上该条文献，或改正姓名或年份")
OTHER_YEAR = Message(
    en="the list has {others}: correct the year, or add the entry",
    zh="文献表中有 {others}：请改正年份，或补上该条文献",
)
NOTHING = Message(
    en="neither a citation nor a reference list was found in the manuscript",
    zh="稿件中既未找到引用，也未找到参考文献表",
)
PERHAPS = Message(
    en="if `{number}` is a citation, the reference list has no entry for it",
    zh="`{number}` 若为引用，则参考文献表中没有相应条目",
)
_FIRST_NAME = re.compile(r"\s*(?:,|&|等|和|与|\b(?:and|et al)\b)")
_FEW = 3
"""Entries of one author that help a reader to see which was meant."""
_CERTAIN = re.compile(r"et al|等|&|\band colleagues")
_ALONE = re.compile(r"[A-Za-z\u00c0-\u024f'’-]+, \d{4}[a-z]?")


def check(review: ResolvedReview) -> Iterator[Finding | Abstention]:
    manuscript = review.manuscript
    if manuscript is None:
        return
    if not manuscript.clusters:
        if not manuscript.entries:
            yield RULE.abstention(NOTHING)
        return
    if not manuscript.entries:
        yield RULE.finding(manuscript.clusters[0].span, message=NO_LIST, help=WRITE_LIST)
        return
    families = {name.casefold() for entry in manuscript.entries for name in _families(entry)}
    for cluster in manuscript.clusters:
        for work in cluster.works:
            if not work.key:
                by_name = cluster.form == "author-year"
                doubtful = by_name and _is_doubtful(cluster, work, families)
                others = _of_the_same(manuscript.entries, work) if by_name else ""
                yield RULE.finding(
                    work.span,
                    message=(PERHAPS if doubtful else NOT_LISTED) if by_name else None,
                    severity=Severity.HINT if doubtful else None,
                    help=OTHER_YEAR if others else CORRECT if by_name else None,
                    number=work.printed,
                    others=others,
                )


def _of_the_same(entries: Sequence[Entry], work: Cited) -> str:
    """The entries whose first author a citation names, by what they are called: `Garcia 2021`."""
    family = _FIRST_NAME.split(work.printed, maxsplit=1)[0].casefold()
    called = [entry.key for entry in entries if family in (name.casefold() for name in _families(entry))]
    return ", ".join(f"`{key}`" for key in called) if len(called) <= _FEW else ""


def _families(entry: Entry) -> Iterator[str]:
    for names in entry.reference.names.values():
        yield from (name.family or name.literal for name in names[:1])


def _is_doubtful(cluster: Cluster, work: Cited, families: Collection[str]) -> bool:
    """Whether what looks like a missing work may be a place or a thing with a year."""
    if _CERTAIN.search(work.printed) or len(cluster.works) > 1:
        return False
    if re.split(r",| and ", work.printed)[0].casefold() in families:
        return False
    return cluster.text[:1] not in "(（[［" or _ALONE.fullmatch(work.printed) is not None
