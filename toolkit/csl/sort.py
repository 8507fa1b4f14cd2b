"""Sort keys and collation (CSL 1.0.2, "Sorting").

Strings compare as citeproc-js has them compared: letters by their base form, case and
accents ignored, punctuation ignored, runs of digits as numbers, spaces before everything.
Han characters sort by pinyin in Chinese, before other scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.csl.context import Context, Item
from toolkit.csl.dates import sort_key as date_key
from toolkit.csl.markup import strip_tags
from toolkit.csl.numbers import NUMBER_VARIABLES
from toolkit.csl.style import SortKey
from toolkit.csl.tree import plain

if TYPE_CHECKING:
    from toolkit.csl.disambiguate import Registry

Key: TypeAlias = str | None

_DATES: Final = frozenset(
    ["issued", "accessed", "event-date", "original-date", "submitted", "available-date", "publication-date"]
)
_NOT_DIGITS: Final = re.compile(r"\D")
_DIGITS: Final = re.compile(r"\d+")
_SPECIAL_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h"}
)
_NATIVE_FIRST: Final = {
    "zh",
    "zh-strokes",
    "ja",
    "ko",
    "ru",
    "uk",
    "bg",
    "sr",
    "mn",
    "el",
    "he",
    "ar",
    "fa",
    "th",
}
_ORDER: Final = {
    "cs": "c č, h ch, r ř, s š, z ž",
    "cy": "c ch, d dd, f ff, g ng, l ll, p ph, r rh, t th",
    "da": "z æ=ä ø=ö=ő å=aa, y=ü, d=đ",
    "es": "n ñ",
    "et": "s š z ž, w õ ä ö ü, v=w",
    "fi": "z å ä=æ ö=ø, y=ü",
    "hr": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö=ő, s sz, t ty, u ü=ű, z zs",
    "is": "a á, d ð, e é, i í, o ó, u ú, y ý, z þ æ=ä ö=ø å",
    "lt": "c č, i=y, s š, z ž",
    "lv": "c č, g ģ, i=y, k ķ, l ļ, n ņ, s š, z ž",
    "nb": "z æ=ä ø=ö=ő å=aa, y=ü, d=đ",
    "nn": "z æ=ä ø=ö=ő å=aa, y=ü, d=đ",
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș=ş, t ț=ţ",
    "sk": "a ä, c č, h ch, o ô, s š, z ž",
    "sl": "c č ć, d đ, s š, z ž",
    "sr": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "sv": "z å ä=æ ö=ø, y=ü",
    "tr": "c ç, g ğ, h ı, o ö, s ş, u ü",
    "vi": "a ă â, d đ, e ê, o ô ơ, u ư",
}
"""Letters that a language sorts after another one, and which it sorts alike (Unicode CLDR, collation)."""


@lru_cache(maxsize=32)
def _letters(language: str) -> tuple[re.Pattern[str], Mapping[str, str]] | None:
    """What finds the letters of a language that have a place of their own, and that place.

    The place is the letter before and one mark (ʯ, which sorts after all of Latin) for each step.
    """
    if language not in _ORDER:
        return None
    places: dict[str, str] = {}
    for run in _ORDER[language].split(", "):
        base, *others = run.split(" ")
        first, *alike = base.split("=")
        places.update(dict.fromkeys(alike, first))
        for step, letters in enumerate(others, 1):
            places.update(dict.fromkeys(letters.split("="), first + "ʯ" * step))
    pattern = "|".join(sorted(places, key=len, reverse=True))
    return re.compile(pattern), places


@lru_cache(maxsize=16384)
def collate(text: str, tag: str) -> str:
    """A string whose code-point order is the order of `text` in the language of the tag."""
    language = tag[:2].lower()
    if language == "zh" and tag[3:].upper() in {"TW", "HK", "MO", "HANT"}:
        language = "zh-strokes"
    own = _letters(language)
    if own is not None:
        pattern, places = own
        text = unicodedata.normalize("NFC", text.lower())
        text = pattern.sub(lambda match: places[match[0]], text)
    if text.isascii():
        return _collate_ascii(text)
    text = unicodedata.normalize("NFC", text.lower())
    text = unicodedata.normalize("NFD", text.translate(_SPECIAL_LETTERS))
    weights: list[str] = []
    position = 0
    for match in _DIGITS.finditer(text):
        weights.extend(_weight(letter, language) for letter in text[position : match.start()])
        weights.append(_number_weight(match[0]))
        position = match.end()
    weights.extend(_weight(letter, language) for letter in text[position:])
    return "".join(weights)


def _collate_ascii(text: str) -> str:
    if _DIGITS.search(text) is None:
        return text.translate(_ASCII_WEIGHTS)
    parts = _DIGITS.split(text)
    result = [parts[0].translate(_ASCII_WEIGHTS)]
    for number, part in zip(_DIGITS.findall(text), parts[1:], strict=True):
        result.append(_number_weight(number))
        result.append(part.translate(_ASCII_WEIGHTS))
    return "".join(result)


_ASCII_WEIGHTS: Final = {
    code: (chr(code).lower() if chr(code).isalpha() else ("\x01" if chr(code) == "|" else ""))
    for code in range(128)
    if not chr(code).isdigit()
} | {ord(symbol): f"\x02{symbol}" for symbol in "$+<=>^`~"}


def _number_weight(digits: str) -> str:
    stripped = str(int(digits))
    return f"\x05{chr(0x100 + len(stripped))}" + "".join(chr(0x200 + int(digit)) for digit in stripped)


def _weight(letter: str, language: str) -> str:
    if letter == "|":
        return "\x01"
    category = unicodedata.category(letter)
    if category[0] in "MCPZ":
        return ""
    if category[0] == "S":
        return f"\x02{letter}"
    if letter <= "z":
        return letter
    if language.startswith("zh") and "\u4e00" <= letter <= "\u9fff":
        return f"\x10{chr(0x4E00 + _han_rank(ord(letter), language))}"
    if language in _NATIVE_FIRST and _is_native(letter, language):
        return f"\x10{letter}"
    if "\uac00" <= letter <= "\ud7a3":
        return f"\u3fff{letter}"
    return letter


def _han_rank(code: int, language: str) -> int:
    """The place of a Han character; the tables are loaded when they are first needed."""
    if language == "zh":
        from toolkit.csl.pinyin import RANK as PINYIN

        return PINYIN[code]
    from toolkit.csl.strokes import RANK as STROKES

    return STROKES[code]


def _is_native(letter: str, language: str) -> bool:
    code = ord(letter)
    if language.startswith("zh"):
        return 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF
    if language == "ko":
        return 0xAC00 <= code <= 0xD7A3
    if language == "ja":
        return False
    if language == "el":
        return 0x370 <= code <= 0x3FF
    if language in {"he", "ar", "fa"}:
        return 0x590 <= code <= 0x6FF
    if language == "th":
        return 0xE00 <= code <= 0xE7F
    return 0x400 <= code <= 0x52F


def sort_values(item: Item, keys: Iterable[SortKey], registry: Registry, area: str) -> tuple[Key, ...]:
    """The values of an item for the keys of an area, ready to compare; None sorts last."""
    return tuple([_value(item, key, registry, area) for key in keys])


def _value(item: Item, key: SortKey, registry: Registry, area: str) -> Key:
    variable = key.variable
    if variable in _DATES:
        date = item.dates.get(variable)
        return (date_key(date, {"year", "month", "day"}) or None) if date is not None else None
    if variable == "citation-number":
        return f"{registry.number(item):020d}"
    if variable == "citation-label":
        return collate(registry.label(item), registry.sort_language)
    if variable in NUMBER_VARIABLES:
        return _padded(item.fields.get(variable, ""))
    renderer = key.names or key.macro
    if renderer is None:
        text = item.fields.get(variable, "")
    else:
        ctx = Context(item, registry, registry.sort_locale(item), area)
        ctx.sorting = True
        ctx.sort_limits = key.limits
        blob = renderer(ctx)
        text = "" if blob is None else plain(blob)
        if key.dated:
            text = _NOT_DIGITS.sub("", text)
    if not text:
        return None
    return collate(strip_tags(text).replace(" ", "|") + "|", registry.sort_language)


def _padded(text: str) -> Key:
    """Number variables compare by their first number."""
    if not text:
        return None
    match = re.match(r"\s*(-?\d+)", text)
    if match is None:
        return collate(text, "en")
    number = int(match[1])
    return f"{99999999999999999999 + number if number < 0 else number:020d}"


def ordered(
    items: Iterable[Item], values: dict[str, tuple[Key, ...]], keys: tuple[SortKey, ...]
) -> list[Item]:
    """The items sorted by their values, ties in the order given."""
    result = list(items)
    for index in range(len(keys) - 1, -1, -1):
        if keys[index].descending:
            result.sort(key=lambda item: _descending(values[item.id][index]), reverse=True)
        else:
            result.sort(key=lambda item: _ascending(values[item.id][index]))
    return result


def _ascending(value: Key) -> tuple[bool, str]:
    return value is None, value or ""


def _descending(value: Key) -> tuple[bool, str]:
    return value is not None, value or ""
