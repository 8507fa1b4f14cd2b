"""JSON Schemas of the YAML files, so that an editor completes and checks them while one types."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from toolkit.load.shapes import EvidenceFile, ReviewFile, SchemaFile, SectionFront, TableFile
from toolkit.model.journal import Journal

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHAPES: dict[str, tuple[Any, str]] = {
    "review": (ReviewFile, "review.yaml"),
    "section": (SectionFront, "the front matter of a section"),
    "evidence": (EvidenceFile, "a file of evidence/"),
    "table": (TableFile, "a file of tables/"),
    "evidence-schema": (SchemaFile, "a schema of evidence of your own"),
    "journal": (Journal, "a journal profile"),
}


def json_schemas() -> dict[str, str]:
    """The schema of every kind of file as JSON text, by name: `review`, `table`, …"""
    return {
        name: json.dumps(
            {"$schema": _DIALECT, **TypeAdapter(shape).json_schema(), "title": title},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
        for name, (shape, title) in _SHAPES.items()
    }
