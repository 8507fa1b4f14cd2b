"""The messages of problems in Chinese.

Whoever finds a problem says it in English where it is found, as an ordinary f-string. Here it is
translated where it is shown, by the catalogue `templates/messages/zh.po` (the form of gettext), which
is keyed by the English sentence with `{0}`, `{1}`, … in the place of its values. A text of several
sentences is translated whole if the catalogue has it, else sentence by sentence; a value that is itself
in the catalogue (`a list`, `the number {0}`) is translated too. What the catalogue lacks stays English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from toolkit.resources import templates

_ENTRY = re.compile(r'^msgid (".*")\nmsgstr (".*")$', re.MULTILINE)
_SLOT = re.compile(r"\{(\d+)\}")
_WORD = 3
"""Letters of a sentence that only joins two values."""
_END = re.compile(r"(?<=[.?!:…`)])([ \n]+)")


class Template(NamedTuple):
    """A sentence of the catalogue in both languages."""

    english: str
    chinese: str

    @property
    def literals(self) -> list[str]:
        """What stands between its values."""
        return _SLOT.split(self.english)[::2]

    @property
    def quoted(self) -> frozenset[str]:
        """The values that stand between “ and ”: an author's own words, which stay as they are."""
        before = ((slot[1], self.english[: slot.start()]) for slot in _SLOT.finditer(self.english))
        return frozenset(f"v{number}" for number, text in before if text.count("“") > text.count("”"))

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
        values = {
            name: value if name in self.quoted and "”" not in value else chinese(value)
            for name, value in found.groupdict().items()
        }
        unknown = any(" " in text and values[name] == text for name, text in found.groupdict().items())
        if unknown and len("".join(self.literals).strip()) <= _WORD:
            return None  # `{0} or {1}` joins what is known; it takes no foreign sentence apart
        return self.filled(values)

    def filled(self, values: Mapping[str, str]) -> str:
        """The Chinese sentence with its values, each set off as Chinese text sets off foreign words."""
        text = ""
        for number, part in enumerate(_SLOT.split(self.chinese)):
            following = values[f"v{part}"] if number % 2 else part
            border = text[-1:] + following[:1]
            text += f" {following}" if _unspaced().search(border) else following
        return text


@cache
def _unspaced() -> re.Pattern[str]:
    """Where Chinese text sets a space between its characters and foreign letters or digits."""
    return re.compile("(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])")


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
    pieces = _END.split(text)
    sentences, spaces = pieces[::2], [*pieces[1::2], ""]
    if len(sentences) == 1:
        return _exactly(text) or text
    runs = list(_runs(sentences, spaces))
    if None not in runs:
        return "".join(filter(None, runs))
    whole = _exactly(text)  # a value of several sentences in one
    if whole is not None:
        return whole
    return "".join(
        sentence + space if run is None else run
        for run, sentence, space in zip(runs, sentences, spaces, strict=True)
    )


def _exactly(text: str, sentences: int = 1) -> str | None:
    """The Chinese of a text that is an entry of the catalogue, of at least so many sentences."""
    for literal, template in _by_literal():
        fits = literal in text and (sentences == 1 or _sentences(template) >= sentences)
        if fits and (found := template.translate(text)) is not None:
            return found
    return None


@cache
def _sentences(template: Template) -> int:
    return len(_END.findall(template.english)) + 1


def _runs(sentences: list[str], spaces: list[str]) -> Iterator[str | None]:
    """Sentence by sentence, None for an unknown one; the longest run of them that the catalogue knows is
    taken together. Chinese has no space between sentences, but the line ends stay."""
    start = 0
    while start < len(sentences):
        for end in range(len(sentences), start, -1):
            found = _exactly(" ".join(sentences[start:end]), end - start)
            if found is not None:
                yield found + ("\n" if "\n" in spaces[end - 1] else "")
                yield from [""] * (end - start - 1)
                start = end
                break
        else:
            yield None
            start += 1
