"""The conformance data, read from beside the project: the official suite and the oracle.

The suite's form is that of citation-style-language/test-suite (machine form): a style, items,
and either `citation_items` (clusters rendered one by one, outside a document) or `citations`
(steps that build a document, the last one being the test) or neither (all items in one
cluster). The oracle's cases are a style, items, the clusters of a whole document and what
citeproc-js prints for them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def data_folder() -> Path:
    """Where the data lies: `CSL_DATA`, else `csl` in the shared folder beside the project."""
    if "CSL_DATA" in os.environ:
        return Path(os.environ["CSL_DATA"])
    return Path(os.environ.get("SHARED_DATA", REPOSITORY.parent / "shared")) / "csl"


@dataclass(frozen=True)
class SuiteCase:
    """One case of the official suite; its parts are raw JSON."""

    name: str
    mode: str
    style: str
    items: Sequence[Mapping[str, Any]]
    result: str
    citation_items: Sequence[Sequence[Mapping[str, Any]]] | None
    citations: Sequence[Any] | None
    bibentries: Sequence[Sequence[str]] | None
    bibsection: Mapping[str, Any] | None
    abbreviations: Mapping[str, Any] | None
    options: Mapping[str, Any]


@dataclass(frozen=True)
class OracleCase:
    """One style of the oracle with its document."""

    group: str
    """`official` or `bilingual`: the name of the folder."""
    name: str
    path: Path
    items: Sequence[Mapping[str, Any]]
    clusters: Sequence[Sequence[str | Mapping[str, Any]]]
    note: bool
    """Whether cluster *i* stands in note *i* + 1."""
    citations: Sequence[str]
    entries: Sequence[str]


def read_suite(folder: Path) -> Iterator[SuiteCase]:
    """The cases in a folder, by name. Where items change on the way (`input2`), the last ones count."""
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        yield SuiteCase(
            name=path.stem,
            mode=data["mode"],
            style=data["csl"],
            items=data.get("input2") or data["input"],
            result=data["result"],
            citation_items=data.get("citation_items") or None,
            citations=data.get("citations") or None,
            bibentries=data.get("bibentries") or None,
            bibsection=data.get("bibsection") or None,
            abbreviations=data.get("abbreviations") or None,
            options=data.get("options") or {},
        )


def read_oracle(folder: Path) -> Iterator[OracleCase]:
    """The styles in a folder such as `oracle/official`, by name."""
    for path in sorted(folder.glob("*/case.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        yield OracleCase(
            group=folder.name,
            name=path.parent.name,
            path=path.parent / "style.csl",
            items=data["items"],
            clusters=data["citations"],
            note=bool(data.get("note")),
            citations=data["expected"]["citations"] or [],
            entries=data["expected"]["bibliography"] or [],
        )


def oracle_groups(folder: Path) -> list[Path]:
    """The folders of styles under `folder`: itself, or its subfolders such as `official`."""
    if any(folder.glob("*/case.json")):
        return [folder]
    return sorted((path for path in folder.iterdir() if any(path.glob("*/case.json"))), reverse=True)
