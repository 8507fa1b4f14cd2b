"""Institutions as authors and editors."""

from __future__ import annotations

import re

from toolkit.load.refstring.plain import has_han

_NOUNS = """
    Organization Organisation Association Society Committee Group Institute Institutes University
    Center Centre Centers Centres Ministry Department Agency Administration Council Commission
    Collaboration Collaborators Consortium Network Foundation Federation Union Academy College
    Bureau Office Service Corporation Inc Ltd Company Press Board Team Programme Program
    Investigators Initiative Library Museum Hospital Nations Force Party Secretariat Authority
    Congress
"""
_NOUN = frozenset(_NOUNS.split())
_SMALL_WORDS = "members behalf of for and the on in de la le du des & to und für der"
_SMALL = frozenset(_SMALL_WORDS.split())
_HAN_ENDING = re.compile(
    r"(?:会|社|所|院|部|局|委|厅|处|署|馆|中心|大学|学院|学校|公司|集团|办公室|出版社|医院|协会|学会|分会|组|联盟|基金|"
    r"编辑部|课题组|总局|政府|联合会|实验室|银行|站|室|台|网)(?:\([^()]{1,40}\))?$"
)
_ACRONYM = re.compile(r"(?:[A-Z]{2,10}|U\.\s?[SK]\.)(?:[/-][A-Z]{2,10})?")
_WORD = re.compile(r"[^\W\d_]+")


def is_institution(text: str) -> bool:
    """Whether a text names an institution rather than saying something."""
    text = text.strip()
    if not text or len(text) > 160:
        return False
    if has_han(text):
        return bool(_HAN_ENDING.search(text)) and not re.search(r"[:?!\[\]]", text)
    if _ACRONYM.fullmatch(text):
        return True
    words = text.split()
    if len(words) > 16 or ":" in text or _NOUN.isdisjoint(_WORD.findall(text)):
        return False
    return all(not word[:1].islower() or word.strip("(),") in _SMALL for word in words)
