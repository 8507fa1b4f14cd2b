"""JSON Schemas of the YAML files, so that an editor completes and checks them while one types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from toolkit.load.intake.columns import MappingFile
from toolkit.load.record_schemas import with_records
from toolkit.load.shapes import EvidenceFile, ReviewFile, SchemaFile, SectionFront, TableFile
from toolkit.model.evidence import Schema
from toolkit.model.journal import Journal

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHAPES: dict[str, tuple[Any, str]] = {
    "review": (ReviewFile, "review.yaml"),
    "section": (SectionFront, "the front matter of a section"),
    "evidence": (EvidenceFile, "a file of evidence/"),
    "table": (TableFile, "a file of tables/"),
    "evidence-schema": (SchemaFile, "a schema of evidence of your own"),
    "evidence-mapping": (MappingFile, "which columns of a table are which fields of a schema"),
    "journal": (Journal, "a journal profile"),
}


def json_schemas(evidence: Mapping[str, Schema]) -> dict[str, str]:
    """The schema of every kind of file as JSON text, by name: `review`, `table`, …

    `evidence` are the schemas of records by the names that a file may call them; for each of them the
    JSON Schema of evidence knows its fields and choices.
    """
    made: dict[str, dict[str, Any]] = {}
    for name, (shape, title) in _SHAPES.items():
        schema = {"$schema": _DIALECT, **TypeAdapter(shape).json_schema(), "title": title}
        made[name] = with_records(schema, evidence) if shape is EvidenceFile else schema
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()}
