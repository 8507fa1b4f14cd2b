"""The place inside a cited work: `pp. 3-5`, `chap. 2`, `第3页`, `图 2` → CSL locator and its label.

Labels are the locator types of CSL 1.0.2 (“Locators”), abbreviated as its locales do.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Locator(NamedTuple):
    label: str
    value: str
    end: int
    """Offset behind it."""


_ENGLISH = {
    "page": r"pages?|pp?\.?",
    "chapter": r"chapters?|chaps?\.?|ch\.",
    "section": r"sections?|secs?\.?|§§?",
    "figure": r"figures?|figs?\.?",
    "table": r"tables?|tabs?\.|tbls?\.?",
    "volume": r"volumes?|vols?\.?",
    "issue": r"issues?|nos?\.|numbers?",
    "paragraph": r"paragraphs?|paras?\.?|¶¶?",
    "part": r"parts?|pts?\.?",
    "line": r"lines?|ll?\.",
    "column": r"columns?|cols?\.?",
    "note": r"notes?|nn?\.",
    "book": r"books?|bks?\.?",
    "folio": r"folios?|fols?\.?",
    "verse": r"verses?|vv?\.",
    "opus": r"opp?\.",
    "sub-verbo": r"s\.\s?vv?\.",
    "equation": r"equations?|eqs?\.?",
    "appendix": r"appendix|appendices|app\.",
    "supplement": r"supplements?|suppl?\.?",
}
_CHINESE = {
    "页": "page",
    "章": "chapter",
    "节": "section",
    "卷": "volume",
    "期": "issue",
    "段": "paragraph",
    "部分": "part",
    "行": "line",
    "栏": "column",
    "图": "figure",
    "表": "table",
    "注": "note",
    "公式": "equation",
    "式": "equation",
    "附录": "appendix",
}
_NUMBER = r"(?:[A-Za-z]{0,3}\d+(?:[.:/]\d+)*[A-Za-z]?(?![A-Za-z0-9]))"
_ROMAN = r"(?:[ivxlcdm]+(?![A-Za-z]))"
_HAN = "[一二三四五六七八九十百零〇两]+"
_DASH = r"\s*(?:--|[-–—~～])\s*"
_JOIN = r"\s*(?:,|，|、|&|and\b|和)\s*"
_RANGES = (
    rf"(?:{_NUMBER}|{_ROMAN})(?>(?:{_DASH}(?:{_NUMBER}|{_ROMAN}))?)"
    rf"(?>(?:{_JOIN}{_NUMBER}(?>(?:{_DASH}{_NUMBER})?))*)"
)
# Without a label only what looks like pages and ends there: not `CD63`, not `3 mice`.
_BARE = (
    rf"(?=[eS]?\d){_NUMBER}(?>(?:{_DASH}{_NUMBER})?)(?>(?:{_JOIN}{_NUMBER}(?>(?:{_DASH}{_NUMBER})?))*)"
    r"(?=\s*(?:[,;，；]|$))"
)
_HAN_RANGES = rf"(?:{_NUMBER}|{_HAN})(?>(?:(?:{_DASH}|\s*[至到、，,和]\s*)第?\s*(?:{_NUMBER}|{_HAN}))*)"
_LABELLED = re.compile(
    "(?:" + "|".join(f"(?P<{name.replace('-', '_')}>{forms})" for name, forms in _ENGLISH.items()) + ")"
    rf"(?:(?<=[.§¶])|(?![A-Za-z]))\s*(?P<value>{_RANGES})",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"第\s*(?P<value>{_HAN_RANGES})\s*(?P<word>页|章|节|卷|期|段|部分|行|栏)")
_PAGES = re.compile(rf"(?P<value>{_HAN_RANGES})\s*(?P<word>页)")
_NAMED = re.compile(
    rf"(?P<word>附录|公式|页|章|节|卷|期|段|行|栏|图|表|注|式)\s*(?P<value>{_RANGES}|{_HAN_RANGES})"
)
_PLAIN = re.compile(_BARE)
_BRACED = re.compile(r"[\s,，]*\{(?P<content>[^{}\n]*)\}")
_DASHES = re.compile(r"\s*(?:[–—~～至到]|--)\s*")


def read_locator(text: str, start: int, end: int) -> Locator | None:
    r"""The locator that begins at `start`, behind spaces and a comma; a number without a label is a page.

    As in pandoc, braces say where it begins and ends: `{ii, A, D-Z}`.
    """
    braced = _BRACED.match(text, start, end)
    if braced:
        inner = _read(text, braced.start("content"), braced.end("content"))
        if inner and inner.end == braced.end("content"):
            return Locator(inner.label, inner.value, braced.end())
        return Locator("page", braced["content"].strip(), braced.end())
    while start < end and (text[start].isspace() or text[start] in ",，"):
        start += 1
    return _read(text, start, end)


def _read(text: str, start: int, end: int) -> Locator | None:
    found = _LABELLED.match(text, start, end)
    if found:
        label = next(name for name in _ENGLISH if found[name.replace("-", "_")])
        return Locator(label, " ".join(found["value"].split()), found.end())
    for form in (_COUNTED, _PAGES, _NAMED):
        found = form.match(text, start, end)
        if found is None:
            continue
        value = _DASHES.sub("-", found["value"].replace("第", "")).replace(" ", "")
        return Locator(_CHINESE[found["word"]], value, found.end())
    found = _PLAIN.match(text, start, end)
    return Locator("page", " ".join(found[0].split()), found.end()) if found else None
