"""Languages of entries: odd spellings understood, missing ones inferred from the script."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from toolkit.model.reference import Reference

DEFAULT_LOCALES: Final = {
    "af": "af-ZA", "ar": "ar", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK",
    "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "eu": "eu", "fa": "fa-IR",
    "fi": "fi-FI", "fr": "fr-FR", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID",
    "is": "is-IS", "it": "it-IT", "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "la": "la", "lt": "lt-LT",
    "lv": "lv-LV", "mn": "mn-MN", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "pl": "pl-PL", "pt": "pt-PT",
    "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-RS", "sv": "sv-SE", "th": "th-TH",
    "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip
"""Primary language → the locale that stands for it (CSL locales repository)."""

_NAMES: Final = {
    "cn": "zh", "chi": "zh", "zho": "zh", "chn": "zh", "cmn": "zh", "chinese": "zh", "mandarin": "zh",
    "中文": "zh", "汉语": "zh", "漢語": "zh", "中国語": "zh", "简体中文": "zh", "繁体中文": "zh-TW",
    "繁體中文": "zh-TW", "简体": "zh", "英文": "en", "英语": "en", "英語": "en", "eng": "en", "english": "en",
    "en us": "en-US", "jp": "ja", "jpn": "ja", "japanese": "ja", "日文": "ja", "日语": "ja", "日本語": "ja",
    "kr": "ko", "kor": "ko", "korean": "ko", "韩文": "ko", "韩语": "ko", "한국어": "ko", "ger": "de",
    "deu": "de", "german": "de", "deutsch": "de", "德文": "de", "德语": "de", "fre": "fr", "fra": "fr",
    "french": "fr", "français": "fr", "法文": "fr", "法语": "fr", "rus": "ru", "russian": "ru",
    "русский": "ru", "俄文": "ru", "俄语": "ru", "spa": "es", "spanish": "es", "español": "es", "ita": "it",
    "italian": "it", "por": "pt", "portuguese": "pt", "dut": "nl", "nld": "nl", "dutch": "nl", "pol": "pl",
    "polish": "pl", "swe": "sv", "swedish": "sv", "tur": "tr", "turkish": "tr", "ukr": "uk",
    "ukrainian": "uk", "vie": "vi", "vietnamese": "vi", "lat": "la", "latin": "la", "ara": "ar",
    "arabic": "ar", "gre": "el", "ell": "el", "greek": "el", "heb": "he", "hebrew": "he", "cze": "cs",
    "ces": "cs", "czech": "cs", "dan": "da", "danish": "da", "nor": "nb", "norwegian": "nb", "no": "nb",
    "fin": "fi", "finnish": "fi", "hun": "hu", "hungarian": "hu",
}  # fmt: skip
_TAG: Final = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_].*)?")
_SCRIPTS: Final = (
    (0x400, 0x52F, "cyrillic"), (0x1100, 0x11FF, "hangul"), (0x3041, 0x3096, "kana"),
    (0x30A1, 0x30FA, "kana"),
    (0x30FD, 0x30FF, "kana"), (0x3131, 0x318E, "hangul"), (0x3400, 0x4DBF, "han"), (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "hangul"), (0xF900, 0xFAFF, "han"), (0x20000, 0x3FFFF, "han"),
)  # fmt: skip
_STARTS: Final = tuple(start for start, _, _ in _SCRIPTS)


def _script(character: str) -> str:
    """The script of a character where it tells the language: Han, kana, Hangul, Cyrillic."""
    code = ord(character)
    place = bisect_right(_STARTS, code) - 1
    return _SCRIPTS[place][2] if place >= 0 and code <= _SCRIPTS[place][1] else ""


@lru_cache(maxsize=512)
def normalize(language: str) -> str:
    """A BCP 47 tag for what stands in a `language` field; empty if it cannot be understood."""
    text = language.strip().strip(";；,，. ").lower()
    text = re.split(r"\s*[;；,，/|&]\s*", text, maxsplit=1)[0]
    if text in _NAMES:
        return _NAMES[text]
    match = _TAG.fullmatch(text)
    if match is None:
        return ""
    primary, script, region = match[1].lower(), (match[2] or "").lower(), (match[3] or "").upper()
    primary = _NAMES.get(primary, primary)
    if primary == "zh" and not region:
        region = "TW" if script == "hant" else ""
    if primary not in DEFAULT_LOCALES and len(primary) != 2:
        return ""
    return f"{primary}-{region}" if region else primary


def infer(texts: Iterable[str]) -> str:
    """The language that the script of these texts suggests, or nothing for Latin script."""
    joined = " ".join(texts)
    if joined.isascii():
        return ""
    scripts = [_script(character) for character in joined if character > "\u03ff"]
    if "kana" in scripts:
        return "ja"
    if "hangul" in scripts:
        return "ko"
    latin = sum(1 for character in joined if character <= "\u024f" and character.isalpha())
    if scripts.count("han") * 4 >= max(latin, 1):
        return "zh"
    if "cyrillic" in scripts:
        return "uk" if any(character in "іїєґІЇЄҐ" for character in joined) else "ru"
    return ""


def language_of(reference: Reference) -> str:
    """The language of a reference as a BCP 47 tag: its `language` if it can be understood, else inferred."""
    given = reference.language
    if given:
        tag = normalize(given)
        if tag:
            return tag
    names = reference.names.get("author") or reference.names.get("editor") or ()
    return infer(
        (
            reference.get("title"),
            reference.get("container-title") if not reference.get("title") else "",
            *(name.literal or name.family for name in names if not reference.get("title")),
        )
    )


def layout_language_of(reference: Reference, language: str) -> str:
    """The language by which a style with a layout per language chooses: Latin script counts as English."""
    if language or reference.language:
        return language
    names = reference.names.get("author") or reference.names.get("editor") or ()
    text = reference.get("title") or " ".join(name.literal or name.family for name in names)
    return "en" if any(character <= "\u024f" and character.isalpha() for character in text) else ""


def is_cjk(text: str) -> bool:
    """Whether the text has a Han, kana or Hangul character."""
    return not text.isascii() and any(_script(character) in {"han", "kana", "hangul"} for character in text)
