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

A Chinese name in characters is not compared with one in Latin letters (王 may be Wang, Wong
or Ong); the rule then says that it abstains.

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

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.check.passages import passages
from toolkit.check.people import Typed, compare, first_author, han_names, looks_like_han_name
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Abstention, Finding, Severity
from toolkit.model.inline import ResolvedCitation
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
)
NOT_FIRST = Message(
    en="the text names {typed}, who is an author of `{key}`, but not the first: that is {author}",
    zh="{typed} 是 `{key}` 的作者之一，但第一作者是 {author}",
)
SCRIPTS = Message(
    en="{count} typed name(s) could not be compared with an author written in the other script, "
    "the first being {typed} for `{key}`",
    zh="有 {count} 处姓名与文献作者的文字不同（汉字与拉丁字母），未作比较；第一处为 `{key}` 前的 {typed}",
)

_LOOK_BACK = 80
"""Characters before a citation among which a name is looked for."""
_LETTER = r"[A-Za-z\u00C0-\u024F'’]"
_WORD = rf"[A-Z\u00C0-\u00DE]{_LETTER}*(?:[-‐]{_LETTER}+)*"
_PARTICLE = r"(?:[Vv][ao]n|[Dd]e[rnl]?|[Dd]ella|[Dd][ia]|[Dd]os|[Dd]u|[Ll][ae]|[Tt]er|[Aa]l|[Bb]in|[Ee]l)"
_NAME = rf"(?:{_PARTICLE}\s+)*{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{0,3}}(?:,?\s+(?:[A-Z]\.?-?){{1,3}})?"
_NAMES = rf"(?P<name>{_NAME}(?:\s*(?:、|，|,|和|与|及|&|\band\b)\s*{_NAME}){{0,4}})"
_DENG = "(?P<deng>等人|等学者|等)"
_ET_AL = re.compile(rf"(?<!{_LETTER}){_NAMES},?\s+et\s+al\.?\s*$")
_LATIN_DENG = re.compile(rf"(?<!{_LETTER}){_NAMES}\s*{_DENG}\s*$")
_HAN_DENG = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,}}){_DENG}\s*$")
_BARE = re.compile(rf"(?<!{_LETTER})(?P<name>{_WORD})\s*$")
_AFTER = re.compile(r"\s*(?:等人|等学者|et\s+al\b)")
_CLAUSE_START = re.compile(r"(?:^|[。；，！？：.;!?\ufffc]|而|但|随后|此外|同时|[最新]近|近期|例如|如)\s*$")
_VERB = re.compile(
    r"\s*(?:的?研究|报[道告]|发现|证[实明]|表明|利用|采用|通过|使用|运用|开发|构建|制备|设计|将|首次|进一步|提出|认为|"
    r"指出|比较|观察|评估|分析|探讨|总结|综述|回顾|应用|培养|建立|成功|给予?|用|把|对|在)"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name typed at a citation, and where it stands in its passage."""

    name: str
    start: int


def check(review: ResolvedReview) -> Iterator[Finding | Abstention]:
    known = han_names(review)
    unjudged: list[tuple[str, str]] = []
    for passage in passages(review):
        for offset, node in passage.nodes():
            if not isinstance(node, ResolvedCitation) or node.source.narrative:
                continue
            works = [work for key in node.keys if (work := review.source.bibliography.find(key))]
            named = _named(passage.text, offset, known) if works else None
            if named is None:
                continue
            results = [compare(named.name, work) for work in works]
            if Typed.FIRST in results:
                continue
            if Typed.UNKNOWN in results:
                unjudged.append((named.name, works[0].id))
                continue
            later = Typed.LATER in results
            work = works[results.index(Typed.LATER)] if later else works[0]
            yield RULE.finding(
                passage.span(named.start, named.start + len(named.name)),
                message=NOT_FIRST if later else None,
                typed=named.name,
                key=work.id,
                author=first_author(work),
            )
    if unjudged:
        typed, key = unjudged[0]
        yield RULE.abstention(SCRIPTS, count=len(unjudged), typed=typed, key=key)


def _named(text: str, offset: int, known: frozenset[str]) -> _Named | None:
    """The name typed at the citation at `offset`, if one certainly is."""
    low = max(0, offset - _LOOK_BACK)
    before, after = text[low:offset], text[offset + 1 : offset + 20]
    if match := _ET_AL.search(before):
        return _Named(match["name"], low + match.start("name"))
    if match := _LATIN_DENG.search(before):
        people = match["deng"] != "等"
        alone = _CLAUSE_START.search(before[: match.start()]) and _VERB.match(after)
        word = any(char.islower() for char in match["name"])
        return _Named(match["name"], low + match.start("name")) if people or (alone and word) else None
    if match := _HAN_DENG.search(before):
        name = _han_name(match["name"], match["deng"] != "等", known)
        return _Named(name, low + match.end("name") - len(name)) if name else None
    if _AFTER.match(after) and (match := _BARE.search(before)):
        return _Named(match["name"], low + match.start("name"))
    return None


def _han_name(run: str, people: bool, known: frozenset[str]) -> str:
    """The name at the end of a run of Chinese characters before 等, if there certainly is one."""
    for length in (4, 3, 2):
        if run[-length:] in known and len(run) >= length:
            return run[-length:]
    return run if people and looks_like_han_name(run) else ""
