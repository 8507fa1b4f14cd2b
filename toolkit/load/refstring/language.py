"""The language in which an entry is printed, where its letters or small words say so."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]{3}")),
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|in|for|with|from|by|on|to|an|a|using|between|among|after|during|is|are)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:der|die|das|und|des|für|eine?|mit|le|les|du|dans|et|une?|pour|la|el|los|las|del|una|para|con|y|da|dos|e|il|di|nella)\b",
    re.IGNORECASE,
)


def language_of(title: str, named: str = "") -> str:
    """`zh`, `ja`, `ko`, `ru` by script; `en` by its small words; `named` if neither says anything.

    `named` is what a note names (`in Chinese`): the language of the work, printed here in English.
    """
    for language, pattern in _SCRIPTS:
        if not title.isascii() and pattern.search(title):
            return language
    english, other = len(_ENGLISH.findall(title[:2000])), len(_OTHER.findall(title[:2000]))
    return "en" if english > other else named
