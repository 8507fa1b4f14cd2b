"""Bibliographies of every format → references. One module per format; `read_bibliography` chooses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from toolkit.model.cycles import without_cycle_search
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.reference import Reference
from toolkit.model.source import Span

Reader: TypeAlias = Callable[[Path, str, list[Problem], list[Note]], tuple[Reference, ...]]

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_BIBTEX = re.compile(r"@[ \t]*\w+[ \t]*[{(]")
_BEGINS_AS_BIBTEX = re.compile(r"\s*(?>(?:%(?!0 )[^\n]*\n\s*)*)@[ \t]*\w+[ \t]*[{(]")
_HEAD = 65536
"""Characters in which a format shows itself."""
READ = (
    "BibTeX, RIS, PubMed (.nbib or XML), Web of Science, EndNote (.enw or XML), NoteExpress, CNKI, "
    "Zotero RDF, CSL-JSON, CSL-YAML, printed lists ([1] …) and tables (CSV) with a column for titles"
)


def read_bibliography(
    path: Path, text: str, problems: list[Problem], notes: list[Note] | None = None
) -> tuple[Reference, ...]:
    """The references of a file, in its order; what cannot be read is added to `problems`.

    The format is told by what the file holds, so a wrong ending does no harm. Two entries with one
    key are both returned. `notes` gets what is worth knowing though nothing was lost: fields that
    have no place in CSL, types that are read as others.
    """
    text = text.removeprefix("\ufeff")
    if is_web_page(text):
        problems.append(web_page(path))
        return ()
    reader = _reader(text)
    if reader is None:
        problems.extend(_not_understood(path, text))
        return ()
    with without_cycle_search():
        return reader(path, text, problems, [] if notes is None else notes)


def is_web_page(text: str) -> bool:
    """Whether a text is HTML, such as the error page that was saved in the place of an export."""
    return _HTML.match(text) is not None


def web_page(path: Path) -> Problem:
    """What is said of an HTML page that was given as a bibliography."""
    return Problem(
        f"{path.name} is a web page (HTML), not a bibliography.",
        Span.at(path),
        "The download probably gave a log-in or error page. Export the references again, as BibTeX.",
    )


def _reader(text: str) -> Reader | None:
    """The reader of a text's format; the others are imported only where it does not begin as BibTeX does."""
    if _BEGINS_AS_BIBTEX.match(text) is not None:
        return _bibtex
    from toolkit.load.bibliography import (
        cnki,
        columns,
        csl_yaml,
        enw,
        medline,
        noteexpress,
        printed,
        ris,
        wos,
    )

    head = text[:_HEAD]
    for pattern, reader in (
        (printed.RECOGNISED, printed.read_printed),
        (noteexpress.RECOGNISED, noteexpress.read_noteexpress),
        (enw.RECOGNISED, enw.read_enw),
        (wos.RECOGNISED, wos.read_wos),
        (cnki.RECOGNISED, cnki.read_cnki),
    ):
        if pattern.match(head):
            return reader
    if head.lstrip()[:1] in {"[", "{"}:
        return _csl_json
    if head.lstrip().startswith("<"):
        return _xml_reader(head)
    if columns.is_table(head):
        return columns.read_table
    if csl_yaml.is_csl_yaml(head):
        return _csl_yaml
    # A file of one of these may begin with lines of the program that wrote it.
    found = [
        (match.start(), reader)
        for pattern, reader in (
            (ris.RECOGNISED, ris.read_ris),
            (medline.RECOGNISED, medline.read_medline),
            (_BIBTEX, _bibtex),
        )
        if (match := pattern.search(text)) is not None
    ]
    return min(found, key=lambda one: one[0])[1] if found else None


def _xml_reader(head: str) -> Reader | None:
    from toolkit.load.bibliography import endnote_xml, pubmed_xml, zotero_rdf

    if pubmed_xml.RECOGNISED.search(head):
        return pubmed_xml.read_pubmed_xml
    if zotero_rdf.RECOGNISED.match(head):
        return zotero_rdf.read_zotero_rdf
    return endnote_xml.read_endnote_xml if endnote_xml.RECOGNISED.match(head) else None


def _bibtex(path: Path, text: str, problems: list[Problem], _: list[Note]) -> tuple[Reference, ...]:
    from toolkit.load.bibliography.bibtex import read_bibtex

    return read_bibtex(path, text, problems)


def _csl_json(path: Path, text: str, problems: list[Problem], _: list[Note]) -> tuple[Reference, ...]:
    from toolkit.load.bibliography.csl_json import read_csl_json

    return read_csl_json(path, text, problems)


def _csl_yaml(path: Path, text: str, problems: list[Problem], _: list[Note]) -> tuple[Reference, ...]:
    from toolkit.load.bibliography.csl_yaml import read_csl_yaml

    return read_csl_yaml(path, text, problems)


def _not_understood(path: Path, text: str) -> list[Problem]:
    """An empty bibliography, or one of comments only, is fine; any other text is a mistake."""
    if all(not line.strip() or line.lstrip().startswith("%") for line in text.splitlines()):
        return []
    kind = "XML of another kind" if text.lstrip().startswith("<") else "no references in a form that is known"
    return [
        Problem(
            f"{path.name} holds {kind}.",
            Span.at(path),
            f"Read are {READ}. Export the references in one of these.",
        )
    ]
