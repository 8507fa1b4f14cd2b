"""“et al.” stands beside a work of one author, or is missing beside a work of many.

“等”或 et al. 与所引文献的作者数不符。

## What it does
Compares a name typed at a citation with the number of authors of that work. `Yang 等[@x]` is
reported where Yang wrote it alone, and, as a hint, where there are two authors, whom the
journal names both. `Yang[@x]报道…` is reported where the work has as many authors as the
journal asks 等 for, three in most journals.

Only names that are the first author's are judged; others are the business of CIT003. A
narrative citation, `@x`, takes its 等 from the reference. In a Word file that cites by name and year,
`(Yang et al., 2020)` and `(Yang, 2020)` are compared with the entry alike.

## Why it matters
It credits people who do not exist, or drops those who do.

## Example
```markdown
Yang 等[@yang2024]开发了一种水凝胶。
```
where `yang2024` has one author.

## How to mend it
Delete or add 等. Better: write `@yang2024 开发了…`, and name and 等 are set from the reference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from toolkit.check.narrative import Named, named, named_alone
from toolkit.check.passages import Passage
from toolkit.check.people import authors, compare, first_author, han_names
from toolkit.check.rule import Message, Rule
from toolkit.check.scripts import has_han
from toolkit.check.works import citations_in_brackets
from toolkit.model.diagnostic import Applicability, Edit, Finding, Fix, Severity
from toolkit.model.journal import NarrativeStyle
from toolkit.model.manuscript import Cluster, Entry, Manuscript
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

REWRITE = Message(en="write the form that the number of authors asks for", zh="请按作者人数改写")
RULE = Rule(
    code="CIT007",
    name="et-al-and-number-of-authors",
    severity=Severity.WARNING,
    message=Message(
        en="`{et_al}` stands behind {typed}, but `{key}` has one author",
        zh="{typed} 之后写有“{et_al}”，但 `{key}` 只有一位作者",
    ),
    help=Message(en="delete `{et_al}`", zh="请删去“{et_al}”"),
    manuscript_help=REWRITE,
)
TWO = Message(
    en="`{et_al}` stands behind {typed}, but `{key}` has two authors: {names}",
    zh="{typed} 之后写有“{et_al}”，但 `{key}` 只有两位作者：{names}",
)
NAME_BOTH = Message(en="name both, or write `@{key}`", zh="请写出两位作者，或写作 `@{key}`")
MISSING = Message(
    en="{typed} stands alone, but `{key}` has {count} authors",
    zh="此处只写了 {typed}，但 `{key}` 有 {count} 位作者",
)
ADD = Message(en="write `{right}`, or write `@{key}`", zh="请写作“{right}”，或写作 `@{key}`")
INSERT = Message(en="add `{right}`", zh="补上“{right}”")
_TWO = 2
_SURE = 0.95
_LONGEST = 4
"""Characters of a Chinese person's name."""
_PRINTED = re.compile(
    r"(?P<name>(?:[a-z]{2,3} ){0,3}[^\W\d_][^\s,&、和与及]*?)"
    r"(?P<et_al>,?\s*et\.?\s*al\b\.?|\s*等人?)?, \d{4}[a-z]?"
)
"""One name with or without et al., as `Cited.printed` has it."""
_ET_AL_BEHIND = re.compile(r"\s*(?P<et_al>等人?(?!待)|et\.?\s*al\b\.?)")


def check(review: ResolvedReview) -> Iterator[Finding]:
    if review.manuscript is not None and review.manuscript.form == "author-year":
        yield from _by_name(review.manuscript)
        return
    known = han_names(review)
    for passage, offset, works in citations_in_brackets(review):
        style = review.journal.narrative.get(passage.language, NarrativeStyle())
        typed = named(passage.text, offset, known)
        if typed is not None:
            yield from _superfluous(passage, typed, _first(typed, works), style)
        elif (alone := named_alone(passage.text, offset, _verbs())) and not alone.several:
            yield from _missing(passage, alone, _first(alone, works), style)


def _by_name(manuscript: Manuscript) -> Iterator[Finding]:
    """Citations by name and year against their entries; those that two entries answer are not judged."""
    entries = {entry.key: entry for entry in manuscript.entries}
    for cluster in manuscript.clusters:
        spans = Counter(work.span for work in cluster.works)
        for work in cluster.works:
            entry = entries.get(work.key)
            count = _persons(entry) if entry is not None and spans[work.span] == 1 else None
            printed = _PRINTED.fullmatch(work.printed)
            if entry is None or count is None or printed is None:
                continue
            et_al, message, severity, names = printed["et_al"], None, None, ""
            if not et_al and cluster.narrative:
                et_al = _behind(manuscript, cluster)
            if et_al and count == _TWO:
                message, severity = TWO, Severity.HINT
                names = " & ".join(name.family or name.literal for name in entry.reference.names["author"])
            elif not et_al and count > 1:
                message = MISSING
            elif not et_al or count > 1:
                continue
            yield RULE.finding(
                work.span,
                message=message,
                help=REWRITE,
                severity=severity,
                et_al=(et_al or "").strip(" ,"),
                typed=printed["name"],
                key=entry.key,
                count=count,
                names=names,
            )


def _behind(manuscript: Manuscript, cluster: Cluster) -> str:
    """等 or et al. behind the bracket of a citation, `Yang (2020) 等人`."""
    line = manuscript.document.paragraph(cluster.span.line).text
    found = _ET_AL_BEHIND.match(line, cluster.span.end_column - 1)
    return found["et_al"] if found else ""


def _persons(entry: Entry) -> int | None:
    """The number of an entry's authors; None where it is not known, or an institution is among them."""
    names = entry.reference.names.get("author", ())
    if "author" in entry.reference.truncated or entry.confidence.get("author", 0) < _SURE:
        return None
    persons = all(name.family or (has_han(name.literal) and len(name.literal) <= _LONGEST) for name in names)
    return len(names) if names and persons else None


def _first(typed: Named, works: list[Reference]) -> Reference | None:
    """The one work of the bracket that this person is the first author of."""
    own = [work for work in works if compare(typed.name, work) == "first"]
    return own[0] if len(own) == 1 else None


def _superfluous(
    passage: Passage, typed: Named, work: Reference | None, style: NarrativeStyle
) -> Iterator[Finding]:
    count = _count(work) if work else None
    if work is None or count is None or typed.several:
        return
    span = passage.span(typed.start, typed.end)
    if count == 1:
        yield RULE.finding(span, et_al=typed.et_al, typed=typed.name, key=work.id)
    elif count == _TWO < style.et_al_from:
        yield RULE.finding(
            span,
            message=TWO,
            help=NAME_BOTH,
            severity=Severity.HINT,
            et_al=typed.et_al,
            typed=typed.name,
            key=work.id,
            names=style.joiner.join(name.family or name.literal for name in authors(work)),
        )


def _missing(
    passage: Passage, typed: Named, work: Reference | None, style: NarrativeStyle
) -> Iterator[Finding]:
    count = _count(work) if work else None
    if work is None or count is None or count < style.et_al_from:
        return
    span = passage.span(typed.start, typed.end)
    fix = None
    if span is not None:
        end = Span.at(span.path, span.end_line, span.end_column)
        fix = Fix(INSERT.fill({"right": style.et_al}), (Edit(end, style.et_al),), Applicability.UNSAFE)
    yield RULE.finding(
        span,
        message=MISSING,
        help=ADD,
        fix=fix,
        typed=typed.name,
        key=work.id,
        count=count,
        right=typed.name + style.et_al,
    )


def _count(work: Reference) -> int | None:
    """The number of authors; None where the list goes on, or where it is an institution that wrote."""
    names = authors(work)
    if not names or "author" in work.truncated or names[0].literal or not first_author(work):
        return None
    return len(names)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(
        r"(?:also |first |recently |previously )?(?:showed|shows|reported|reports|found|demonstrated|"
        r"developed|described|observed|proposed|suggested|confirmed|used|investigated|compared|designed|treated|"
        r"studied|concluded|noted|revealed|introduced|constructed|prepared|evaluated)\b"
    )
