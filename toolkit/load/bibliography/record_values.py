"""What databases write into single fields: pages, identifiers, languages, dates, keywords."""

from __future__ import annotations

import re

from toolkit.model.formats import bibtex, medline

_DASHES = re.compile(r"\s*(?:[‐‑‒–—―−~～]|-+)\s*")
_DOI = re.compile(
    r"(?:https?://(?:www\.|dx\.)?doi\.org/|doi:?\s*)?(10\.\S+?/\S+?)(?:\s*\[doi\])?[.;,]?", re.IGNORECASE
)
_PMID = re.compile(r"(?:pmid:?\s*|MEDLINE:)?(\d{1,8})", re.IGNORECASE)
_PMCID = re.compile(r"(?:pmcid:?\s*)?(PMC\d+)(?:\.\d+)?", re.IGNORECASE)
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_NUMBER_NOTE = re.compile(r"\s*\([^()]*\)|^(?:issn|isbn):?\s*", re.IGNORECASE)
_KEY = re.compile(r"(?=[^\s]*[^\W\d])[\w][\w:.#$%&+?<>~/-]*")
# Among them Zotero's keys of items, eight capitals and digits without 0, 1 and O.
_DATABASE_KEY = re.compile(
    r"(?:https?://|doi:|10\.\d{4,}/|pmid|rayyan-\d|2-s2\.0-|(?:WOS|ISI|MEDLINE|CCC|BIOSIS|CSCD|KJD):"
    r"|(?-i:[2-9A-NP-Z]{8}$))",
    re.IGNORECASE,
)
_EDITION = re.compile(r"\s*(?:ed\.?|edn\.?|edition)$")
HOUSEKEEPING = re.compile(
    r"(?:Export Date|Cited By|Times Cited|Total Times Cited|Cited Reference Count)\b", re.IGNORECASE
)
"""How notes begin in which databases count citations: not for print."""
_NUMBER_END = re.compile(r"\s*[;,\n]\s*")
_VOID_NOTE = re.compile(r"\((?:issn|isbn)\)\s*$", re.IGNORECASE)
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8})*")
_TIME = re.compile(r"\s+\d{1,2}:\d{2}(?::\d{2})?$")
_SLASHED = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})(?:/(.*))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})|(\d{4}) (\d{2})(?: (\d{2}))?")
_MONTHS = re.compile(r"(\d{4}) ([A-Za-z]{3})-([A-Za-z]{3})")
_SPANNED = re.compile(r"([A-Za-z]{3})-([A-Za-z]{3})")
_WORD_END = re.compile(r"\s*(?:[;；\n]|;;)\s*")


def read(kind: str, variable: str, text: str) -> tuple[str, str]:
    """Variable and value of a field of this kind; no value if it holds anything else."""
    whole = " ".join(text.split())
    match kind:
        case "long":
            return variable, lines(text)
        case "page" | "article-number":
            return variable, _DASHES.sub("-", whole)
        case "doi":
            found = _DOI.fullmatch(whole)
            return variable, found[1] if found else ""
        case "pmid":
            found = _PMID.fullmatch(whole)
            return variable, found[1] if found else ""
        case "pmcid":
            found = _PMCID.fullmatch(whole)
            return variable, found[1].upper() if found else ""
        case "edition":
            return variable, edition_number(whole)
        case "language":
            return variable, language(whole)
        case _:
            return variable, whole


def is_citation_key(text: str) -> bool:
    """Whether people cite a work by this: no running number, address or number of a database."""
    return _KEY.fullmatch(text) is not None and _DATABASE_KEY.match(text) is None


def lines(text: str) -> str:
    """A text of paragraphs, each without the spaces by which exports indent it."""
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def edition_number(text: str) -> str:
    """`Second`, `2nd ed.`, `第2版` as the number that styles expect; other text as it is."""
    plain = text.lower().removeprefix("第").removesuffix("版")
    return bibtex.ORDINALS.get(_EDITION.sub("", plain).strip(), text)


def language(text: str) -> str:
    """BCP 47 for a code or a name of a language; other text as it is."""
    text = text.strip(" ;；,")
    known = medline.LANGUAGES.get(text.lower()) or bibtex.LANGUAGES.get(text.lower())
    if known is None and _LANGUAGE_TAG.fullmatch(text):
        known = text.replace("_", "-")
    return known or text


def words(text: str) -> list[str]:
    """Keywords: one a line, or several between semicolons."""
    return [word for part in _WORD_END.split(text.strip()) if (word := " ".join(part.split()))]


def date_text(text: str) -> str:
    """`2024/03/15/`, `2024 Jan-Feb`, `20240315` or `2024-03-15 10:00` in a form that `parse_date` reads."""
    text = _TIME.sub("", " ".join(text.split()))
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        year, month, day, other = slashed.groups()
        if other and not month:
            return f"{other} {year}"
        return "-".join(
            part
            for part in (year, month.zfill(2) if month else "", day.zfill(2) if month and day else "")
            if part
        )
    compact = _COMPACT.fullmatch(text)
    if compact:
        return "-".join(filter(None, compact.groups()))
    months = _MONTHS.fullmatch(text)
    if months:
        return f"{months[2]} {months[1]}/{months[3]} {months[1]}"
    spanned = _SPANNED.fullmatch(text)
    return f"{spanned[1]}/{spanned[2]}" if spanned else text


def says_more_than_date(text: str) -> bool:
    """Whether a field holds a time of day, or words behind a whole date: `2024/03/15/Special issue`."""
    whole = " ".join(text.split())
    slashed = _SLASHED.fullmatch(whole)
    time = _TIME.search(whole)
    return bool((slashed and slashed[2] and slashed[4]) or (time and time[0].strip(" 0:")))


def isxn(text: str) -> tuple[str, str, bool]:
    """Variable and value of an ISSN or ISBN, by its form, and whether the field says more than these.

    `1000-1234 (ISSN)` does not, `1000-1234 (Print)` and `1000-1234; 1000-5678` do.
    """
    first, *others = _NUMBER_END.split(text.strip())
    plain = _NUMBER_NOTE.sub("", first).strip()
    says_more = bool(others) or (")" in first and not _VOID_NOTE.search(first))
    if _ISSN.fullmatch(plain):
        return "ISSN", (plain if "-" in plain else f"{plain[:4]}-{plain[4:]}").upper(), says_more
    return ("ISBN", plain, says_more) if _ISBN.fullmatch(plain) else ("", "", says_more)
