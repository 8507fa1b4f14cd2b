"""The order of strings in a language.

Strings compare as citeproc-js has them compared: letters by their base form, case and
accents ignored, punctuation ignored, runs of digits as numbers, spaces before everything.
Han characters sort in Chinese before other scripts: by pinyin, in Taiwan and Hong Kong by strokes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

_HAN_ORDERS: Final = Path(__file__).parent / "han_order"
_HAN_ORDER: Final = {"zh": "pinyin", "zh-strokes": "strokes"}
"""Languages and the order of their Han characters."""
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
    # Digit by digit: Python refuses to make a number of thousands of them.
    stripped = "".join(str(int(digit)) for digit in digits).lstrip("0") or "0"
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
        return f"\x10{chr(0x4E00 + _han_ranks(_HAN_ORDER[language])[letter])}"
    if language in _NATIVE_FIRST and _is_native(letter, language):
        return f"\x10{letter}"
    if "\uac00" <= letter <= "\ud7a3":
        return f"\u3fff{letter}"
    return letter


@lru_cache(maxsize=2)
def _han_ranks(order: str) -> Mapping[str, int]:
    """Place of each Han character by its `pinyin` or by its `strokes`.

    Data: the orders that Unicode CLDR gives the CJK Unified Ideographs U+4E00 to U+9FFF for `zh` and
    `zh-TW` (CLDR 48, Unicode License v3).
    """
    characters = (_HAN_ORDERS / f"{order}.txt").read_text(encoding="utf-8").replace("\n", "")
    return {character: rank for rank, character in enumerate(characters)}


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
