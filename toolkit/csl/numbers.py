"""Number variables: `12`, `S1-S7`, `3 & 4`, `ch. 5, p. 12`, `2nd`; whether numeric, plural, and as what.

CSL 1.0.2, "Number" and "Choose" (`is-numeric`), "Label" (plural).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from toolkit.model.frozen import frozen, mutable

NUMBER_VARIABLES: Final = frozenset({
    "chapter-number", "citation-number", "collection-number", "division", "edition",
    "first-reference-note-number", "issue", "locator", "number", "number-of-pages", "number-of-volumes",
    "page", "page-first", "part-number", "printing-number", "section", "supplement-number", "version",
    "volume", "call-number", "supplement",
})  # fmt: skip
LABELS: Final = {
    "add": "addendum", "amend": "amendment", "annot": "annotation", "app": "appendix", "art": "article",
    "bibliog": "bibliography", "bk": "book", "ch": "chapter", "cl": "clause", "cmt": "comment",
    "col": "column",
    "dec": "decision", "dept": "department", "ex": "example", "fig": "figure", "fld": "field", "fol": "folio",
    "hypo": "hypothetical", "illus": "illustration", "intro": "introduction", "l": "line", "n": "note",
    "no": "issue", "op": "opus", "p": "page", "para": "paragraph", "pmbl": "preamble", "pp": "page",
    "princ": "principle", "pt": "part", "pub": "publication", "r": "rule", "rn": "randnummer",
    "sched": "schedule", "sec": "section", "ser": "series,", "subch": "subchapter",
    "subdiv": "subdivision",
    "subpara": "subparagraph", "subsec": "subsection", "supp": "supplement", "sv": "sub-verbo",
    "tbl": "table",
    "tit": "title", "vol": "volume", "vrs": "verse",
}  # fmt: skip
"""Abbreviations that may stand inside a locator, `p. 3, ch. 2`, and the label each means."""

_ABBREVIATION: Final = {label: f"{short}." for short, label in LABELS.items() if short != "pp"} | {
    "sub verbo": "sv."
}
_LABEL_IN_TEXT: Final = re.compile(
    r"((?:^| )(?:[a-z]{1,4}|subpara|subch|amend|bibliog|annot|illus|princ|intro|sched|subdiv|subsec)"
    r"(?:\.| ) *)"
)
_VALUE: Final = re.compile(r"([0-9]*[a-zA-Z]+0*)?([0-9]+(?:[a-zA-Z]*|[-,a-zA-Z]+))")
_NUMERIC_VALUE: Final = re.compile(r"(?:[0-9]+|[ixv]+)(?:[-,:a-zA-Z]*|-[-0-9]+)")
_ROMAN: Final = re.compile(r"[ivxlcmIVXLCM]+")
_LEADING_DIGITS: Final = re.compile(r"\s*[-+]?\d+")
_PLAIN_DIGITS: Final = re.compile(r"[0-9]+")
_ORDINARY: Final = re.compile(r"[0-9]+[a-zA-Z]*")
_MOST_DIGITS: Final = 1000
"""Digits of what is still counted with; longer ones are text."""


@mutable
class Part:
    """One number of a field: a particle (`S` of `S12`), the value and what joins it to the next."""

    label: str
    particle: str
    value: str
    joiner: str = ""
    label_shown: bool = False
    label_suffix: str = ""
    numeric: bool = True
    countable: bool = True
    """It is a number that formats as such (roman, ordinal)."""
    plural: bool = False

    @property
    def pure(self) -> bool:
        """It is a plain number without a particle or letters."""
        return self.value.isdecimal() and self.value[0] != "0"

    @property
    def ordinary(self) -> bool:
        """It can be printed as an ordinal or in roman numerals."""
        return self.countable and not self.particle and _ORDINARY.fullmatch(self.value) is not None

    @property
    def integer(self) -> int | None:
        match = _LEADING_DIGITS.match(self.value)
        # Python refuses to make a number of thousands of digits.
        return int(match[0]) if match and len(match[0]) <= _MOST_DIGITS else None


@frozen
class Number:
    """A parsed number field."""

    parts: tuple[Part, ...]

    @property
    def numeric(self) -> bool:
        return bool(self.parts) and self.parts[0].numeric

    @property
    def plural(self) -> bool:
        return bool(self.parts) and self.parts[0].plural

    @property
    def label(self) -> str:
        """The label that its first number carries, as a term name, or nothing."""
        return LABELS.get(self.parts[0].label.rstrip("."), "") if self.parts else ""


@lru_cache(maxsize=64)
def _joiners(and_term: str) -> re.Pattern[str]:
    words = {"and", and_term} - {""}
    spelled = "|".join(rf",?\s+{re.escape(word)}\s+" for word in sorted(words))
    return re.compile(rf"(\s*&\s*|{spelled}|;\s+|,\s+|\s*\\*[-\u2013]+\s*)")


@lru_cache(maxsize=8192)
def parse_number(
    text: str, variable: str, label: str = "", and_term: str = "and", symbol: str = "&"
) -> Number:
    """Read a number field. `label` is the locator's own label; the terms are those of the locale."""
    variable = "page" if variable == "page-first" else variable
    if _PLAIN_DIGITS.fullmatch(text) and (not label or label in _ABBREVIATION):
        own = _default_label(variable, label)
        part = Part(own, "", text, label_shown=False)
        part.plural = variable.startswith("number-of-") and text.lstrip("0") not in {"", "1"}
        return Number((part,))
    elements, joiners = _split(_with_label(text.strip(), variable, label), variable, and_term, symbol)
    parts = _parse_elements(elements, joiners, variable, label)
    _judge(parts, variable)
    return Number(tuple(parts))


def _default_label(variable: str, label: str) -> str:
    if variable in {"locator", "page"}:
        return _ABBREVIATION.get(label, "") if label else "p."
    return _ABBREVIATION.get(variable, f"var:{variable}")


def _with_label(text: str, variable: str, label: str) -> str:
    """The text with the label it goes without, so that every number has one."""
    first = text.split(" ", 1)[0]
    if first.endswith(".") and first[:-1] in LABELS:
        return text
    own = _default_label(variable, label)
    return text if not own or own.startswith("var:") else f"{own} {text}"


def _split(text: str, variable: str, and_term: str, symbol: str) -> tuple[list[str], list[str]]:
    """Numbers and what stands between them. A hyphen written `\\-` joins, but makes no range."""
    if variable == "page":
        text = text.replace("\u2013", "-")
    pieces = _joiners(and_term).split(text)
    elements, joiners = pieces[::2], pieces[1::2]
    joiners = [_localized_joiner(joiner, symbol) for joiner in joiners]
    index = len(elements) - 2
    while index >= 0:
        if (
            joiners[index] == "-"
            and re.fullmatch(r"(?:[a-z]{1,4}\.  *)*[0-9]+[,a-zA-Z]+", elements[index])
            and re.fullmatch(r"[,a-zA-Z]+", elements[index + 1])
        ):
            elements[index : index + 2] = [f"{elements[index]}-{elements[index + 1]}"]
            del joiners[index]
        index -= 1
    return elements, [*joiners, ""]


def _localized_joiner(joiner: str, symbol: str) -> str:
    if joiner.strip() == "&":
        return f" {symbol} "
    if re.fullmatch(r"\s*-\s*", joiner):
        return "-"
    return joiner


def _parse_elements(elements: list[str], joiners: list[str], variable: str, given: str) -> list[Part]:
    parts: list[Part] = []
    label = _default_label(variable, given)
    for index, element in enumerate(elements):
        matches = list(_LABEL_IN_TEXT.finditer(element))
        matches = [match for match in matches if _is_label(match, element, variable, first=index == 0)]
        if not matches:
            parts.append(_part(label, element.strip(), joiners[index]))
            continue
        before = element[: matches[0].start()].strip()
        if before:
            parts.append(_part(label, before, ""))
        for n, match in enumerate(matches):
            end = matches[n + 1].start() if n + 1 < len(matches) else len(element)
            written = match[1]
            label = written.strip()
            last = n + 1 == len(matches)
            part = _part(label, element[match.end() : end].strip(), joiners[index] if last else "")
            part.label_suffix = written[len(written.rstrip()) :] or " "
            parts.append(part)
    for part, following in pairwise(parts):
        if not part.joiner and following.label:
            part.joiner = " "
    return parts


def _is_label(match: re.Match[str], element: str, variable: str, *, first: bool) -> bool:
    slug = match[1].strip()
    if not slug.endswith(".") or slug[:-1] not in LABELS:
        return False
    if first and variable not in {"locator", "number", "page"} and LABELS[slug[:-1]] != variable:
        return False
    after = element[match.end() :]
    return match.start() == 0 or bool(re.match(r"[0-9]", after))


def _part(label: str, text: str, joiner: str) -> Part:
    match = _VALUE.fullmatch(text)
    if match:
        return Part(label, match[1] or "", match[2], joiner)
    return Part(label, "", text, joiner)


def _judge(parts: list[Part], variable: str) -> None:
    """Set numeric, countable, plural and which labels print, for each run of one label."""
    start = 0
    while start < len(parts):
        end = start + 1
        while end < len(parts) and parts[end].label == parts[start].label:
            end += 1
        master = parts[start]
        numeric = bool(_NUMERIC_VALUE.fullmatch(master.value))
        countable = bool(_LEADING_DIGITS.match(master.value) or _ROMAN.fullmatch(master.value))
        count = end - start - (1 if master.joiner == "\\-" else 0)
        for part in parts[start:end]:
            part.numeric, part.countable = numeric, countable
            part.plural = numeric and countable and count > 1
        shown = start > 0 or (
            variable not in {"locator", "number", "page"}
            and LABELS.get(master.label.rstrip("."), variable) != variable
        )
        if not master.label.startswith("var:") and master.label:
            master.label_shown = shown
        start = end
    if parts and re.fullmatch(r"[0-9]+(?:/[0-9]+)+", parts[0].value) and len(parts) == 1:
        parts[0].numeric, parts[0].plural, parts[0].countable = True, False, False
    if parts and parts[0].numeric and variable.startswith("number-of-") and (parts[0].integer or 0) > 1:
        parts[0].plural = True
