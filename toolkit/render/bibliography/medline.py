"""PubMed's own format, for programs that read nothing else of what a search gives."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from toolkit.model.date_text import date_text
from toolkit.model.formats.medline import LANGUAGES, MEDLINE
from toolkit.model.reference import Date, Reference
from toolkit.render.bibliography.fields import Writing, fields_of, kept_text, written_type

_TAG = re.compile(r"[A-Z][A-Z0-9]{1,3}")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CODES = {tag: code for code, tag in reversed(LANGUAGES.items())}
_WIDTH = 80
_TITLES = frozenset({"TI", "TT", "BTI"})


def _spelled(date: Date) -> str:
    """`2024 Mar 15`, as PubMed writes dates."""
    if len(date.parts) != 1 or date.circa or date.raw or date.parts[0][0] <= 0:
        return date_text(date)
    year, *rest = date.parts[0]
    if rest and rest[0] > len(_MONTHS):
        return date_text(date)
    month = [_MONTHS[rest[0] - 1]] if rest else []
    return " ".join([str(year), *month, *(str(day) for day in rest[1:])])


_WRITING = Writing(
    MEDLINE,
    lambda name: name if _TAG.fullmatch(name) else "",
    date=_spelled,
    language=lambda tag: _CODES.get(tag, tag),
)


def write_nbib(references: Sequence[Reference]) -> str:
    """PubMed's format. A work that is not in PubMed has an empty PMID, which begins its record."""
    return "\n".join("\n".join([*_record(reference), ""]) for reference in references)


def _record(reference: Reference) -> Iterator[str]:
    yield from _lines("PMID", reference.get("PMID"))
    kinds = kept_text(reference, MEDLINE, "PT").split("\n")
    kind = written_type(reference, MEDLINE)
    if kind not in kinds and MEDLINE.types[kind] == reference.type:
        yield from _lines("PT", kind)
    for tag, text in fields_of(reference, _WRITING):
        if tag == "LID":
            text = f"{text} [doi]" if text == reference.get("DOI") else text
        if tag != "PMID":
            yield from _lines(tag, f"{text}." if tag in _TITLES and text[-1:].isalnum() else text)


def _lines(tag: str, text: str) -> list[str]:
    wrapped = textwrap.wrap(" ".join(text.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"{tag:<4}- {wrapped[0] if wrapped else ''}", *(f"      {line}" for line in wrapped[1:])]
