"""Text case of CSL 1.0.2: lowercase, uppercase, capitalize-first, capitalize-all, sentence, title.

Tags stay as they are; what stands in `nocase`, small-caps, sub- and superscript keeps its
case. Title case is that of English: words of the stop list stay in lower case except at
the start, at the end and after `:`, `?`, `!`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

STOP_WORDS: Final = frozenset({
    "about", "above", "across", "afore", "after", "against", "al", "along", "alongside", "amid", "amidst",
    "among", "amongst", "anenst", "apropos", "apud", "around", "as", "aside", "astride", "at", "athwart",
    "atop", "barring", "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond",
    "but", "by", "c", "ca", "circa", "d'", "de", "despite", "down", "during", "et", "except", "for",
    "forenenst", "from", "given", "in", "inside", "into", "lest", "like", "modulo", "near", "next",
    "notwithstanding", "of", "off", "on", "onto", "or", "out", "over", "per", "plus", "pro", "qua", "sans",
    "since", "so", "than", "the", "through", "thru", "throughout", "thruout", "till", "to", "toward",
    "towards", "under", "underneath", "until", "unto", "up", "upon", "v", "v.", "van", "versus", "via",
    "vis-à-vis", "von", "vs", "vs.", "with", "within", "without", "yet", "and", "nor", "a", "an",
})  # fmt: skip
_BOUNDARY: Final = re.compile(
    "\u2018|\u2019|\u201c|\u201d| \"| '|\"|'|[-\u2013\u2014/.,;?!:]|\\[|\\]|\\(|\\)"
    '|<span style="font-variant: ?small-caps;?">|<span class="no(?:case|decor)">|</span>'
    "|</?(?:i|sc|b|sub|sup)>"
)
_SPACES: Final = re.compile("([\u00a0\u0020\u2000-\u200b\u205f\u3000]+)")
_PROTECTED: Final = {
    '<span style="font-variant: small-caps;">': "</span>",
    '<span style="font-variant:small-caps;">': "</span>",
    '<span class="nocase">': "</span>",
    '<span class="nodecor">': "</span>",
    "<sc>": "</sc>",
    "<sub>": "</sub>",
    "<sup>": "</sup>",
}
_QUOTE_CLOSERS: Final = {"\u201c": "\u201d", "\u2018": "\u2019", ' "': '"', " '": "'"}
_QUOTE_MARKS: Final = frozenset({*_QUOTE_CLOSERS, *_QUOTE_CLOSERS.values()})


def capitalize(word: str) -> str:
    """The word with its first letter in upper case; a lone Greek letter stays (`α-actin`)."""
    stripped = word.lstrip()
    if not stripped or (len(stripped) == 1 and "\u0370" <= stripped <= "\u03ff"):
        return word
    return word[: len(word) - len(stripped)] + stripped[0].upper() + stripped[1:]


def _split(text: str) -> tuple[list[str], list[str]]:
    """Strings and the boundaries between them: always one string more than boundaries."""
    tags = [match[0] for match in _BOUNDARY.finditer(text)]
    strings: list[str] = []
    position = 0
    for match in _BOUNDARY.finditer(text):
        strings.append(text[position : match.start()])
        position = match.end()
    strings.append(text[position:])
    return strings, tags


def _join(strings: list[str], tags: list[str]) -> str:
    parts = [strings[0]]
    for tag, string in zip(tags, strings[1:], strict=True):
        parts.append(tag)
        parts.append(string)
    return "".join(parts)


def _change_words(text: str, change: Callable[[str], str]) -> str:
    """Apply `change` to every string outside protected tags."""
    if "<" not in text:
        return change(text)
    strings, tags = _split(text)
    protecting: list[str] = []
    strings[0] = change(strings[0])
    for index, tag in enumerate(tags):
        _track(tag, protecting)
        if not protecting:
            strings[index + 1] = change(strings[index + 1])
    return _join(strings, tags)


def _track(tag: str, protecting: list[str]) -> None:
    closer = _PROTECTED.get(tag)
    if closer is not None:
        protecting.append(closer)
    elif protecting and tag == protecting[-1]:
        protecting.pop()


def lowercase(text: str) -> str:
    return _change_words(text, str.lower)


def uppercase(text: str) -> str:
    return _change_words(text, str.upper)


def uppercase_turkic(text: str) -> str:
    """Upper case where a dotted i keeps its dot (Turkish, Azerbaijani)."""
    return _change_words(text, lambda string: string.replace("i", "İ").upper())


def capitalize_first(text: str) -> str:
    """The first word capitalized if it is all in lower case."""
    done = False

    def change(string: str) -> str:
        nonlocal done
        if done:
            return string
        parts = _SPACES.split(string)
        for index, word in enumerate(parts):
            if word and index % 2 == 0:
                done = True
                if word == word.lower():
                    parts[index] = capitalize(word)
                break
        return "".join(parts)

    return _change_sequence(text, change)


def capitalize_all(text: str) -> str:
    def change(string: str) -> str:
        parts = _SPACES.split(string)
        return "".join(capitalize(word) if word == word.lower() else word for word in parts)

    return _change_sequence(text, change)


def sentence(text: str) -> str:
    """The first word capitalized, all others in lower case."""
    done = False

    def change(string: str) -> str:
        nonlocal done
        words = string.split(" ")
        for index, word in enumerate(words):
            if word:
                words[index] = word.lower() if done else capitalize(word)
                done = True
        return " ".join(words)

    return _change_sequence(text, change)


def _change_sequence(text: str, change: Callable[[str], str]) -> str:
    """Apply `change` to the strings between boundaries, then take back what an apostrophe split."""
    strings, tags = _split(text)
    original = list(strings)
    protecting: list[str] = []
    quotes: list[tuple[str, int]] = []
    if strings[0].strip():
        strings[0] = change(strings[0])
    for index, tag in enumerate(tags):
        _track(tag, protecting)
        if not protecting:
            strings[index + 1] = change(strings[index + 1])
        undo = _unquoted(tag, index, quotes)
        if undo is not None:
            _restore(strings, original, undo)
    for _, position in quotes:
        _restore(strings, original, position)
    return _join(strings, tags)


def _unquoted(tag: str, index: int, quotes: list[tuple[str, int]]) -> int | None:
    """Follow quotation marks; the place of one that turns out to be an apostrophe."""
    if tag not in _QUOTE_MARKS:
        return None
    if tag in _QUOTE_CLOSERS:
        quotes.append((_QUOTE_CLOSERS[tag], index))
        return None
    if quotes and quotes[-1][0] == tag:
        quotes.pop()
        return None
    return index


def _restore(strings: list[str], original: list[str], position: int) -> None:
    strings[position + 1] = original[position + 1][:1] + strings[position + 1][1:]


class _Titling:
    """Title case of one text, string by string."""

    def __init__(self, text: str) -> None:
        self.strings, self.tags = _split(text)
        self.first, self.after_mark = True, False
        self.last: tuple[int, int] | None = None
        """Where the last word stands: string, part of it."""

    def change(self, index: int) -> None:
        if not self.strings[index].strip():
            return
        parts = _SPACES.split(self.strings[index])
        for place in range(0, len(parts), 2):
            word = parts[place]
            if not word:
                continue
            lower = word.lower()
            leads = self.first or self.after_mark
            if word == lower and (leads or (len(word) > 1 and lower not in STOP_WORDS)):
                parts[place] = capitalize(word)
            self.first = self.after_mark = False
            self.last = (index, place)
        self.strings[index] = "".join(parts)

    def skip(self, index: int) -> None:
        """A string in a protected tag: it keeps its case, but counts as words."""
        if self.strings[index].strip():
            self.last = None
            self.first = self.after_mark = False

    def finish(self) -> None:
        """The last word is capitalized even if it is in the stop list."""
        if self.last is None:
            return
        parts = _SPACES.split(self.strings[self.last[0]])
        word = parts[self.last[1]]
        if len(word) > 1 and word.lower() in STOP_WORDS:
            parts[self.last[1]] = capitalize(word)
            self.strings[self.last[0]] = "".join(parts)


def title(text: str) -> str:
    """Title case as English titles have it."""
    work = _Titling(text)
    strings, tags = work.strings, work.tags
    original = list(strings)
    protecting: list[str] = []
    quotes: list[tuple[str, int]] = []
    work.change(0)
    if tags and tags[0] == "-":
        head, space, word = strings[0].rpartition(" ")
        if word and word == word.lower():
            strings[0] = head + space + capitalize(word)
    for index, tag in enumerate(tags):
        _track(tag, protecting)
        if tag[-1] in "!?:":
            work.after_mark = True
        if protecting:
            work.skip(index + 1)
        else:
            work.change(index + 1)
        undo = _unquoted(tag, index, quotes)
        if undo is not None:
            _restore(strings, original, undo)
            work.last = None
    for _, position in quotes:
        _restore(strings, original, position)
    work.finish()
    return _join(strings, tags)


CASES: Final[dict[str, Callable[[str], str]]] = {
    "lowercase": lowercase,
    "uppercase": uppercase,
    "capitalize-first": capitalize_first,
    "capitalize-all": capitalize_all,
    "sentence": sentence,
    "title": title,
}
