"""Language tags that an author may write: two letters of ISO 639-1, perhaps with subtags (BCP 47)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.load.reader_problems import glued_key
from toolkit.load.yaml_nodes import MappingNode, Node, is_null
from toolkit.model.diagnostic import Problem
from toolkit.model.inline import primary
from toolkit.model.source import Span

_TAG = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8})*")
_CODES = (
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de"
    " dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id"
    " ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu"
    " lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu"
    " rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr"
    " ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
_MISTAKEN = {
    "cn": "zh",
    "chi": "zh",
    "zho": "zh",
    "chs": "zh",
    "cht": "zh",
    "chinese": "zh",
    "中文": "zh",
    "eng": "en",
    "english": "en",
    "英文": "en",
    "jp": "ja",
    "jpn": "ja",
    "ger": "de",
    "deu": "de",
    "fra": "fr",
    "fre": "fr",
}


def is_language(tag: str) -> bool:
    """True for `zh`, `en`, `zh-CN`, `pt_BR`."""
    found = _TAG.fullmatch(tag)
    return found is not None and f" {found[1].lower()} " in _CODES


def meant_language(tag: str) -> str | None:
    """The tag that someone who writes `cn` or `eng` means."""
    return _MISTAKEN.get(tag.lower()) or _MISTAKEN.get(tag.lower().split("-")[0])


def languages_of(node: MappingNode, problems: list[Problem]) -> Iterator[tuple[str, Node]]:
    """The values of a mapping by language, under primary subtags; empty ones are left out."""
    seen: dict[str, Span] = {}
    for entry in node:
        tag, place = entry.key.text, entry.key.span
        language = primary(tag)
        if not is_language(tag):
            problems.append(_no_language(tag, place, bare=is_null(entry.value)))
        elif language in seen:
            problems.append(
                Problem(
                    f"A text in the language “{language}” was given in line {seen[language].line} already.",
                    place,
                )
            )
        elif not is_null(entry.value):
            seen[language] = place
            yield language, entry.value


def _no_language(tag: str, place: Span, *, bare: bool) -> Problem:
    """`bare`: nothing stands behind the tag, as when a comma in a text ended the value before it."""
    if "：" in tag or ":" in tag:
        return glued_key(tag, place)
    meant = meant_language(tag)
    return Problem(
        f"“{tag}” is no language." + (f" Did you mean “{meant}”?" if meant else ""),
        place,
        "Languages are named by two letters, such as zh for Chinese and en for English."
        + (f' Put a text with a comma into quotation marks: `en: "…, {tag}"`.' if bare else ""),
    )
