"""Conformance cases through the engine's public interface.

citeproc-js is a machine with a memory: it registers items, takes clusters one after the
other and marks those that a word processor has to draw anew (`>>[1]`, else `..[1]`). Our
engine is a function of a whole document: a case that builds a document step by step is run
once, with the document's last state, and the marks are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.csl.cases import OracleCase, SuiteCase
from toolkit.csl import Cite, Cluster, Mode, Result, parse_style, process, to_html
from toolkit.csl.output import bibliography_html, entry_html
from toolkit.csl.style import Style
from toolkit.model.csl_json import reference_from_csl
from toolkit.model.reference import Reference

POSITIONS = {0: "first", 1: "subsequent", 2: "ibid", 3: "ibid-with-locator"}


_MARK = re.compile(r"^>>(?=\[\d+\])", re.MULTILINE)
_BREAK = re.compile(r"(?<=>)\s*\n\s*|\s*\n\s*(?=<)")


def fold(html: str) -> str:
    """Without the line breaks and indentation that stand beside tags, and with one kind of mark."""
    return _BREAK.sub("", _MARK.sub("..", html)).strip()


def read_items(items: Iterable[Mapping[str, Any]]) -> list[Reference]:
    return [reference_from_csl(item)[0] for item in items]


def run_oracle(case: OracleCase) -> tuple[list[str], list[str]]:
    """Citations and entries as HTML."""
    style = parse_style(case.path.read_bytes(), case.path.name)
    clusters = [
        Cluster(
            tuple(read_cite(cite if isinstance(cite, Mapping) else {"id": cite}) for cite in cites),
            note_number=index + 1 if case.note else 0,
        )
        for index, cites in enumerate(case.clusters)
    ]
    result = process(style, read_items(case.items), clusters)
    return [to_html(text) for text in result.citations], [entry_html(e.whole) for e in result.bibliography]


def run_suite(case: SuiteCase) -> str:
    """The result of a case in the form of the suite."""
    if case.abbreviations:
        raise NotImplementedError("lists of abbreviations are citeproc-js's own interface")
    style = parse_style(case.style.encode(), f"{case.name}.csl")
    references = read_items(case.items)
    if case.mode.startswith("bibliography"):
        return _bibliography(case, style, references)
    if case.citations:
        return _document(case, style, references)
    return "\n".join(to_html(text) for text in _outside_document(case, style, references))


def read_cite(cite: Mapping[str, Any], *, position: str = "") -> Cite:
    """A cite in the form of CSL-JSON citations, the same for suite, oracle and the command line."""
    return Cite(
        id=str(cite["id"]),
        locator=str(cite.get("locator") or ""),
        label=cite.get("label") or "",
        prefix=cite.get("prefix") or "",
        suffix=cite.get("suffix") or "",
        suppress_author=bool(cite.get("suppress-author")),
        author_only=bool(cite.get("author-only")),
        position=POSITIONS[cite["position"]] if "position" in cite else position,
        near_note=cite.get("near-note"),
        first_reference_note=cite.get("first-reference-note-number"),
    )


def _outside_document(case: SuiteCase, style: Style, references: Sequence[Reference]) -> Sequence[Any]:
    """Clusters rendered one by one: every cite is a first one unless it says otherwise.

    All items are registered beforehand, in the order of the input.
    """
    if case.citation_items:
        clusters = [
            Cluster(tuple(read_cite(cite, position="first") for cite in cites))
            for cites in case.citation_items
        ]
    else:
        entries = process(style, references).bibliography
        ids = [entry.id for entry in entries] or [reference.id for reference in references]
        clusters = [Cluster(tuple(Cite(id=key, position="first") for key in ids))]
    return process(style, references, clusters, numbering="given").citations


@dataclass
class Document:
    """The clusters of a document while a case builds it, by `citationID` in document order."""

    clusters: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)

    def apply(self, step: Sequence[Any]) -> None:
        """One call of `processCitationCluster`: a citation, those before it, those after it."""
        citation, before, after = step
        own = citation["citationID"]
        clusters = {**self.clusters, own: citation}
        order = [*before, (own, citation.get("properties", {}).get("noteIndex", 0)), *after]
        self.clusters = {key: clusters[key] for key, _ in order}
        self.notes = dict(order)

    def run(self, style: Style, references: Sequence[Reference]) -> Result:
        """The document through the engine; only what it cites is registered."""
        clusters = [self._cluster(key) for key in self.clusters]
        cited = {cite.id for cluster in clusters for cite in cluster.cites}
        return process(style, [item for item in references if item.id in cited], clusters)

    def _cluster(self, key: str) -> Cluster:
        citation = self.clusters[key]
        properties = citation.get("properties", {})
        return Cluster(
            tuple(read_cite(cite) for cite in citation["citationItems"]),
            note_number=self.notes[key],
            mode=Mode(properties.get("mode", "normal")),
            infix=properties.get("infix", ""),
            unsorted=bool(properties.get("unsorted")),
        )


def _built(case: SuiteCase) -> Document:
    document = Document()
    for step in case.citations or ():
        document.apply(step)
    return document


def _document(case: SuiteCase, style: Style, references: Sequence[Reference]) -> str:
    """The citations of the finished document: `..[0] text`."""
    texts = map(to_html, _built(case).run(style, references).citations)
    return "\n".join(f"..[{index}] {text}" for index, text in enumerate(texts))


def _bibliography(case: SuiteCase, style: Style, references: Sequence[Reference]) -> str:
    if case.citations:
        result = _built(case).run(style, references)
    elif case.bibentries:
        by_id = {reference.id: reference for reference in references}
        result = process(style, [by_id[str(key)] for key in case.bibentries[-1]])
    else:
        result = process(style, references)
    if case.mode == "bibliography-header":
        return _header(result)
    entries = list(result.bibliography)
    if case.mode == "bibliography-nosort":
        entries.sort(key=lambda entry: [reference.id for reference in references].index(entry.id))
    if case.bibsection:
        items = {str(item["id"]): item for item in case.items}
        entries = [entry for entry in entries if in_section(items[entry.id], case.bibsection)]
    return bibliography_html(entry.whole for entry in entries)


def in_section(item: Mapping[str, Any], section: Mapping[str, Any]) -> bool:
    """Whether an item belongs to a part of the bibliography (`makeBibliography` of citeproc-js)."""

    def fits(rule: Mapping[str, str]) -> bool:
        value = item.get(rule["field"], "")
        return rule["value"] in value if isinstance(value, list) else str(value) == rule["value"]

    if "include" in section and not any(map(fits, section["include"])):
        return False
    if "select" in section and not all(map(fits, section["select"])):
        return False
    if "exclude" in section and any(map(fits, section["exclude"])):
        return False
    return not ("quash" in section and all(map(fits, section["quash"])))


def _header(result: Result) -> str:
    """The layout parameters, one per line, as the suite writes them."""
    params = result.bibliography_params
    values = {
        "bibend": "</div>",
        "bibliography_errors": "",
        "bibstart": '<div class="csl-bib-body">\n',
        "done": "true",
        "entry_ids": ",".join(entry.id for entry in result.bibliography),
        "entryspacing": params.entry_spacing,
        "hangingindent": 2 if params.hanging_indent else "false",
        "linespacing": params.line_spacing,
        "maxoffset": params.max_offset,
        "second-field-align": params.second_field_align or "false",
    }
    return "\n".join(f"{key}: {value}" for key, value in values.items()).strip()
