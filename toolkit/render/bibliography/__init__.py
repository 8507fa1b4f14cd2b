"""References → a file of the format asked for. One module per format, registered in `WRITERS`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeAlias

from toolkit.model.reference import Reference

__all__ = ["FORMS", "SUFFIXES", "write_references"]

Writer: TypeAlias = Callable[[Sequence[Reference]], str]

WRITERS: dict[str, tuple[str, str]] = {
    "bibtex": ("bibtex", "write_bibtex"),
    "biblatex": ("bibtex", "write_biblatex"),
    "ris": ("ris", "write_ris"),
    "csl-json": ("csl", "write_csl_json"),
    "csl-yaml": ("csl", "write_csl_yaml"),
    "endnote-xml": ("endnote", "write_endnote_xml"),
    "enw": ("endnote", "write_enw"),
    "nbib": ("medline", "write_nbib"),
}
"""Form → module of this package and its function."""

FORMS = tuple(WRITERS)
SUFFIXES = {
    "bibtex": ".bib",
    "biblatex": ".bib",
    "ris": ".ris",
    "csl-json": ".json",
    "csl-yaml": ".yaml",
    "endnote-xml": ".xml",
    "enw": ".enw",
    "nbib": ".nbib",
}
"""How files of a form end."""


def write_references(references: Sequence[Reference], form: str) -> str:
    """The references as a text in one of `FORMS`, in their order."""
    module, function = WRITERS[form]
    write: Writer = getattr(import_module(f"{__name__}.{module}"), function)
    return write(references)
