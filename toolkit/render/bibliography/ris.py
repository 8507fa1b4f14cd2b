"""RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.model.date_text import date_text
from toolkit.model.formats.ris import RIS
from toolkit.model.reference import Date, Reference
from toolkit.render.bibliography.fields import Writing, fields_of, written_type

_TAG = re.compile(r"[A-Z][A-Z0-9]")
_BREAK = "\n      "


def _slashes(date: Date) -> str:
    """`2024/03/15`; what is more than one day or month as EDTF."""
    simple = len(date.parts) == 1 and not date.circa and not date.raw
    return date_text(date).replace("-", "/") if simple and date.parts[0][0] > 0 else date_text(date)


_WRITING = Writing(
    RIS, lambda name: name.upper() if _TAG.fullmatch(name.upper()) else "", date=_slashes, day=_slashes
)


def write_ris(references: Sequence[Reference]) -> str:
    """RIS as EndNote, Zotero and Mendeley read it. Lines of one field are indented but for the first."""
    return "\n".join("\n".join([*_record(reference), ""]) for reference in references)


def _record(reference: Reference) -> Iterator[str]:
    yield f"TY  - {written_type(reference, RIS)}"
    for tag, text in fields_of(reference, _WRITING):
        yield f"{tag}  - {_BREAK.join(line.strip() for line in text.splitlines())}"
    yield "ER  - "
