"""The name in the text is not the first author of the work cited beside it.

正文中的姓名不是所引文献的第一作者。

## What it does
Looks at names typed before a citation, `Yang 等[@wang2020]`, `王明等人[@li2021]`,
`Zhang et al. [@x]`, `Liu [@y] 等人`, and compares them with the first author (or editor) of
the works in that bracket. Accents, case, particles, double surnames and a family name that
was entered as the given name are allowed for.

等 also means “and so on”. So `Wnt 等[@x]` or `脂肪、骨髓等[@x]` is taken for a name only where
nothing else is likely: a name at the beginning of a clause that goes on with a verb, or a
Chinese name that is an author in the bibliography.

A Chinese name in characters is compared with one in Latin letters by the pinyin of the family
name: 王敏 may well be Wang M, but hardly Zhang M. That, and a name that only sounds like the
author's (张伟 for 章伟), is a hint. Where the family name is rare or not spelt in pinyin (王 may be
Wong or Ong), and beside an institution, the rule says that it abstains.

## Why it matters
One of the two is wrong: either the reader is sent to another work than the one described, or
an author is robbed of the finding.

## Example
```markdown
Yang 等[@wang2020]开发了一种可注射水凝胶。
```

## How to mend it
Correct the key or the name. Better: write `@wang2020 等开发了…`, and the name is set from the
reference, so that the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.narrative import Named, named
from toolkit.check.passages import Passage
from toolkit.check.people import Typed, compare, compare_sound, first_author, han_names, is_homophone
from toolkit.check.rule import Message, Rule
from toolkit.check.works import citations_in_brackets
from toolkit.model.diagnostic import Abstention, Finding, Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT003",
    name="narrative-name-mismatch",
    severity=Severity.WARNING,
    message=Message(
        en="the text names {typed}, but `{key}` is by {author}",
        zh="正文写的是 {typed}，但 `{key}` 的第一作者是 {author}",
    ),
    help=Message(
        en="correct the name or the key; with `@{key}` the name is set from the reference",
        zh="请更正姓名或引用键；写成 `@{key}` 时姓名会自动取自文献条目",
    ),
    manuscript_help=Message(en="correct the name or the number", zh="请改正姓名或编号"),
)
NOT_FIRST = Message(
    en="the text names {typed}, who is an author of `{key}`, but not the first: that is {author}",
    zh="{typed} 是 `{key}` 的作者之一，但第一作者是 {author}",
)
SOUNDS_ALIKE = Message(
    en="the text names {typed}, which sounds like {author}, the first author of `{key}`",
    zh="正文写的是 {typed}，与 `{key}` 的第一作者 {author} 同音",
)
NOT_COMPARED = Message(
    en="{count} typed name(s) could not be compared with an author who is an institution or is written "
    "in the other script, the first being {typed} for `{key}`",
    zh="有 {count} 处姓名未作比较（作者为机构，或一为汉字一为拉丁字母）；第一处为 `{key}` 前的 {typed}",
)


def check(review: ResolvedReview) -> Iterator[Finding | Abstention]:
    known = han_names(review)
    unjudged: list[tuple[str, str]] = []
    for passage, offset, works in citations_in_brackets(review):
        typed = named(passage.text, offset, known)
        if typed is None:
            continue
        results = [compare(typed.name, work) for work in works]
        if "first" in results:
            continue
        by_sound = "unknown" in results
        if by_sound:
            results = [compare_sound(typed.name, work) for work in works]
            if "first" in results:
                continue
            if "unknown" in results:
                unjudged.append((typed.name, works[0].id))
                continue
        yield _finding(passage, typed, works, results, by_sound=by_sound)
    if unjudged:
        name, key = unjudged[0]
        yield RULE.abstention(NOT_COMPARED, count=len(unjudged), typed=name, key=key)


def _finding(
    passage: Passage, typed: Named, works: list[Reference], results: list[Typed], *, by_sound: bool
) -> Finding:
    alike = next((work for work in works if is_homophone(typed.name, work)), None)
    later = "later" in results
    work = alike or (works[results.index("later")] if later else works[0])
    message = SOUNDS_ALIKE if alike else NOT_FIRST if later else None
    return RULE.finding(
        passage.span(typed.start, typed.end),
        message=message,
        severity=Severity.HINT if alike or by_sound else None,
        typed=typed.name,
        key=work.id,
        author=first_author(work),
    )
