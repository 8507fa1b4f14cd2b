"""Names typed beside a citation, `Yang 等[@a]`: where one stands, and whether it is a person's at all.

等 also means “and so on”, so a word before it is taken for a name only where nothing else is likely.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.check.people import looks_like_han_name
from toolkit.check.scripts import has_han

_LOOK_BACK = 80
"""Characters before a citation among which a name is looked for."""
_PEOPLE = ("et al.", "et al", "等学者", "等人")
"""What stands only after names of people."""
_CLAUSE_ENDS = "。；，！？：.,;:!?\ufffc"
_OPENINGS = (
    "而",
    "但",
    "随后",
    "此外",
    "同时",
    "最近",
    "新近",
    "近期",
    "例如",
    "如",
    "来自",
    "据",
    "由",
    "年",
)
_VERBS = (
    "研究 的研究 报道 报告 发现 证实 证明 表明 利用 采用 通过 使用 运用 应用 开发 构建 制备 设计 合成 "
    "改良 将 首次 首先 进一步 提出 认为 指出 建议 推测 强调 比较 观察 评估 分析 探讨 检测 测定 筛选 "
    "总结 综述 回顾 培养 建立 纳入 选取 联合 针对 基于 尝试 成功 给 用 把 对 在 以 从"
)
"""How a sentence goes on whose subject is an author."""
_PERSONAL = (
    "报道 报告 发现 认为 指出 提出 建议 观察 纳入 采用 利用 运用 构建 建立 开发 制备 设计 首次 比较 评估 "
    "分析 检测 的研究"
)
"""What only people do: behind 黄芪等, which looks like a name, stands 通过 or 对."""
_NOT_NAMES = (
    "方法 方案 方面 方程 江苏 江西 高血 高脂 高糖 金属 石油 石墨 黄酮 黄芪 黄连 白蛋白 白细胞 白术 史料 程序 "
    "万古霉 马来酸 于是 余下 任何 成本 严重 孔径"
)
"""Words that begin like a name."""
_JOINER = re.compile(r"、|，|,(?!\s*[A-Z]\.?$)|和|与|及|&|\band\b")


_SENTENCE_WORDS = (
    "After Although As Because But By For From However In Later Moreover Similarly Since So Thus Unlike When "
    "Whereas While With"
)
"""Words with a capital that stand before a name at the head of an English sentence."""


class Named(NamedTuple):
    """A name typed at a citation, and where it stands in its passage."""

    name: str
    start: int
    et_al: str
    """等, 等人 or et al., before the citation or behind it; nothing if none is typed."""

    @property
    def end(self) -> int:
        return self.start + len(self.name)

    @property
    def several(self) -> bool:
        """Whether more than one person is named, `Yang and Zhou`."""
        return _JOINER.search(self.name) is not None


@lru_cache(maxsize=4096)
def named(text: str, offset: int, known: frozenset[str]) -> Named | None:
    """The name typed with 等 or et al. at the citation at `offset`, if one certainly is.

    `known` are the names in Chinese characters that the bibliography holds. The answer is
    remembered, since several rules ask for the same citation.
    """
    low = max(0, offset - _LOOK_BACK)
    before, after = text[low:offset].rstrip(), text[offset + 1 : offset + 20].lstrip()
    ending = next((word for word in (*_PEOPLE, "等") if before.endswith(word)), "")
    if not ending and not after.startswith(_PEOPLE):
        return None
    before = before.removesuffix(ending).rstrip()
    people = ending != "等"
    et_al = ending or next(word for word in _PEOPLE if after.startswith(word))
    if before and has_han(before[-1]):
        name = _han_name(before, known, people=people) if ending else ""
        if ending and not name and after.startswith(tuple(_PERSONAL.split())):
            name = _han_subject(before)
        return Named(name, low + len(before) - len(name), et_al) if name else None
    match = _name_pattern().search(before)
    if match is None or not (people or is_subject(match[0], before[: match.start()], after)):
        return None
    name = _without_sentence_word(match[0])
    return Named(name.rstrip(","), low + match.end() - len(name), et_al)


def _without_sentence_word(name: str) -> str:
    """The name in `As Zimmer`."""
    first, _, rest = name.partition(" ")
    return rest.lstrip() if rest and first in _SENTENCE_WORDS.split() else name


def named_alone(text: str, offset: int, verbs: re.Pattern[str]) -> Named | None:
    """A name in Latin letters typed without 等 or et al. as the subject of a sentence: `Yang[@a]报道`.

    `verbs` says how a sentence in Latin letters goes on whose subject is an author.
    """
    low = max(0, offset - _LOOK_BACK)
    before, after = text[low:offset].rstrip(), text[offset + 1 : offset + 20].lstrip()
    latin = before and before[-1].isalpha() and not has_han(before[-1])
    match = _name_pattern().search(before) if latin else None
    if match is None:
        return None
    opening = before[: match.start()]
    if is_subject(match[0], opening, after) or (_opens(opening) and verbs.match(after)):
        return Named(match[0], low + match.start(), "")
    return None


def is_subject(name: str, before: str, after: str) -> bool:
    """Whether a word before 等 opens a clause that goes on as one about people does, or is all there is."""
    if not before.strip() and not after:
        return True  # a cell that holds nothing but `Cui 等[21]`
    return _opens(before) and any(char.islower() for char in name) and after.startswith(tuple(_VERBS.split()))


def _opens(before: str) -> bool:
    """Whether a clause begins behind this text."""
    before = before.rstrip()
    return not before or before[-1] in _CLAUSE_ENDS or before.endswith(_OPENINGS)


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


def _han_name(before: str, known: frozenset[str], *, people: bool) -> str:
    """The name in Chinese characters at the end of a text, if there certainly is one.

    `people` says that only names of people stand there; else it must be one that is known.
    """
    for length in (4, 3, 2):
        if before[-length:] in known and len(before) >= length:
            return before[-length:]
    start = len(before)
    while start > 0 and has_han(before[start - 1]):
        start -= 1
    run = before[start:]
    return run if people and looks_like_han_name(run) else ""


def _han_subject(before: str) -> str:
    """The name in Chinese characters that is all of a clause so far, or all but a word such as 近期."""
    clause = re.split(f"[{_CLAUSE_ENDS}]", before)[-1].strip()
    opening = max((word for word in _OPENINGS if clause.startswith(word)), key=len, default="")
    name = clause.removeprefix(opening)
    return name if looks_like_han_name(name) and not name.startswith(tuple(_NOT_NAMES.split())) else ""
