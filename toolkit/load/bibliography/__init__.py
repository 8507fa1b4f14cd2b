"""Bibliographies of every format → references. One module per format; `read_bibliography` chooses."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Reference
from toolkit.model.source import Span

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ENTRY = re.compile(r"@[ \t]*\w+[ \t]*[{(]")
_OTHERS = (
    (re.compile(r"\s*TY {1,2}- ", re.IGNORECASE), "RIS"),
    (re.compile(r"\s*PMID ?- "), "PubMed (.nbib)"),
    (re.compile(r"\s*%0 "), "EndNote (.enw)"),
    (re.compile(r"\s*<\?xml|\s*<(?:xml|records|pubmedarticleset)\b", re.IGNORECASE), "XML"),
    (re.compile(r"\s*PK\x03|\s*%PDF"), "PDF or an archive"),
)


def read_bibliography(path: Path, text: str, problems: list[Problem]) -> tuple[Reference, ...]:
    """The references of a file, in its order; what cannot be read is added to `problems`.

    BibTeX and CSL-JSON are told apart by what the file holds, so a wrong ending does no harm.
    Two entries with one key are both returned.
    """
    text = text.removeprefix("\ufeff")
    if _HTML.match(text):
        problems.append(
            Problem(
                f"{path.name} is a web page (HTML), not a bibliography.",
                Span.at(path),
                "The download probably gave a log-in or error page. Export the references again, as BibTeX.",
            )
        )
        return ()
    if text.lstrip()[:1] in {"[", "{"}:
        from toolkit.load.bibliography.csl_json import read_csl_json

        return read_csl_json(path, text, problems)
    if _ENTRY.search(text):
        from toolkit.load.bibliography.bibtex import read_bibtex

        return read_bibtex(path, text, problems)
    problems.extend(_not_understood(path, text))
    return ()


def _not_understood(path: Path, text: str) -> list[Problem]:
    """An empty bibliography, or one of comments only, is fine; any other text is a mistake."""
    found = next((name for pattern, name in _OTHERS if pattern.match(text)), "")
    if not found and all(not line.strip() or line.lstrip().startswith("%") for line in text.splitlines()):
        return []
    message = f"{path.name} holds {found}, which is not read yet."
    if not found:
        message = f"{path.name} holds no BibTeX entry and is no CSL-JSON."
    remedy = "Export the references as BibTeX (.bib) or CSL-JSON (.json)."
    return [Problem(message, Span.at(path), remedy)]
