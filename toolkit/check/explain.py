"""The rules explained: one rule's page, and the list of all."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from toolkit.check import registry
from toolkit.check.registry import Entry
from toolkit.check.report.common import SEVERITIES, say
from toolkit.check.rule import Message, Rule
from toolkit.check.selection import require_known
from toolkit.model.diagnostic import Severity

_BOLD, _RESET = "\x1b[1m", "\x1b[0m"
_STOPS = Message(en="stops `review build`", zh="会中止 `review build`")
_NEEDS = {
    "offline": Message(en="works offline", zh="无需联网"),
    "measured": Message(en="works offline", zh="无需联网"),
    "snapshot": Message(en="needs a data file", zh="需要数据文件"),
    "network": Message(en="needs the network", zh="需要联网"),
}


def explain(selectors: Iterable[str], *, language: str = "en", colour: bool = False) -> str:
    """The pages of the rules that these codes, prefixes or names mean.

    Raises `ToolkitError` for those that mean nothing, with the nearest one that does.
    """
    return "\n\n".join(page(entry, language=language, colour=colour) for entry in chosen(selectors))


def chosen(selectors: Iterable[str]) -> list[Entry]:
    """The rules that these selectors mean, by code; all where there are none. Raises as `explain`."""
    wanted = tuple(selectors)
    require_known(wanted)
    codes = {code for selector in wanted for code in registry.matching(selector)}
    return [entry for entry in registry.entries() if entry.code in codes or not wanted]


def page(entry: Entry, *, language: str = "en", colour: bool = False) -> str:
    """One rule's page: its name, what it says and advises, and the explanation of its module."""
    rule = entry.rule
    head = _bold(f"{rule.code} [{rule.name}]", colour=colour)
    comma, left, right = ("，", "（", "）") if language == "zh" else (", ", "  (", ")")
    lines = [f"{head}{left}{comma.join(facts(rule, language))}{right}", "", entry.summary(language), ""]
    for line in entry.page(language).splitlines():
        heading = line.removeprefix("## ")
        lines.append(line if heading == line else _bold(heading, colour=colour))
    return "\n".join(lines) + "\n"


def facts(rule: Rule, language: str) -> list[str]:
    """How grave what a rule finds is, and what the rule needs."""
    said = [say(SEVERITIES[rule.severity], language), say(_NEEDS[rule.availability], language)]
    if rule.severity is Severity.ERROR:
        said.insert(1, say(_STOPS, language))
    return said


def listing(*, language: str = "en", colour: bool = False) -> str:
    """All rules by family: code, severity, what each finds."""
    width = max(len(say(severity, language)) for severity in SEVERITIES.values())
    blocks = []
    for family, entries in groupby(registry.entries(), key=lambda entry: entry.family):
        title = say(registry.family_title(family), language)
        rows = []
        for entry in entries:
            severity = say(SEVERITIES[entry.rule.severity], language)
            rows.append(f"  {entry.code}  {severity:<{width}}  {entry.summary(language)}")
        blocks.append("\n".join([_bold(title, colour=colour), *rows]))
    return "\n\n".join(blocks) + "\n"


def _bold(text: str, *, colour: bool) -> str:
    return f"{_BOLD}{text}{_RESET}" if colour else text
