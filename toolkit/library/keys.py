"""Citation keys by a pattern: `{author}{year}{word}` gives `yang2024hydrogel`.

Keys are plain ASCII in small letters, so that they can be typed on every keyboard and work in
every program that reads BibTeX. Chinese names and titles are written in pinyin.
"""

from __future__ import annotations

import re
import string
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterator
from functools import cache

from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Name, Reference

DEFAULT_PATTERN = "{author}{year}{word}"
PLACEHOLDERS = {
    "author": "family name of the first author (or editor)",
    "authors": "family names of the first three authors",
    "year": "year, 2024",
    "shortyear": "last two digits of the year",
    "word": "first word of the title that says something",
    "title": "first three such words",
    "journal": "initials of the journal's name",
}

_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the of and or in on for to from with by at as is are was were be been its it this that these
        those into via using use based after before between among during under over through toward towards
        within without versus vs new novel study studies review analysis effect effects role what how why when
        can do does not no we our der die das und von zur zum im le la les des du et de un une el los las y en
        """,
    )
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_HAN = re.compile(r"[㐀-鿿豈-﫿]+")
_ONE_SCRIPT = re.compile(f"{_HAN.pattern}|[^㐀-鿿豈-﫿]+")
_MOST_HAN = 4
"""Characters of a Chinese title that make one word of a key."""
# Characters whose reading as a family name is not the usual one (Table of General Standard Chinese
# Characters; GB/T 28039-2011 writes ü as yu).
_SURNAMES = {
    "单": "shan", "單": "shan", "仇": "qiu", "解": "xie", "任": "ren", "区": "ou", "區": "ou", "查": "zha",
    "曾": "zeng", "翟": "zhai", "朴": "piao", "覃": "qin", "盖": "ge", "缪": "miao", "乐": "yue",
    "尉迟": "yuchi", "万俟": "moqi", "澹台": "tantai", "员": "yun", "燕": "yan", "宁": "ning", "华": "hua",
    "冼": "xian", "洗": "xian", "召": "shao", "种": "chong", "秘": "bi", "折": "she", "繁": "po",
}  # fmt: skip
_DOUBLE_SURNAMES = frozenset(re.findall("..", "欧阳司马上官诸葛东方皇甫尉迟公孙慕容司徒令狐夏侯万俟澹台"))
_UNFOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def make_key(reference: Reference, taken: Container[str], pattern: str = DEFAULT_PATTERN) -> str:
    """A key for a reference by the pattern; `a`, `b`, … behind it where `taken` has it already.

    A part that the reference does not have is left out; if nothing is left the key is `ref`.
    Raises `ToolkitError` for a pattern with an unknown placeholder.
    """
    parts = dict.fromkeys(PLACEHOLDERS, "")
    for name in _placeholders(pattern):
        parts[name] = _PARTS[name](reference)
    base = re.sub(r"[^a-z0-9_:.+/-]", "", pattern.format_map(parts).lower()).strip("-_:.+/") or "ref"
    if base not in taken:
        return base
    return _with_letters(base, taken)


def check_pattern(pattern: str) -> None:
    """Raises `ToolkitError` for a pattern that cannot be used."""
    _placeholders(pattern)


def romanised(text: str, *, surname: bool = False) -> str:
    """Chinese characters in pinyin without tones and spaces; other text as it is."""
    if surname and text in _SURNAMES:
        return _SURNAMES[text]
    return _HAN.sub(lambda match: "".join(_syllables(match[0])), text)


def ascii_letters(text: str) -> str:
    """Small ASCII letters and digits of a text: `Müller` is `muller`, `Łoś` is `los`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNFOLDED))
    return "".join(char for char in decomposed if char.isascii() and char.isalnum())


def family_of(name: Name) -> str:
    """The family name of a person as it stands in a key; the first word of an institution."""
    if name.family:
        return ascii_letters(romanised(name.family, surname=True))
    literal = name.literal or name.given
    if _HAN.fullmatch(literal) and len(literal) <= _MOST_HAN:
        # A Chinese name that was entered as a whole: the family name stands first.
        length = 2 if literal[:2] in _DOUBLE_SURNAMES else 1
        return romanised(literal[:length], surname=True)
    words = [ascii_letters(romanised(word)) for word in _WORD.findall(literal)]
    return next((word for word in words if word and word not in _STOP_WORDS), "")


def title_words(title: str) -> Iterator[str]:
    """The words of a title that say something, as they stand in a key."""
    for word in _WORD.findall(_TAG.sub("", title)):
        for piece in _ONE_SCRIPT.findall(word):
            plain = ascii_letters(romanised(piece[:_MOST_HAN]) if _HAN.match(piece) else piece)
            if plain not in _STOP_WORDS and len(plain) > 1 and not plain.isdigit():
                yield plain


@cache
def _placeholders(pattern: str) -> tuple[str, ...]:
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
    except ValueError as error:
        raise ToolkitError.of(f"'{pattern}' is no pattern of keys: {error}", help=_known()) from error
    unknown = [name for name in names if name not in PLACEHOLDERS]
    if unknown or not names:
        problems = [
            Problem(f"'{{{name}}}' is no part of a citation key", help=_known()) for name in unknown
        ] or [Problem(f"'{pattern}' would give every work the same key", help=_known())]
        raise ToolkitError(*problems)
    return tuple(names)


def _known() -> str:
    return "a pattern may hold " + ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)


def _people(reference: Reference) -> list[Name]:
    for role in ("author", "editor", "translator", "container-author"):
        if reference.names.get(role):
            return list(reference.names[role])
    return []


def _author(reference: Reference) -> str:
    return next((family for name in _people(reference) if (family := family_of(name))), "")


def _authors(reference: Reference) -> str:
    return "".join(family_of(name) for name in _people(reference)[:3])


def _year(reference: Reference) -> str:
    issued = reference.dates.get("issued")
    return "" if issued is None or issued.year is None else str(abs(issued.year))


def _words(reference: Reference, count: int) -> str:
    # The English title of a Chinese work makes the more readable key.
    titles = (reference.get("original-title"), reference.get("title"))
    title = next((text for text in titles if text and not _HAN.search(text)), titles[1])
    words = title_words(title)
    return "".join(word for word, _ in zip(words, range(count), strict=False))


def _journal(reference: Reference) -> str:
    words = _WORD.findall(reference.get("container-title"))
    plain = (ascii_letters(romanised(word)) for word in words)
    return "".join(word[0] for word in plain if word and word not in _STOP_WORDS)


_PARTS = {
    "author": _author,
    "authors": _authors,
    "year": _year,
    "shortyear": lambda reference: _year(reference)[-2:],
    "word": lambda reference: _words(reference, 1),
    "title": lambda reference: _words(reference, 3),
    "journal": _journal,
}


def _with_letters(base: str, taken: Container[str]) -> str:
    """`base` with a, …, z, aa, ab, … behind it, the first that is free.

    Thousands of works may share a base, so they are not counted through: where letters in between are
    free again, a later one may be given.
    """
    last = 0
    while base + _letters(last) in taken:
        last = 2 * last + 1
    number = bisect_left(range(last), True, last // 2, key=lambda n: base + _letters(n) not in taken)
    return base + _letters(number)


def _letters(number: int) -> str:
    letters = ""
    while number >= 0:
        letters = string.ascii_lowercase[number % 26] + letters
        number = number // 26 - 1
    return letters


def _syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    # GB/T 28039-2011: ü is written yu where the keyboard has no ü.
    return [syllable.replace("v", "yu") for syllable in lazy_pinyin(text)]
