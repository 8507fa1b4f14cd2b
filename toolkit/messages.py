"""The messages of problems in Chinese.

Whoever finds a problem says it in English where it is found, as an ordinary f-string. Here it is
translated where it is shown, by the catalogue `templates/messages/zh.po` (the form of gettext), which
is keyed by the English sentence with `{0}`, `{1}`, … in the place of its values. A text of several
sentences is translated whole if the catalogue has it, else sentence by sentence; a value that is itself
in the catalogue (`a list`, `the number {0}`) is translated too. What the catalogue lacks stays English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.resources import templates

_ENTRY = re.compile(r'^msgid (".*")\nmsgstr (".*")$', re.MULTILINE)
_SLOT = re.compile(r"\{(\d+)\}")
_WORD = 3
"""Letters of a sentence that only joins two values."""
_END = re.compile(r"(?<=[.?!:…`)])[ \n]+")


class Template(NamedTuple):
    """A sentence of the catalogue in both languages."""

    english: str
    chinese: str

    @property
    def literals(self) -> list[str]:
        """What stands between its values."""
        return _SLOT.split(self.english)[::2]

    @property
    def pattern(self) -> re.Pattern[str]:
        """What matches the English sentence with any values; a value that comes twice is the same twice."""
        parts: list[str] = []
        seen: set[str] = set()
        for number, part in enumerate(_SLOT.split(self.english)):
            if number % 2 == 0:
                parts.append(re.escape(part))
            else:
                parts.append(f"(?P=v{part})" if part in seen else f"(?P<v{part}>.+?)")
                seen.add(part)
        return re.compile("".join(parts), re.DOTALL)

    def translate(self, text: str) -> str | None:
        """The Chinese of a text that has the form of this sentence; None for any other."""
        if any(literal not in text for literal in self.literals):
            return None
        found = _compiled(self).fullmatch(text)
        if found is None:
            return None
        values = {name: chinese(value) for name, value in found.groupdict().items()}
        unknown = any(" " in text and values[name] == text for name, text in found.groupdict().items())
        if unknown and len("".join(self.literals).strip()) <= _WORD:
            return None  # `{0} or {1}` joins what is known; it takes no foreign sentence apart
        return _SLOT.sub(lambda slot: values[f"v{slot[1]}"], self.chinese)


@cache
def _compiled(template: Template) -> re.Pattern[str]:
    return template.pattern


@cache
def _by_literal() -> tuple[tuple[str, Template], ...]:
    """The catalogue, each sentence with the longest text between its values: few hold that of another."""
    return tuple((max(template.literals, key=len), template) for template in catalogue())


@cache
def catalogue() -> tuple[Template, ...]:
    """All sentences, those with the most fixed text first: they say most exactly what is meant."""
    import json  # here, because most runs never translate

    text = (templates() / "messages" / "zh.po").read_text(encoding="utf-8")
    entries = [Template(json.loads(match[1]), json.loads(match[2])) for match in _ENTRY.finditer(text)]
    found = [entry for entry in entries if entry.english]  # the first is the head of the file
    return tuple(sorted(found, key=lambda template: -sum(map(len, template.literals))))


def translated(text: str, language: str) -> str:
    """A message in the reader's language, as far as the catalogue goes."""
    return chinese(text) if language == "zh" and text else text


def chinese(text: str) -> str:
    """The Chinese of a message; what is not known stays as it is."""
    whole = _exactly(text)
    if whole is not None:
        return whole
    sentences = _END.split(text)
    return "".join(_runs(sentences)) if len(sentences) > 1 else text


def _exactly(text: str) -> str | None:
    for literal, template in _by_literal():
        if literal in text and (found := template.translate(text)) is not None:
            return found
    return None


def _runs(sentences: list[str]) -> Iterator[str]:
    """Sentence by sentence; the longest run of them that the catalogue knows is taken together."""
    start = 0
    while start < len(sentences):
        for end in range(len(sentences), start, -1):
            found = _exactly(" ".join(sentences[start:end]))
            if found is not None:
                yield found
                start = end
                break
        else:
            yield sentences[start] + (" " if start + 1 < len(sentences) else "")
            start += 1
