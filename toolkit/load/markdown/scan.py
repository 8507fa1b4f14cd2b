"""Which brackets, backticks and closing marks of a text belong together.

Every answer comes from one pass over the text, so that no number of opening marks without
a closing one makes the parser slow.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from toolkit.load.markdown.characters import is_cjk

SPECIAL = re.compile(r"[\n\u2029\\`*_~^$\[<&@{]|!(?=\[)|https?://")
"""Where a rule may have something to say. A `!` or an address counts only with what follows it."""
_MARK = re.compile(r"[\\`$<{\[\]]")
_BACKTICKS = re.compile("`+")
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*>")
_MATH = re.compile(r"\$(?![\s$])((?>(?:[^$\\]|\\.)+))(?<!\s)\$(?!\d)", re.DOTALL)
_VALUE = re.compile(r"""\{\{((?>(?:[^{}"']|"[^"]*"|'[^']*'|\{(?!\{)|\}(?!\}))*))\}\}""")
_IN_BRACES = re.compile(r"\{[^{}]*\}")
_SENTENCE = re.compile("[，。；：、！？]")


def is_plain(text: str) -> bool:
    """Whether nothing in a text can mean anything but itself."""
    return SPECIAL.search(text) is None


def match_math(text: str, start: int, end: int) -> re.Match[str] | None:
    """Inline mathematics `$…$` that begins at `start`; prices (`$5 and $6`, `5$和6$`) are none.

    As in pandoc, no space inside the dollars and no digit after the second. Besides, words in
    Chinese between two dollars tell that they are prices, unless they stand in braces (`\\text{…}`).
    """
    found = _MATH.match(text, start, end)
    if found is None:
        return None
    bare = found[1] if found[1].isascii() else _IN_BRACES.sub("", found[1])
    beside_digit = bare[:1].isdigit() or text[start - 1 : start].isdigit()
    if _SENTENCE.search(bare) or (beside_digit and any(map(is_cjk, bare))):
        return None
    return found


def match_value(text: str, start: int, end: int) -> re.Match[str] | None:
    """`{{ expression }}`; group 1 is the expression. Quoted text inside may hold braces."""
    return _VALUE.match(text, start, end)


class Scan:
    """The pairs of one text, found when first asked for."""

    __slots__ = ("_brackets", "_places", "_runs", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._brackets: dict[int, int] | None = None
        self._runs: dict[int, list[int]] | None = None
        self._places: dict[str, list[int]] = {}

    def closing_bracket(self, start: int, end: int) -> int | None:
        """The `]` of the `[` at `start`, if it stands before `end`. Code and the like hold no brackets."""
        if self._brackets is None:
            self._brackets = self._match_brackets()
        close = self._brackets.get(start)
        return close if close is not None and close < end else None

    def closing_backticks(self, start: int, end: int) -> tuple[int, int, int] | None:
        """For the run of backticks at `start`: its end, start and end of the closing run of its length."""
        if self._runs is None:
            self._runs = {}
            for found in _BACKTICKS.finditer(self.text):
                self._runs.setdefault(len(found[0]), []).append(found.start())
        after = start
        while after < end and self.text[after] == "`":
            after += 1
        runs = self._runs.get(after - start, [])
        index = bisect_left(runs, after)
        if index == len(runs) or runs[index] + (after - start) > end:
            return None
        return after, runs[index], runs[index] + (after - start)

    def find(self, mark: str, start: int, end: int) -> int | None:
        """The first `mark` that lies between `start` and `end`, as `str.find`."""
        places = self._places.get(mark)
        if places is None:
            places = self._places[mark] = [found.start() for found in re.finditer(re.escape(mark), self.text)]
        index = bisect_left(places, start)
        return places[index] if index < len(places) and places[index] + len(mark) <= end else None

    def _match_brackets(self) -> dict[int, int]:
        text, end = self.text, len(self.text)
        pairs: dict[int, int] = {}
        opened: list[int] = []
        position = 0
        while (found := _MARK.search(text, position)) is not None:
            start = found.start()
            position = start + 1
            match text[start]:
                case "[":
                    opened.append(start)
                case "]":
                    if opened:
                        pairs[opened.pop()] = start
                case "\\":
                    position = start + 2
                case _:
                    position = self._end_of_opaque(start, end)
        return pairs

    def _end_of_opaque(self, start: int, end: int) -> int:
        """The end of code, mathematics, a value, a comment or an address that begins here."""
        text = self.text
        match text[start]:
            case "`":
                code = self.closing_backticks(start, end)
                if code is not None:
                    return code[2]
                run = _BACKTICKS.match(text, start)
                return run.end() if run else start + 1
            case "$":
                found = match_math(text, start, end)
            case "{":
                found = match_value(text, start, end)
            case _ if text.startswith("<!--", start):
                close = self.find("-->", start + 4, end)
                return start + 4 if close is None else close + 3
            case _:
                found = _AUTOLINK.match(text, start)
        return found.end() if found else start + 1
