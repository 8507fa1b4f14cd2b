"""Help in Chinese: click's pages, translated as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

from toolkit.messages import translated

_TERM = 30
"""Columns of the left side of a list at most, as click has it."""
_WORD = re.compile(r"[^\s\u3000-\u9fff\uff00-\uffef]+\s*|.\s*", re.DOTALL)
"""What is not broken: a Latin word, or a Chinese character."""
_NO_START = frozenset("，。、；：！？）》”’…")
_EXTRA = re.compile(r"\s*\[(?P<kind>default: (?P<value>.+)|required)\]$")


class ChineseHelp(click.HelpFormatter):
    """Writes help pages in Chinese, as far as the catalogue goes, in lines that fit wide characters."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{translated(heading, 'zh')}：\n")

    def write_text(self, text: str) -> None:
        for number, paragraph in enumerate(re.split(r"\n\s*\n", text)):
            if number:
                self.write("\n")
            indent = " " * self.current_indent
            verbatim = paragraph.lstrip("\n").startswith("\b")
            lines = (
                [line for line in paragraph.strip("\b\n").split("\n") if line.strip("\b")]
                if verbatim
                else _wrapped(_chinese(paragraph), self.width - len(indent))
            )
            for line in lines:
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _TERM, col_spacing: int = 2) -> None:
        listed = [(first, _chinese(second)) for first, second in rows]
        left = min(max((len(first) for first, _ in listed), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for first, second in listed:
            lines = list(_wrapped(second, self.width - left - len(indent)))
            head = f"{indent}{first}"
            if len(first) > left - col_spacing or not lines:
                self.write(f"{head}\n")
            else:
                self.write(f"{head:<{left + len(indent)}}{lines.pop(0)}\n")
            for line in lines:
                self.write(f"{'':<{left + len(indent)}}{line}\n")


def _chinese(text: str) -> str:
    plain = " ".join(text.split())
    extra = _EXTRA.search(plain)
    if extra is None:
        return translated(plain, "zh")
    told = f"［默认：{extra['value']}］" if extra["value"] else "［必填］"
    return translated(plain[: extra.start()], "zh") + told


def _wrapped(text: str, width: int) -> Iterator[str]:
    """The text in lines of so many columns; a Chinese character takes two, and no line begins with a stop."""
    line, used = "", 0
    for match in _WORD.finditer(text):
        word = match[0]
        columns = sum(2 if east_asian_width(char) in "WF" else 1 for char in word.rstrip())
        if line and used + columns > width and word[0] not in _NO_START:
            yield line.rstrip()
            line, used = "", 0
        line += word
        used += columns + len(word) - len(word.rstrip())
    if line.strip():
        yield line.rstrip()
