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
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8})*")
_TIME = re.compile(r"\s+\d{1,2}:\d{2}(?::\d{2})?$")
_SLASHED = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})(?:/(.*))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
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
        case "isxn":
            return _isxn(whole)
        case "language":
            return variable, language(whole)
        case _:
            return variable, whole


def lines(text: str) -> str:
    """A text of paragraphs, each without the spaces by which exports indent it."""
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


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
        return "-".join(compact.groups())
    months = _MONTHS.fullmatch(text)
    if months:
        return f"{months[2]} {months[1]}/{months[3]} {months[1]}"
    spanned = _SPANNED.fullmatch(text)
    return f"{spanned[1]}/{spanned[2]}" if spanned else text


def _isxn(text: str) -> tuple[str, str]:
    """An ISSN or an ISBN, by its form: `1000-1234 (Print)`, `978-7-117-20001-1`."""
    plain = _NUMBER_NOTE.sub("", text).strip()
    if _ISSN.fullmatch(plain):
        return "ISSN", plain.upper() if "-" in plain else f"{plain[:4]}-{plain[4:]}".upper()
    return ("ISBN", plain) if _ISBN.fullmatch(plain) else ("", "")
