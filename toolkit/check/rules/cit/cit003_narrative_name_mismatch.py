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
or Ong), nor is a name with an institution; the rule then says that it abstains.

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
from functools import cache
from typing import NamedTuple

from toolkit.check.passages import passages
from toolkit.check.people import compare, first_author, han_names, looks_like_han_name
from toolkit.check.rule import Message, Rule
from toolkit.check.scripts import has_han
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
NOT_COMPARED = Message(
    en="{count} typed name(s) could not be compared with an author who is an institution or is written "
    "in the other script, the first being {typed} for `{key}`",
    zh="有 {count} 处姓名未作比较（作者为机构，或一为汉字一为拉丁字母）；第一处为 `{key}` 前的 {typed}",
)

_LOOK_BACK = 80
"""Characters before a citation among which a name is looked for."""
_PEOPLE = ("et al.", "et al", "等学者", "等人")
"""What stands only after names of people."""
_CLAUSE_ENDS = "。；，！？：.,;:!?\ufffc"
_OPENINGS = ("而", "但", "随后", "此外", "同时", "最近", "新近", "近期", "例如", "如", "来自", "据", "由")
_VERBS = (
    "研究 的研究 报道 报告 发现 证实 证明 表明 利用 采用 通过 使用 运用 应用 开发 构建 制备 设计 合成 "
    "改良 将 首次 首先 进一步 提出 认为 指出 建议 推测 强调 比较 观察 评估 分析 探讨 检测 测定 筛选 "
    "总结 综述 回顾 培养 建立 纳入 选取 联合 针对 基于 尝试 成功 给 用 把 对 在 以 从"
)
"""How a sentence goes on whose subject is an author."""


@cache
def _name_pattern() -> re.Pattern[str]:
    """One or several names in Latin letters at the end of a text: `van der Berg A, Li and Yáñez-Mó`."""
    letter = r"[A-Za-z\u00C0-\u024F'’]"
    word = rf"[A-Z\u00C0-\u00DE]{letter}*(?:[-‐]{letter}+)*"
    particles = r"(?:(?i:van|von|de[rnl]?|della|d[ia]|dos|du|l[ae]|ter|al|bin|el)\s+)*"
    initials = r"(?:,?\s+(?:[A-Z]\.?-?){1,3})?"
    name = rf"{particles}{word}(?:\s+{particles}{word}){{0,3}}{initials}"
    joiner = r"\s*(?:、|，|,|和|与|及|&|\band\b)\s*"
    return re.compile(rf"(?<!{letter})(?:{name}{joiner}){{0,4}}{name},?$")


class _Named(NamedTuple):
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
            if "first" in results:
                continue
            if "unknown" in results:
                unjudged.append((named.name, works[0].id))
                continue
            later = "later" in results
            work = works[results.index("later")] if later else works[0]
            yield RULE.finding(
                passage.span(named.start, named.start + len(named.name)),
                message=NOT_FIRST if later else None,
                typed=named.name,
                key=work.id,
                author=first_author(work),
            )
    if unjudged:
        typed, key = unjudged[0]
        yield RULE.abstention(NOT_COMPARED, count=len(unjudged), typed=typed, key=key)


def _named(text: str, offset: int, known: frozenset[str]) -> _Named | None:
    """The name typed at the citation at `offset`, if one certainly is."""
    low = max(0, offset - _LOOK_BACK)
    before, after = text[low:offset].rstrip(), text[offset + 1 : offset + 20].lstrip()
    ending = next((word for word in (*_PEOPLE, "等") if before.endswith(word)), "")
    if not ending and not after.startswith(_PEOPLE):
        return None
    before = before.removesuffix(ending).rstrip()
    people = ending != "等"
    if before and has_han(before[-1]):
        name = _han_name(before, people, known) if ending else ""
        return _Named(name, low + len(before) - len(name)) if name else None
    match = _name_pattern().search(before)
    if match is None or not (people or _is_subject(match[0], before[: match.start()], after)):
        return None
    return _Named(match[0].rstrip(","), low + match.start())


def _is_subject(name: str, before: str, after: str) -> bool:
    """Whether a word before 等 opens a clause that goes on as one about people does, or is all there is."""
    before = before.rstrip()
    if not before and not after:
        return True  # a cell that holds nothing but `Cui 等[21]`
    opens = not before or before[-1] in _CLAUSE_ENDS or before.endswith(_OPENINGS)
    return opens and any(char.islower() for char in name) and after.startswith(tuple(_VERBS.split()))


def _han_name(before: str, people: bool, known: frozenset[str]) -> str:
    """The name in Chinese characters at the end of a text, if there certainly is one."""
    for length in (4, 3, 2):
        if before[-length:] in known and len(before) >= length:
            return before[-length:]
    start = len(before)
    while start > 0 and has_han(before[start - 1]):
        start -= 1
    run = before[start:]
    return run if people and looks_like_han_name(run) else ""
