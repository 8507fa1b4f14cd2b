"""Language tags that an author may write: two letters of ISO 639-1, perhaps with subtags (BCP 47)."""

from __future__ import annotations

import re

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
