"""Finds the rules: every module `rules/<family>/<code>_<name>.py` is one.

Code and name stand in the file name, so rules can be listed and selected without
importing them; only the rules that run are imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from toolkit.check.rule import SECTIONS, SECTIONS_ZH, Input, Message, Rule

_PACKAGE = "toolkit.check.rules"
_FOLDER = Path(__file__).parent / "rules"
_PAGES = Path(__file__).parent / "pages" / "zh"
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


class Entry(NamedTuple):
    """One rule as its file name tells it."""

    code: str
    name: str
    family: str
    module: str
    """Dotted name of its module."""

    def load(self) -> ModuleType:
        return import_module(self.module)

    def may_judge(self, source: Input) -> bool:
        """Whether a rule may judge reviews or manuscripts, as far as its family tells without loading it."""
        return source in getattr(import_module(f"{_PACKAGE}.{self.family}"), "INPUTS", (source,))

    @property
    def rule(self) -> Rule:
        rule: Rule = self.load().RULE
        return rule

    def page(self, language: str = "en") -> str:
        """The rule's page of explanation, without the summaries above it.

        The Chinese page lies in `pages/zh/`; its example is that of the English one.
        """
        english = self._paragraphs()[-1]
        return _chinese(self.code, english) if language == "zh" else english

    def summary(self, language: str) -> str:
        """What the rule finds, in one sentence."""
        english, chinese, _ = self._paragraphs()
        return chinese if language == "zh" else english

    def _paragraphs(self) -> list[str]:
        """The docstring: one sentence in English, the same in Chinese, the sections."""
        return (self.load().__doc__ or "").strip().split("\n\n", 2)


def _chinese(code: str, english: str) -> str:
    """The Chinese page of a rule: its sections, with the example of the English page under its heading."""
    text = (_PAGES / f"{code}.md").read_text(encoding="utf-8")
    told = dict(part.partition("\n")[::2] for part in f"\n{text}".split("\n## ")[1:])
    example, headings = SECTIONS_ZH[SECTIONS.index("Example")], []
    for heading in SECTIONS_ZH:
        body = told.get(heading, "").strip()
        if heading == example:
            shown = _FENCED.findall(english.partition("\n## Example\n")[2].partition("\n## ")[0])
            body = "\n\n".join(filter(None, (*shown, body)))
        headings.append(f"## {heading}\n{body}")
    return "\n\n".join(headings)


@cache
def entries() -> tuple[Entry, ...]:
    """Every rule there is, by code."""
    found: list[Entry] = []
    for path in _FOLDER.glob("*/*_*.py"):
        code, _, name = path.stem.partition("_")
        if name and not path.stem.startswith("_"):
            family = path.parent.name
            module = f"{_PACKAGE}.{family}.{path.stem}"
            found.append(Entry(code.upper(), name.replace("_", "-"), family, module))
    return tuple(sorted(found, key=lambda entry: entry.code))


@cache
def by_code() -> dict[str, Entry]:
    return {entry.code: entry for entry in entries()}


def family_title(family: str) -> Message:
    """What a family of rules is about."""
    title: Message = import_module(f"{_PACKAGE}.{family}").TITLE
    return title


@lru_cache(maxsize=256)
def matching(selector: str) -> frozenset[str]:
    """The codes that a code, a prefix of codes or a name means; none if it means nothing."""
    code, name = selector.upper(), selector.lower()
    return frozenset(
        entry.code for entry in entries() if entry.name == name or (code and entry.code.startswith(code))
    )


def unknown(selectors: Iterable[str]) -> tuple[str, ...]:
    """Those selectors that no rule answers to."""
    return tuple(selector for selector in selectors if not matching(selector))


def names() -> tuple[str, ...]:
    """Everything a selector may be: codes, families and names."""
    families = {entry.code.rstrip("0123456789") for entry in entries()}
    return (*sorted(families), *(entry.code for entry in entries()), *(entry.name for entry in entries()))
