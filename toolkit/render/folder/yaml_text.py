"""Texts as scalars of YAML (core schema), as an author would write them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_PLAIN = re.compile(
    r"[A-Za-z\u3400-\u9fff\uf900-\ufaff](?:[^\x00-\x1f\x7f-\x9f:#,\[\]{}\"'\\\u2028\u2029\ufeff\ufffe\uffff]*"
    r"[^\x00-\x20\x7f-\xa0:#,\[\]{}\"'\\\u2028\u2029\u3000\ufeff\ufffe\uffff])?"
)
"""A text that is a plain scalar everywhere, in braces too."""
_COUNTED = re.compile(r"\d[\d.]* ?[\u3400-\u9fff]|\d[\d.]* [A-Za-z]")
"""A number with its unit, which is a text."""
_MEANING = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def scalar(text: str) -> str:
    """A text: plain where it can only be read as that text, else in double quotation marks."""
    if (
        _PLAIN.fullmatch(text) or (_COUNTED.match(text) and _PLAIN.fullmatch(f"x{text}"))
    ) and text.casefold() not in _MEANING:
        return text
    # What JSON escapes, YAML reads; these further line ends it would fold.
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", quoted)


def flow(texts: Mapping[str, str]) -> str:
    """A mapping of texts on one line: `{zh: …, en: …}`."""
    return "{" + ", ".join(f"{key}: {scalar(text)}" for key, text in texts.items()) + "}"


def flow_list(texts: Sequence[str]) -> str:
    """A list of texts on one line."""
    return "[" + ", ".join(map(scalar, texts)) + "]"


def prose(texts: Mapping[str, str], language: str) -> str:
    """A text in one or several languages; in the main language alone it is the bare text."""
    return scalar(texts[language]) if set(texts) == {language} else flow(texts)
