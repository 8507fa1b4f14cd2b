"""What the reports share: texts in the reader's language, names of rules, paths, counts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from toolkit.check import registry
from toolkit.check.rule import Message
from toolkit.model.diagnostic import Severity, Texts

SEVERITIES = {
    Severity.ERROR: Message(en="error", zh="错误"),
    Severity.WARNING: Message(en="warning", zh="警告"),
    Severity.HINT: Message(en="hint", zh="提示"),
}


def pick(texts: Texts, language: str) -> str:
    """The sentence in this language, else in English."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def say(message: Message, language: str, **values: object) -> str:
    return pick(message.fill(values), language)


def plural(things: Sequence[object] | int) -> str:
    """The ending of an English plural."""
    number = things if isinstance(things, int) else len(things)
    return "" if number == 1 else "s"


def rule_name(code: str) -> str:
    """`unknown-citation-key` for `CIT001`; nothing for a code that is no rule."""
    entry = registry.by_code().get(code)
    return entry.name if entry else ""


def shown_path(path: Path, base: Path) -> str:
    """The path from `base` where that is short, else the absolute one; a terminal opens either."""
    try:
        relative = Path(os.path.relpath(path, base))
    except ValueError:  # another drive
        return str(path)
    return str(relative) if relative.parts[:3] != ("..",) * 3 else str(path)
